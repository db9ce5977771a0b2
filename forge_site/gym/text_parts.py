"""
What a text is that staff can change, how such texts form the parts of a page, and what a
template is handed of them.

Pure. Only what staff changed is stored, so that a better default reaches every gym.
`{minutes}` and `{ways}` in a text become what the rules for intros say, so that no page
promises another length or another way to meet.
"""

from dataclasses import dataclass, field

LONGEST_HEADING = 60
LONGEST_TEXT = 300


@dataclass(frozen=True)
class Text:
    """One text staff can change. `name` is its key within the part it stands in."""

    name: str
    label: str
    default: str
    longest: int = LONGEST_HEADING
    help: str = ""
    rows: int = 1
    is_needed: bool = True


@dataclass(frozen=True)
class Point:
    """
    A title and a sentence or two.

    `remote` is what it says, unless staff changed it, where nobody comes to the gym for an
    intro: "" leaves the point out, None makes no difference.
    """

    title: str = ""
    text: str = ""
    remote: str | None = None


@dataclass(frozen=True)
class Part:
    """
    A section of a page: its own texts, then its points.

    `spare` is how many empty points staff may fill besides those that come with the site.
    """

    name: str
    label: str
    texts: tuple = ()
    points: tuple = ()
    spare: int = 0
    help: str = field(default="", kw_only=True)

    @property
    def all_points(self):
        """Return the points that come with the site, and the spare ones."""
        return [*self.points, *[Point()] * self.spare]

    def fields(self):
        """Return (key, Text) of everything in it, in the order of the form."""
        found = [(f"{self.name}_{text.name}", text) for text in self.texts]
        for number, point in enumerate(self.all_points, start=1):
            title = Text("title", f"Point {number}", point.title, is_needed=False)
            text = Text(
                "text", "What it says", point.text, LONGEST_TEXT, rows=2, is_needed=False
            )
            key = f"{self.name}_{number}"
            found += [(f"{key}_title", title), (f"{key}_text", text)]
        return found


def heading(default, label="Heading", **more):
    return Text("heading", label, default, **more)


def changed(said, parts):
    """Return of `said`, {key: words}, what differs from what comes with the site."""
    texts = dict(pair for part in parts for pair in part.fields())
    return {
        key: words
        for key, words in said.items()
        if key in texts and words != texts[key].default
    }


def words_of(parts, stored, *, minutes, ways, in_person):
    """
    Return what a template shows: {part: {text: words, "points": [{"title", "text"}, ...]}}.

    `stored` is {key: words} of what staff changed; `minutes` how long an intro is, `ways`
    how people can meet, in words, `in_person` whether at the gym is among them. The name of a
    part is given without its page: "home_get" is "get".
    """

    def filled(text):
        return text.replace("{minutes}", str(minutes)).replace("{ways}", ways)

    told = {}
    for part in parts:
        words = {
            text.name: filled(stored.get(f"{part.name}_{text.name}", text.default))
            for text in part.texts
        }
        words["points"] = []
        for number, point in enumerate(part.all_points, start=1):
            shipped = point.text
            if not in_person and point.remote is not None:
                shipped = point.remote
            key = f"{part.name}_{number}"
            title = stored.get(f"{key}_title", point.title)
            text = stored.get(f"{key}_text", shipped)
            left_out = shipped == "" != point.text and f"{key}_text" not in stored
            if title and not left_out:
                words["points"].append({"title": filled(title), "text": filled(text)})
        told[part.name.partition("_")[2]] = words
    return told
