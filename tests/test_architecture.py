"""
The plan of the house, kept over the syntax trees: who may import whom, how long a file
gets, what stands at the top level. See "Map of the house" in the README.
"""

import ast
import re
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
LONGEST_FILE = 400
TOP_LEVEL = {"forge_site", "articles", "bookings", "templates", "static", "tests"}
TOP_LEVEL_FILES = {"manage.py", "requirements.txt", "pyproject.toml", "README.md"}
DOTTED = {".ci", ".env.example", ".gitignore", ".editorconfig"}
# What git ignores: made by running the site, its tests and its linters.
MADE = {
    ".git",
    ".env",
    ".venv",
    "var",
    "node_modules",
    "__pycache__",
    ".pytest_cache",
    ".ruff_cache",
    ".hypothesis",
}

# Each room with the rooms below it. The roof is what is in none.
BELOW = {
    "forge_site.web": set(),
    "forge_site.gym": {"forge_site.web"},
    "forge_site.outbox": {"forge_site.web", "forge_site.gym"},
    "articles": {"forge_site.web", "forge_site.gym", "forge_site.outbox"},
    "bookings": {"forge_site.web", "forge_site.gym", "forge_site.outbox", "articles.models"},
}
# What Django cannot know, and so may be seen from everywhere: names, no behaviour.
FOR_ALL = {"forge_site.first_run", "forge_site.env"}
PURE = [
    "bookings/slots.py",
    "forge_site/web/markup.py",
    "forge_site/web/cleaning.py",
    "forge_site/web/times.py",
    "forge_site/outbox/addresses.py",
    *(path.relative_to(ROOT).as_posix() for path in (ROOT / "articles/importing").glob("*.py")),
]
CLOCKS = {"now", "today", "utcnow", "localtime", "localdate"}


@cache
def files(pattern):
    """Return the files of the project that match `pattern`, without what running it makes."""
    return [
        path
        for path in sorted(ROOT.rglob(pattern))
        if path.is_file() and not MADE.intersection(path.relative_to(ROOT).parts)
    ]


def modules():
    """Return every module of the site but the migrations: (dotted name, path)."""
    found = []
    for path in files("*.py"):
        parts = path.relative_to(ROOT).with_suffix("").parts
        if parts[0] in ("forge_site", "articles", "bookings") and "migrations" not in parts:
            found.append((".".join(parts).removesuffix(".__init__"), path))
    return found


@cache
def tree(path):
    return ast.parse(path.read_text(encoding="utf-8"))


def imports(name, path):
    """Return what the module imports, as dotted names: modules and what comes from them."""
    package = name if path.stem == "__init__" else name.rpartition(".")[0]
    found = set()
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            if node.level:
                above = package.split(".")[: len(package.split(".")) - node.level + 1]
                base = ".".join([*above, *([base] if base else [])])
            found |= {base} | {f"{base}.{alias.name}" for alias in node.names}
    return found


def within(name, room):
    return name == room or name.startswith(f"{room}.")


def room_of(name):
    return next((room for room in BELOW if within(name, room)), None)


def upward(name, path):
    """Return the imports of the module that do not point down."""
    room = room_of(name)
    if room is None:
        return []
    allowed = {room, *BELOW[room]} | FOR_ALL
    return sorted(
        target
        for target in imports(name, path)
        if target.partition(".")[0] in ("forge_site", "articles", "bookings")
        and target != "forge_site"
        and not any(within(target, each) or within(each, target) for each in allowed)
    )


class TestImportsPointDown:
    @pytest.mark.parametrize(("name", "path"), modules(), ids=lambda value: str(value)[-60:])
    def test_in_every_module(self, name, path):
        assert upward(name, path) == []

    def test_an_upward_import_would_be_seen(self, tmp_path):
        wrong = tmp_path / "hours.py"
        wrong.write_text("from bookings.models import Diary\nimport forge_site.desk\n")
        found = upward("forge_site.gym.hours", wrong)
        assert found == ["bookings.models", "bookings.models.Diary", "forge_site.desk"]

    def test_bookings_see_no_more_of_articles_than_the_models(self, tmp_path):
        wrong = tmp_path / "services.py"
        wrong.write_text(
            "from articles.models import Article\nfrom articles import publishing\n"
        )
        assert upward("bookings.services", wrong) == ["articles.publishing"]

    def test_nothing_but_urls_imports_views(self):
        views = re.compile(r"(forge_site|articles|bookings)\.(.+\.)?views(\.|$)")
        assert [
            (name, target)
            for name, path in modules()
            if path.stem not in ("urls", "views")
            for target in imports(name, path)
            if views.match(target)
        ] == []


class TestPureModules:
    @pytest.mark.parametrize("name", PURE)
    def test_know_no_model_no_setting_and_no_clock(self, name):
        path = ROOT / name
        dotted = ".".join(path.relative_to(ROOT).with_suffix("").parts)
        for target in imports(dotted, path):
            assert not target.startswith(("django.conf", "django.db", "django.utils.timezone"))
            assert ".models" not in target
        asked = {
            node.func.attr
            for node in ast.walk(tree(path))
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
        }
        assert not asked & CLOCKS


class TestFiles:
    def test_no_file_is_longer_than_400_lines(self):
        long = {
            path.relative_to(ROOT).as_posix(): lines
            for path in files("*.py")
            if "migrations" not in path.parts
            and (lines := path.read_text(encoding="utf-8").count("\n")) > LONGEST_FILE
        }
        assert long == {}

    def test_there_are_no_signals(self):
        assert [
            name
            for name, path in modules()
            if any(within(target, "django.dispatch") for target in imports(name, path))
            or any(".signals" in target for target in imports(name, path))
        ] == []

    def test_nothing_is_left_unfinished(self):
        marks = re.compile(r"\b(TO" r"DO|FIX" r"ME|XX" r"X|NotImplemented" r"Error)\b")
        assert [
            f"{path.relative_to(ROOT)}:{number}"
            for pattern in ("*.py", "*.html", "*.css", "*.js", "*.md", "*.txt")
            for path in files(pattern)
            for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
            if marks.search(line)
        ] == []

    def test_the_top_level_holds_what_the_plan_says(self):
        first = {path.relative_to(ROOT).parts[0] for path in files("*")}
        assert first - TOP_LEVEL - TOP_LEVEL_FILES - DOTTED == set()

    def test_every_module_says_what_it_is(self):
        bare = [
            name
            for name, path in modules()
            if path.stat().st_size
            and path.name not in ("__init__.py", "apps.py")
            and not ast.get_docstring(tree(path))
        ]
        assert bare == []
