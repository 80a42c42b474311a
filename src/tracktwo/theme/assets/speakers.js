// Whose turns stand out in a lesson: those of the speakers whose buttons are pressed. A turn goes on to the next name; behind
// a heading it goes on where there is a time. Listeners are on the document, so pages may come and go beneath them.
{
  const BOX = ".speakers[data-tracktwo]"
  const find = () => document.querySelector(BOX)

  const mark = () => {
    const chosen = new Set([...find().querySelectorAll("[aria-pressed=true]")].map(({ value }) => value))
    let name
    let goesOn = false
    for (let part = find().nextElementSibling; part; part = part.nextElementSibling) {
      const named = part.querySelector(":scope > .speaker")
      if (named) name = named.textContent.replace(/[:：\s]+$/, "").trim()
      if (named || part.querySelector(":scope > .time")) goesOn = true
      else if (part.tagName !== "P") goesOn = false
      part.classList.toggle("turn", goesOn && chosen.has(name))
    }
  }

  const start = () => {
    if (find()) find().hidden = false
  }

  document.addEventListener("click", ({ target }) => {
    const button = target.closest?.(`${BOX} button`)
    if (!button) return
    button.ariaPressed = String(button.ariaPressed !== "true")
    mark()
  })
  start()
  globalThis.document$?.subscribe(start) // instant navigation
}
