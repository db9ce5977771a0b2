/* Adds an empty row to a list of rows: [data-rows="prefix"] with a <template> and [data-add]. */
document.querySelectorAll("[data-rows]").forEach((list) => {
  const total = list.querySelector(`[name="${list.dataset.rows}-TOTAL_FORMS"]`)
  const template = list.querySelector("template")
  const button = list.querySelector("[data-add]")
  button.parentElement.hidden = false
  button.addEventListener("click", () => {
    const row = template.content.firstElementChild.cloneNode(true)
    row.innerHTML = row.innerHTML.replaceAll("__prefix__", total.value)
    total.value = Number(total.value) + 1
    button.parentElement.before(row)
    row.querySelector("input").focus()
  })
})
