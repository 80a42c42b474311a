// The words of a lesson with their times, for what selects, quotes or takes them away: those of the captions where a word
// is found in them, else those of its paragraph. Whoever edits a lesson changes words; those around them still tell where.
{
  const BLOCK = "p, li, dd, dt, blockquote, h1, h2, h3, h4, h5, h6"
  // What nobody said: what we make (times among it), names, and what editors add.
  const UNSAID = "[data-tracktwo], .speaker, .headerlink, pre, table, sup, .footnote, .admonition, details"
  // Where writing has no spaces, each character is a word.
  const UNSPACED = "\\p{scx=Han}\\p{scx=Hira}\\p{scx=Kana}\\p{sc=Thai}\\p{sc=Lao}\\p{sc=Khmr}\\p{sc=Mymr}"
  const WORD = new RegExp(`[${UNSPACED}]|[^\\s${UNSPACED}]+`, "gu")
  const AHEAD = 12 // words of the captions that the lesson may lack in one place

  const plain = (word) => word.normalize("NFKD").toLowerCase().replace(/[^\p{L}\p{N}]/gu, "") || word
  const seconds = (clock) => clock.split(":").reduce((sum, part) => sum * 60 + Number(part), 0)
  const written = (at) => {
    const [hour, minute, second] = [at / 3600, (at / 60) % 60, at % 60].map(Math.floor)
    const parts = hour ? [hour, String(minute).padStart(2, "0")] : [minute]
    return [...parts, String(second).padStart(2, "0")].join(":")
  }

  // The second of a time, or a part as Media Fragments have it (https://www.w3.org/TR/media-frags/, 4.2.1).
  const parse = (hash) => {
    const [found, start = "0", end = "Infinity"] = /^#t(?!$)=?(?:npt:)?([\d:]{0,9}\d\.?\d{0,9})?(?:(?:,|%2c)([\d:]{0,9}\d\.?\d{0,9}))?$/i.exec(hash) ?? []
    return found ? { start: seconds(start), end: seconds(end) } : null
  }

  // What captions say, word by word; a time within a caption, as `<00:01.500>`, is that of the words behind it.
  const inCaptions = () => {
    const { cues } = document.querySelector(".player[data-tracktwo] track[kind=captions]")?.track ?? {}
    return [...(cues ?? [])].flatMap((cue) => {
      const parts = [{ start: cue.startTime, text: "" }]
      for (const [, tag, text] of cue.text.matchAll(/(?:<([^>]*)>)?([^<]*)/g)) {
        if (/^[\d:.]+$/.test(tag)) parts.push({ start: seconds(tag), text: "" })
        parts[parts.length - 1].text += text
      }
      return parts.flatMap(({ start, text }, index) => {
        const end = parts[index + 1]?.start ?? cue.endTime
        return (text.match(WORD) ?? []).map((word) => ({ plain: plain(word), start, end, cue }))
      })
    })
  }

  // A block of the lesson: when its paragraph begins (null before the first time), who speaks, and a heading's level.
  const readBlock = (block, before) => {
    const time = block.querySelector(":scope > a.time[data-tracktwo]")
    const name = block.querySelector(":scope > .speaker")
    return {
      block,
      time: time?.textContent,
      at: time ? parse(time.hash).start : (before?.at ?? null),
      name: name ? name.textContent.trim() : "", // with its colon, as it stands there
      speaker: name ? name.textContent.trim().replace(/[:：]$/, "") : (before?.speaker ?? ""),
      level: Number(/^H(\d)$/.exec(block.tagName)?.[1] ?? 0),
    }
  }

  const inText = () => {
    const words = []
    const texts = document.createTreeWalker(document.querySelector("#lesson-text"), NodeFilter.SHOW_TEXT)
    let said = null
    let spaced = false
    let opens = false // the next word is the first of its block
    while (texts.nextNode()) {
      const { currentNode: node } = texts
      const block = node.parentElement.closest(BLOCK)
      if (!block || node.parentElement.closest(UNSAID)) continue
      if (block !== said?.block) {
        said = readBlock(block, said)
        spaced = opens = true
      }
      for (const { 0: text, index } of node.data.matchAll(WORD)) {
        words.push({ text, node, index, said, opens, spaced: index ? /\s/.test(node.data[index - 1]) : spaced })
        opens = false
      }
      spaced = /\s$/.test(node.data)
    }
    return words
  }

  // The place of a word in the captions, a few words ahead, and then only if the next word follows there, too.
  const find = (captions, from, word, after) => {
    const ahead = captions.slice(from, from + AHEAD).findIndex((said, skipped) =>
      said.plain === plain(word.text) && (!skipped || captions[from + skipped + 1]?.plain === plain(after?.text ?? "")))
    return ahead < 0 ? -1 : from + ahead
  }

  // The words of the lesson in order; `start` and `end` are seconds, and unknown before the first time and at the end.
  const words = () => {
    const all = inText()
    const captions = inCaptions()
    const times = [...new Set(all.map(({ said }) => said.at))].filter((at) => at !== null).sort((a, b) => a - b)
    let next = 0
    let before = null
    for (const [index, word] of all.entries()) {
      const { said } = word
      if (said !== all[index - 1]?.said) {
        before = { start: said.at, end: times.find((at) => at > said.at) }
        if (said.time) next = captions.findIndex(({ start }) => start >= said.at)
      }
      const found = next < 0 || said.level ? -1 : find(captions, next, word, all[index + 1])
      if (found >= 0) {
        before = captions[found]
        next = found + 1
      }
      Object.assign(word, { start: before.start, end: before.end, cue: before.cue })
    }
    return all
  }

  const join = (some) => some.map(({ text, spaced }) => (spaced ? ` ${text}` : text)).join("").trim()

  globalThis.tracktwo = { ...globalThis.tracktwo, moments: { join, parse, words, written } }
}
