/* Shows a preview over the form, as wide as a phone or as the window: button[data-preview], whose
   own formaction answers with the page. Without this module it opens a tab. */
document.querySelectorAll("button[data-preview]").forEach((button) => {
  const dialog = document.querySelector(button.dataset.preview)
  button.formTarget = dialog.querySelector("iframe").name
  button.addEventListener("click", () => dialog.showModal())
})

document.querySelectorAll("dialog.preview").forEach((dialog) => {
  const choices = dialog.querySelectorAll("[data-width]")
  choices.forEach((choice) => choice.addEventListener("click", () => {
    dialog.dataset.shown = choice.dataset.width
    choices.forEach((each) => each.setAttribute("aria-pressed", String(each === choice)))
  }))
  dialog.querySelector("[data-close]").addEventListener("click", () => dialog.close())
})
