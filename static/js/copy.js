/* Helps to copy an address: [data-copy] around a read-only field and, hidden, a button. */
document.querySelectorAll("[data-copy]").forEach((place) => {
  const field = place.querySelector("input")
  field.addEventListener("focus", () => field.select())
  const button = place.querySelector("button")
  if (!navigator.clipboard) return // plain http
  button.parentElement.hidden = false
  button.addEventListener("click", async () => {
    field.select()
    try {
      await navigator.clipboard.writeText(field.value)
      place.querySelector("[role=status]").textContent = "Copied"
    } catch {
      // Not allowed: it stands selected, to be copied by hand.
    }
  })
})
