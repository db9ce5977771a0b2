/* Pasted lists. Word writes one as paragraphs that open with their bullet or number and say their
   depth in a style; Word in the browser makes a list of every single point; Google Docs and
   LibreOffice put the inner list beside the point it belongs to. */
const styleOf = (element) => element.getAttribute("data-css") || ""
const IGNORED = "[data-css*='mso-list:Ignore'], [data-css*='mso-list: Ignore']"
const NUMBER = /^[\s\u00a0]*\(?(?:\d{1,3}|[a-z]|[ivx]{1,6})[.)]/i
const MARK = /^[\s\u00a0]*(?:[·•§o▪‣◦-]|\(?(?:\d{1,3}|[a-z])[.)])[\s\u00a0]+/i

export function setLists(page) {
  fromWord(page)
  fromWordOnline(page)
  gather(page)
  insidePoints(page)
}

/* Mark the paragraphs of Word that are points: data-depth, and data-list with the kind. */
function fromWord(page) {
  page.querySelectorAll("p, h2, h3, div").forEach((each) => {
    const [, depth] = /mso-list:\s*l\d+\s+level(\d)/i.exec(styleOf(each)) || []
    const signed = [...each.querySelectorAll(IGNORED)]
    const mark = signed.map(({ textContent }) => textContent).join("")
    signed.forEach((span) => span.remove())
    if (each.matches("h2, h3")) return // its number counts by itself
    if (!depth && !/MsoListParagraph|MsoListBullet|MsoListNumber/.test(each.className)) return
    const typed = mark ? null : MARK.exec(each.textContent)
    if (!depth && !typed) return
    if (typed) dropStart(each, typed[0].length)
    each.dataset.depth = depth || "1"
    each.dataset.list = NUMBER.test(mark || typed?.[0] || "") ? "ol" : "ul"
  })
}

function fromWordOnline(page) {
  page.querySelectorAll(".ListContainerWrapper").forEach((wrapper) => {
    const points = [...wrapper.querySelectorAll("li")].map((item) => {
      const point = page.createElement("div")
      point.dataset.depth = item.getAttribute("data-aria-level") || "1"
      point.dataset.list = item.parentElement.localName
      point.append(...item.childNodes)
      return point
    })
    wrapper.replaceWith(...points)
  })
}

/* Set each run of marked points as a list in lists. */
function gather(page) {
  let open = [] // [{depth, list}], the outermost first
  let last = null
  page.querySelectorAll("[data-depth]").forEach((point) => {
    const depth = Number(point.dataset.depth)
    if (!last || skipAir(point) !== open[0]?.list) open = []
    while (open.length && open.at(-1).depth > depth) open.pop()
    if (open.length && open.at(-1).depth === depth && open.at(-1).list.localName !== point.dataset.list) open.pop()
    if (!open.length || open.at(-1).depth < depth) {
      const list = page.createElement(point.dataset.list)
      if (open.length) open.at(-1).list.lastElementChild.append(list)
      else point.before(list)
      open.push({ depth, list })
    }
    const item = page.createElement("li")
    item.append(...point.childNodes)
    open.at(-1).list.append(item)
    point.remove()
    last = item
  })
}

/* Return the element before `point`, empty paragraphs between them taken away. */
function skipAir(point) {
  while (point.previousElementSibling?.matches("p") && !point.previousElementSibling.textContent.replace(/\u00a0/g, "").trim()) {
    point.previousElementSibling.remove()
  }
  return point.previousElementSibling
}

/* A list inside a list belongs into the point before it. */
function insidePoints(page) {
  page.querySelectorAll(":is(ul, ol) > :is(ul, ol)").forEach((inner) => {
    const point = inner.previousElementSibling
    if (point?.localName === "li") point.append(inner)
    else if (point?.matches("ul, ol")) point.append(...inner.childNodes)
    else inner.replaceWith(...inner.childNodes)
  })
  page.querySelectorAll(":is(ul, ol) > :not(li)").forEach((stray) => {
    const point = stray.previousElementSibling
    if (point && stray.textContent.trim()) point.append(stray)
    else if (!stray.textContent.trim()) stray.remove()
  })
}

function dropStart(element, length) {
  const walker = element.ownerDocument.createTreeWalker(element, NodeFilter.SHOW_TEXT)
  while (length > 0 && walker.nextNode()) {
    const cut = Math.min(length, walker.currentNode.data.length)
    walker.currentNode.deleteData(0, cut)
    length -= cut
  }
}
