// Text and recording move together: `a.time` plays from there, the paragraph being said is marked, and followed if the
// reader asks for it. An address may lead to a moment (`#t91`) or to a part (`#t=91.7,94`), which then is played alone.
// Listeners are on the document, so pages may come and go beneath them (instant navigation). Other scripts go on from
// `tracktwo.player`: a file's element, or what speaks for a frame of another host, which has the same few properties.
{
  // A site may have classes of these names.
  const PLAYER = ".player[data-tracktwo]"
  const TIME = "a.time[data-tracktwo]"

  const { moments } = globalThis.tracktwo

  let marked = null // the time of the paragraph being said
  let wanted = 0 // the second to which a file should go that cannot yet
  let part = null // what is played alone

  const find = (selector) => document.querySelector(`${PLAYER} ${selector}`)
  const times = () => [...document.querySelectorAll(`#lesson-text ${TIME}`)]
  const element = () => find(":is(video, audio, iframe)")
  const media = () => element()?.recording ?? (element()?.matches("iframe") ? null : element())
  const follow = () => find(".player-follow[aria-pressed=true]")
  const calm = () => matchMedia("(prefers-reduced-motion: reduce)").matches
  const show = (target) => target?.scrollIntoView({ behavior: calm() ? "instant" : "smooth", block: "center" })
  const last = (at) => times().filter((time) => moments.parse(time.hash).start <= at).pop()

  const seek = (at) => {
    wanted = Math.max(0, at)
    media().currentTime = wanted
    if (media() === element()) fetchWhole(media())
  }
  const play = () => media().play()?.catch?.(() => null) // a browser may refuse to play

  // A host that sends no part of a file (`mkdocs serve`) lets nobody seek in it: then the file is fetched as a whole.
  const fetchWhole = async (file) => {
    const at = wanted
    if (!at || !file.seekable.length || file.seekable.end(0)) return
    const blob = await (await fetch(file.currentSrc)).blob()
    if (at !== wanted || !file.isConnected) return // it was sought again, or the page has gone
    const { paused, playbackRate } = file
    file.src = URL.createObjectURL(blob)
    file.currentTime = at
    file.playbackRate = playbackRate
    if (!paused) play()
  }

  const goTo = (place, playing = true) => {
    part = place.end < Number.POSITIVE_INFINITY ? place : null
    seek(place.start)
    mark(place.start)
    if (playing) play()
  }

  const height = new ResizeObserver(([{ target }]) => document.documentElement.style.setProperty("--player-height", `${target.offsetHeight}px`))

  // Times are buttons once there is something to play.
  const prepare = () => {
    const track = find("track[kind=descriptions]")?.track
    if (track) {
      track.mode = "hidden" // read, by the status below the player, and not shown by the browser
      track.oncuechange = () => { find(".player-description").textContent = track.activeCues[0]?.text ?? "" }
    }
    wanted = 0
    height.disconnect()
    const player = document.querySelector(PLAYER)
    if (!player) return
    height.observe(player)
    if (media() === element()) arrive() // a frame begins where its address says
    if (!media()) return
    for (const controls of document.querySelectorAll(`${PLAYER} .player-controls`)) controls.hidden = false
    find(".player-follow").hidden = !times().length
    for (const time of times()) {
      time.setAttribute("role", "button")
      time.setAttribute("aria-label", `${player.dataset.play} ${time.textContent}`)
    }
  }

  const start = () => {
    prepare()
    document.dispatchEvent(new Event("tracktwo-player"))
  }

  // Where pages are swapped, the browser went there before this recording had its place.
  const arrive = (event) => {
    const place = moments.parse(location.hash)
    if (!place || !document.querySelector(PLAYER)) return
    if (media()) goTo(place, Boolean(event) && place.end < Number.POSITIVE_INFINITY)
    ;(document.querySelector(`[id="${CSS.escape(location.hash.slice(1))}"]`) ?? last(place.start))?.scrollIntoView()
  }

  const mark = (at) => {
    const time = last(at)
    if (time === marked) return
    marked?.removeAttribute("aria-current")
    marked?.parentElement.classList.remove("said-now")
    marked = time
    time?.setAttribute("aria-current", "true")
    time?.parentElement.classList.add("said-now")
    if (follow()) show(time?.parentElement)
  }

  const tick = ({ target }) => {
    if (target !== element() || !(media()?.currentTime > 0)) return
    const at = media().currentTime
    mark(at)
    if (!part || at < part.end || media().seeking) return
    if (media() === element() || at < part.end + 1) media().pause() // frames do not say who seeks
    part = null
  }

  const unfollow = () => follow()?.setAttribute("aria-pressed", "false")
  const on = (type, action, target = document) => target.addEventListener(type, action, true)

  on("click", (event) => {
    const { target } = event
    if (!(target instanceof Element) || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return
    if (target.matches(`${PLAYER} .player-follow`)) {
      target.setAttribute("aria-pressed", String(!follow()))
      return follow() && show(marked?.parentElement)
    }
    const time = target.closest(TIME)
    if (!time || !media() || !moments.parse(time.hash)) return
    event.preventDefault()
    event.stopPropagation() // or instant navigation would follow it
    history.replaceState(history.state, "", time.hash)
    goTo(moments.parse(time.hash))
  })
  on("keydown", (event) => {
    if (/^(Arrow(Up|Down)|Page|Home|End)/.test(event.key)) unfollow()
    if (event.key !== " " || !event.target.matches?.(`${TIME}[role=button]`)) return
    event.preventDefault()
    event.target.click()
  })
  for (const type of ["timeupdate", "seeked"]) on(type, tick)
  on("seeking", ({ target }) => { if (target === media() && target.currentTime > part?.end) part = null })
  for (const type of ["wheel", "touchmove"]) document.addEventListener(type, unfollow, { passive: true })
  on("pointerdown", ({ target }) => target === document.documentElement && unfollow()) // the scroll bar
  on("loadedmetadata", ({ target }) => target === media() && fetchWhole(target))
  on("hashchange", arrive, window)
  globalThis.tracktwo = { ...globalThis.tracktwo, player: { element, goTo, media, play, seek, start } }
  start()
  globalThis.document$?.subscribe(start) // instant navigation
}
