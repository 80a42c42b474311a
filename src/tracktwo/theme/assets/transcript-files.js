// What was said, to take away: as text, as Markdown, and as captions. It is made here, of the page, when it is asked for.
{
  const LINE = 42 // characters of a caption's line; there are two
  const READING = 0.06 // seconds a character: what is said after the last time
  const { moments } = globalThis.tracktwo

  const grouped = (words, belongs) => {
    const groups = []
    for (const word of words) {
      const last = groups[groups.length - 1]
      if (last && belongs(last, word)) last.push(word)
      else groups.push([word])
    }
    return groups
  }

  // Headings under which nothing was said, as that of the terms, are left out.
  const blocks = () => {
    const all = grouped(moments.words(), ([first], { said }) => first.said === said)
    return all.filter(([{ said }], index) => !said.level || (all[index + 1] && !all[index + 1][0].said.level))
  }

  const title = () => document.querySelector(".lesson-page h1").firstChild.textContent.trim()
  const asText = () => `${[title(), ...blocks().map((words) => [words[0].said.name, moments.join(words)].filter(Boolean).join(" "))].join("\n\n")}\n`
  const asMarkdown = () => {
    const lines = blocks().map((words) => {
      const { level, name, time } = words[0].said
      return [level && "#".repeat(level), time && `[${time}]`, name && `**${name}**`, moments.join(words)].filter(Boolean).join(" ")
    })
    return `${[`# ${title()}`, ...lines].join("\n\n")}\n`
  }

  // A caption is what it was in the recording's captions, or two lines of what was said from one time to the next.
  const captions = () => {
    const said = moments.words().filter((word) => !word.said.level && word.said.at !== null)
    return grouped(said, ([first], word) => first.said.at === word.said.at).flatMap((passage) => {
      const [{ start, end = start + moments.join(passage).length * READING }] = passage
      const belongs = ([first, ...rest], word) =>
        first.said === word.said && (word.cue ? word.cue === first.cue : moments.join([first, ...rest, word]).length <= 2 * LINE)
      let done = 0
      return grouped(passage, belongs).map((group) => {
        const [first] = group
        const shares = [done, done + group.length].map((count) => start + ((end - start) * count) / passage.length)
        done += group.length
        const times = first.cue ? [first.cue.startTime, first.cue.endTime] : shares
        return { times, text: inLines(moments.join(group)), speaker: first.said.speaker, name: first.opens ? first.said.name : "" }
      })
    })
  }
  const inLines = (text) => {
    const middle = text.lastIndexOf(" ", Math.max(LINE, text.length / 2))
    return text.length > LINE && middle > 0 ? `${text.slice(0, middle)}\n${text.slice(middle + 1)}` : text
  }

  const stamp = (at, point) => {
    const ms = Math.round(at * 1000)
    const parts = [ms / 3_600_000, (ms / 60_000) % 60, (ms / 1000) % 60].map((part) => String(Math.floor(part)).padStart(2, "0"))
    return `${parts.join(":")}${point}${String(ms % 1000).padStart(3, "0")}`
  }
  const escaped = (text) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;")
  const timed = (times, point) => times.map((at) => stamp(at, point)).join(" --> ")
  const asVtt = () => {
    const cues = captions().map(({ times, text, speaker }) => `${timed(times, ".")}\n${speaker ? `<v ${escaped(speaker)}>` : ""}${escaped(text)}`)
    return `${["WEBVTT", ...cues].join("\n\n")}\n`
  }
  const asSrt = () => {
    const cues = captions().map(({ times, text, name }, index) => `${index + 1}\n${timed(times, ",")}\n${name ? `${name} ` : ""}${text}\n`)
    return cues.join("\n")
  }

  const FILES = {
    txt: ["text/plain", asText],
    md: ["text/markdown", asMarkdown],
    vtt: ["text/vtt", asVtt],
    srt: ["application/x-subrip", asSrt],
  }

  const save = (kind) => {
    const [type, make] = FILES[kind]
    const name = decodeURIComponent(location.pathname).replace(/(?:\/|\/index\.html|\.html)$/, "").split("/").pop() || "transcript"
    const link = document.createElement("a")
    const published = kind === "md" && document.querySelector("link[type='text/markdown']")
    link.href = published ? published.href : URL.createObjectURL(new Blob([make()], { type: `${type};charset=utf-8` }))
    link.download = `${name}.${kind}`
    link.click()
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000)
  }

  const start = () => {
    for (const files of document.querySelectorAll(".lesson-files")) files.hidden = false
  }
  document.addEventListener("click", ({ target }) => {
    const button = target.closest?.(".lesson-files button")
    if (button) save(button.value)
  })
  start()
  globalThis.document$?.subscribe(start) // instant navigation
}
