// A field that filters the glossary, beside the letters that `[LETTERS]` makes.
//
// An entry stays if what is typed stands in one of its names or, from three letters on, in its definition. Case,
// accents, hyphens and white space do not matter. A letter leads to the first of its entries that is seen. Escape
// shows all again, and so does an address that leads to a hidden entry.
{
  const fold = (text) => text.normalize("NFKD").toLowerCase().replace(/[\s\p{M}\p{Pd}\p{Cf}]/gu, "")
  const BAR = ".letters[data-tracktwo]" // a site may have letters of its own
  const all = (selector) => [...document.querySelectorAll(selector)]

  let bar // with letters and count
  let whole // the count of all
  let entries
  const field = document.createElement("input")
  field.type = "search"

  // An entry, or a heading above entries, goes on to where the next one begins.
  const read = () => {
    const letters = [...bar.dataset.letters]
    const contents = new Map(all(".md-sidebar--secondary a").map((link) => [link.hash, link.parentNode]))
    entries = []
    let entry = { parts: [] } // what stands before the first
    for (const part of all(`${BAR} ~ *, ${BAR} ~ dl > *`)) {
      const { id, textContent: text, tagName } = part
      const begins = id && part.matches(bar.dataset.entries)
      if (begins || tagName === "H2") {
        entry = { letter: begins && letters.shift(), hash: `#${id}`, names: "", told: "" }
        entry.parts = [contents.get(entry.hash) ?? part]
        entries.push(entry)
      }
      // What is emphasised as a whole has other names, as `*Also: ...*`.
      const names = begins || tagName === "DT" || part.firstElementChild?.textContent === text
      if (part.className !== "used-in") entry[names ? "names" : "told"] += fold(text)
      entry.parts.push(part)
    }
  }

  const filter = () => {
    const typed = fold(field.value)
    const seen = entries.filter(({ letter, names, told, parts }) => {
      const fits = letter && (names.includes(typed) || (typed[2] && told.includes(typed)))
      // Not `hidden`: a theme's rules for what follows what is hidden take ten times as long.
      for (const part of parts) part.style.display = fits || !typed ? "" : "none"
      return fits
    })
    for (const link of bar.querySelectorAll("a")) {
      const first = seen.find(({ letter }) => letter === link.textContent)
      if (first) link.href = first.hash
      else link.removeAttribute("href")
    }
    bar.lastChild.textContent = typed ? bar.dataset.seen.replace("{seen}", seen.length) : whole
  }

  const clear = () => {
    field.value = ""
    filter()
  }

  const reveal = () => {
    const [target] = all(":target")
    if (!field.value || !target || target.offsetParent) return
    clear()
    target.scrollIntoView()
  }

  // Instant navigation makes pages anew, at a first step within one too: what is typed stays.
  const setUp = () => {
    bar = document.querySelector(BAR)
    if (!bar) return
    whole = bar.lastChild.textContent
    bar.lastChild.role = "status"
    field.placeholder = field.ariaLabel = bar.dataset.filter
    bar.prepend(field)
    if (!field.value) return
    read()
    filter()
    reveal()
  }

  field.onfocus = read
  field.oninput = filter
  field.onkeydown = ({ key }) => {
    if (key === "Escape") clear()
  }
  addEventListener("hashchange", reveal)
  setUp()
  globalThis.document$?.subscribe(setUp)
}
