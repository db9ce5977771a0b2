/* Saves what is typed, a while after the last change, and at once when the tab is put away or
   taken up again: [data-autosave="address"] inside a form. What became of it is said in
   [data-saved]. */
const QUIET = 4000 // milliseconds without typing before saving
const AGAIN = 15000 // after a saving that failed
// Up to here a request may outlive its page (Fetch standard, HTTP-network-or-cache fetch).
const OUTLIVES = 64 * 1024 // bytes

document.querySelectorAll("[data-autosave]").forEach((panel) => {
  const form = panel.closest("form")
  const note = panel.querySelector("[data-saved]")
  let timer = 0
  let dirty = false
  let running = null
  let wanted = false // one more saving, after the one that is running
  let failed = false // the last saving
  let signedOut = false

  // One at a time, or two would be each other's conflict. However often one is wanted meanwhile,
  // one more follows, with what is typed by then.
  const save = () => {
    clearTimeout(timer)
    wanted = Boolean(running)
    running ||= send().finally(() => {
      running = null
      if (wanted) save()
    })
  }

  // What the site said, or null. Who is signed out is answered with the page to sign in on.
  const post = async () => {
    const body = new URLSearchParams(new FormData(form))
    // A tab that is being closed still gets it out, unless it is too long for that.
    const keepalive = String(body).length <= OUTLIVES
    const answer = await fetch(panel.dataset.autosave, { method: "POST", body, keepalive }).catch(() => null)
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
    dirty = false
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

  const changed = () => {
    dirty = true
    clearTimeout(timer)
    timer = setTimeout(save, QUIET)
  }
  form.addEventListener("input", changed)

  // Django's pairs of boxes to choose from move what is chosen by buttons, and mark it only as the
  // form is sent by one (SelectFilter2.js).
  form.addEventListener("click", ({ target }) => { if (target.closest(".selector")) changed() })
  form.addEventListener("formdata", ({ formData }) => {
    for (const [id, chosen] of Object.entries(window.SelectBox?.cache || {})) {
      if (!id.endsWith("_to")) continue
      const { name } = document.getElementById(id)
      formData.delete(name)
      chosen.forEach(({ value }) => formData.append(name, value))
    }
  })

  document.addEventListener("visibilitychange", () => {
    if (dirty) save()
  })
  // A button waits for the saving under way, or the two would be each other's conflict. After
  // one that failed it tries another first: without a login it would lose what was typed.
  form.addEventListener("submit", (event) => {
    if (event.submitter?.formTarget) return
    clearTimeout(timer)
    if (failed && !running) save()
    if (!running) {
      dirty = false // the button takes all along
      return
    }
    event.preventDefault()
    running.then(() => {
      if (signedOut) return
      failed = false
      form.requestSubmit(event.submitter)
    })
  })
})
