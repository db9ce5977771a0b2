/* The short names of the sources below the text. What is typed as people write it ("Owen 2020")
   becomes what is kept (owen-2020), as ShortNameField does on the server; a citation follows
   when its source is renamed, and a source without a name takes author and year. */
const letters = { ø: "o", ł: "l", ß: "ss", æ: "ae" }

export function shortName(typed) {
  const plain = typed.toLowerCase().replace(/[øłßæ]/g, (letter) => letters[letter])
  return plain.normalize("NFKD").replace(/[^\w\s-]/g, "").replace(/[\s_-]+/g, "-").replace(/^-|-$/g, "")
}

/* The short names as they will be kept, in the order of the list. */
export function shortNames() {
  return [...document.querySelectorAll("[data-reference-key]")].map((input) => settle(input)).filter(Boolean)
}

/* Write a source into the first empty row of the list; return the short name it has there. */
export function addSource(text, url) {
  const rows = () => [...document.querySelectorAll(".source")]
  const isEmpty = (row) => [...row.querySelectorAll("textarea, input:not([type=checkbox])")].every(({ value }) => !value.trim())
  if (!rows().some(isEmpty)) document.querySelector(".sources [data-add]").click()
  const row = rows().find(isEmpty)
  const base = nameOf(text) || "source"
  let name = base
  for (let number = 2; shortNames().includes(name); number++) name = `${base}-${number}`
  row.querySelector("[data-reference-key]").value = name
  row.querySelector("textarea").value = text
  row.querySelector("[name$='-url']").value = url
  return name
}

/* `touch` tells the page that the text is to be kept although nobody typed in it. */
export function followSources(editor, touch) {
  document.addEventListener("focusin", ({ target }) => {
    if (target.matches("[data-reference-key]")) target.dataset.before = shortName(target.value)
  })
  document.addEventListener("change", ({ target }) => {
    const row = target.closest(".source")
    if (!row) return
    const input = row.querySelector("[data-reference-key]")
    if (target === input) {
      const now = settle(input)
      if (input.dataset.before && now) {
        touch()
        rename(editor, input.dataset.before, now)
      }
      input.dataset.before = now
    } else if (target.matches("textarea") && !input.value) {
      const name = nameOf(target.value)
      if (!shortNames().includes(name)) input.value = name
    }
  })
}

/* Author and year of a source as journals print it, or "" if one is not found. */
function nameOf(text) {
  const [, author] = text.match(/^\W*([\p{L}-]+)/u) || []
  const [year] = text.match(/\b(19|20)\d\d\b/) || []
  return author && year ? shortName(`${author} ${year}`) : ""
}

function settle(input) {
  input.value = shortName(input.value) || input.value
  return input.value.trim()
}

function rename(editor, before, now) {
  if (before === now) return
  // Two rows may have borne the name: the other one keeps its citations.
  if (shortNames().includes(before)) return
  editor.chain().command(({ tr }) => {
    tr.doc.descendants((node, position) => {
      if (node.type.name === "citation" && node.attrs.key === before) tr.setNodeAttribute(position, "key", now)
    })
    return true
  }).run()
}
