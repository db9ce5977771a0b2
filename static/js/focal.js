/* What must stay in view when a picture is cropped, chosen by a click on it. */

/* Let a click on `frame`, which lies around an <img>, set the percentages of two inputs. */
export function focal(frame, across, down) {
  const mark = document.createElement("span")
  mark.className = "mark"
  frame.append(mark)
  const show = () => {
    mark.style.left = `${across.value}%`
    mark.style.top = `${down.value}%`
  }
  const percent = (at, start, length) => Math.max(0, Math.min(100, Math.round((100 * (at - start)) / length)))
  frame.addEventListener("click", (event) => {
    const box = frame.getBoundingClientRect()
    across.value = percent(event.clientX, box.left, box.width)
    down.value = percent(event.clientY, box.top, box.height)
    show()
  })
  for (const input of [across, down]) input.addEventListener("input", show)
  show()
}

/* On the page of a picture: [data-focal="x y"] names the two fields. */
document.querySelectorAll("[data-focal]").forEach((frame) => {
  const inputs = frame.dataset.focal.split(" ").map((name) => document.querySelector(`[name="${name}"]`))
  if (inputs.every(Boolean)) focal(frame, ...inputs)
})
