"""What must hold for every answer, whatever was sent: no error of ours, nothing unescaped."""

import re
from html.parser import HTMLParser

from tests.faults.hostile import MARK

AS_MARKUP = re.compile(rf"<\s*/?\s*{MARK}|\bon{MARK}\s*=".encode(), re.I)
ADDRESSES = ("href", "src", "action", "formaction", "content")


class Suspicious(HTMLParser):
    """Collects what a browser would take for markup or code of ours and bears MARK."""

    def __init__(self):
        super().__init__()
        self.found = []
        self.within = []

    def handle_starttag(self, tag, attrs):
        self.within.append(tag)
        for name, value in attrs:
            value = (value or "").strip().lower()
            if MARK in tag or MARK in name or name.startswith("on"):
                self.found.append(f"<{tag} {name}>")
            if name in ADDRESSES and re.match(r"(javascript|data|vbscript):", value):
                self.found.append(f"<{tag} {name}={value[:40]!r}>")
        if MARK in tag:
            self.found.append(f"<{tag}>")

    def handle_endtag(self, tag):
        if MARK in tag:
            self.found.append(f"</{tag}>")

    def handle_data(self, text):
        if MARK in text.lower() and self.within and self.within[-1] in ("script", "style"):
            self.found.append(f"{MARK} in <{self.within[-1]}>")


def smuggled_into(html):
    """Return what in `html` a browser would take for more than text: [] if nothing."""
    reader = Suspicious()
    reader.feed(html)
    reader.close()
    return reader.found


def wrong_with(answer):
    """Return what is wrong with `answer`: a list of sentences, [] if nothing is."""
    wrong = []
    if answer.status_code >= 500:
        wrong.append(f"answered {answer.status_code}")
    location = answer.headers.get("Location", "/")
    if not re.match(r"/(?![/\\])", location):
        wrong.append(f"redirects to {location!r}")
    if answer.cookies:
        wrong.append("sets a cookie")
    wrong += [
        f"has a header {name}: {value}"
        for name, value in answer.headers.items()
        if MARK in name.lower() or "\n" in value or "\r" in value
    ]
    if answer.streaming or MARK.encode() not in answer.content.lower():
        return wrong
    if "html" in answer.headers.get("Content-Type", ""):
        wrong += [f"shows {what}" for what in smuggled_into(answer.content.decode())]
    elif AS_MARKUP.search(answer.content) and "nosniff" not in str(answer.headers):
        wrong.append("may be taken for HTML")
    return wrong
