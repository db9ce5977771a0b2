/* Shows a preview over the form, as wide as a phone or as the window: button[data-preview], whose
   own formaction answers with the page. Without this module it opens a tab. */
document.querySelectorAll("button[data-preview]").forEach((button) => {
  const dialog = document.querySelector(button.dataset.preview)
  const frame = dialog.querySelector("iframe")
  button.formTarget = frame.name
  button.addEventListener("click", () => dialog.showModal())
  dialog.querySelectorAll("[data-width]").forEach((choice) => {
    choice.addEventListener("click", () => {
      dialog.dataset.shown = choice.dataset.width
      dialog.querySelectorAll("[data-width]").forEach((each) => {
        each.setAttribute("aria-pressed", String(each === choice))
      })
    })
  })
  dialog.querySelector("[data-close]").addEventListener("click", () => dialog.close())
})
