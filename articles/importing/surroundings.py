"""
What stands around an article in the files people send and is no part of its text: picture
captions, the writer's name and date, dividing lines, the call to action at the end.

The page adds its own. What is recognised here is told in the report, word for word.
"""

import re

from .blocks import Block
from .labels import is_statement

_PICTURE = r"(?:photo(?:graph)?|image|picture|pic|figure|fig\.?|illustration|graphic|video)"
_NAMED_CAPTION = re.compile(
    rf"""(?:
        [\[(]?\s*(?:insert\s+)?{_PICTURE}\s*(?:\#?\d{{1,2}})?\s*(?:credit|caption|here)?\s*
            (?:[:\])–—-]|by\s|courtesy\s|of\s)
        | (?:caption|credit|alt(?:\s+text)?|pictured|above|below|left|right)
            \s*(?:\([^)]*\))?\s*:
        | [\[(][^\])]{{0,80}}\b{_PICTURE}\b[^\])]{{0,80}}[\])]\s*$
        | \S{{1,80}}\.(?:jpe?g|png|webp|heic|gif)\s*$
    )""",
    re.IGNORECASE | re.VERBOSE,
)
MOST_CAPTION_WORDS = 40
# A scene described: somebody or something, doing or standing somewhere, and no statement.
_SCENE_OPENS = re.compile(
    r"(?:an?|two|three|four|our|coach|coaches|members?|clients?|athletes?|wom[ae]n|m[ae]n|"
    r"lifters?|someone|close-?up)\b",
    re.IGNORECASE,
)
_SCENE = re.compile(
    r"\b(?!during\b|spring\b)[a-z]{3,}ing\s+"
    r"(?:an?|the|her|his|their|with|on|in|at|up|down|through|under|over|out|deadlifts?|squats?)\b",
    re.IGNORECASE,
)
_SCENE_PLACE = re.compile(
    r"\b(?:barbell|dumbbells?|kettlebells?|rack|bench|platform|gym floor|rubber floor|chalk)\b"
    r".{0,40}\b(?:on|in|at|beside|next to|under|ready for)\b",
    re.IGNORECASE,
)
_MONTH = (
    "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    "sep(?:t(?:ember)?)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
)
_BYLINE = re.compile(
    rf"""(?:
        (?:written\s+|posted\s+|words\s+)?by\s*:?\s+[A-Z][\w.'’-]+(?:\s+[\w.'’,&|-]+){{0,9}}
        | (?:author|date|published|posted|(?:last\s+)?updated|reviewed)
            \s*(?:on|:)\s*\S.{{0,60}}
        | (?:{_MONTH})\.?\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+\d{{4}}
        | \d{{1,2}}\s+(?:{_MONTH})\.?,?\s+\d{{4}}
        | \d{{1,4}}[./-]\d{{1,2}}[./-]\d{{2,4}}
        | \d{{1,2}}[\s-]*min(?:ute)?s?\.?\s+read
        | (?:share\s+(?:this|on)|tweet|print\s+this).{{0,40}}
    )\W*""",
    re.IGNORECASE | re.VERBOSE,
)
_RULE = re.compile(r"(?:[-*_=~•·—–#]\s*){3,}")

