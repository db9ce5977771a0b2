/* Text pasted from Word, Google Docs, LibreOffice, a Mac or a web page, put into plain structure
   before the editor reads it. The content policy throws inline styles away, and with them all that
   those programs say about bold, italics and lists: so they are read first. */
import { setLists } from "forge/editor/pasted-lists"
import { setTables } from "forge/editor/pasted-tables"

const styleOf = (element) => element.getAttribute("data-css") || ""
const says = (element, rule) => new RegExp(`(^|;)\\s*${rule}`, "i").test(styleOf(element))

// Nothing of it is text somebody wrote: code, controls, menus, notes in the margin of Word.
const NO_TEXT = "style, script, meta, link, title, template, noscript, svg, img, picture, video, audio, iframe, object, canvas, "
  + "nav, button, input, select, textarea, [hidden], [aria-hidden=true], [role=navigation], [data-css*='mso-element:comment'], "
  + "a.msocomanchor, .MsoCommentReference, o\\:p, w\\:sdtpr, xml"
const BLOCKS = "p, h1, h2, h3, h4, h5, h6, li, ul, ol, table, blockquote, div, figure, aside, pre, section, article"

/* Return `html` as plain structure; `tell(sentence)` hears of what cannot come along. */
export function cleanPasted(html, tell = () => {}) {
  if (/\sdata-pm-slice=/.test(html)) return html // copied from an editor like ours
  // Sheets go and attributes are renamed, or the browser reports each as a breach of the policy.
  const safe = html.replace(/<style\b[^>]*>[^]*?<\/style\s*>/gi, "")
    .replace(/<[a-z][^<>]*>/gi, (tag) => tag.replace(/(\s)style\s*=/gi, "$1data-css="))
  const page = new DOMParser().parseFromString(safe, "text/html")
  const pictures = page.querySelectorAll("img[src], v\\:imagedata").length
  onlyTheArticle(page)
  page.querySelectorAll(NO_TEXT).forEach((each) => each.remove())
  dropComments(page)
  unwrap(page, "b[id^='docs-internal-guid'], a[href^='#_'], font, label")
  spaces(page)
  marksFromStyles(page)
  headings(page)
  setLists(page)
  setTables(page)
  // Boxes and figures of other pages are none of ours; their words stay.
  page.querySelectorAll("aside, figure").forEach((each) => rename(each, "div"))
  page.querySelectorAll("figcaption").forEach((each) => rename(each, "p"))
  dropEmpty(page)
  if (pictures) tell(pictures === 1 ? "A picture was left out: put it in with “Picture”." : `${pictures} pictures were left out: put them in with “Picture”.`)
  return page.body.innerHTML
}

/* Of a page that was copied as a whole, its head and foot stay behind. */
function onlyTheArticle(page) {
  const found = page.querySelectorAll("article").length === 1 ? page.querySelector("article") : page.querySelector("main")
  if (!found) return
  const share = found.textContent.trim().length / (page.body.textContent.trim().length || 1)
  if (share > 0.5) page.body.replaceChildren(found)
}

function dropComments(page) {
  const walker = page.createTreeWalker(page.body, NodeFilter.SHOW_COMMENT)
  const found = []
  while (walker.nextNode()) found.push(walker.currentNode)
  found.forEach((each) => each.remove())
}

function unwrap(page, selector) {
  page.querySelectorAll(selector).forEach((each) => each.replaceWith(...each.childNodes))
}

/* A Mac and Word set runs of spaces with characters of their own; inside a text one is meant. A
   single one that holds a number and its unit together stays. */
function spaces(page) {
  page.querySelectorAll(".Apple-converted-space, .EOP").forEach((each) => { each.textContent = each.matches(".EOP") ? "" : " " })
  page.querySelectorAll("span").forEach((each) => {
    if (says(each, "mso-(spacerun|tab-count)")) each.textContent = " "
  })
  page.querySelectorAll(".Apple-tab-span").forEach((each) => { each.textContent = " " })
  const walker = page.createTreeWalker(page.body, NodeFilter.SHOW_TEXT)
  while (walker.nextNode()) {
    walker.currentNode.data = walker.currentNode.data.replace(/[ \t\n\u00a0]*\u00a0[ \t\n\u00a0]*/g, (run) => (run === "\u00a0" ? run : " "))
  }
}

function marksFromStyles(page) {
  page.querySelectorAll("b, strong").forEach((each) => {
    if (says(each, "font-weight:\\s*(normal|400)")) each.replaceWith(...each.childNodes)
  })
  page.querySelectorAll("i, em").forEach((each) => {
    if (says(each, "font-style:\\s*normal")) each.replaceWith(...each.childNodes)
  })
  page.querySelectorAll("span, a").forEach((each) => {
    if (says(each, "font-style:\\s*italic")) wrap(each, "em")
    if (says(each, "font-weight:\\s*(bold|[6-9]00)")) wrap(each, "strong")
  })
}

/* The title of a page is a heading here; where there are several of the first rank, they are the
   sections, and those of the second stand below them. */
function headings(page) {
  page.querySelectorAll("p.MsoTitle").forEach((each) => rename(each, "h1"))
  page.querySelectorAll("p[role=heading]").forEach((each) => rename(each, `h${Math.min(6, Number(each.getAttribute("aria-level")) || 2)}`))
  const sections = page.querySelectorAll("h1").length > 1
  if (sections) page.querySelectorAll("h2").forEach((each) => rename(each, "h3"))
  page.querySelectorAll("h1").forEach((each) => rename(each, "h2"))
  page.querySelectorAll("h4, h5, h6").forEach((each) => rename(each, "h3"))
  unwrap(page, ":is(h2, h3) :is(b, strong)") // a heading is bold as it is
}

function dropEmpty(page) {
  for (const selector of ["span, a, b, strong, i, em, u", "p, h2, h3, li, blockquote, div"]) {
    page.querySelectorAll(selector).forEach((each) => {
      if (!each.textContent.replace(/\u00a0/g, " ").trim() && !each.querySelector("br + *, figure, sup[data-ref]")) {
        each.matches("p, h2, h3, li, blockquote, div") ? each.remove() : each.replaceWith(...each.childNodes)
      }
    })
  }
  page.querySelectorAll("br").forEach((each) => {
    // Between blocks it is air.
    if (each.nextElementSibling?.matches(BLOCKS) || each.previousElementSibling?.matches(BLOCKS) || each.parentElement === page.body) {
      each.replaceWith(" ")
    }
  })
}

function wrap(element, tag) {
  const outer = element.ownerDocument.createElement(tag)
  outer.append(...element.childNodes)
  element.append(outer)
}

function rename(element, tag) {
  const other = element.ownerDocument.createElement(tag)
  other.append(...element.childNodes)
  const style = element.getAttribute("data-css")
  if (style) other.setAttribute("data-css", style)
  element.replaceWith(other)
}
