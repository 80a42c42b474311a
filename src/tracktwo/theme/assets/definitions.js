// The definition of a term, shown where it is read.
//
// Every link `a.term[data-definition]` opens it: under the pointer, on focus, and on a first tap (a second one follows
// the link, as a click does). It stays while the link or the definition is pointed at or the link has focus, and closes
// with Escape, with a press elsewhere, and when the link scrolls away: WCAG 2.2, 1.4.13. One that is too long for the
// window is the next stop of Tab after its link, so that arrow keys scroll it: 2.1.1. Without this script a term is a
// plain link to the glossary. Nothing is attached to a link, so pages may come and go beneath it (instant navigation).
{
  const OPEN = 120 // ms at rest on a term; a pointer that only crosses the text opens nothing
  const CLOSE = 300 // ms to reach the definition from its term
  const GAP = 8 // px between the two, and to the edge of the window

  const box = document.createElement("div")
  box.id = "term-definition"
  box.className = "term-definition"
  box.dataset.tracktwo = ""
  box.setAttribute("role", "tooltip")
  box.append(document.createElement("strong"), document.createElement("span"))
  box.firstChild.dir = "auto" // C++ is no ++C where the page runs from right to left

  let term = null // the link whose definition is open
  let focused = null // the link that has focus, itself or in its definition, unless that was dismissed
  let tapped = null // the link under a finger that came down while its definition was closed
  let timer = 0

  const termAt = (node) => (node instanceof Element ? node.closest("a.term[data-definition]") : null)

  // A page of the glossary says a definition in the first link to its entry alone.
  const definition = (link) => link.dataset.definition || document.querySelector(`a.term[href="${CSS.escape(link.getAttribute("href"))}"]:not([data-definition=""])`)?.dataset.definition

  const later = (action, delay) => {
    clearTimeout(timer)
    timer = setTimeout(action, delay)
  }

  const close = () => {
    clearTimeout(timer)
    if (document.activeElement === box) term.focus({ preventScroll: true })
    term?.removeAttribute("aria-describedby")
    term = null
    box.remove()
  }

  const open = (link) => {
    clearTimeout(timer)
    if (link === term) return
    close()
    term = link
    box.firstChild.textContent = link.dataset.term
    // A link that says the term has said it: screen readers go on with the definition.
    box.firstChild.ariaHidden = link.textContent.toLowerCase().startsWith(link.dataset.term.toLowerCase())
    box.lastChild.innerHTML = definition(link) // made safe when the site was built
    // Whoever comes by keyboard has the same links at the entry; a tooltip is no place to tab into (WAI-ARIA 1.2).
    for (const inner of box.querySelectorAll("a")) inner.tabIndex = -1
    box.dir = getComputedStyle(link).direction
    ;(link.closest("main") ?? document.body).append(box) // in the page's landmark, where screen readers look
    link.setAttribute("aria-describedby", box.id)
    place()
    globalThis.MathJax?.typesetPromise?.([box]).then(place)
    globalThis.renderMathInElement?.(box)
  }

  // Below the link or, if there is more room, above it; never over it, and never out of the window.
  const place = () => {
    const lines = term?.getClientRects()
    if (!lines?.length) return close() // the page has changed
    const first = lines[0]
    const last = lines[lines.length - 1]
    const { clientWidth: width, clientHeight: height } = document.documentElement
    if (last.bottom < 0 || first.top > height) return close()

    box.style.maxHeight = ""
    const above = first.top - 2 * GAP
    const below = height - last.bottom - 2 * GAP
    const under = box.offsetHeight <= below || below >= above
    box.style.maxHeight = `${under ? below : above}px`
    box.tabIndex = box.scrollHeight > box.clientHeight ? 0 : -1
    const start = box.dir === "rtl" ? last.right - box.offsetWidth : last.left
    box.style.left = `${Math.max(GAP, Math.min(start, width - box.offsetWidth - GAP))}px`
    box.style.top = `${under ? last.bottom + GAP : first.top - GAP - box.offsetHeight}px`
  }

  // The pointer has left: what has focus keeps its definition, or gets it back.
  const rest = () => (focused ? open(focused) : close())

  const point = (target, type) => {
    if (type === "touch") return // a finger does not hover
    const link = termAt(target)
    if (link) later(() => open(link), OPEN)
    else if (box.contains(target)) clearTimeout(timer)
    else if (term) later(rest, CLOSE)
    else clearTimeout(timer)
  }

  const on = (type, action, target = document) => target.addEventListener(type, action, { capture: true, passive: type === "scroll" })

  on("pointerover", (event) => point(event.target, event.pointerType))
  on("pointerout", (event) => event.relatedTarget || point(null, event.pointerType)) // out of the window
  on("focusin", (event) => {
    if (event.target === box) return
    focused = termAt(event.target)
    if (focused) open(focused)
  })
  on("focusout", (event) => {
    const own = [term, box]
    if (own.includes(event.target) && own.includes(event.relatedTarget)) return
    focused = null
    if (own.includes(event.target) && !own.some((element) => element.matches(":hover"))) close()
  })
  on("pointerdown", (event) => {
    const link = termAt(event.target)
    tapped = event.pointerType === "touch" && link !== term ? link : null
    if (!link && !box.contains(event.target)) close()
  })
  on("click", (event) => {
    const link = termAt(event.target)
    if (!link) {
      if (box.contains(event.target.closest("a"))) close() // it leads on
      return
    }
    if (link === tapped) {
      event.preventDefault()
      event.stopPropagation() // or instant navigation would follow it
      open(link)
    } else {
      close()
    }
    tapped = null
  })
  on("keydown", (event) => {
    if (event.key === "Escape") {
      close()
      focused = null
    } else if (event.key === "Tab" && focused && focused === term && box.tabIndex === 0) {
      // The definition comes next, though it is elsewhere in the page; from it Tab goes on as from the link.
      const leaves = event.target === box
      if (leaves) term.focus()
      else if (!event.shiftKey) box.focus()
      if (leaves === event.shiftKey) event.preventDefault() // into the definition, or back: the step is made
    }
  })
  on("scroll", (event) => term && event.target !== box && place())
  on("resize", () => term && place(), window)
  on("popstate", close, window)
}
