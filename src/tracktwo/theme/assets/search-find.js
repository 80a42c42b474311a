// Search in this page: what was asked for is marked in its text, counted, and gone through with 'next' and 'previous'.
// Marks are ranges of the CSS Custom Highlight API, so that the page itself stays as it is.

import { loadIndex, placeOf } from "./search-index.js"
import { alike, folded, isUnspaced, unitsOf } from "./search-words.js"

const SKIPPED = "[data-search-exclude], .headerlink, script, style, template, .time[data-tracktwo], [hidden]"
let bar = null
let ranges = []
let at = -1

const text = () => document.querySelector("article") ?? document.querySelector("main, [role=main]") ?? document.body

// The ranges of what is asked for; what stands side by side is one.
const search = (query, { language: code, stop }) => {
  const units = unitsOf(query, code, stop)
  const found = []
  const walker = document.createTreeWalker(text(), NodeFilter.SHOW_TEXT)
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (node.parentElement.closest(SKIPPED) || bar?.contains(node)) continue
    for (const [start, end, unit] of [...spots(node.data, units, code)].sort((a, b) => a[0] - b[0])) {
      const last = found.at(-1)
      if (last?.endContainer === node && /^[\s\p{P}]*$/u.test(node.data.slice(last.endOffset, start))) {
        last.setEnd(node, end)
        last.units.add(unit)
        continue
      }
      const range = Object.assign(document.createRange(), { units: new Set([unit]) })
      range.setStart(node, start)
      range.setEnd(node, end)
      found.push(range)
    }
  }
  return found
}

function* spots(said, units, code) {
  for (const unit of units.filter(isUnspaced)) {
    for (let start = said.indexOf(unit); start >= 0; start = said.indexOf(unit, start + 1)) yield [start, start + unit.length, unit]
  }
  const words = units.filter((unit) => !isUnspaced(unit))
  for (const { 0: word, index } of words.length ? said.matchAll(/[\p{L}\p{M}\p{N}]+/gu) : []) {
    const [key] = folded(word, code)
    const unit = key && words.find((each) => alike(key, each))
    if (unit) yield [index, index + word.length, unit]
  }
}

const paint = () => {
  if (!globalThis.Highlight) return
  CSS.highlights.set("tracktwo-found", new Highlight(...ranges))
  CSS.highlights.set("tracktwo-here", new Highlight(...ranges.slice(at, at + 1)))
}

const go = (to) => {
  at = ranges.length ? (to + ranges.length) % ranges.length : -1
  paint()
  bar.querySelector("output").textContent = `${at + 1} / ${ranges.length}`
  if (at < 0) return
  for (let it = ranges[at].startContainer.parentElement; it; it = it.parentElement) if (it.tagName === "DETAILS") it.open = true
  const { top, height } = ranges[at].getBoundingClientRect()
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches
  scrollTo({ top: scrollY + top - innerHeight / 2 + height / 2, behavior: calm ? "instant" : "auto" })
}

const close = () => {
  bar.remove()
  CSS.highlights?.delete("tracktwo-found")
  CSS.highlights?.delete("tracktwo-here")
  const address = new URL(location.href)
  address.searchParams.delete("find")
  history.replaceState(history.state, "", address)
  const [here] = ranges.slice(at, at + 1)
  const block = here?.startContainer.parentElement
  ranges = []
  if (block) {
    const link = block.closest("a")
    if (!link) block.tabIndex = -1
    ;(link ?? block).focus({ preventScroll: true }) // reading goes on where the word is
  }
}

const build = (index) => {
  const said = index.words
  const make = (label, sign, action) => {
    const button = document.createElement("button")
    button.type = "button"
    button.textContent = sign
    button.setAttribute("aria-label", label)
    button.onclick = action
    return button
  }
  bar = document.createElement("form")
  bar.className = "find"
  bar.dataset.tracktwo = ""
  bar.setAttribute("role", "search")
  bar.setAttribute("aria-label", said.here)
  const input = document.createElement("input")
  input.type = "search"
  input.setAttribute("aria-label", said.here)
  input.oninput = () => begin(input.value, index)
  bar.onsubmit = (event) => {
    event.preventDefault()
    go(at + 1)
  }
  bar.onkeydown = (event) => {
    if (event.key === "Escape") close()
    if (event.key === "Enter" && event.shiftKey && event.target === input) {
      event.preventDefault()
      go(at - 1)
    }
  }
  const count = document.createElement("output")
  bar.append(input, count, make(said.previous, "↑", () => go(at - 1)), make(said.next, "↓", () => go(at + 1)), make(said.close, "×", close))
}

const blockOf = (range) => range.startContainer.parentElement.closest("p, li, dd, td, pre, h1, h2, h3, h4, h5, h6") ?? text()

// At the moment or section that the address names, in the paragraph that says most of what was asked for.
const begin = (query, index) => {
  ranges = search(query, index)
  const place = placeOf(location.hash)
  const all = [...text().querySelectorAll(".time[data-tracktwo][id], :is(h2, h3, h4, h5, h6)[id]")]
  const next = place && all[all.indexOf(place) + 1]
  const here = ranges.filter((range) => place && range.comparePoint(place, 0) <= 0 && !(next && range.comparePoint(next, 0) < 0))
  const said = new Map()
  for (const range of here) said.set(blockOf(range), new Set([...(said.get(blockOf(range)) ?? []), ...range.units]))
  const most = Math.max(...[...said.values()].map((units) => units.size))
  const best = here.find((range) => said.get(blockOf(range)).size === most)
  go(best ? ranges.indexOf(best) : 0)
}

export const find = async (query, base) => {
  const index = await loadIndex(base)
  bar?.remove()
  build(index)
  document.body.append(bar)
  bar.firstChild.value = query
  begin(query, index)
}
