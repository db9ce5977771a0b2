/* What an article body may hold beside the usual: the grammar of ARCHITECTURE in nodes.
   The server has the last word (web/cleaning.py); these keep what it keeps. */
import { Heading, Node } from "django-prose-editor/editor"

const KINDS = ["fix", "flag", "note"]

/* <h2 data-number="1">: a numbered cause, step or myth */
export const NumberedHeading = Heading.extend({
  addAttributes() {
    return {
      ...this.parent?.(),
      number: {
        default: null,
        keepOnSplit: false,
        parseHTML: (element) => element.getAttribute("data-number"),
        renderHTML: ({ number, level }) =>
          number && level === 2 ? { "data-number": number } : {},
      },
    }
  },
})

/* <aside class="callout fix|flag|note"> */
export const Callout = Node.create({
  name: "callout",
  group: "block",
  content: "heading? (paragraph | bulletList | orderedList | figure)+",
  defining: true,
  addAttributes() {
    return {
      kind: {
        default: "note",
        parseHTML: (element) =>
          KINDS.find((kind) => element.classList.contains(kind)) || "note",
        renderHTML: ({ kind }) => ({ class: `callout ${kind}` }),
      },
    }
  },
  parseHTML: () => [{ tag: "aside" }],
  renderHTML: ({ HTMLAttributes }) => ["aside", HTMLAttributes, 0],
})

/* <sup data-ref="owen-2020">: shown as its key here, numbered for readers */
export const Citation = Node.create({
  name: "citation",
  group: "inline",
  inline: true,
  atom: true,
  // Or a click behind it would select it, and the next letter would take its place.
  selectable: false,
  addAttributes() {
    return {
      key: {
        default: "",
        parseHTML: (element) => element.getAttribute("data-ref"),
        renderHTML: ({ key }) => ({ "data-ref": key }),
      },
    }
  },
  parseHTML: () => [{ tag: "sup[data-ref]" }],
  renderHTML: ({ HTMLAttributes }) => ["sup", HTMLAttributes],
})

export const Caption = Node.create({
  name: "figcaption",
  content: "inline*",
  defining: true,
  isolating: true,
  parseHTML: () => [{ tag: "figcaption" }],
  renderHTML: () => ["figcaption", 0],
})

const kept = (name) => ({
  default: null,
  parseHTML: (element) => element.getAttribute(`data-${name}`),
  renderHTML: (attributes) =>
    attributes[name] ? { [`data-${name}`]: attributes[name] } : {},
})

/* <figure data-picture="slug"> from the library, <figure data-diagram="name"> a drawing of ours */
export const Figure = Node.create({
  name: "figure",
  group: "block",
  content: "figcaption",
  draggable: true,
  isolating: true,
  addOptions: () => ({ library: { pictures: [], drawings: [] } }),
  addAttributes: () => ({
    picture: kept("picture"),
    diagram: kept("diagram"),
    alt: kept("alt"),
  }),
  parseHTML: () => [{ tag: "figure[data-picture]" }, { tag: "figure[data-diagram]" }],
  renderHTML: ({ HTMLAttributes }) => ["figure", HTMLAttributes, 0],
  addNodeView() {
    return ({ node }) => {
      const dom = document.createElement("figure")
      const shown = document.createElement("div")
      shown.contentEditable = "false"
      shown.className = "shown"
      shown.append(...this.options.library.draw(node.attrs))
      const contentDOM = document.createElement("div")
      dom.append(shown, contentDOM)
      return { dom, contentDOM }
    }
  },
})
