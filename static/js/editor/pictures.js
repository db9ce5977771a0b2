/* The dialog for a picture: one of the library by its looks, or a new one uploaded in place. */
import { crel } from "django-prose-editor/editor"
import { upload } from "forge/editor/library"
import { focal } from "forge/focal"

const AT_ONCE = 24 // thumbnails shown before one searches

let count = 0

/* Ask for a picture; resolve with {picture, alt, caption}, or with null. `now` holds what is chosen
   already: {slug, alt}. In a text it also asks for words and a caption of this place. */
export function choosePicture(library, { title = "Picture", action = "Put in", now = {}, inText = true, isNew = true } = {}) {
  return new Promise((resolve) => {
    const own = choice(library, now, inText)
    const sent = arrival()
    const caption = field("Caption", crel("input", { type: "text", maxLength: 200 }),
      "One short sentence below the picture. May stay empty.")
    const said = crel("p", { className: "error" })
    said.setAttribute("role", "alert")
    const parts = [own, sent]
    const tabs = [["From the library", own], ["Upload a new one", sent]].map(([text, part]) => {
      const button = crel("button", { type: "button", className: "button quiet", textContent: text })
      button.addEventListener("click", () => show(part))
      return button
    })
    const done = crel("button", { className: "button", textContent: action })
    const cancel = crel("button", { type: "button", className: "button quiet", textContent: "Cancel" })
    const form = crel("form", { noValidate: true }, [
      crel("h2", { textContent: title }),
      crel("p", { className: "actions" }, tabs),
      own.dom, sent.dom,
      ...(inText && isNew ? [caption.dom] : []),
      said,
      crel("p", { className: "actions" }, [done, cancel]),
    ])
    const dialog = crel("dialog", { className: "ask pictures", "aria-label": title }, [form])

    let shown
    const show = (part) => {
      shown = part
      parts.forEach((each, at) => {
        each.dom.hidden = each !== part
        tabs[at].setAttribute("aria-pressed", String(each === part))
      })
      said.textContent = ""
    }
    let answer = null
    form.addEventListener("submit", async (event) => {
      event.preventDefault()
      done.disabled = true
      said.textContent = ""
      const found = await shown.answer(library)
      done.disabled = false
      if (found.picture) {
        answer = { alt: "", ...found, caption: caption.input.value.trim() }
        dialog.close()
      } else said.textContent = found.errors.join(" ")
    })
    cancel.addEventListener("click", () => dialog.close())
    dialog.addEventListener("close", () => {
      dialog.remove()
      resolve(answer)
    })
    document.body.append(dialog)
    show(library.pictures.length ? own : sent)
    dialog.showModal()
  })
}

/* The pictures of the library, to be looked through and searched. */
function choice(library, now, inText) {
  const search = field("Search", crel("input", { type: "search", autocomplete: "off" }))
  const grid = crel("div", { className: "thumbnails" })
  grid.setAttribute("role", "radiogroup")
  grid.setAttribute("aria-label", "Pictures")
  const more = crel("p", { className: "help" })
  more.setAttribute("aria-live", "polite")
  const alt = field("What it shows", crel("input", { type: "text", maxLength: 160, value: now.alt || "" }),
    "Read aloud to people who cannot see it. Empty: the words kept with the picture.")
  const words = crel("p", { className: "help" })
  const name = `picture-${++count}`
  let chosen = now.slug || ""

  const draw = () => {
    const wanted = search.input.value.toLowerCase().split(/\s+/).filter(Boolean)
    const hit = ({ title, alt, slug }) => wanted.every((word) => `${title} ${alt} ${slug}`.toLowerCase().includes(word))
    const found = library.pictures.filter(hit)
    // What is chosen stays in sight.
    const first = found.filter(({ slug }) => slug === chosen)
    const shown = [...first, ...found.filter(({ slug }) => slug !== chosen)].slice(0, AT_ONCE)
    grid.replaceChildren(...shown.map(thumbnail))
    const left = found.length - shown.length
    more.textContent = found.length === 0 ? "No picture like that. Try another word, or upload a new one."
      : left > 0 ? `${left} more. Search to find them.` : ""
  }
  const thumbnail = (picture) => {
    const radio = crel("input", { type: "radio", name, value: picture.slug, checked: picture.slug === chosen })
    radio.addEventListener("change", () => { chosen = picture.slug; tell() })
    const looks = picture.url ? crel("img", { src: picture.url, alt: "", loading: "lazy" }) : crel("span", { className: "none" })
    return crel("label", {}, [radio, looks, crel("span", { textContent: picture.title })])
  }
  const tell = () => {
    const picture = library.pictures.find(({ slug }) => slug === chosen)
    words.replaceChildren()
    if (!picture) return
    words.append(picture.alt ? `Its words: “${picture.alt}”. ` : "It is marked as decoration. ",
      crel("a", { href: picture.change, target: "_blank", textContent: "Change its words or focal point" }))
  }
  search.input.addEventListener("input", draw)
  search.input.addEventListener("keydown", (event) => { if (event.key === "Enter") event.preventDefault() })
  draw()
  tell()
  return {
    dom: crel("div", {}, [search.dom, grid, more, words, ...(inText ? [alt.dom] : [])]),
    answer: () => {
      const picture = library.pictures.find(({ slug }) => slug === chosen)
      return picture ? { picture, alt: alt.input.value.trim() } : { errors: ["Choose one of the pictures."] }
    },
  }
}

