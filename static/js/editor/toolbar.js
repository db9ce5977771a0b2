/* The buttons above the text, in coaches' words. */
import { crel } from "django-prose-editor/editor"
import { ask } from "forge/editor/dialogs"
import { choosePicture } from "forge/editor/pictures"
import { addSource, shortNames } from "forge/editor/sources"

export function toolbar(library) {
  return ({ editor, buttons, menu }) => {
    const add = (name, button, command, active = () => false, enabled = () => true) =>
      menu.defineItem({ name, groups: "all", button, command, active, enabled })
    const group = (define) => {
      const before = new Set(menu.items("all"))
      define()
      const items = menu.items("all").filter((item) => !before.has(item))
      return menu.buttonGroup({ editor }, items)
    }
    const run = (step) => (editor) => step(editor.chain().focus()).run()
    const words = (text, title) => buttons.text(text, title)
    const icon = buttons.material

    return [
      group(() => {
        add("heading", words("Heading", "Heading (##)"), run((c) => c.toggleHeading({ level: 2 })),
          (e) => e.isActive("heading", { level: 2 }))
        add("subheading", words("Subheading", "Subheading (###)"), run((c) => c.toggleHeading({ level: 3 })),
          (e) => e.isActive("heading", { level: 3 }))
        add("number", words("Numbered", "Numbered heading: a cause, step or myth"), toggleNumber,
          (e) => Boolean(e.getAttributes("heading").number), (e) => e.isActive("heading", { level: 2 }))
      }),
      group(() => {
        add("bold", icon("format_bold", "Bold (Ctrl B)"), run((c) => c.toggleBold()), (e) => e.isActive("bold"))
        add("italic", icon("format_italic", "Italic (Ctrl I)"), run((c) => c.toggleItalic()), (e) => e.isActive("italic"))
        add("link", icon("insert_link", "Link (Ctrl K)"), (e) => askLink(e, library), (e) => e.isActive("link"),
          (e) => !e.state.selection.empty || e.isActive("link"))
      }),
      group(() => {
        add("bullets", icon("format_list_bulleted", "List"), run((c) => c.toggleBulletList()), (e) => e.isActive("bulletList"))
        add("numbers", icon("format_list_numbered", "Numbered list"), run((c) => c.toggleOrderedList()), (e) => e.isActive("orderedList"))
        add("quote", icon("format_quote", "Pull quote"), run((c) => c.toggleBlockquote()), (e) => e.isActive("blockquote"))
      }),
      group(() => {
        for (const [kind, label, title] of [
          ["fix", "The fix", "The fix: what to do, how much, how often"],
          ["flag", "Warning", "Warning box: when to get help"],
          ["note", "Note", "Note box"],
        ]) {
          add(kind, words(label, title), (e) => toggleCallout(e, kind), (e) => e.isActive("callout", { kind }))
        }
      }),
      group(() => {
        add("picture", words("Picture", "Picture: choose or upload one"), (e) => askPicture(e, library), (e) => Boolean(e.getAttributes("figure").picture))
        add("drawing", words("Drawing", "One of our own drawings"), (e) => askDrawing(e, library), (e) => Boolean(e.getAttributes("figure").diagram))
        // A plain page has no list of sources, and could not show a citation.
        if (document.querySelector(".sources")) add("cite", words("Cite", "Cite a source from the list of references"), askSource)
      }),
      group(() => {
        add("undo", icon("undo", "Undo (Ctrl Z)"), (e) => e.commands.undo(), undefined, (e) => e.can().undo())
        add("redo", icon("redo", "Redo (Ctrl Shift Z)"), (e) => e.commands.redo(), undefined, (e) => e.can().redo())
      }),
    ]
  }
}

/* Number the heading or take its number away; all numbered headings count on from 1. */
function toggleNumber(editor) {
  const { number } = editor.getAttributes("heading")
  editor.chain().focus().updateAttributes("heading", { number: number ? null : "1" })
    .command(({ tr }) => {
      let next = 0
      tr.doc.descendants((node, position) => {
        if (node.type.name === "heading" && node.attrs.number) {
          tr.setNodeAttribute(position, "number", String(++next))
        }
      })
      return true
    }).run()
}

