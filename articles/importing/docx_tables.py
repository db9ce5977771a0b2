"""
Tables of a Word file. An article has none, so a table becomes what a person would make of it:
a list, one row a point, its first cell in bold. A table that only frames text becomes the text.
"""

from mammoth import documents

from .blocks import Block

_LONGEST_CELL = 40  # words: longer ones are text that was laid out, no table


def table_blocks(table, reader) -> list[Block]:
    """Return the blocks of `table`; `reader.blocks(elements)` reads what is in a cell."""
    rows = [
        ([reader.blocks(cell.children) for cell in row.children], row.is_header)
        for row in table.children
        if isinstance(row, documents.TableRow)
    ]
    cells = [cell for row, _ in rows for cell in row]
    if not cells:
        return []
    if len(rows) == 1 or max(len(row) for row, _ in rows) == 1 or any(map(_is_text, cells)):
        return [block for cell in cells for block in cell]
    head, points = _head(rows)
    reader.note("guessed", f"A table of {len(points)} rows is set as a list, one row a point.")
    figures = [block for cell in cells for block in cell if block.kind == "figure"]
    items = [Block("item", html, level=1) for row in points if (html := _row_html(row))]
    return [*head, *items, *figures]


def _is_text(cell):
    return sum(block.word_count for block in cell) > _LONGEST_CELL or any(
        block.kind in {"heading", "item"} for block in cell
    )


def _head(rows):
    """Return (the blocks of the line above the list, the other rows)."""
    first, is_header = rows[0]
    bold = all(block.is_bold for cell in first for block in cell) and len(rows) > 2
    others = [row for row, _ in rows[1:]]
    if is_header or (bold and not all(_starts_bold(row) for row in others)):
        named = " – ".join(filter(None, map(_cell_html, first)))
        return ([Block("paragraph", named)] if named else []), others
    return [], [row for row, _ in rows]


def _starts_bold(row):
    return bool(row and row[0] and row[0][0].is_bold)


def _row_html(row):
    first, *others = [_cell_html(cell) for cell in row] or [""]
    rest = " – ".join(filter(None, others))
    if not first:
        return rest
    bold = first if first.startswith("<strong>") else f"<strong>{first}</strong>"
    return f"{bold} – {rest}" if rest else bold


def _cell_html(cell):
    return " ".join(block.html for block in cell if block.kind != "figure" and block.html)