_INVITES = re.compile(
    r"""\b(?:
        (?:book|schedule|claim|reserve|grab|get|start\s+with|try|take)\s+(?:in\s+|for\s+|with\s+)?
            (?:your|a|an|my|our)\s+(?:\w+\s+)?
            (?:free|no[\s-]sweat|intro|session|spot|consult|class|trial)
        | free\s+(?:no[\s-]sweat\s+)?(?:intro|consult|trial|class|session)
        | no[\s-]sweat\s+intro
        | (?:book|sign\s+up|register|schedule|reserve)\s+
            (?:it|now|today|here|online|at|on|by|through)\b
        | (?:call|text|e-?mail|message|dm|contact|visit|follow)\s+(?:us|our|forge)\b
        | (?:call|text)\s+\(?\d{3}\)?[\s.-]\d{3}
        | (?:come|stop|drop)\s+(?:in|by)\b.{0,60}\b(?:us|forge|gym|talk|chat|see|visit|free)\b
        | (?:get\s+in\s+touch|reach\s+out)\s*(?:with\s+us|to\s+us|today|now|[.!]|$)
        | (?:click|tap)\s+(?:here|the|below)
        | link\s+in\s+bio
    )""",
    re.IGNORECASE | re.VERBOSE,
)
# Advice to see somebody else is no call of ours, however it is worded.
_ELSEWHERE = re.compile(
    r"\b(?:doctor|physician|physical\s+therap|physio|emergency|urgent\s+care|hospital|clinic|911)",
    re.IGNORECASE,
)
_OFFERS = re.compile(r"\b(?:free|no[\s-]sweat|intro)\b", re.IGNORECASE)
_CONTACT = re.compile(
    r"""https?://|www\.|(?<![a-z0-9-])[a-z0-9-]{1,63}\.(?:com|net|org|fit)\b|@\w
    | \(?\d{3}\)?[\s.-]\d{3}[\s.-]?\d{4}
    | \b\d{1,5}\s+\w+\s+(?:st|street|ave|avenue|rd|road|blvd|drive|dr|lane|ln|way)\b""",
    re.IGNORECASE | re.VERBOSE,
)
_MOST_CALL_BLOCKS = 6
_LONGEST_CALL = 90  # words in one paragraph of it


def is_rule(text: str) -> bool:
    """Return whether `text` is a dividing line."""
    return bool(_RULE.fullmatch(text.strip()))


def is_byline(text: str) -> bool:
    """Return whether `text` is a line with the writer, a date or the reading time alone."""
    return len(text.split()) <= 14 and bool(_BYLINE.fullmatch(text.strip()))


def is_named_caption(text: str) -> bool:
    """Return whether `text` says itself that it belongs to a picture."""
    return len(text.split()) <= MOST_CAPTION_WORDS and bool(_NAMED_CAPTION.match(text))


def looks_like_a_caption(text: str) -> bool:
    """Return whether `text` describes a scene and states nothing: a guess."""
    words = text.split()
    if not 5 <= len(words) <= 25 or text.rstrip().endswith(("?", "!", ":")):
        return False
    if re.search(r"[.!?]\s+\S", text) or not _SCENE_OPENS.match(text) or is_statement(text):
        return False
    return bool(_SCENE.search(text) or _SCENE_PLACE.search(text))


def closing_call(blocks: list[Block]) -> int:
    """
    Return where the call to action at the end of `blocks` begins; len(blocks) if there is none.

    It is a run of short paragraphs that invite (book, call, come in, an address to do it at),
    with the question or heading that leads to them and the contact lines below.
    """
    start = end = len(blocks)
    invited = False
    while start and end - start < _MOST_CALL_BLOCKS:
        block = blocks[start - 1]
        if _invites(block):
            invited = True
            start -= 1
        elif block.kind == "rule" or (not invited and _is_contact(block)):
            start -= 1
        else:
            break
    if not invited:
        return end
    if start and _leads_to_it(blocks[start - 1]):
        start -= 1
    while start and blocks[start - 1].kind == "rule":
        start -= 1
    return start


def _invites(block):
    if block.kind not in {"paragraph", "heading", "item"} or block.word_count > _LONGEST_CALL:
        return False
    text = block.text
    if _ELSEWHERE.search(text) and not _OFFERS.search(text):
        return False
    return bool(_INVITES.search(text))


def _is_contact(block):
    short = block.kind in {"paragraph", "item"} and block.word_count <= 12
    return (short and bool(_CONTACT.search(block.text))) or is_byline(block.text)


def _leads_to_it(block):
    if block.kind == "heading":
        return True  # nothing else stands below it
    return block.kind == "paragraph" and block.text.endswith("?") and block.word_count <= 20
