"""
What stands between an article and its readers: errors stop it, advice does not.

Pure rules over one article, after the editorial standard: nothing here asks a database or a
clock. `document` is the article as plain values, its body clean, named in `articles.checking`.
"""

import re
from collections.abc import Callable, Iterable
from datetime import date
from typing import NamedTuple

from forge_site.web.html_tree import Element, line_of, parse
from forge_site.web.markup import count_words, plain_text, render_body
from forge_site.web.reading import reading_grade

ERROR, ADVICE = "error", "advice"

# All in characters, but for the last three.
LONGEST_TITLE = 70
LONGEST_SEO_TITLE = 60
SEO_DESCRIPTION = (140, 155)
LONGEST_SUMMARY = 220
LONGEST_ALT = 125
HIGHEST_GRADE = 8
WORDS = (900, 1400)
FEWEST_INTERNAL_LINKS = 3
REVIEW_DAYS = 365

_SAYS_NOTHING = re.compile(
    r"(?:(?:click|read|see|tap|go|look)\s+)?(?:here|this|more|link|this link|this page|"
    r"this article|learn more|read on|page|website)\W*",
    re.IGNORECASE,
)
_ADDRESS_AS_TEXT = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_ALT_ABOUT_ITSELF = re.compile(
    r"(?:an? |the )?(?:image|picture|photo|graphic) of\b", re.IGNORECASE
)
_PAGE_PARTS = frozenset({"content", "references", "related"})


class Finding(NamedTuple):
    """One thing to mend (`level` "error") or to think over ("advice"), in a sentence."""

    level: str
    code: str
    sentence: str


def check(
    document,
    *,
    link_exists: Callable[[str], bool],
    picture_alt: Callable[[str], str | None],
    has_diagram: Callable[[str], bool],
    today: date,
) -> list[Finding]:
    """
    Return what is wrong with `document`, errors first.

    `link_exists(path)` says whether the site answers at a path such as "/free-intro/".
    `picture_alt(slug)` returns the description kept with a picture ("" if it has none), None
    if there is no such picture; `has_diagram(name)` says whether there is such a drawing.
    """
    body = document.body
    blocks = [node for node in parse(body) if isinstance(node, Element)]
    elements = [element for block in blocks for element in (block, *block.descendants())]
    findings = [
        *_about_fields(document),
        *_about_search(document),
        *_about_structure(blocks, elements),
        *_about_text(body),
        *_about_figures(elements, picture_alt, has_diagram),
        *_about_links(body, elements, link_exists),
        *_about_references(elements, document.references),
        *_about_people(document, today),
    ]
    return sorted(findings, key=lambda finding: finding.level != ERROR)


def _about_fields(document) -> Iterable[Finding]:
    wanted = {"title": "a title", "summary": "a summary", "topic": "a topic", "body": "a text"}
    for field, name in wanted.items():
        if not getattr(document, field):
            yield Finding(ERROR, f"no-{field}", f"The article needs {name}.")
    if len(document.title) > LONGEST_TITLE:
        yield Finding(
            ADVICE,
            "title-length",
            f"The title has {len(document.title)} characters; up to {LONGEST_TITLE} read best.",
        )
    if len(document.summary) > LONGEST_SUMMARY:
        yield Finding(
            ERROR,
            "summary-length",
            f"The summary has {len(document.summary)} characters; {LONGEST_SUMMARY} fit.",
        )
    if not document.hero:
        yield Finding(ADVICE, "no-cover", "The article has no cover picture.")


def _about_search(document):
    title = document.seo_title or document.title
    if len(title) > LONGEST_SEO_TITLE:
        yield Finding(
            ADVICE,
            "seo-title-length",
            f"The title in search results has {len(title)} characters and will be cut; "
            f"{LONGEST_SEO_TITLE} fit.",
        )
    length = len(document.seo_description)
    shortest, longest = SEO_DESCRIPTION
    if not length:
        yield Finding(
            ADVICE,
            "no-seo-description",
            "There is no description for search results; the summary takes its place.",
        )
    elif not shortest <= length <= longest:
        yield Finding(
            ADVICE,
            "seo-description-length",
            f"The description in search results has {length} characters; "
            f"{shortest} to {longest} fit.",
        )


def _about_structure(blocks, elements):
    if blocks and blocks[0].tag != "p":
        yield Finding(
            ADVICE,
            "no-short-answer",
            "The text does not open with a paragraph: begin with the short answer.",
        )
    for block in blocks:
        if block.tag == "h2":
            break
        if block.tag == "h3":
            yield Finding(
                ERROR,
                "heading-order",
                f"“{line_of(block.children)}” is a small heading before any large one.",
            )
            break
    numbers = [
        int(block.attrs["data-number"]) for block in blocks if "data-number" in block.attrs
    ]
    if numbers != list(range(1, len(numbers) + 1)):
        listed = ", ".join(map(str, numbers))
        yield Finding(ADVICE, "numbers", f"The numbered parts are numbered {listed}.")
    if sum(element.tag == "blockquote" for element in elements) > 1:
        yield Finding(ADVICE, "quotes", "More than one pull quote takes the weight off each.")


