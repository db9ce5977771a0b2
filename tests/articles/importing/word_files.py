"""Word files made here, the way Word writes them after much editing, and broken on purpose."""

import io
import zipfile

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
BOLD, ITALIC, CAPS = "<w:b/>", "<w:i/>", "<w:caps/>"


def run(text, look=""):
    return (
        f'<w:r w:rsidR="00AB12CD"><w:rPr>{look}</w:rPr>'
        f'<w:t xml:space="preserve">{text}</w:t></w:r>'
    )


def paragraph(*inside, look=""):
    """A paragraph; a plain string inside becomes a run."""
    runs = [each if each.startswith("<") else run(each) for each in inside]
    return f'<w:p w:rsidR="00AB12CD"><w:pPr>{look}</w:pPr>{"".join(runs)}</w:p>'


def document(*body, before=""):
    """The XML of the main part; `before` stands between declaration and root."""
    return (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>{before}'
        f'<w:document xmlns:w="{W}" xmlns:r="{OFFICE}" '
        'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
        'xmlns:v="urn:schemas-microsoft-com:vml" '
        'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
        'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" '
        'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing">'
        f"<w:body>{''.join(body)}<w:sectPr/></w:body></w:document>"
    )


def picture(relation, alt=""):
    return (
        f'<w:r><w:drawing><wp:inline><wp:docPr id="1" name="P" descr="{alt}"/><a:graphic>'
        f"<a:graphicData><pic:pic><pic:blipFill><a:blip {relation}/></pic:blipFill></pic:pic>"
        "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )


def parts(*body, links=(), **others):
    """
    The parts of a whole file, by name. `links` are (id, kind, target) of relations;
    `others` name parts of the folder word ("comments" is word/comments.xml).
    """
    relations = "".join(
        f'<Relationship Id="{key}" Type="{OFFICE}/{kind}" Target="{target}"'
        + (' TargetMode="External"/>' if ":" in target else "/>")
        for key, kind, target in links
    )
    return {
        "[Content_Types].xml": (
            f'<Types xmlns="{PACKAGE}content-types">'
            '<Default Extension="png" ContentType="image/png"/>'
            '<Default Extension="xml" ContentType="application/xml"/>'
            f'<Override PartName="/word/document.xml" ContentType="{WORD_TYPE}"/></Types>'
        ),
        "_rels/.rels": (
            f'<Relationships xmlns="{PACKAGE}relationships"><Relationship Id="rId1" '
            f'Type="{OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>'
        ),
        "word/_rels/document.xml.rels": (
            f'<Relationships xmlns="{PACKAGE}relationships">{relations}</Relationships>'
        ),
        "word/document.xml": document(*body),
    } | {f"word/{name}.xml": content for name, content in others.items()}


def packed(files):
    """The bytes of a zip of `files` (content by name)."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


def docx(*body, **options):
    """The bytes of a Word file; see `parts`."""
    return packed(parts(*body, **options))


def small_docx(*texts):
    """A Word file of a title and plain paragraphs."""
    return docx(*map(paragraph, ["Strength", "A title of some words", *texts]))
