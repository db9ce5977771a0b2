"""
Headings in capitals, set as a person would write them: "WHAT AN MRI SHOWS" is "What an MRI
shows".

How a name is written is learned from the running text of the same article; a short list
serves for what does not occur there.
"""

import re
from collections.abc import Iterable

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_SENTENCE_START = re.compile(r"(?:^|[.!?:…•])[\s\"'“‘(\[]*$")
_ACRONYMS = (
    "MRI MRIs CT DOMS BMI ACL MCL RDL RDLs HIIT RPE RIR AMRAP EMOM NSAID NSAIDs TV PT DNA UK "
    "USA CDC NHS FAQ FAQs OK VO2 1RM ER GP CPR SI"
)
_NAMES = (
    "I I'm I've I'll I'd Romanian Pallof Bulgarian Turkish Achilles Nordic Copenhagen English "
    "American Pilates Monday Tuesday Wednesday Thursday Friday Saturday Sunday January "
    "February April June July August September October November December Christmas"
)
_KNOWN = {word.lower(): word for word in f"{_ACRONYMS} {_NAMES}".split()}
_PHRASES = {"forge fitness": "Forge Fitness"}
# Of a line in capitals a little may be small: "McGILL", "MRIs", "(aka your back side)".
_MOSTLY = 0.8


def in_capitals(text: str) -> bool:
    """Return whether `text` is written in capitals."""
    letters = [character for character in text if character.isalpha()]
    capitals = sum(character.isupper() for character in letters)
    opening = _WORD.search(text)
    return (
        len(letters) > 2
        and capitals >= _MOSTLY * len(letters)
        and opening is not None
        and not any(character.islower() for character in opening[0][1:])
    )


def learned_casing(texts: Iterable[str]) -> dict[str, str]:
    """
    Return how `texts`, running text, write the words they never write small.

    Keys are lower case. A word counts where no sentence begins with it.
    """
    seen = {}
    for text in texts:
        for match in _WORD.finditer(text):
            before = text[max(0, match.start() - 12) : match.start()]
            if not _SENTENCE_START.search(before):
                seen.setdefault(match[0].lower(), {}).setdefault(match[0])
    return {
        word: next(iter(forms))
        for word, forms in seen.items()
        if word not in forms and word.upper() != word
    }


def sentence_case(text: str, casing: dict[str, str] | None = None) -> str:
    """
    Return `text`, which is in capitals, as the beginning of a sentence.

    `casing` is what `learned_casing` found. A word with small letters in it stays.
    """
    known = _KNOWN | (casing or {})

    def cased(match):
        word = match[0]
        if any(character.islower() for character in word):
            return word
        return known.get(word.lower().replace("’", "'"), known.get(word.lower(), word.lower()))

    lowered = _WORD.sub(lambda match: _with_apostrophe_of(match[0], cased(match)), text)
    for phrase, written in _PHRASES.items():
        lowered = re.sub(rf"\b{phrase}\b", written, lowered, flags=re.IGNORECASE)
    return re.sub(r"(^|[.!?…]\s+)([^\w]*)(\w)", lambda m: m[1] + m[2] + m[3].upper(), lowered)


def _with_apostrophe_of(original, word):
    return word.replace("'", "’") if "’" in original else word
