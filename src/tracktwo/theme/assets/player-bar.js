// What plays a recording from wherever the reader is: a bar that comes into view while the recording is out of it, speed,
// keys, and the place where the reader stopped. Speed, place and whether keys work are kept on the device.
{
  const BAR = ".player[data-tracktwo] .player-bar"
  const STEP = 5 // seconds that an arrow key moves
  const BACK = 10
  const KEPT_FROM = 10 // a place before this second is the start
  const { moments, player } = globalThis.tracktwo

  let saved = 0 // the second that was kept last

  const find = (selector) => document.querySelector(`.player[data-tracktwo] ${selector}`)
  const place = () => `tracktwo-place ${location.pathname}`
  const keep = (name, value) => {
    try {
      if (value === null) localStorage.removeItem(name)
      else localStorage[name] = value
    } catch {
      // nothing may be kept
    }
  }
  const kept = (name) => {
    try {
      return localStorage[name]
    } catch {
      // nothing was
    }
  }

  // The bar is at the foot of the window while its own place is out of it; what has focus stays above it.
  const dock = () => {
    const bar = find(".player-bar")
    const controls = bar.parentElement
    const docked = "open" in bar.dataset && "away" in bar.dataset
    if (docked === "docked" in bar.dataset) return
    controls.style.minBlockSize = docked ? `${controls.offsetHeight}px` : ""
    bar.toggleAttribute("data-docked", docked)
    const room = docked ? `${bar.offsetHeight + 8}px` : ""
    document.documentElement.style.scrollPaddingBlockEnd = document.body.style.paddingBlockEnd = room
    const box = document.activeElement?.getBoundingClientRect()
    if (docked && box.top < innerHeight && box.bottom > innerHeight - bar.offsetHeight) document.activeElement.scrollIntoView({ block: "nearest" })
  }

  const seen = new IntersectionObserver(([{ isIntersecting, target }]) => {
    target.firstElementChild.toggleAttribute("data-away", !isIntersecting)
    dock()
  })

  const open = (is) => {
    find(".player-bar").toggleAttribute("data-open", is)
    dock()
  }

  const show = () => {
    const recording = player.media()
    const toggle = find("[data-does=toggle]")
    toggle.toggleAttribute("data-playing", !recording.paused)
    toggle.ariaLabel = toggle.dataset[recording.paused ? "play" : "pause"]
    const time = moments.written(recording.currentTime)
    if (find(".player-time").textContent !== time) find(".player-time").textContent = time
  }

  const move = (by) => player.seek(player.media().currentTime + by)
  const setSpeed = (rate) => {
    player.media().playbackRate = Number(rate)
    find("select").value = rate
  }
  const changeSpeed = (by) => {
    const { options, selectedIndex } = find("select")
    const rate = options[Math.max(0, Math.min(options.length - 1, selectedIndex + by))].value
    keep("tracktwo-speed", rate)
    setSpeed(rate)
  }

  const does = {
    toggle: () => (player.media().paused ? player.play() : player.media().pause()),
    back: () => move(-BACK),
    forward: () => move(STEP),
    rewind: () => move(-STEP),
    faster: () => changeSpeed(1),
    slower: () => changeSpeed(-1),
    keys: () => find("dialog").showModal(),
    resume: () => {
      player.goTo({ start: Number(kept(place())), end: Number.POSITIVE_INFINITY })
      find("[data-does=resume]").hidden = true
      find("[data-does=toggle]").focus()
    },
    close: () => {
      player.media().pause()
      open(false)
      document.querySelector("#lesson-text .time[aria-current]")?.focus({ preventScroll: true })
    },
  }

  // A letter is a key only where no one writes, and can be switched off (WCAG 2.2, 2.1.4).
  const KEYS = { "?": "keys", k: "toggle", j: "back", "<": "slower", ">": "faster" }
  const ARROWS = { ArrowLeft: "rewind", ArrowRight: "forward" }

  const start = () => {
    seen.disconnect()
    const controls = find(".player-controls")
    if (!player.media() || !controls) return
    seen.observe(controls)
    setSpeed(kept("tracktwo-speed") ?? "1")
    find("dialog input").checked = kept("tracktwo-keys") !== "off"
    const resume = find("[data-does=resume]")
    saved = Number(kept(place()) ?? 0)
    resume.hidden = saved < KEPT_FROM || Boolean(location.hash)
    resume.textContent = resume.dataset.words.replace("{time}", moments.written(saved))
    show()
  }

  const ours = (action) => (event) => {
    if (event.target === player.element() && player.media() && find(".player-controls")) action(player.media(), event)
  }
  const on = (type, action) => document.addEventListener(type, action, true)

  on("click", ({ target }) => does[target.closest?.(".player-controls [data-does]")?.dataset.does]?.())
  on("change", ({ target }) => {
    if (target.matches(`${BAR} select`)) changeSpeed(0)
    else if (target.matches(".player-keys input")) keep("tracktwo-keys", target.checked ? "on" : "off")
  })
  on("keydown", (event) => {
    const { key, target } = event
    const recording = player.media()
    if (!recording || event.ctrlKey || event.metaKey || event.altKey || !find(".player-keys")) return
    if (key === "Escape" && target.closest?.(BAR)) return does.close()
    if (!target.matches?.("body, a, button, summary, video, audio") || kept("tracktwo-keys") === "off") return
    const action = recording.currentTime > 0 && target.matches("body, a") ? ARROWS[key] : null
    const letter = key === "?" && document.querySelector("#mkdocs_keyboard_modal") ? null : KEYS[key] // that theme has its own
    if (!(action ?? letter)) return
    event.preventDefault()
    does[action ?? letter]()
  })
  on("play", ours(() => {
    find("[data-does=resume]").hidden = true
    open(true)
    show()
  }))
  on("pause", ours(() => show()))
  on("ended", ours(() => keep(place(), null)))
  on("ratechange", ours((recording) => { find("select").value = String(recording.playbackRate) }))
  on("timeupdate", ours(({ currentTime }) => {
    show()
    if (currentTime < KEPT_FROM || Math.abs(currentTime - saved) < STEP) return
    saved = currentTime
    keep(place(), String(Math.floor(currentTime)))
  }))
  start()
  document.addEventListener("tracktwo-player", start) // the page has another
}
