/* Text pasted from Word, Google Docs or a web page, put into plain structure before the
   editor reads it. The content policy throws inline styles away, and with them all that
   those programs say about bold, italics and lists: so they are read first. */

const styleOf = (element) => element.getAttribute("data-css") || ""
const isList = (element) =>
  /MsoList/.test(element.className) || /mso-list:/.test(styleOf(element))

export function cleanPasted(html) {
  // Renamed, or the parser drops them under the policy.
  const safe = html.replace(/(<[^>]*?\s)style=/gi, "$1data-css=")
  const page = new DOMParser().parseFromString(safe, "text/html")
  page.querySelectorAll("style, script, meta, link, title, img, o\\:p").forEach((e) => e.remove())
  unwrapDocsShell(page)
  marksFromStyles(page)
  listsFromWord(page)
  page.querySelectorAll("h1").forEach((e) => rename(e, "h2"))
  page.querySelectorAll("h4, h5, h6").forEach((e) => rename(e, "h3"))
  return page.body.innerHTML
}

/* Google Docs wraps everything in <b style="font-weight:normal"> */
function unwrapDocsShell(page) {
  page.querySelectorAll("b[id^='docs-internal-guid']").forEach((e) => e.replaceWith(...e.childNodes))
}

function marksFromStyles(page) {
  page.querySelectorAll("b, strong").forEach((e) => {
    if (/(^|;)\s*font-weight:\s*(normal|400)/i.test(styleOf(e))) e.replaceWith(...e.childNodes)
  })
  page.querySelectorAll("span").forEach((span) => {
    const style = styleOf(span)
    if (/(^|;)\s*font-style:\s*italic/i.test(style)) wrap(span, "em")
    if (/(^|;)\s*font-weight:\s*(bold|[6-9]00)/i.test(style)) wrap(span, "strong")
  })
}

/* Word writes a list as paragraphs that open with their bullet or number */
function listsFromWord(page) {
  let list = null
  page.querySelectorAll("p").forEach((paragraph) => {
    if (!isList(paragraph)) {
      list = null
      return
    }
    const marker = /^[\s\u00a0]*(?:([·•§o▪-])|(?:\d+|[a-z])[.)])[\s\u00a0]+/i.exec(paragraph.textContent)
    const tag = marker && !marker[1] ? "ol" : "ul"
    if (!list || list.nextElementSibling !== paragraph || list.localName !== tag) {
      list = page.createElement(tag)
      paragraph.before(list)
    }
    if (marker) dropStart(paragraph, marker[0].length)
    const item = page.createElement("li")
    item.append(...paragraph.childNodes)
    list.append(item)
    paragraph.remove()
  })
}

function dropStart(element, length) {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT)
  while (length > 0 && walker.nextNode()) {
    const cut = Math.min(length, walker.currentNode.data.length)
    walker.currentNode.deleteData(0, cut)
    length -= cut
  }
}

function wrap(element, tag) {
  const outer = element.ownerDocument.createElement(tag)
  outer.append(...element.childNodes)
  element.append(outer)
}

function rename(element, tag) {
  const other = element.ownerDocument.createElement(tag)
  other.append(...element.childNodes)
  element.replaceWith(other)
}
