/* Saves what is typed, a while after the last change, and at once when the tab is put away:
   [data-autosave="address"] inside a form. What became of it is said in [data-saved]. */
const QUIET = 4000 // milliseconds without typing before saving
const AGAIN = 15000 // after a saving that failed

document.querySelectorAll("[data-autosave]").forEach((panel) => {
  const form = panel.closest("form")
  const note = panel.querySelector("[data-saved]")
  let timer = 0
  let dirty = false
  let running = null

  const save = () => {
    clearTimeout(timer)
    dirty = false
    running = send().finally(() => { running = null })
    return running
  }

  const send = async () => {
    const post = (keepalive) => fetch(panel.dataset.autosave, { method: "POST", body: new FormData(form), keepalive })
    // keepalive: a tab that is being closed still gets it out. Browsers refuse it above 64 kB
    // (Fetch standard, HTTP-network-or-cache fetch): a longer text goes the usual way.
    const answer = await post(true).catch(() => post(false)).catch(() => null)
    // Who is signed out is answered with the page to sign in on.
    const said = answer?.ok ? await answer.json().catch(() => null) : null
    if (!said) {
      note.textContent = "Not saved: the site does not answer, or you are signed out. Keep this page open."
      dirty = true
      clearTimeout(timer)
      timer = setTimeout(save, AGAIN)
      return
    }
    note.textContent = said.note
    if (said.seen) form.elements.seen.value = said.seen
    if (said.state) {
      const state = panel.querySelector("[data-state]")
      state.textContent = said.state
      state.className = `badge ${said.badge}`
    }
    if (said.change) {
      // A new article has an address of its own from now on.
      panel.dataset.autosave = said.autosave
      form.action = said.change
      history.replaceState(null, "", said.change)
    }
  }

  form.addEventListener("input", () => {
    dirty = true
    clearTimeout(timer)
    timer = setTimeout(() => running ? running.then(save) : save(), QUIET)
  })
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden" && dirty) running ? running.then(save) : save()
  })
  // A button waits for the saving under way, or the two would be each other's conflict.
  form.addEventListener("submit", (event) => {
    if (event.submitter?.formTarget) return
    clearTimeout(timer)
    if (!running) return
    event.preventDefault()
    running.then(() => form.requestSubmit(event.submitter))
  })
})
