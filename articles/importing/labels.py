"""
Labelled paragraphs: "Hip mobility. We get the hips moving." names its point, then says it.

A label is a noun phrase that ends in a full stop, a colon or a dash. English has no mark
for a noun phrase, so this asks the other way round: what opens with a pronoun, or holds a
verb that makes a statement, is a sentence. Right for the way coaches write, not for all of
English; what it decided stands in the report.
"""

import re
from typing import NamedTuple

MOST_WORDS = 9
LONGEST_POINT = 90  # words: a longer paragraph is no point of a list

_WRITTEN_BOLD = re.compile(r"<strong>((?:(?!</?strong>).)+)</strong>(\s*[:.–—-]?)\s*(?=\S)")
# No tag inside: marks that begin in the label and end behind it cannot be cut.
_WRITTEN_PLAIN = re.compile(
    r"(?P<label>[^<.:!?–—]{2,90}?)(?:(?P<stop>[.:])|(?P<dash>\s+[–—-]|(?<!\d)[–—]))(?:\s+|(?<=[–—]))(?=\S)"
)
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


def _words(text):
    return frozenset(text.split())


_ABBREVIATIONS = _words("dr mr mrs ms st vs e.g i.e approx no fig etc min max")

_OPENERS = _words(
    "we i you he she it they this that these those there here who what whoever everyone "
    "everybody nobody someone most many some few people if when while because although but "
    "and or so then yet not our your my their his its once after before since as by in at "
    "for"
)
_AUXILIARIES = _words(
    "is are was were am be been has have had do does did can could will would shall should "
    "may might must isn't aren't wasn't weren't hasn't haven't don't doesn't didn't can't "
    "won't wouldn't shouldn't cannot"
)
# Third persons and pasts that are no nouns a gym would use as one.
_VERBS = _words(
    "makes takes gives gets goes comes keeps becomes seems feels looks means says tells shows "
    "knows thinks finds brings puts lets happens begins matters remains stays leads depends "
    "requires includes involves allows tends deserves beats wins pays lasts heals fails hurts "
    "lost went came got made took felt found said told began saw kept became gave knew"
)
_MAYBE_VERBS = _words("works helps counts changes starts needs wants moves ends")
_OBJECTS = _words(
    "the a an that this you your it its them us our me more better best well most too for "
    "to when if with because"
)
_ASKS = re.compile(r"(?:what|where|when|how|why|who)\b", re.IGNORECASE)
_RELATIVE = frozenset({"that", "which", "who", "where", "when", "how", "why", "what", "than"})


class Label(NamedTuple):
    """The HTML of a label with its full stop or colon, and the HTML of what follows."""

    html: str
    rest: str


def label_of(html: str) -> Label | None:
    """Return the label the paragraph `html` opens with, or None."""
    match = _WRITTEN_BOLD.match(html)
    if match and len(_WORD.findall(match[1])) <= MOST_WORDS and "<" not in match[1]:
        stop, rest = match[2], html[match.end() :]
        if stop in {":", ".", ""}:
            return Label(match[1] + stop, rest)
        lead = " " if stop[0].isspace() else ""
        return Label(match[1], f"{lead}{stop.strip()} {rest}")
    match = _WRITTEN_PLAIN.match(html)
    if not match or not _is_label(match["label"], asks=match["stop"] != "."):
        return None
    if match["stop"]:
        return Label(match["label"] + match["stop"], html[match.end() :])
    dash = match["dash"]
    lead = " " if dash[0].isspace() else ""
    space = " " if html[match.end() - 1].isspace() else ""
    return Label(match["label"], lead + dash.strip() + space + html[match.end() :])


def point_html(label: Label) -> str:
    """Return the HTML of a labelled paragraph with its label in bold."""
    gap = "" if label.rest[:1] in {" ", "–", "—"} else " "
    return f"<strong>{label.html}</strong>{gap}{label.rest}"


def is_statement(text: str) -> bool:
    """Return whether the words of `text` make a sentence rather than a noun phrase."""
    words = [word.lower().replace("’", "'") for word in _WORD.findall(text)]
    if not words:
        return False
    if words[0] in _OPENERS or words[0].partition("'")[0] in _OPENERS:
        return True
    for index, word in enumerate(words):
        if index and words[index - 1] in _RELATIVE:
            return False  # the rest hangs on a noun: "work that is more than crunches"
        following = words[index + 1] if index + 1 < len(words) else None
        if word in _AUXILIARIES or (index and word in _VERBS):
            return True
        if index and word.endswith(("'re", "'ve", "'ll", "n't")):
            return True
        if index and word in _MAYBE_VERBS and (following is None or following in _OBJECTS):
            return True
    return False


def _is_label(label, asks):
    """`asks`: whether "What hurts" may be one; before a full stop it is half a sentence."""
    words = _WORD.findall(label)
    named = label.partition(" ")[2] if asks and words[:1] and _ASKS.match(label) else label
    return (
        0 < len(words) <= MOST_WORDS
        and (label[0].isupper() or label[0].isdigit() or label[0] in "“\"'‘")
        and words[-1].lower() not in _ABBREVIATIONS
        and not (len(words[-1]) == 1 and words[-1].isalpha() and words[-1] not in {"I", "A"})
        and not is_statement(named)
    )
