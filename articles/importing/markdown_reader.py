"""
Markdown to an article.

CommonMark with tables, read by markdown-it-py, and the habits of this house on top: `[^key]`
cites, "Cause 1:" numbers a heading, "The fix:" opens a callout that runs to the next heading,
and `> [!FLAG]` and `> [!NOTE]` open a callout with a heading. Pictures are named, not linked:
`picture:slug`, `diagram:name`. Lines at the top are optional. What other programs add is
written plainly first (dialects).
"""

from html import escape
from itertools import takewhile

from markdown_it.tree import SyntaxTreeNode

from forge_site.web.cleaning import clean_body, clean_line

from .blocks import Block
from .capitals import learned_casing
from .composing import slug_of
from .dialects import plainer
from .document import ArticleDocument, ImportProblem, Note, Piece
from .front_matter import FrontMatter, slug, slugs, split_front_matter
from .limits import check_length
from .markdown_body import BodyReader
from .markdown_inline import parser
from .markdown_words import visible_text
from .references import Definitions, split_definitions
from .surroundings import closing_call, is_byline
from .words import check_words

_COPIED = ("topic", "summary", "hero_alt", "hero_caption", "seo_title", "seo_description")
_TOPIC_WORDS = 5


def read_markdown(text: str, *, title: str = "") -> ArticleDocument:
    """
    Return the article a Markdown file holds; `title` is one given beside it.

    Raises ImportProblem for what cannot be read: no title, a citation without its reference,
    a reference given twice.
    """
    text = check_length(text.removeprefix("\ufeff")).replace("\r\n", "\n").replace("\r", "\n")
    top = split_front_matter(text)
    removed = []

    def note(kind, sentence, words):
        top.notes.append(Note(kind, sentence))
        removed.append(Piece("left out", words))

    below, definitions = split_definitions(plainer(top.text, note))
    tokens = parser().parse(below)
    body = _read_body(tokens, definitions, top)
    values = top.values
    title = title or values.get("title") or body.title
    if not title:
        raise ImportProblem(
            "The article has no title. Begin the file with a line “---”, then “title: …”, "
            "then “---”, or with a heading “# …”."
        )
    if body.title and body.title != title:
        body.note("left out", f"The heading “{body.title}”: the title is “{title}”.")
    address = slug("slug", values.get("slug", ""))
    if not address:
        address = slug_of(title)
        body.note("guessed", f"The address “{address}”, from the title.")
    document = ArticleDocument(
        title=title,
        slug=address,
        body=clean_body("".join(body.parts)),
        hero=slug("hero", values.get("hero", "")),
        related=slugs("related", values.get("related", "")),
        references=_in_order_of_citation(definitions, body.inline.cited, body.note),
        notes=[*top.notes, *body.notes],
        pieces=[*top.pieces, *body.pieces],
        **{key: values.get(key, "") for key in _COPIED},
    )
    document.topic = document.topic or body.topic
    above = "\n".join(piece.text for piece in top.pieces)
    _account(document, definitions, removed, f"{above}\n{visible_text(tokens)}")
    return document


def _read_body(tokens, definitions: Definitions, top: FrontMatter) -> BodyReader:
    nodes = SyntaxTreeNode(tokens).children
    body = BodyReader(definitions.keys)
    texts = [body.inline.text(node) if node.type == "paragraph" else "" for node in nodes]
    body.casing = learned_casing(filter(None, texts))
    if top.is_ours:
        body.read(nodes)
        return body
    # Nobody wrote this for the site: what stands around the text is told apart from it.
    first = next(
        (at for at, node in enumerate(nodes) if node.type == "heading" and node.tag == "h1"), 0
    )
    before = [node for node in nodes[:first] if not is_byline(body.inline.text(node))]
    if len(before) == 1 and before[0].type == "paragraph" and not top.values.get("topic"):
        name = clean_line(body.inline.text(before[0]))
        if 0 < len(name.split()) <= _TOPIC_WORDS and name[-1] not in ".:;,?!…":
            body.topic = name
            body.pieces.append(Piece("topic", name))
            nodes = [node for node in nodes if node is not before[0]]
    opening = list(takewhile(lambda node: _is_opening(node, body), nodes))
    end = max(_end_of_text(nodes, body), len(opening))
    for node in opening:
        body.byline(node) if node.type == "paragraph" else body.block(node)
    body.read(nodes[len(opening) : end])
    for node in nodes[end:]:
        body.call(node)
    return body


def _is_opening(node, body):
    if node.type == "heading":
        return node.tag == "h1" and not body.title
    return node.type == "paragraph" and is_byline(body.inline.text(node))


def _end_of_text(nodes, body):
    """Return where the call to action at the end begins."""
    kinds = {"paragraph": "paragraph", "heading": "heading", "hr": "rule"}
    blocks = [
        Block(
            "other" if _leads_to_a_page_of_ours(node) else kinds.get(node.type, "other"),
            escape(body.inline.text(node)),
        )
        for node in nodes
    ]
    return closing_call(blocks)


def _leads_to_a_page_of_ours(node):
    """A paragraph with a link such as /free-intro/ was written for this site and stays."""
    return any(
        each.type == "link" and str(each.attrs.get("href", "")).startswith("/")
        for each in node.walk()
    )


def _in_order_of_citation(definitions, cited, note):
    uncited = [key for key in definitions.rows if key not in cited]
    for key in uncited:
        note(
            "guessed",
            f"The reference “{key}” is never cited: it stands at the end of the list.",
        )
    return [definitions.rows[key] for key in [*cited, *uncited]]


def _account(document, definitions, removed, source):
    """Write down where the words of references and removed marks went, and check all."""
    sources = [source]
    for row in document.references:
        document.pieces.append(Piece("reference", definitions.sources[row.key]))
        sources.append(definitions.sources[row.key])
    document.pieces += removed
    sources += [piece.text for piece in removed]
    check_words(document, "\n".join(sources))
