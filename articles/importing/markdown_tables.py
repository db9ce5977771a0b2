"""Tables in Markdown, set as lists like those of Word files: one row a point."""


def table_html(table, inline, note) -> str:
    """Return the HTML of the node `table`; `inline` writes what is in a cell."""
    rows = [
        [inline.write(cell) for cell in row.children]
        for part in table.children
        for row in part.children
    ]
    head, *points = rows
    note("guessed", f"A table of {len(points)} rows is set as a list, one row a point.")
    named = " – ".join(filter(None, head))
    items = "".join(f"<li>{_point(row)}</li>" for row in points)
    return (f"<p>{named}</p>" if named else "") + (f"<ul>{items}</ul>" if items else "")


def _point(row):
    first, *others = row
    rest = " – ".join(filter(None, others))
    bold = f"<strong>{first}</strong>" if first else ""
    return " – ".join(filter(None, [bold, rest]))
