/* Shows the share button: the system's share sheet, or else the address copied. */
const place = document.querySelector("[data-share]")
const button = place?.querySelector("button")
const { title } = document
const address = document.querySelector("link[rel=canonical]")?.href ?? location.href

async function share() {
  try {
    if (navigator.share) return await navigator.share({ title, url: address })
    await navigator.clipboard.writeText(address)
    place.querySelector("[role=status]").textContent = "Address copied"
  } catch {
    // Closed without sharing, or not allowed: nothing to say.
  }
}

if (button && (navigator.share || navigator.clipboard)) {
  place.hidden = false
  button.addEventListener("click", share)
}
