/* Small questions the editor asks, each in a <dialog>: which link, drawing, source. */
import { crel } from "django-prose-editor/editor"

/* Ask for the `fields`; resolve with their values by name, or with null. A field is
   {name, label, value, help, required, options: [[value, label]], suggestions: [[value, label]],
   check(value): what is wrong with it, or ""}. */
export function ask(title, fields, action) {
  return new Promise((resolve) => {
    const rows = fields.map(row)
    const form = crel("form", { method: "dialog" }, [
      crel("h2", { textContent: title }),
      ...rows.map(({ dom }) => dom),
      crel("p", { className: "actions" }, [
        crel("button", { className: "button", value: "yes", textContent: action }),
        crel("button", {
          className: "button quiet",
          value: "no",
          textContent: "Cancel",
          formNoValidate: true,
        }),
      ]),
    ])
    const dialog = crel("dialog", { className: "ask", "aria-label": title }, [form])
    // Outside the page's own form: a form in a form is none.
    document.body.append(dialog)
    dialog.addEventListener("close", () => {
      dialog.remove()
      const values = rows.map(({ name, input }) => [name, input.value.trim()])
      resolve(dialog.returnValue === "yes" ? Object.fromEntries(values) : null)
    })
    dialog.showModal()
  })
}

let count = 0

function row({ name, label, value = "", help = "", required = false, options, suggestions, check = () => "" }) {
  const id = `ask-${++count}`
  const input = options
    ? crel("select", { id }, options.map(([key, text]) => crel("option", { value: key, textContent: text })))
    : crel("input", { id, type: "text", autocomplete: "off" })
  input.value = value
  input.required = required
  input.addEventListener("input", () => input.setCustomValidity(check(input.value.trim())))
  const parts = [crel("label", { htmlFor: id, textContent: label }), input]
  if (suggestions) {
    input.setAttribute("list", `${id}-list`)
    parts.push(
      crel("datalist", { id: `${id}-list` },
        suggestions.map(([key, text]) => crel("option", { value: key, label: text, textContent: text }))),
    )
  }
  if (help) parts.push(crel("p", { className: "help", textContent: help }))
  return { name, input, dom: crel("div", { className: "field" }, parts) }
}
