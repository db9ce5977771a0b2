"""
What no browser would send and somebody will: texts as bytes, ready to be percent-encoded.

Every payload that could become markup bears MARK, so that a page can be searched for it:
long enough to stand in no random reference or signature by chance.
"""

from urllib.parse import quote_from_bytes

from hypothesis import strategies as st

MARK = "zqxjkvw"
MARKUP = [
    f'"><{MARK} on{MARK}=1>',
    f"'><{MARK} on{MARK}=1>",
    f"</title><{MARK}>",
    f"</textarea></form><{MARK}>",
    f"--><{MARK}>",
    f"<script>{MARK}()</script>",
    f"</script><{MARK}>",
    f'" on{MARK}="1',
    f"' autofocus on{MARK}='1",
    f"` on{MARK}=1 `",
    f"javascript:{MARK}()",
    f"data:text/html,<{MARK}>",
    f"&lt;{MARK}&gt;&#60;{MARK}>",
    f"{{{{ {MARK} }}}}{{% include '{MARK}' %}}",
    f"<{MARK}\x00>",
    f"\u00bc{MARK}\u00be",
]
ODDITIES = [
    "",
    " ",
    "\x00",
    "a\x00b",
    "\r\nBcc: zqxjkvw@forge-fitness.net",
    "Sam\nX-Zqxjkvw: 1",
    "Sam\r\n\r\n<zqxjkvw>",
    "\u2028\u2029\x85\x0b",
    "\u202eevil\u202c",
    "\u200b\ufeff\u2060",
    "e\u0301" * 40,
    "\U0001f3cb\ufe0f\u200d\u2640\ufe0f",
    "\ufdfa" * 30,
    "I\u0307ß\u0130ı",
    "null",
    "None",
    "-1",
    "0",
    "1e309",
    "99999999999999999999999999",
    "\u0663",
    "\u00b2",
    "NaN",
    "../../../etc/passwd",
    "..%2f..%2f",
    "//evil.test/\\evil",
    "%",
    "%s%n%(x)s{0}{x}",
    "' OR 1=1; --",
    "_%",
    "=cmd|' /C calc'!A0",
    "+15555550117",
    "x" * 5000,
    "\u0301" * 300,
    "2026-02-30",
    "9999-12-31",
    "0001-01-01",
    "2026-W48",
    "2026-11-24",
    "maya-ellison@",
    "@",
    "maya-ellison@2026-11-24T22:30Z",
    "maya-ellison@2026-11-24T22:31Z",
    "maya-ellison@9999-12-31T23:59Z",
    "maya-ellison@0001-01-01T00:00Z",
    "maya-ellison@2026-11-24T22:30Z\x00",
    "nobody@2026-11-24T22:30Z",
    "MAYA-ELLISON@2026-11-24T22:30Z",
    "@2026-11-24T22:30Z",
    "zqxjkvw@" + "a" * 300 + ".test",
    '"<zqxjkvw>"@forge-fitness.net',
    "a@[127.0.0.1]",
    "ü@forge-fitness.net",
    "a@xn--.test",
    "a@\u2025.test",
]
# What is no UTF-8: a lone surrogate, a cut sequence, Latin-1, an overlong slash.
BROKEN = [b"\xed\xa0\x80", b"\xc3", b"caf\xe9", b"\xc0\xaf", b"\xff\xfe<zqxjkvw>"]

known = st.sampled_from([*(one.encode() for one in MARKUP + ODDITIES), *BROKEN])
anything = st.text(max_size=40).map(str.encode)
texts = st.one_of(
    known,
    anything,
    st.binary(max_size=20),
    st.tuples(anything, known, anything).map(b"".join),
)
# As words of a search, of a name: what might well get past a check.
plain = st.text("abz \t'-@.,<>&\"\u00e9\u0130\u2019019", max_size=30).map(str.encode)


def pairs(fields):
    """Return [(name, bytes), ...] as the body of a form or a query string."""
    return "&".join(f"{name}={quote_from_bytes(value)}" for name, value in fields)
