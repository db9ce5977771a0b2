/* Marks the heading being read in the list beside the text, where CSS alone cannot
   (:target-current): the last one that has passed the upper third of the window. */
const links = [...document.querySelectorAll(".rail .toc a")]
const headings = links.map((link) => document.getElementById(link.hash.slice(1)))

function mark() {
  const passed = headings.findLastIndex((each) => each?.getBoundingClientRect().top < innerHeight / 3)
  links.forEach((link, number) => link.toggleAttribute("data-here", number === passed))
}

if (links.length && !CSS.supports("selector(:target-current)")) {
  const watch = new IntersectionObserver(mark, { rootMargin: "0px 0px -66%" })
  headings.forEach((each) => each && watch.observe(each))
}
