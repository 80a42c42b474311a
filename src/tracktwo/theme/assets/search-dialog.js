// The dialog of the search: a combobox whose options are links, in groups (WAI-ARIA 1.2, 3.9). Arrows choose, Enter
// follows, Escape closes and gives focus back. All that a page said reaches it as text.

import { findNames, loadIndex, placeOf } from "./search-index.js"
import { findMoments } from "./search-moments.js"

const WAIT = 120 // ms without a key
const MOST = 8 // hits of a kind
const indexes = new Map()
let parts = null

const make = (tag, settings = {}, ...children) => {
  const { data, aria, ...others } = settings
  const element = Object.assign(document.createElement(tag), others)
  for (const [name, value] of Object.entries(aria ?? {})) element.setAttribute(name === "role" ? name : `aria-${name}`, value)
  element.append(...children)
  return element
}

const time = (anchor) => {
  const [, found] = /^t(\d+)$/.exec(anchor) ?? []
  if (!found) return ""
  const [hours, minutes, seconds] = [found / 3600, (found / 60) % 60, found % 60].map((part) => String(Math.floor(part)))
  return `${hours > 0 ? `${hours}:${minutes.padStart(2, "0")}` : minutes}:${seconds.padStart(2, "0")}`
}

const build = (index, find) => {
  const { words } = index
  const list = make("div", { id: "search-hits", className: "search-hits", aria: { role: "listbox", label: words.search } })
  const status = make("p", { className: "search-status", aria: { role: "status" } })
  const input = make("input", {
    type: "search", autocomplete: "off", spellcheck: false, enterKeyHint: "go",
    aria: { role: "combobox", label: words.search, controls: list.id, expanded: "false", autocomplete: "list" },
  })
  const choice = (all, choices) => {
    const select = make("select", { aria: { label: all } }, make("option", { value: "", textContent: all }))
    for (const [value, textContent] of choices) select.append(make("option", { value, textContent, dir: "auto" }))
    select.hidden = choices.length < 2
    return select
  }
  const lessons = index.pages.filter((it) => it.lesson)
  const lesson = choice(words["all-lessons"], lessons.map((it) => [it.number, it.title]))
  const speaker = choice(words["all-speakers"], index.speakers.map((name) => [name, name]))
  const close = make("button", { type: "button", className: "search-close", textContent: "×", aria: { label: words.close } })
  const box = make("dialog", { className: "search", aria: { label: words.search } },
    make("div", { className: "search-asked" }, input, close), make("div", { className: "search-filters" }, lesson, speaker), status, list)
  box.dataset.tracktwo = ""
  return { index, find, box, input, list, status, lesson, speaker, close, active: null, asked: 0, timer: 0 }
}

const options = () => [...parts.list.querySelectorAll("[role=option]")]
const choose = (hit) => {
  parts.active?.setAttribute("aria-selected", "false")
  parts.active = hit ?? null
  hit?.setAttribute("aria-selected", "true")
  hit?.scrollIntoView({ block: "nearest" })
  if (hit) parts.input.setAttribute("aria-activedescendant", hit.id)
  else parts.input.removeAttribute("aria-activedescendant")
}

const context = ({ said, marked: marks, cut }) => {
  const line = make("span", { className: "search-said", dir: "auto" }, cut[0] ? "… " : "")
  said.forEach((word, at) => {
    const wide = at && /[\u2e80-\u9fff\uff00-\uffef]$/.test(said[at - 1]) && /^[\u2e80-\u9fff\uff00-\uffef]/.test(word)
    if (at && !wide) line.append(" ")
    line.append(marks[at] < 0 ? word : make("mark", { textContent: word }))
  })
  line.append(cut[1] ? " …" : "")
  return line
}

