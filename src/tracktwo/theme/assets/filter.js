// Fields that filter: the glossary, beside the letters that `[LETTERS]` makes, and the lessons of `[LESSONS]`, which they
// order, too.
//
// An entry stays if each word that is typed stands in one of its names or, from three letters on, in what else it says;
// those of which it is a name come first. Case, accents, hyphens and white space do not matter. A letter leads to the first of its
// entries that is seen. Escape shows all again, and so does an address that leads to what is hidden. Back leads to what
// was seen.
{
  const BAR = ":is(.letters, .filter)[data-tracktwo]" // a site may have letters of its own
  const LESSONS = ".lessons[data-tracktwo] > ul"
  const fold = (text) => text.normalize("NFKD").toLowerCase().replace(/[\s\p{M}\p{Pd}\p{Cf}]/gu, "")
  const all = (selector) => [...document.querySelectorAll(selector)]
  const root = document.documentElement

  let bar // with fields and count
  let whole // the count of all
  let entries
  let moved // those that are elsewhere than where the page has them
  let path // of the page that was set up
  const { type: loaded = "navigate" } = performance.getEntriesByType("navigation")[0] ?? {}
  let follows = false // a link
  let goesBack = loaded !== "navigate" // or loads the page anew
  const fields = () => [...bar.querySelectorAll("input, select")]
  const find = (selector) => bar?.querySelector(selector)
  const typed = () => find("input").value.split(/\s/).map(fold).filter(Boolean)
  const order = () => find("select")?.value

  // What is emphasised as a whole has other names, as `*Also: ...*`; the name of a lesson is its link.
  const nameIn = (part, begins) => {
    if (part.tagName === "LI") return part.querySelector("a").textContent
    return begins || part.tagName === "DT" || part.firstElementChild?.textContent === part.textContent ? part.textContent : ""
  }

  // An entry, or a heading above entries, goes on to where the next one begins.
  const read = () => {
    const letters = [...bar.dataset.letters]
    const contents = new Map(all(".md-sidebar--secondary a").map((link) => [link.hash, link.parentNode]))
    entries = []
    let entry = { parts: [] } // what stands before the first
    let heading
    for (const part of all(`${BAR} ~ :not(dl, ${LESSONS}), ${BAR} ~ dl > *, ${LESSONS} > li`)) {
      const { id, textContent: text, tagName } = part
      const begins = (id || tagName === "LI") && part.matches(bar.dataset.entries)
      if (begins || tagName === "H2") {
        entry = { begins, heading, part, letter: begins && letters.shift(), hash: `#${id}`, names: "", told: "" }
        if (!begins) heading = entry
        entry.parts = contents.has(entry.hash) ? [contents.get(entry.hash)] : []
        entries.push(entry)
      }
      const name = nameIn(part, begins)
      entry.names += fold(name)
      if (part.className !== "used-in" && name !== text) entry.told += fold(text)
      entry.title ||= name
      entry.parts.push(part)
    }
    for (const each of entries) each.places = each.parts.map((part) => [part.parentNode, part.nextSibling])
    moved = new Set()
  }

  const by = {
    date: ({ part: one }, { part: other }) => other.dataset.date.localeCompare(one.dataset.date),
    minutes: ({ part: one }, { part: other }) => one.dataset.minutes - other.dataset.minutes,
    title: (one, other) => one.title.localeCompare(other.title, root.lang),
  }
  // A lesson that stands below two headings is one.
  const ordered = (some) => [...new Map(some.map((entry) => [entry.part.querySelector("a").href, entry])).values()].sort(by[order()])

  // Back to front, each goes to its place again; then the ones that come last, or all in another order, to the end.
  const arrange = (last) => {
    for (const { parts, places } of entries.filter((entry) => moved.has(entry)).reverse())
      for (const number of [...parts.keys()].reverse()) places[number][0].insertBefore(parts[number], places[number][1])
    const [list] = order() ? all(LESSONS) : []
    for (const { parts, places } of last) for (const [number, part] of parts.entries()) (list ?? places[number][0]).append(part)
    moved = new Set(last)
  }

  const filter = () => {
    const words = typed()
    const isNamed = ({ names }) => words.every((word) => names.includes(word))
    const tells = ({ names, told }) => words.join("")[2] && words.every((word) => names.includes(word) || told.includes(word))
    const some = entries.filter(({ begins }) => begins)
    const named = some.filter(isNamed)
    const saying = some.filter((entry) => !isNamed(entry) && tells(entry))
    const found = [...named, ...saying]
    const seen = order() ? ordered(found) : found
    const shown = words.length || order() ? new Set(seen) : null // all
    if (words.length && find("select") && !order()) for (const { heading } of seen) shown.add(heading)
    const rest = named.length ? saying : []
    arrange(order() ? seen : rest)
    // Not `hidden`: a theme's rules for what follows what is hidden take ten times as long.
    for (const entry of entries) for (const part of entry.parts) part.style.display = !shown || shown.has(entry) ? "" : "none"
    for (const link of bar.querySelectorAll("a")) {
      const first = seen.find(({ letter }) => letter === link.textContent)
      if (first) link.href = first.hash
      else link.removeAttribute("href")
    }
    find("[role=status]").textContent = words.length ? bar.dataset.seen.replace("{seen}", seen.length) : whole
  }

  const clear = () => {
    find("input").value = ""
    if (find("select")) find("select").value = ""
    filter()
  }

  // What comes into view is laid out then, and moves what is below.
  const settle = (scroll) => {
    requestAnimationFrame(scroll)
    setTimeout(scroll)
  }

  // What the address leads to: no `:target` yet where instant navigation has made the page anew.
  const aimed = () => {
    try {
      return document.getElementById(decodeURIComponent(location.hash.slice(1)))
    } catch {
      // `#100%` is no address of ours
    }
  }
  const aim = () => aimed()?.scrollIntoView()

  const reveal = () => {
    const target = aimed()
    if (!target || target.offsetParent || !entries || !(typed().length || order())) return
    clear()
    settle(aim)
  }

  // The bar stays below a theme's header, and what has focus is never behind it.
  const stick = () => {
    if (!bar?.isConnected) return
    const above = document.elementsFromPoint(innerWidth / 2, 1).filter((it) => /fixed|sticky/.test(getComputedStyle(it).position))
    const top = Math.max(0, ...above.filter((it) => it !== bar).map((it) => it.getBoundingClientRect().bottom))
    root.style.setProperty("--tracktwo-above", `${top}px`)
    root.style.scrollPaddingTop = getComputedStyle(bar).position === "sticky" ? `${top + bar.offsetHeight}px` : ""
  }

  // What is typed is kept, and what is seen: a glossary is laid out where that is, so that as many pixels lead elsewhere.
  const place = () => `tracktwo-seen ${location.pathname}`
  const leave = () => {
    if (!bar) return
    const first = all(".letters[data-tracktwo] ~ [id], .letters[data-tracktwo] ~ dl > [id]").find((it) => it.offsetParent && it.getBoundingClientRect().bottom > 0)
    try {
      sessionStorage[place()] = JSON.stringify({ hash: location.hash, fields: fields().map(({ value }) => value), id: scrollY && first?.id, top: first?.getBoundingClientRect().top })
    } catch {
      // nothing may be kept
    }
  }
  const kept = () => {
    try {
      return { ...JSON.parse(sessionStorage[place()]) }
    } catch {
      return {} // nothing was
    }
  }
  const comeBack = () => {
    const { id, top } = kept()
    const first = document.getElementById(id)
    if (first) scrollBy({ top: first.getBoundingClientRect().top - top, behavior: "instant" })
  }

  // Instant navigation makes pages anew, at a first step within one too.
  const setUp = () => {
    const found = document.querySelector(BAR)
    if (found && found === bar) return
    const { hash, ...seen } = kept()
    const back = goesBack && hash === location.hash // an address that is typed is no way back
    const stays = goesBack || path === location.pathname
    goesBack = follows = false
    bar = found
    path = location.pathname
    entries = null
    root.style.scrollPaddingTop = ""
    if (!bar) return
    whole = find("[role=status]").textContent
    const { fields: values = [] } = stays ? seen : {}
    fields().forEach((field, number) => {
      field.hidden = false
      field.value = values[number] ?? ""
    })
    stick()
    if (typed().length || order()) {
      read()
      filter()
      if (!back) reveal()
    }
    settle(back ? comeBack : aim)
  }

  const on = (type, action) => document.addEventListener(type, ({ key, target }) => bar?.contains(target) && action(key))
  on("focusin", () => entries ?? read())
  on("input", filter)
  on("keydown", (key) => key === "Escape" && entries && clear())
  document.addEventListener("click", ({ target }) => {
    follows = Boolean(target.closest?.("a"))
    leave()
  }, true)
  addEventListener("pagehide", leave)
  addEventListener("popstate", () => { goesBack = !follows }) // an event of steps forward, too
  addEventListener("load", () => loaded === "navigate" || comeBack())
  addEventListener("hashchange", () => {
    follows = false
    reveal()
  })
  addEventListener("resize", stick)
  setUp()
  globalThis.document$?.subscribe(setUp)
}
