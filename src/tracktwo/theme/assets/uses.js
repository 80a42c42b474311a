// 'Used in': all uses of a term, loaded when asked for, and a quotation played where it stands.
//
// Without this script, the link to all uses leads to a page of them, and a quotation to its moment. Whatever cannot be
// loaded, as from a disk, is led to as well. Listeners are on the document, so pages may come and go beneath them.
{
  const BOX = ".used-in[data-tracktwo]"
  const all = (selector, root = document) => root.querySelectorAll(selector)

  let media = null // what plays, below the quotation that its button belongs to
  let pressed = null

  // Times of recordings that are files get a button.
  const start = () => {
    for (const time of all(`${BOX} :is([data-audio], [data-video]) a > .said-at`)) {
      if (time.parentNode.previousElementSibling?.matches(".play")) continue
      const button = document.createElement("button")
      button.type = "button"
      button.className = "play"
      button.ariaLabel = `${time.closest(BOX).dataset.play} ${time.textContent}`
      button.ariaExpanded = "false"
      time.parentNode.before(button)
    }
  }

  const stop = () => {
    media?.remove()
    if (pressed) pressed.ariaExpanded = "false"
    media = pressed = null
  }

  const play = (button) => {
    const again = button === pressed
    stop()
    if (again) return
    const { audio, video } = button.closest("[data-audio], [data-video]").dataset
    const at = Number(button.nextElementSibling.hash.slice(2))
    const player = document.createElement(video ? "video" : "audio")
    pressed = button
    media = player
    pressed.ariaExpanded = "true"
    player.controls = player.playsInline = player.autoplay = true
    player.src = `${video ?? audio}#t=${at}`
    // A host that sends no part of a file (`mkdocs serve`) lets nobody seek in it: then it is fetched as a whole.
    player.onloadedmetadata = async () => {
      if (!at || !player.seekable.length || player.seekable.end(0)) return
      player.onloadedmetadata = null
      player.src = `${URL.createObjectURL(await (await fetch(player.currentSrc)).blob())}#t=${at}`
    }
    button.parentNode.append(player)
  }

  const load = async (link) => {
    const answer = await fetch(link.href)
    const box = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector(BOX)
    for (const part of all("a, [data-audio], [data-video]", box)) {
      for (const name of part.getAttributeNames().filter((each) => /^(xlink:)?href$|^data-(audio|video)$/.test(each))) {
        part.setAttribute(name, new URL(part.getAttribute(name), link.href).href)
      }
    }
    const old = link.closest(BOX)
    const seen = all("q", old).length
    if (old.contains(media)) stop()
    old.replaceWith(box)
    start()
    all("q", box)[seen].closest("a, li").focus() // whoever reads on is where the new ones begin
  }

  document.addEventListener("click", (event) => {
    const { target } = event
    if (!(target instanceof Element) || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return
    if (target.closest(".strip")) event.stopPropagation() // instant navigation takes each link for one of HTML
    if (target.matches(`${BOX} .play`)) return play(target)
    const link = target.closest(`${BOX} [data-all-uses] a`)
    if (!link) return
    event.preventDefault()
    event.stopPropagation() // or instant navigation would follow it
    load(link).catch(() => { location.href = link.href })
  }, true)
  start()
  globalThis.document$?.subscribe(start) // instant navigation
}
