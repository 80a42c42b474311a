// Opens the search: a button in the theme's header, in the place of its own search, `/` and Ctrl-K. What that takes is
// loaded when it is asked for; so are the marks on a page to which a hit leads (`?find=words#t91`).
{
  const { src, dataset } = document.currentScript
  const load = (name) => import(new URL(name, src))
  const THEIRS = '.md-search, label[for="__search"], [role="search"]:not([data-tracktwo]), [data-bs-target="#mkdocs_search_modal"]'
  const HEADERS = [".md-header__inner", ".wy-side-nav-search", ".navbar .container", "header nav", "header", "nav", "body"]
  const writes = (target) => target.closest?.("input, textarea, select, [contenteditable]")

  const button = document.createElement("button")
  button.type = "button"
  button.className = "search-open"
  button.dataset.tracktwo = ""
  button.setAttribute("aria-keyshortcuts", "/ Control+K")
  button.setAttribute("aria-haspopup", "dialog")
  button.textContent = dataset.label

  // A page that is opened from the disk may load no module, and so nothing to search in.
  const explain = () => {
    const box = document.createElement("dialog")
    box.className = "search search-needs"
    box.dataset.tracktwo = ""
    const close = document.createElement("button")
    close.textContent = dataset.close
    close.onclick = () => box.close()
    box.append(dataset.needs, close)
    box.onclose = () => box.remove()
    document.body.append(box)
    box.showModal()
  }

  let typed = null // while the dialog is loaded, what is typed is kept for it
  const open = async () => {
    if (typed !== null) return
    typed = ""
    try {
      const { openSearch } = await load("search-dialog.js")
      await openSearch(new URL(dataset.search, src), find, () => typed)
    } catch {
      explain()
    }
    typed = null
  }
  const find = async (words) => (await load("search-find.js")).find(words, new URL(dataset.search, src))

  const start = () => {
    for (const theirs of document.querySelectorAll(THEIRS)) theirs.style.display = "none"
    if (button.isConnected) return
    const theirs = document.querySelector(THEIRS)
    if (theirs) theirs.before(button)
    else document.querySelector(HEADERS.find((header) => document.querySelector(header))).append(button)
  }
  const arrive = () => {
    start()
    const words = new URLSearchParams(location.search).get("find")
    if (words) find(words)
  }

  button.onclick = open
  document.addEventListener("keydown", (event) => {
    if (typed !== null && event.key.length === 1 && !event.ctrlKey && !event.metaKey) {
      typed += event.key
      event.preventDefault()
      event.stopImmediatePropagation()
      return
    }
    const slash = event.key === "/" && !event.ctrlKey && !event.metaKey && !event.altKey && !writes(event.target)
    const k = event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey
    if (!slash && !k) return
    event.preventDefault()
    event.stopImmediatePropagation() // the theme's search has the same keys
    if (!document.querySelector("dialog[open]")) open()
  }, true)
  if (globalThis.document$) globalThis.document$.subscribe(arrive) // instant navigation
  else arrive()
}