def _about_text(body):
    text = plain_text(body)
    words = count_words(text)
    fewest, most = WORDS
    if words and not fewest <= words <= most:
        yield Finding(
            ADVICE,
            "length",
            f"The text has {words} words; {fewest} to {most} suit most readers.",
        )
    grade = reading_grade(text)
    if grade is not None and grade > HIGHEST_GRADE:
        yield Finding(
            ADVICE,
            "reading-grade",
            f"The text reads at grade {grade:g}; aim for {HIGHEST_GRADE} or lower with shorter "
            "sentences and everyday words.",
        )


def _about_figures(elements, picture_alt, has_diagram):
    for figure in elements:
        if figure.tag != "figure":
            continue
        alt = figure.attrs.get("data-alt", "")
        name = figure.attrs.get("data-picture")
        if name:
            kept = picture_alt(name)
            alt = alt or kept or ""
            if kept is None:
                yield Finding(ERROR, "no-such-picture", f"There is no picture called “{name}”.")
            elif not alt:
                yield Finding(
                    ERROR,
                    "no-alt",
                    f"The picture “{name}” needs words for those who cannot see it.",
                )
        else:
            name = figure.attrs["data-diagram"]
            if not has_diagram(name):
                yield Finding(ERROR, "no-such-diagram", f"There is no drawing called “{name}”.")
        if len(alt) > LONGEST_ALT:
            yield Finding(
                ADVICE,
                "alt-length",
                f"The words for “{name}” have {len(alt)} characters; say what matters "
                f"in {LONGEST_ALT}.",
            )
        if _ALT_ABOUT_ITSELF.match(alt):
            yield Finding(
                ADVICE,
                "alt-about-itself",
                f"The words for “{name}” begin with “{alt.split(' of')[0]} of”: leave "
                "that out, the page says so already.",
            )


def _about_links(body, elements, link_exists):
    links = [
        (link.attrs["href"], line_of(link.children)) for link in elements if link.tag == "a"
    ]
    targets = {}
    for address, words in links:
        if _SAYS_NOTHING.fullmatch(words) or _ADDRESS_AS_TEXT.fullmatch(words):
            yield Finding(
                ERROR, "link-text", f"The link “{words}” does not say where it leads."
            )
        if targets.setdefault(words.casefold(), address) != address:
            yield Finding(
                ADVICE,
                "link-same-words",
                f"Two links say “{words}” and lead to different places.",
            )
        if re.match("https?:", address, re.IGNORECASE):
            yield Finding(
                ADVICE,
                "outside-link",
                f"“{words}” leads to another site: sources belong among the references.",
            )
    parts = _PAGE_PARTS | set(re.findall(' id="([^"]*)"', render_body(body).html))
    for address in dict.fromkeys(address for address, _ in links):
        path = re.split("[?#]", address)[0]
        dead = address.startswith("/") and not link_exists(path)
        if dead or (address.startswith("#") and address[1:] not in parts):
            yield Finding(ERROR, "dead-link", f"The link to “{address}” leads nowhere.")
    inside = {address for address, _ in links if address.startswith("/")}
    if len(inside) < FEWEST_INTERNAL_LINKS:
        found = {0: "no other page", 1: "1 other page"}.get(
            len(inside), f"{len(inside)} other pages"
        )
        yield Finding(
            ADVICE,
            "few-links",
            f"The text links to {found} of this site; {FEWEST_INTERNAL_LINKS} or more help: "
            "two articles, a program, the free intro.",
        )


def _about_references(elements, references):
    defined = [reference.key for reference in references]
    cited = dict.fromkeys(sup.attrs["data-ref"] for sup in elements if sup.tag == "sup")
    for key in cited:
        if key not in defined:
            yield Finding(ERROR, "unknown-reference", f"“{key}” is cited but is no reference.")
    for key in defined:
        if key not in cited:
            yield Finding(
                ADVICE,
                "uncited-reference",
                f"The reference “{key}” is never cited: put the cursor behind its claim and "
                "press “Cite”.",
            )
    if not cited:
        yield Finding(
            ADVICE,
            "no-references",
            "Nothing is cited: every claim about health needs a source.",
        )


def _about_people(document, today):
    if not document.author:
        yield Finding(ADVICE, "no-author", "The article has no author.")
    reviewed_on = document.reviewed_on
    if not reviewed_on:
        yield Finding(
            ADVICE, "not-reviewed", "Nobody has checked the facts: set the review date."
        )
    elif (today - reviewed_on).days > REVIEW_DAYS:
        yield Finding(
            ADVICE,
            "review-old",
            f"The facts were checked on {reviewed_on:%B} {reviewed_on.day}, "
            f"{reviewed_on.year}: check them again.",
        )
    if document.is_sample:
        yield Finding(
            ADVICE,
            "sample",
            "This is a sample article: put your name to it and tick “This is real now”.",
        )
