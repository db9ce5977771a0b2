"""The text inside a Word paragraph: runs of one look each, links, notes and pictures."""

from html import escape
from typing import NamedTuple

from mammoth import documents

from forge_site.web.cleaning import clean_address

from .citations import raised
from .links import linked


class Segment(NamedTuple):
    """
    A stretch of text of one look, or an HTML piece of its own (`text` is then "").

    A line break is the piece "<br>".
    """

    text: str
    strong: bool = False
    em: bool = False
    href: str = ""
    html: str = ""


# Styles of letters, in Word and in LibreOffice.
_STRONG = {"strong", "strong emphasis", "bold", "intense emphasis"}
_EM = {"emphasis", "subtle emphasis", "italic"}
PLAIN = Segment("")


class InlineReader:
    """
    Reads the children of a paragraph into segments.

    `cite(reference)` returns the HTML of a citation, `picture(image)` is handed what lies
    in the text, `note(kind, sentence)` is told what gets lost.
    """

    def __init__(self, cite, picture, note):
        self.cite = cite
        self.picture = picture
        self.note = note

    def read(self, elements, look=PLAIN):
        """Return the segments of `elements`; `look` is how the text around them looks."""
        segments = []
        for element in elements:
            segments += self._read(element, look)
        return segments

    def _read(self, element, look):
        if isinstance(element, documents.Run):
            inside = self.read(element.children, self._with(element, look))
            if element.vertical_alignment == documents.VerticalAlignment.superscript:
                return [each._replace(text=raised(each.text)) for each in inside]
            return inside
        if isinstance(element, documents.Text):
            return [look._replace(text=element.value)]
        if isinstance(element, documents.Tab):
            return [look._replace(text=" ")]
        if isinstance(element, documents.Break):
            return [Segment("", html="<br>")] if element.break_type == "line" else []
        if isinstance(element, documents.Hyperlink):
            return self._link(element, look)
        if isinstance(element, documents.NoteReference):
            return [Segment("", html=self.cite(element))]
        if isinstance(element, documents.Image):
            self.picture(element)
        if isinstance(element, documents.Checkbox):
            return [look._replace(text="☑ " if element.checked else "☐ ")]
        return []

    def _with(self, run, look):
        if run.is_strikethrough:
            self.note("guessed", "Text that was struck through stands in the article: look.")
        style = (run.style_name or "").lower()
        return look._replace(
            strong=look.strong or run.is_bold or style in _STRONG,
            em=look.em or run.is_italic or style in _EM,
        )

    def _link(self, link, look):
        address = clean_address(link.href or "")
        inside = self.read(link.children, look._replace(href=address or ""))
        if link.href and not address:
            words = "".join(segment.text for segment in inside)
            self.note("left out", f"The address “{link.href[:200]}” of the link “{words}”.")
        return inside


def lines_of(segments: list[Segment]) -> list[list[Segment]]:
    """Return `segments` cut at their line breaks, none of the lines empty."""
    lines = [[]]
    for segment in segments:
        if segment.html == "<br>":
            lines.append([])
        else:
            lines[-1].append(segment)
    return [line for line in lines if any(each.html or each.text.strip() for each in line)]


def html_of(segments: list[Segment]) -> str:
    """Return `segments` as HTML of the grammar, bare addresses as links."""
    parts = []
    for segment in _merged(segments):
        if segment.html:
            parts.append(segment.html)
            continue
        html = escape(segment.text, quote=False) if segment.href else linked(segment.text)
        if segment.em:
            html = f"<em>{html}</em>"
        if segment.strong:
            html = f"<strong>{html}</strong>"
        if segment.href:
            html = f'<a href="{escape(segment.href)}">{html}</a>'
        parts.append(html)
    return "".join(parts).strip(" \n\t")


def _merged(segments):
    """Join neighbours of one look, so that an address in two runs is seen whole."""
    merged = []
    for segment in segments:
        last = merged[-1] if merged else None
        if last is None or last.html or segment.html:
            merged.append(segment)
        elif last._replace(text="") == segment._replace(text=""):
            merged[-1] = last._replace(text=last.text + segment.text)
        else:
            merged.append(segment)
    return merged
