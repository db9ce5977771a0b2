/* Pasted tables, set as the importer sets them: an article has none, so one becomes a list, a row a
   point, its first cell in bold. A table that only frames text becomes the text. */
const LONGEST_CELL = 40 // words: longer ones are text that was laid out, no table

export function setTables(page) {
  // The inner ones first.
  for (const table of [...page.querySelectorAll("table")].reverse()) {
    const rows = [...table.rows].map(({ cells }) => [...cells])
    const cells = rows.flat()
    const isText = rows.length < 2 || Math.max(...rows.map(({ length }) => length)) < 2 || cells.some(holdsText)
    table.replaceWith(...(isText ? cells.flatMap((cell) => [...cell.childNodes]) : asList(page, rows)))
  }
}

function holdsText(cell) {
  return cell.textContent.split(/\s+/).length > LONGEST_CELL || Boolean(cell.querySelector("h2, h3, li"))
}

function asList(page, rows) {
  const isHead = rows[0].every((cell) => cell.localName === "th" || isBold(cell))
    && !rows.slice(1).every(([first]) => first && (first.localName === "th" || isBold(first)))
  const parts = []
  if (isHead) {
    const head = page.createElement("p")
    head.append(rows.shift().map((cell) => cell.textContent.trim()).filter(Boolean).join(" – "))
    parts.push(head)
  }
  const list = page.createElement("ul")
  for (const row of rows) {
    const [first, ...others] = row.map((cell) => inlineOf(page, cell))
    const point = page.createElement("li")
    if (first.textContent) {
      const bold = page.createElement("strong")
      bold.append(first)
      point.append(bold)
    }
    for (const other of others.filter(({ textContent }) => textContent)) {
      if (point.textContent) point.append(" – ")
      point.append(other)
    }
    if (point.textContent) list.append(point)
  }
  return [...parts, list]
}

function isBold(cell) {
  const bold = [...cell.querySelectorAll("b, strong")].map(({ textContent }) => textContent).join("")
  return Boolean(cell.textContent.trim()) && bold.trim() === cell.textContent.trim()
}

/* Return what is in a cell as one line; bold is for the first cell. */
function inlineOf(page, cell) {
  const line = page.createDocumentFragment()
  cell.querySelectorAll("p, div").forEach((block) => block.replaceWith(" ", ...block.childNodes, " "))
  cell.querySelectorAll("b, strong").forEach((bold) => bold.replaceWith(...bold.childNodes))
  cell.normalize()
  line.append(...cell.childNodes)
  if (line.firstChild?.nodeType === Node.TEXT_NODE) line.firstChild.data = line.firstChild.data.trimStart()
  if (line.lastChild?.nodeType === Node.TEXT_NODE) line.lastChild.data = line.lastChild.data.trimEnd()
  return line
}
