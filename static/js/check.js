/* Keeps the publish check beside a form up to date: [data-check="address"] is filled with what
   the server says about the form as it is typed. */
const QUIET = 900 // milliseconds without typing before asking

document.querySelectorAll("[data-check]").forEach((panel) => {
  const form = panel.closest("form")
  let timer = 0
  let asked = 0
  const ask = async () => {
    const mine = ++asked
    const answer = await fetch(panel.dataset.check, { method: "POST", body: new FormData(form) }).catch(() => null)
    if (answer?.ok && mine === asked) panel.innerHTML = await answer.text()
  }
  form.addEventListener("input", () => {
    clearTimeout(timer)
    timer = setTimeout(ask, QUIET)
  })
  ask()
})
