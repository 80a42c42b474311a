// What is selected in a lesson can be passed on: a link to it, and a quotation that says where it is from. The link plays
// what was said (`#t=91.7,94`) or, where there is no recording or no time yet, leads to the words (`#:~:text=`).
{
  const DELAY = 200 // ms after which a selection is one
  const GAP = 8 // px between it and what is offered
  const ENDS = 4 // words by which a longer passage is found again
  const { moments } = globalThis.tracktwo

  let timer = 0

  const box = () => document.querySelector(".moment[data-tracktwo]")
  const selected = () => {
    const selection = getSelection()
    const range = selection.rangeCount && !selection.isCollapsed ? selection.getRangeAt(0) : null
    return range && document.querySelector("#lesson-text")?.contains(range.startContainer) ? range : null
  }

  const within = (range) =>
    moments.words().filter(({ node, index, text, said }) => !said.level && range.intersectsNode(node)
      && range.comparePoint(node, index + text.length) >= 0 && range.comparePoint(node, index) <= 0
      && !(node === range.startContainer && index + text.length <= range.startOffset)
      && !(node === range.endContainer && index >= range.endOffset))

  const written = (words) => encodeURIComponent(moments.join(words)).replaceAll("-", "%2D")
  const toWords = (range, words) => {
    const places = [...document.querySelectorAll(".lesson-page :is(h1, h2, h3, h4, h5, h6, a.time)[id]")]
    const place = places.filter((each) => range.comparePoint(each, 0) <= 0).pop()
    const ends = words.length > 2 * ENDS ? [words.slice(0, ENDS), words.slice(-ENDS)] : [words]
    return `#${place?.id ?? ""}:~:text=${ends.map(written).join(",")}`
  }

  const tenths = (at, round) => (at === undefined ? "" : round(at * 10) / 10)
  const address = (range, words) => {
    const recorded = document.querySelector(".player[data-tracktwo]") && words[0].said.at !== null
    const part = [tenths(words[0].start, Math.floor), tenths(words[words.length - 1].end, Math.ceil)].filter(String).join(",")
    return new URL(recorded ? `#t=${part}` : toWords(range, words), location.href).href
  }

  const quotation = (range, words) => {
    const title = document.querySelector(".lesson-page h1").cloneNode(true)
    title.querySelector(".headerlink")?.remove()
    const [{ said, start }] = words
    const source = [said.speaker, title.textContent.trim(), said.at === null ? "" : moments.written(start)]
    const words_ = box().dataset.quote.replace("{words}", () => moments.join(words))
    return `${words_}\n— ${source.filter(Boolean).join(", ")}\n${address(range, words)}`
  }

  // Beside the selection, and next to it for who goes on by keyboard.
  const offer = () => {
    const range = selected()
    if (!box() || box().contains(document.activeElement)) return
    box().hidden = !(range && within(range).length)
    if (box().hidden) return
    box().lastElementChild.textContent = ""
    const end = range.endContainer.nodeType === Node.TEXT_NODE ? range.endContainer.parentElement : range.endContainer
    const blocks = [...document.querySelector("#lesson-text").children]
    ;(blocks.find((block) => block.contains(end)) ?? blocks[blocks.length - 1]).after(box())
    const place = range.getBoundingClientRect()
    const bar = Number.parseFloat(getComputedStyle(document.documentElement).scrollPaddingBlockEnd) || 0 // at the foot
    box().style.top = `${Math.min(innerHeight - bar - box().offsetHeight - GAP, place.bottom + GAP)}px`
    box().style.left = `${Math.max(GAP, Math.min(innerWidth - box().offsetWidth - GAP, place.left))}px`
  }

  // By the browser's own command, which needs no permission, no secure address, and leaves the selection as it is.
  const copy = (text) => {
    const write = (event) => {
      event.clipboardData.setData("text/plain", text)
      event.preventDefault()
    }
    document.addEventListener("copy", write)
    const done = document.execCommand("copy")
    document.removeEventListener("copy", write)
    return done
  }

  const on = (type, action) => document.addEventListener(type, action, true)
  on("click", ({ target }) => {
    const button = target.closest?.(".moment[data-tracktwo] button")
    const range = selected()
    if (!button || !range) return
    const words = within(range)
    const link = address(range, words)
    const done = copy(button.value === "link" ? link : quotation(range, words))
    if (!done || button.value === "link") history.replaceState(history.state, "", link)
    box().lastElementChild.textContent = box().dataset[done ? "copied" : "kept"]
  })
  // A press takes no focus from the text, or the selection would go.
  on("pointerdown", (event) => box()?.contains(event.target) && event.preventDefault())
  on("keydown", ({ key }) => { if (key === "Escape" && box()) box().hidden = true })
  on("selectionchange", () => {
    clearTimeout(timer)
    timer = setTimeout(offer, DELAY)
  })
  on("scroll", () => { if (box() && !box().contains(document.activeElement)) box().hidden = true })
}
