/* The cover of an article: select[data-picture-select] becomes its picture and a button that opens
   the dialog for pictures. The select stays below it and is what is posted. */
import { crel } from "django-prose-editor/editor"
import { openLibrary } from "forge/editor/library"
import { choosePicture } from "forge/editor/pictures"

export async function cover(select) {
  const library = await openLibrary(select.dataset.library)
  if (!library.answered) return // then the list of names has to do
  const plain = select.closest(".related-widget-wrapper") || select
  const shown = crel("div", { className: "cover-choice" })
  const choose = crel("button", { type: "button", className: "button" })
  const none = crel("button", { type: "button", className: "button quiet", textContent: "No cover" })
  const draw = () => {
    const picture = library.pictures.find(({ pk }) => String(pk) === select.value)
    choose.textContent = picture ? "Choose another" : "Choose or upload a picture"
    none.hidden = !picture
    shown.replaceChildren(
      ...(picture ? [
        crel("img", { src: picture.url, alt: picture.alt }),
        crel("p", {}, [`${picture.title} `, crel("a", { href: picture.change, target: "_blank", textContent: "Words and focal point" })]),
      ] : []),
      crel("p", { className: "actions" }, [choose, none]),
    )
  }
  const set = (value) => {
    select.value = value
    select.dispatchEvent(new Event("input", { bubbles: true }))
    draw()
  }
  choose.addEventListener("click", async () => {
    await library.refresh()
    const slug = library.pictures.find(({ pk }) => String(pk) === select.value)?.slug
    const answer = await choosePicture(library, { title: "Cover picture", action: "Use it", now: { slug }, inText: false })
    if (!answer) return
    const { pk, title } = answer.picture
    if (![...select.options].some(({ value }) => value === String(pk))) select.append(new Option(title, pk))
    set(String(pk))
    choose.focus()
  })
  none.addEventListener("click", () => { set(""); choose.focus() })
  const label = document.querySelector(`label[for="${select.id}"]`)
  if (label) {
    label.id ||= `${select.id}-label`
    label.removeAttribute("for") // what it named is hidden now
    shown.setAttribute("role", "group")
    shown.setAttribute("aria-labelledby", label.id)
  }
  plain.hidden = true
  plain.after(shown)
  draw()
}
