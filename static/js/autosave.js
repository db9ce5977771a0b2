/* Saves what is typed, a while after the last change, and at once when the tab is put away or
   taken up again: [data-autosave="address"] inside a form. What became of it is said in
   [data-saved]. */
const QUIET = 4000 // milliseconds without typing before saving
const AGAIN = 15000 // after a saving that failed

document.querySelectorAll("[data-autosave]").forEach((panel) => {
  const form = panel.closest("form")
  const note = panel.querySelector("[data-saved]")
  let timer = 0
  let dirty = false
  let running = null
  let failed = false // the last saving
  let signedOut = false

  const save = () => {
    clearTimeout(timer)
    dirty = false
    running = send().finally(() => { running = null })
    return running
  }

  // What the site said, or null. Who is signed out is answered with the page to sign in on.
  const post = async () => {
    const ask = (keepalive) => fetch(panel.dataset.autosave, { method: "POST", body: new FormData(form), keepalive })
    // keepalive: a tab that is being closed still gets it out. Browsers refuse it above 64 kB
    // (Fetch standard, HTTP-network-or-cache fetch): a longer text goes the usual way.
    const answer = await ask(true).catch(() => ask(false)).catch(() => null)
    return answer?.ok ? answer.json().catch(() => null) : null
  }

  // Signing in again, in another tab, changes the token every form is sent with (login() of
  // Django), and the forms of this page hold the one of before.
  const renew = async () => {
    const answer = await fetch(location.href).catch(() => null)
    signedOut = Boolean(answer?.redirected)
    if (!answer?.ok || signedOut) return false
    const page = new DOMParser().parseFromString(await answer.text().catch(() => ""), "text/html")
    const token = page.querySelector("[name=csrfmiddlewaretoken]")?.value
    if (token) document.querySelectorAll("[name=csrfmiddlewaretoken]").forEach((field) => { field.value = token })
    return Boolean(token)
  }

  const send = async () => {
    const said = await post() || (await renew() && await post())
    failed = !said
    if (failed) {
      note.textContent = "Not saved: the site does not answer, or you are signed out. Keep this page open, and sign in again in another tab."
      dirty = true
      clearTimeout(timer)
      timer = setTimeout(save, AGAIN)
      return
    }
    signedOut = false
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
    if (dirty) running ? running.then(save) : save()
  })
  // A button waits for the saving under way, or the two would be each other's conflict. After
  // one that failed it tries another first: without a login it would lose what was typed.
  form.addEventListener("submit", (event) => {
    if (event.submitter?.formTarget) return
    clearTimeout(timer)
    if (failed && !running) save()
    if (!running) return
    event.preventDefault()
    running.then(() => {
      if (signedOut) return
      failed = false
      form.requestSubmit(event.submitter)
    })
  })
})
