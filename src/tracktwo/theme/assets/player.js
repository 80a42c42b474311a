// Text and recording move together: `a.time` plays from there, the paragraph being said is marked, and followed if the
// reader asks for it, and selected text offers a link to its moment. YouTube and Vimeo are loaded by a click alone.
// Listeners are on the document, so pages may come and go beneath them (instant navigation).
{
  // A site may have classes of these names.
  const PLAYER = ".player[data-tracktwo]"
  const TIME = "a.time[data-tracktwo]"
  const STEP = 5 // seconds that an arrow key moves
  const HOSTS = {
    "https://www.youtube-nocookie.com": {
      id: /(?:youtu\.be\/|[?&]v=|\/(?:embed|live|shorts)\/)([\w-]{11})/,
      src: (at, id) => `/embed/${id}?enablejsapi=1&autoplay=1&start=${at}&origin=${location.origin}`,
      listen: [{ event: "listening" }],
      say: { seek: (at) => ({ event: "command", func: "seekTo", args: [at, true] }), play: () => ({ event: "command", func: "playVideo", args: [] }), pause: () => ({ event: "command", func: "pauseVideo", args: [] }) },
      time: (said) => said.info?.currentTime,
      paused: (said) => (said.info?.playerState === undefined ? undefined : said.info.playerState !== 1),
    },
    "https://player.vimeo.com": {
      id: /vimeo\.com\/(?:[^?#]*[a-z][^/]*\/)?(\d+)(?:(?:\/|\?(?:.*&)?h=)(\w+))?/, // an unlisted video has a key
      src: (at, id, key) => `/video/${id}?${key ? `h=${key}&` : ""}autoplay=1&dnt=1#t=${at}s`,
      listen: ["timeupdate", "play", "pause"].map((value) => ({ method: "addEventListener", value })),
      say: { seek: (at) => ({ method: "setCurrentTime", value: at }), play: () => ({ method: "play" }), pause: () => ({ method: "pause" }) },
      time: (said) => said.data?.seconds,
      paused: (said) => ({ pause: true, play: false, timeupdate: false })[said.event],
    },
  }

  let embed = null // the frame of another host: { frame, origin, host, currentTime, paused }
  let marked = null // the time of the paragraph being said
  let wanted = 0 // the second to which a file should go that cannot yet
  let timer = 0

  const find = (selector) => document.querySelector(selector)
  const words = () => find(PLAYER).dataset // what is said to the reader stands in the template
  const times = () => [...document.querySelectorAll(`article ${TIME}`)]
  const seconds = (hash) => (/^#t\d+$/.test(hash) ? Number(hash.slice(2)) : null)
  const media = () => find(`${PLAYER} :is(video, audio)`) ?? (embed?.frame.isConnected ? embed : null)
  const follow = () => find(`${PLAYER} .player-follow[aria-pressed=true]`)
  const calm = () => matchMedia("(prefers-reduced-motion: reduce)").matches
  const show = (element) => element?.scrollIntoView({ behavior: calm() ? "instant" : "smooth", block: "center" })
  const last = (at) => times().filter((time) => seconds(time.hash) <= at).pop()

  const tell = (said) => embed.frame.contentWindow.postMessage(JSON.stringify(said), embed.origin)
  const order = (player, action, at) => {
    if (player === embed) tell(embed.host.say[action](at))
    else if (action === "seek") player.currentTime = at
    else player[action]()?.catch?.(() => null) // a browser may refuse to play
  }
  const seek = (player, at) => {
    wanted = Math.max(0, at)
    order(player, "seek", wanted)
    if (player !== embed) whole(player)
  }

  // A host that sends no part of a file (`mkdocs serve`) lets nobody seek in it: then the file is fetched as a whole.
  const whole = async (player) => {
    const at = wanted
    if (!at || !player.seekable.length || player.seekable.end(0)) return
    const file = await (await fetch(player.currentSrc)).blob()
    if (at !== wanted || !player.isConnected) return // it was sought again, or the page has gone
    const { paused } = player
    player.src = URL.createObjectURL(file)
    player.currentTime = at
    if (!paused) order(player, "play")
  }

  const height = new ResizeObserver(([{ target }]) => find("html").style.setProperty("--player-height", `${target.offsetHeight}px`))

  // Each has its part: times are buttons once there is something to play.
  const start = () => {
    const load = find(`${PLAYER} .player-embed button`)
    if (load) load.hidden = false
    const track = find(`${PLAYER} track[kind=descriptions]`)?.track
    if (track) track.mode = "hidden" // read, by the status below the player, and not shown by the browser
    if (track) track.oncuechange = () => { find(`${PLAYER} .player-description`).textContent = track.activeCues[0]?.text ?? "" }
    wanted = 0
    height.disconnect()
    if (find(PLAYER)) height.observe(find(PLAYER))
    if (!media()) return
    find(`${PLAYER} .player-follow`).hidden = !times().length
    for (const time of times()) {
      time.setAttribute("role", "button")
      time.setAttribute("aria-label", `${words().play} ${time.textContent}`)
    }
    if (media() !== embed) arrive() // a frame begins where its address says
  }

  const arrive = () => {
    const at = seconds(location.hash)
    if (at === null || !media()) return
    seek(media(), at)
    // Where pages are swapped, the browser went there before this recording had its place.
    ;(find(location.hash) ?? last(at))?.scrollIntoView()
    mark(at)
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

  const load = (button) => {
    const address = button.parentElement.querySelector("a").href
    for (const [origin, host] of Object.entries(HOSTS)) {
      const [found, ...video] = host.id.exec(address) ?? []
      if (!found) continue
      const frame = document.createElement("iframe")
      embed = { frame, origin, host, currentTime: 0, paused: true }
      frame.title = words().title
      frame.allow = "autoplay; fullscreen; picture-in-picture"
      frame.referrerPolicy = "strict-origin-when-cross-origin"
      frame.src = origin + host.src(seconds(location.hash) ?? 0, ...video)
      frame.onload = () => host.listen.forEach(tell)
      button.parentElement.replaceWith(frame)
      frame.focus()
      return start()
    }
    location.href = address // none that we know how to show
  }

  const unfollow = () => follow()?.setAttribute("aria-pressed", "false")
  const copier = document.createElement("button")
  copier.className = "moment"
  copier.dataset.tracktwo = ""

  // The time of the paragraph in which the selection begins, or of the last one before it.
  const offer = () => {
    const selection = getSelection()
    const range = selection.rangeCount && !selection.isCollapsed ? selection.getRangeAt(0) : null
    if (document.activeElement === copier && copier.isConnected) return
    copier.remove()
    if (!range || !find(PLAYER) || !find("article")?.contains(range.startContainer)) return
    const time = times().filter((each) => range.comparePoint(each, 0) <= 0).pop()
    if (!time) return
    const box = range.getBoundingClientRect()
    copier.textContent = words().copy
    copier.value = new URL(time.hash, location.href).href
    find("main").append(copier)
    copier.style.top = `${Math.min(innerHeight - copier.offsetHeight - 8, box.bottom + 8)}px`
    copier.style.left = `${Math.max(8, Math.min(innerWidth - copier.offsetWidth - 8, box.left))}px`
  }

  const copy = async () => {
    history.replaceState(history.state, "", copier.value)
    const done = await navigator.clipboard?.writeText(copier.value).then(() => true, () => false)
    copier.textContent = done ? words().copied : words().kept
    copier.setAttribute("aria-live", "polite")
  }

  const on = (type, action, target = document) => target.addEventListener(type, action, true)

  on("click", (event) => {
    const { target } = event
    if (!(target instanceof Element) || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return
    if (target === copier) return copy()
    if (target.matches(`${PLAYER} .player-embed button`)) return load(target)
    if (target.matches(`${PLAYER} .player-follow`)) {
      target.setAttribute("aria-pressed", String(!follow()))
      return follow() && show(marked?.parentElement)
    }
    const time = target.closest(TIME)
    if (!time || !media()) return
    event.preventDefault()
    event.stopPropagation() // or instant navigation would follow it
    history.replaceState(history.state, "", time.hash)
    seek(media(), seconds(time.hash))
    order(media(), "play")
    mark(seconds(time.hash))
  })

  // Keys work for what the reader has begun to play, and where focus is on nothing that uses them.
  on("keydown", (event) => {
    const { key, target } = event
    if (key === "Escape") copier.remove()
    if (/^(Arrow(Up|Down)|Page|Home|End)/.test(key)) unfollow()
    const player = media()
    const button = target.matches?.("a[role=button]")
    if (!player || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey || !target.matches("body, a")) return
    if (key === " " && button) target.click()
    else if (!(player.currentTime > 0)) return
    else if (key === " ") order(player, player.paused ? "play" : "pause")
    else if (key === "ArrowLeft") seek(player, player.currentTime - STEP)
    else if (key === "ArrowRight") seek(player, player.currentTime + STEP)
    else return
    event.preventDefault()
  })

  on("message", ({ origin, source, data }) => {
    if (!embed || origin !== embed.origin || source !== embed.frame.contentWindow) return
    const said = typeof data === "string" ? JSON.parse(data) : data
    if (said.event === "ready") embed.host.listen.forEach(tell)
    embed.paused = embed.host.paused(said) ?? embed.paused
    const at = embed.host.time(said)
    if (at === undefined) return
    embed.currentTime = at
    mark(at)
  }, window)

  for (const type of ["timeupdate", "seeked"]) on(type, ({ target }) => target === media() && target.currentTime > 0 && mark(target.currentTime))
  for (const type of ["wheel", "touchmove"]) document.addEventListener(type, unfollow, { passive: true })
  on("pointerdown", ({ target }) => target === document.documentElement && unfollow()) // the scroll bar
  on("selectionchange", () => {
    clearTimeout(timer)
    timer = setTimeout(offer, 200)
  })
  on("scroll", () => document.activeElement === copier || copier.remove())
  on("loadedmetadata", ({ target }) => target === media() && whole(target))
  on("hashchange", arrive, window)
  start()
  globalThis.document$?.subscribe(start) // instant navigation
}
