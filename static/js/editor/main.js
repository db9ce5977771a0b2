/* Turns each textarea[data-body-editor] into the editor of an article body, and the select of the
   cover into its picture.
   Without a change the textarea keeps its text to the letter. */
import {
  Blockquote, Bold, BulletList, Document, Dropcursor, Editor, Gapcursor, HardBreak, History,
  Italic, Link, ListItem, Menu, OrderedList, Paragraph, Text, TrailingNode, crel,
} from "django-prose-editor/editor"
import { cover } from "forge/editor/cover"
import { openLibrary } from "forge/editor/library"
import { Callout, Caption, Citation, Figure, NumberedHeading } from "forge/editor/nodes"
import { cleanPasted } from "forge/editor/paste"
import { followSources } from "forge/editor/sources"
import { askLink, toolbar } from "forge/editor/toolbar"

function draw(library, picture, diagram, alt) {
  if (diagram) {
    const drawing = library.drawings.find(({ name }) => name === diagram)
    const label = crel("p", { textContent: `Drawing: ${drawing?.title || diagram}` })
    if (!drawing) return [label]
    const shown = crel("div", { innerHTML: drawing.svg })  // our own template, not a visitor's
    return [shown, label]
  }
  const found = library.pictures.find(({ slug }) => slug === picture)
  if (!found) return [crel("p", { textContent: `Picture “${picture}” is not in the library.` })]
  return [crel("img", { src: found.url, alt: alt || found.alt })]
}

/* A browser moves the cursor by itself (a click, End, the arrows) and says so a task later. Keys and
   clicks that wait in line while the page is busy come before that, and the editor would carry
   them out where the cursor stood before: an Enter in the middle of a line. So it is told first;
   and before it puts the cursor back where it knows it, which it does 20 ms after a focus. */
const tellOfTheCursor = () => document.dispatchEvent(new Event("selectionchange"))
for (const act of ["keydown", "pointerdown"]) document.addEventListener(act, tellOfTheCursor, true)
document.addEventListener("focus", () => setTimeout(tellOfTheCursor, 20), true)

async function start(textarea) {
  const library = await openLibrary(textarea.dataset.library)
  library.draw = ({ picture, diagram, alt }) => draw(library, picture, diagram, alt)
  const element = crel("div", { className: "prose-editor" })
  const said = crel("p", { className: "help", role: "status" })
  textarea.before(element, said)
  element.append(textarea)
  textarea.hidden = true
  const label = document.querySelector(`label[for="${textarea.id}"]`)
  let touched = false
  const editor = new Editor({
    element,
    injectCSS: false,  // the policy refuses it; editor.css has the rules
    content: textarea.value,
    extensions: [
      Document, Paragraph, Text, Bold, Italic, HardBreak, History, Dropcursor, Gapcursor,
      BulletList, OrderedList, ListItem, Blockquote, Callout, Caption, Citation,
      NumberedHeading.configure({ levels: [2, 3] }),
      Figure.configure({ library }),
      Link.extend({
        addKeyboardShortcuts: () => ({
          "Mod-k": ({ editor }) => { askLink(editor, library); return true },
        }),
      }).configure({ enableTarget: false }),
      TrailingNode,
      Menu.configure({ defaultItems: false, items: toolbar(library) }),
    ],
    editorProps: {
      transformPastedHTML: (html) => cleanPasted(html, (sentence) => { said.textContent = sentence }),
      attributes: {
        role: "textbox",
        "aria-multiline": "true",
        "aria-label": label?.textContent.trim() || "Text",
      },
    },
    onUpdate({ editor }) {
      // On opening, the editor adds an empty last line: that is nobody's change.
      touched ||= editor.isFocused
      if (!touched) return
      textarea.value = editor.getHTML()
      textarea.dispatchEvent(new Event("input", { bubbles: true }))
    },
  })
  followSources(editor, () => { touched = true })
  label?.addEventListener("click", () => editor.commands.focus())
  textarea.dispatchEvent(new CustomEvent("body-editor:ready", { bubbles: true }))
}

document.querySelectorAll("textarea[data-body-editor]").forEach(start)
document.querySelectorAll("select[data-picture-select]").forEach(cover)