function toggleCallout(editor, kind) {
  const chain = editor.chain().focus()
  if (editor.isActive("callout", { kind })) chain.lift("callout").run()
  else if (editor.isActive("callout")) chain.updateAttributes("callout", { kind }).run()
  else chain.wrapIn("callout", { kind }).run()
}

export async function askLink(editor, library) {
  const { href = "" } = editor.getAttributes("link")
  const answer = await ask("Link", [{
    name: "href", label: "Where to", value: href,
    suggestions: library.links.map(({ address, title }) => [address, title]),
    help: "Type a few letters of a page's title, or paste an address. Empty: no link.",
    check: (typed) => !typed || ADDRESS.test(addressOf(typed, library)) ? "" : "No page has this title. Choose one of the list, or begin an address with https://.",
  }], "Set link")
  if (!answer) return
  const chain = editor.chain().focus().extendMarkRange("link")
  if (answer.href) chain.setLink({ href: addressOf(answer.href, library) }).run()
  else chain.unsetLink().run()
}

// What the server keeps of a link (web/cleaning.py): any other would be lost without a word.
const ADDRESS = /^(https?:\/\/[^/?#\\]|mailto:[^\s@]+@|tel:\+?\d|\/(?![/\\])|#[^#])/i

/* The address meant by what was typed: that of the page with this title; one of this site without
   its host, so that it is kept right when the page moves. */
function addressOf(typed, library) {
  const named = library.links.find(({ title }) => title.toLowerCase() === typed.toLowerCase())
  if (named) return named.address
  return typed.startsWith(`${location.origin}/`) ? typed.slice(location.origin.length) : typed
}

async function askPicture(editor, library) {
  await library.refresh() // one may have been uploaded since
  const { picture: slug, alt } = editor.getAttributes("figure")
  const answer = await choosePicture(library, { now: { slug, alt }, isNew: !slug })
  if (!answer) return
  putFigure(editor, { picture: answer.picture.slug, alt: answer.alt, diagram: null }, answer.caption)
}

async function askDrawing(editor, library) {
  const now = editor.getAttributes("figure")
  const answer = await ask("Drawing", [
    {
      name: "diagram", label: "Which drawing", value: now.diagram || "", required: true,
      options: [["", "Choose…"], ...library.drawings.map(({ name, title }) => [name, title])],
    },
  ], "Put in")
  if (answer) putFigure(editor, { ...answer, picture: null })
}

/* A picture stands below the paragraph one is in: it never tears a sentence in two. */
function putFigure(editor, attrs, caption = "") {
  if (editor.isActive("figure")) {
    editor.chain().focus().updateAttributes("figure", attrs).run()
    return
  }
  const words = caption ? [{ type: "text", text: caption }] : []
  const figure = { type: "figure", attrs, content: [{ type: "figcaption", content: words }] }
  const { $to } = editor.state.selection
  const isWithin = $to.depth && $to.parent.isTextblock && $to.parent.content.size
  if (isWithin) editor.chain().focus().insertContentAt($to.after(1), figure).scrollIntoView().run()
  else editor.chain().focus().insertContent(figure).scrollIntoView().run()
}

/* The sources are those of the form, saved or not; one that is not there yet is added to them. */
async function askSource(editor) {
  const keys = shortNames()
  const cited = new Set()
  editor.state.doc.descendants(({ type, attrs }) => { if (type.name === "citation") cited.add(attrs.key) })
  const listed = {
    name: "key", label: "Source", options: keys.map((key) => [key, key]),
    value: keys.find((key) => !cited.has(key)) || keys[0],
  }
  const answer = await ask("Cite a source", [
    ...(keys.length ? [listed] : []),
    {
      name: "text", label: keys.length ? "Or a new one" : "Source", required: !keys.length,
      help: "Authors (three, then et al.), title, journal, year. It joins the list below the text.",
    },
    { name: "url", label: keys.length ? "Link of the new one" : "Link", help: "Best is the DOI: https://doi.org/…" },
  ], "Cite")
  if (!answer) return
  const key = answer.text ? addSource(answer.text, answer.url) : answer.key
  editor.chain().focus().insertContent({ type: "citation", attrs: { key } }).scrollIntoView().run()
}
