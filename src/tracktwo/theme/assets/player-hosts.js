// Videos of YouTube and Vimeo, which are loaded by a click alone. The frame gets what speaks for it: `frame.recording` has
// the properties of a video that `player.js` needs, and the frame has a video's events.
{
  const BUTTON = ".player[data-tracktwo] .player-embed button"
  const HOSTS = {
    "https://www.youtube-nocookie.com": {
      id: /(?:youtu\.be\/|[?&]v=|\/(?:embed|live|shorts)\/)([\w-]{11})/,
      src: (at, id) => `/embed/${id}?enablejsapi=1&autoplay=1&start=${Math.floor(at)}&origin=${location.origin}`,
      listen: [{ event: "listening" }],
      say: {
        seek: (at) => ({ event: "command", func: "seekTo", args: [at, true] }),
        play: () => ({ event: "command", func: "playVideo", args: [] }),
        pause: () => ({ event: "command", func: "pauseVideo", args: [] }),
        rate: (rate) => ({ event: "command", func: "setPlaybackRate", args: [rate] }),
      },
      time: (said) => said.info?.currentTime,
      paused: (said) => (said.info?.playerState === undefined ? undefined : said.info.playerState !== 1),
    },
    "https://player.vimeo.com": {
      id: /vimeo\.com\/(?:[^?#]*[a-z][^/]*\/)?(\d+)(?:(?:\/|\?(?:.*&)?h=)(\w+))?/, // an unlisted video has a key
      src: (at, id, key) => `/video/${id}?${key ? `h=${key}&` : ""}autoplay=1&dnt=1#t=${at}s`,
      listen: ["timeupdate", "play", "pause"].map((value) => ({ method: "addEventListener", value })),
      say: {
        seek: (at) => ({ method: "setCurrentTime", value: at }),
        play: () => ({ method: "play" }),
        pause: () => ({ method: "pause" }),
        rate: (rate) => ({ method: "setPlaybackRate", value: rate }),
      },
      time: (said) => said.data?.seconds,
      paused: (said) => ({ pause: true, play: false, timeupdate: false })[said.event],
    },
  }

  class HostedVideo {
    #at = 0
    #rate = 1
    #listens = false
    paused = true

    constructor(frame, origin, host) {
      Object.assign(this, { frame, origin, host })
    }

    get currentTime() { return this.#at }
    set currentTime(at) {
      this.#at = at
      this.#say("seek", at)
    }
    get playbackRate() { return this.#rate }
    set playbackRate(rate) {
      this.#rate = rate
      if (this.#listens) this.#say("rate", rate)
    }
    play() { this.#say("play") }
    pause() { this.#say("pause") }

    listen() {
      this.#listens = true
      for (const said of this.host.listen) this.#post(said)
      if (this.#rate !== 1) this.#say("rate", this.#rate)
    }

    hear(said) {
      if (said.event === "ready") this.listen()
      const paused = this.host.paused(said) ?? this.paused
      if (paused !== this.paused) this.#happens(paused ? "pause" : "play", { paused })
      const at = this.host.time(said)
      if (at === undefined) return
      this.#at = at
      this.#happens("timeupdate")
    }

    #happens(type, change) {
      Object.assign(this, change)
      this.frame.dispatchEvent(new Event(type))
    }

    #say(action, value) { this.#post(this.host.say[action](value)) }
    #post(said) { this.frame.contentWindow.postMessage(JSON.stringify(said), this.origin) }
  }

  const { moments, player } = globalThis.tracktwo

  const load = (button) => {
    const address = button.parentElement.querySelector("a").href
    for (const [origin, host] of Object.entries(HOSTS)) {
      const [found, ...video] = host.id.exec(address) ?? []
      if (!found) continue
      const frame = document.createElement("iframe")
      frame.recording = new HostedVideo(frame, origin, host)
      frame.title = button.closest(".player").dataset.title
      frame.allow = "autoplay; fullscreen; picture-in-picture"
      frame.referrerPolicy = "strict-origin-when-cross-origin"
      frame.src = origin + host.src(moments.parse(location.hash)?.start ?? 0, ...video)
      frame.onload = () => frame.recording.listen()
      button.parentElement.replaceWith(frame)
      frame.focus()
      return player.start()
    }
    location.href = address // none that we know how to show
  }

  const start = () => {
    const button = document.querySelector(BUTTON)
    if (button) button.hidden = false
  }

  document.addEventListener("click", ({ target }) => target.matches?.(BUTTON) && load(target))
  addEventListener("message", ({ origin, source, data }) => {
    const video = player.media()
    if (!(video instanceof HostedVideo) || origin !== video.origin || source !== video.frame.contentWindow) return
    video.hear(typeof data === "string" ? JSON.parse(data) : data)
  })
  start()
  document.addEventListener("tracktwo-player", start) // the page has another
}