/* A new picture: the file, its words, and what must stay in view. */
function arrival() {
  const file = field("File", crel("input", { type: "file", accept: "image/jpeg,image/png,image/webp" }),
    "JPEG, PNG or WebP, up to 10 MB, at least 480 pixels wide. Place and camera details are removed.")
  const alt = field("What it shows", crel("input", { type: "text", maxLength: 160 }),
    "Read aloud to people who cannot see it.")
  const bare = crel("input", { type: "checkbox" })
  const across = crel("input", { type: "range", min: 0, max: 100, value: 50 })
  const down = crel("input", { type: "range", min: 0, max: 100, value: 50 })
  const image = crel("img", { alt: "" })
  const frame = crel("span", { className: "focal" }, [image])
  const crop = crel("details", { hidden: true }, [
    crel("summary", { textContent: "What must stay in view when it is cropped" }),
    crel("p", { className: "help", textContent: "Click on that spot." }),
    frame,
    crel("label", {}, ["From the left", across]),
    crel("label", {}, ["From the top", down]),
  ])
  focal(frame, across, down)
  // Shown or refused, the file is held no longer.
  for (const outcome of ["load", "error"]) image.addEventListener(outcome, () => URL.revokeObjectURL(image.src))
  file.input.addEventListener("change", () => {
    const [chosen] = file.input.files
    crop.hidden = !chosen
    if (chosen) image.src = URL.createObjectURL(chosen)
    file.refuse()
  })
  bare.addEventListener("change", () => { alt.input.disabled = bare.checked })
  return {
    dom: crel("div", {}, [file.dom, alt.dom, crel("label", { className: "tick" }, [bare, "Only decoration: nothing to read aloud"]), crop]),
    answer: async (library) => {
      const fields = { alt: bare.checked ? "" : alt.input.value.trim(), focal_x: across.value, focal_y: down.value }
      if (file.input.files.length) fields.upload = file.input.files[0]
      if (bare.checked) fields.is_decorative = "on"
      const { picture, errors } = await upload(library, fields)
      const sentences = { ...errors }
      for (const [name, one] of Object.entries({ upload: file, alt })) {
        one.refuse((sentences[name] || []).join(" "))
        delete sentences[name]
      }
      if (picture) return { picture }
      return { errors: [...Object.values(sentences).flat(), "Not put in yet: look above."].slice(0, 2) }
    },
  }
}

/* A labelled input with its help and a place for what is wrong with it. */
function field(label, input, help = "") {
  input.id = `picture-field-${++count}`
  const wrong = crel("p", { className: "error", id: `${input.id}-error` })
  const dom = crel("div", { className: "field" }, [
    crel("label", { htmlFor: input.id, textContent: label }), input, wrong,
    ...(help ? [crel("p", { className: "help", textContent: help })] : []),
  ])
  const refuse = (sentence = "") => {
    wrong.textContent = sentence
    input.toggleAttribute("aria-invalid", Boolean(sentence))
    input.setAttribute("aria-describedby", wrong.id)
  }
  return { input, dom, refuse }
}
