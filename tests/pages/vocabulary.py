"""
Schema.org's vocabulary, and a check of what our pages tell in it.

`vocabulary.json` holds the types our pages may use and all they inherit from, with every
property and the kinds of value it takes: cut from Google's typings of schema.org, which name
them all. To renew it, `npm pack schema-dts`, unpack, and

    python -m tests.pages.vocabulary 2.1.0 package/dist/schema.d.ts
"""

import json
import re
import sys
from datetime import date, datetime, time
from pathlib import Path

FILE = Path(__file__).parent / "vocabulary.json"
_WANTED = """
AboutPage Answer Article BreadcrumbList CollectionPage ContactPage CreativeWork ExerciseGym
FAQPage GeoCoordinates ImageObject ListItem Offer OpeningHoursSpecification Organization Person
PostalAddress ProfilePage Question Service WebPage WebSite
"""
_TYPE = re.compile(
    r"^(?:export )?interface (\w+?)(?:Base|Leaf) extends (.+?) \{\n(.*?)^\}", re.M | re.S
)
_PROPERTY = re.compile(r'^ {4}"(\w+)"\?: (?:SchemaValue<)?([^,;]+)[,;]', re.M)
_MEMBER = re.compile(r'^export type (\w+) = ("https://schema\.org/.*?);', re.M)


def cut(version, typings):
    """Return the part of `typings`, the text of schema.d.ts, that FILE keeps."""
    found = {}
    for name, above, body in _TYPE.findall(typings):
        parents = {each.removesuffix("Base") for each in re.findall(r"(\w+)Base\b", above)}
        kinds = {
            prop: sorted(set(re.findall(r"\w+", values)) - {"readonly"})
            for prop, values in _PROPERTY.findall(body)
        }
        row = found.setdefault(name, {"above": set(), "properties": {}})
        row["above"] |= parents - {name}
        row["properties"] |= kinds
    kept, waiting = {}, _WANTED.split()
    while waiting:
        name = waiting.pop()
        if name not in kept and name in found:
            kept[name] = found[name] | {"above": sorted(found[name]["above"])}
            waiting += kept[name]["above"]
    members = {
        name: re.findall(r'"(https://schema\.org/\w+)"', text)
        for name, text in _MEMBER.findall(typings)
    }
    named = {
        kind for row in kept.values() for kinds in row["properties"].values() for kind in kinds
    }
    return {
        "source": f"schema-dts {version} (Apache-2.0), schema.org",
        "types": dict(sorted(kept.items())),
        "members": {name: members[name] for name in sorted(named & set(members))},
    }


class Vocabulary:
    """`problems(thing)` says what of a thing told as JSON-LD is not of the vocabulary."""

    def __init__(self, known):
        self.types, self.members = known["types"], known["members"]

    def lines(self, kind):
        """Return `kind` and all it is a kind of."""
        above = self.types[kind]["above"] if kind in self.types else []
        return {kind}.union(*(self.lines(each) for each in above))

    def properties(self, kind):
        """Return {name: kinds of value} of all `kind` may have."""
        rows = (self.types[each]["properties"] for each in self.lines(kind))
        return {name: kinds for row in rows for name, kinds in row.items()}

    def problems(self, thing, where=""):
        """Return sentences; none if every type, name and value is the vocabulary's."""
        if not isinstance(thing, dict):
            return []
        if set(thing) == {"@id"}:
            return []
        kind = thing.get("@type")
        where = f"{where}/{kind}"
        if kind not in self.types:
            return [f"{where}: no such type"]
        told, known = [], self.properties(kind)
        for name, value in thing.items():
            if name.startswith("@"):
                continue
            if name not in known:
                told.append(f"{where}: has no {name}")
                continue
            for each in value if isinstance(value, list) else [value]:
                if not self.fits(each, known[name]):
                    told.append(f"{where}.{name}: {each!r} is none of {known[name]}")
                told += self.problems(each, f"{where}.{name}")
        return told

    def fits(self, value, kinds):
        if isinstance(value, dict):
            if set(value) == {"@id"}:
                return "IdReference" in kinds
            return bool(self.lines(value.get("@type", "")) & set(kinds))
        if isinstance(value, bool):
            return "Boolean" in kinds
        if isinstance(value, int | float):
            return bool({"Number", "Integer", "Float"} & set(kinds))
        listed = set() if "Text" in kinds else set(kinds) & set(self.members)
        return any(self.is_a(value, kind) for kind in listed or kinds)

    def is_a(self, text, kind):
        """Whether the text `text`, never an empty one, can be read as `kind`."""
        if kind in self.members:
            return text in self.members[kind]
        reads = {
            "Text": str,
            "URL": _absolute,
            # The context of schema.org reads the texts of such properties as addresses.
            "IdReference": _absolute,
            "Date": date.fromisoformat,
            "DateTime": datetime.fromisoformat,
            "Time": time.fromisoformat,
        }
        try:
            return bool(text) and kind in reads and reads[kind](text) is not None
        except ValueError:
            return False


def _absolute(text):
    return re.fullmatch(r"https?://\S+", text)


SCHEMA_ORG = Vocabulary(json.loads(FILE.read_text())) if FILE.exists() else None


if __name__ == "__main__":
    kept = cut(sys.argv[1], Path(sys.argv[2]).read_text())
    rows = ",\n".join(
        f"{json.dumps(name)}: {json.dumps(row)}" for name, row in kept["types"].items()
    )
    rest = json.dumps({"source": kept["source"], "members": kept["members"]})[1:-1]
    FILE.write_text(f'{{{rest},\n"types": {{\n{rows}\n}}}}\n')
