/* What the desk offers to put into a text (pictures, drawings, pages), fetched once a page. */
const open = new Map()

export function openLibrary(address) {
  if (!open.has(address)) open.set(address, load(address))
  return open.get(address)
}

async function load(address) {
  const library = { pictures: [], drawings: [], links: [], upload: "", answered: false }
  library.refresh = async () => {
    const answer = await fetch(address, { headers: { accept: "application/json" } }).catch(() => null)
    if (answer?.ok) Object.assign(library, await answer.json(), { answered: true })
  }
  await library.refresh()
  return library
}

/* Store the picture in `fields` ({name: value}); answer {picture} or {errors: {name: [sentence]}}. */
export async function upload(library, fields) {
  const body = new FormData()
  const token = document.querySelector("[name=csrfmiddlewaretoken]").value
  for (const [name, value] of Object.entries({ ...fields, csrfmiddlewaretoken: token })) body.append(name, value)
  const answer = await fetch(library.upload, { method: "POST", body }).catch(() => null)
  const said = await answer?.json().catch(() => null)
  if (said?.picture) library.pictures.unshift(said.picture)
  return said?.picture || said?.errors ? said : {
    errors: { __all__: ["Not stored: the site does not answer, or you are signed out. What you typed is still here."] },
  }
}