const option = (href, ...children) => {
  const { index, input } = parts
  const address = new URL(href, index.root)
  const words = input.value.replace(/["“”„«»]/g, " ").trim()
  address.searchParams.set("find", words)
  return make("a", { href: address.href, tabIndex: -1, aria: { role: "option", selected: "false" } }, ...children)
}
const title = (text) => make("strong", { textContent: text, dir: "auto" })
const note = (text) => make("small", { textContent: text, dir: "auto" })

const term = ({ title: name, url, text, used }) => {
  const made = option(url, title(name), note(used), make("span", { className: "search-said", textContent: text, dir: "auto" }))
  made.href = new URL(url, parts.index.root).href // its entry is what was asked for, and has no marks
  return made
}
const moment = (hit) => option(`${hit.url}${hit.anchor && `#${hit.anchor}`}`, title(hit.title), note([time(hit.anchor), hit.by].filter(Boolean).join(" · ")), context(hit))
const page = ({ title: name, url }) => option(url, title(name))

const show = (names, { hits = [], count = 0 } = {}, done = true) => {
  const { index, list, status, input } = parts
  const { words } = index
  const isLesson = (number) => index.pages[Number(number)]?.lesson
  const pages = [...names.pages.map((it) => ({ ...it, name: true })), ...hits.filter(({ number }) => !isLesson(number))]
  const groups = [
    [words.terms, names.terms, term, names.terms[0]?.score ?? 0],
    [words.moments, hits.filter(({ number }) => isLesson(number)), moment, 50],
    [words.pages, pages, (it) => (it.name ? page(it) : moment(it)), (names.pages[0]?.score ?? 0) - 15],
  ]
  list.replaceChildren()
  for (const [label, found, draw] of groups.sort((a, b) => b[3] - a[3])) {
    if (!found.length) continue
    list.append(make("div", { aria: { role: "group", label } }, make("p", { textContent: label, aria: { hidden: "true" } }), ...found.slice(0, MOST).map(draw)))
  }
  options().forEach((each, number) => { each.id = `search-hit-${number}` })
  choose(null)
  list.hidden = !options().length
  list.setAttribute("aria-busy", String(!done))
  input.setAttribute("aria-expanded", String(!list.hidden))
  if (!done) return
  const total = names.terms.length + names.pages.length + count
  const found = options().length ? words.hits.replace("{count}", total) : words.none
  status.textContent = input.value.trim() ? found : ""
}

const search = async () => {
  const { index, input, lesson, speaker } = parts
  const query = input.value
  parts.asked += 1
  const { asked } = parts
  const isFiltered = lesson.value || speaker.value
  const names = isFiltered ? { terms: [], pages: [] } : findNames(index, query)
  show(names, {}, !query.trim())
  if (!query.trim()) return
  const filters = { ...(lesson.value && { page: lesson.value }), ...(speaker.value && { speaker: speaker.value }) }
  const moments = await findMoments(index, query, filters).catch(index.forget) // WebAssembly may be forbidden here, or a file lost
  if (asked !== parts.asked) return
  show(names, moments ?? {})
  if (!moments) parts.status.textContent = index.words.needs
}

const step = (by) => {
  const all = options()
  const first = by > 0 ? 0 : -1
  choose(all.at((parts.active ? all.indexOf(parts.active) + by : first) % all.length))
}

// A hit on the page that is open is found there; all others are links as any other.
const follow = (event) => {
  const link = event.target.closest("a")
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return
  parts.box.close()
  const there = new URL(link.href)
  if (there.origin + there.pathname !== location.origin + location.pathname) return
  event.preventDefault()
  const words = there.searchParams.get("find")
  history.pushState(history.state, "", there.href)
  if (words) parts.find(words)
  else placeOf(there.hash)?.scrollIntoView()
  dispatchEvent(new HashChangeEvent("hashchange"))
}

const listen = () => {
  const { box, input, list, lesson, speaker, close } = parts
  const later = () => {
    clearTimeout(parts.timer)
    list.setAttribute("aria-busy", "true")
    parts.timer = setTimeout(search, WAIT)
  }
  input.addEventListener("input", later)
  lesson.addEventListener("change", later)
  speaker.addEventListener("change", later)
  list.addEventListener("click", follow)
  list.addEventListener("mousedown", (event) => event.preventDefault()) // focus stays in the field
  close.addEventListener("click", () => box.close())
  box.addEventListener("click", ({ target }) => target === box && box.close())
  input.addEventListener("keydown", (event) => {
    if (event.isComposing) return
    if (event.key === "ArrowDown" || event.key === "ArrowUp") step(event.key === "ArrowDown" ? 1 : -1)
    else if (event.key === "Enter") (parts.active ?? options()[0])?.click()
    else if (event.key === "Escape") parts.box.close() // a browser would empty the field first
    else return
    event.preventDefault()
  })
}

export const openSearch = async (base, find, typed) => {
  if (!indexes.has(base.href)) {
    parts = build(await loadIndex(base), find)
    indexes.set(base.href, parts)
    listen()
    parts.index.engine().catch(parts.index.forget) // whoever opens it will ask
  }
  parts = indexes.get(base.href)
  if (!parts.box.isConnected) document.body.append(parts.box)
  parts.box.showModal()
  parts.input.select()
  if (!typed()) return
  parts.input.value = typed()
  parts.input.setSelectionRange(typed().length, typed().length)
  parts.input.dispatchEvent(new Event("input"))
}
