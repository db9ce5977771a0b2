"""
The one shape in which an article is edited, kept as a draft and kept as a version.

    title slug summary hero_alt hero_caption fact_checked_by seo_title seo_description
                        str, one line each
    body                str, HTML in the grammar of articles
    topic hero author   primary key, or None
    reviewed_on         ISO date, or None
    related             list of primary keys
    references          list of {"key", "text", "url"}, in their order

Pure: what a coach typed comes in, what may be kept goes out.
"""

from forge_site.web.cleaning import clean_address, clean_body, clean_line, clean_reference

LINES = (
    "title",
    "slug",
    "summary",
    "hero_alt",
    "hero_caption",
    "fact_checked_by",
    "seo_title",
    "seo_description",
)
TEXTS = (*LINES, "body")
# Those that name another row, by primary key.
LINKS = ("topic", "hero", "author")


def clean_content(content):
    """Return the parts of `content` that are known, each as it may be kept."""
    kept = {name: clean_line(content[name] or "") for name in LINES if name in content}
    if "body" in content:
        kept["body"] = clean_body(content["body"] or "")
    kept |= {name: content[name] for name in (*LINKS, "reviewed_on") if name in content}
    if "related" in content:
        kept["related"] = sorted(set(content["related"]))
    if "references" in content:
        references = [clean_reference_row(row) for row in content["references"]]
        kept["references"] = [row for row in references if row["key"] and row["text"]]
    return kept


def clean_reference_row(row):
    """Return {"key", "text", "url"} as they may be kept; a link that is none becomes ""."""
    address = clean_address(row.get("url") or "") or ""
    return {
        "key": clean_line(row.get("key") or ""),
        "text": clean_reference(row.get("text") or ""),
        "url": address if address.lower().startswith(("http://", "https://")) else "",
    }
