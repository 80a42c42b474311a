// What is said, from Pagefind's index: the passages that say most of what was asked, and where in them.

import { alike, folded, isUnspaced, near, unitsOf } from "./search-words.js"

const LOADED = 12 // passages
const EACH = 3 // hits of one
const AROUND = 12 // words that are looked at together, and twice as many are shown
const QUOTED = /["“”„«»]([^"“”„«»]+)["“”„«»]/g

// Each unit is asked for by itself, so that a passage may lack one; what is rare in the whole site counts most. A word that
// nobody says may be one of a term's with a letter wrong.
const ask = async ({ engine, passages, vocabulary }, units, filters) => {
  const pagefind = await engine()
  const search = async (unit) => (await pagefind.search(isUnspaced(unit) ? `"${[...unit].join(" ")}"` : unit, { filters })).results
  const answer = async (unit) => {
    const results = await search(unit)
    const meant = results.length || unit.length < 5 ? null : [...vocabulary].find((word) => near(word, unit))
    return meant ? { unit: meant, results: await search(meant) } : { unit, results }
  }
  const answers = await Promise.all(units.map(answer))
  return answers.map(({ unit, results }) => ({ unit, results, weight: results.length && Math.log(1 + passages / results.length) }))
}

const rank = (answers) => {
  const ranked = new Map()
  for (const { results, weight } of answers) {
    const most = Math.max(...results.map(({ score }) => score))
    for (const result of results) {
      const passage = ranked.get(result.id) ?? { result, score: 0 }
      passage.score += weight * (0.7 + (0.3 * result.score) / most)
      ranked.set(result.id, passage)
    }
  }
  const sorted = [...ranked.values()].sort((a, b) => b.score - a.score)
  return sorted.filter(({ score }) => score > 0.6 * sorted[0].score)
}

// The blocks of a passage: their words, where they are, and who says them. `at` has a number of words, and for each block
// its first word, its anchor, how many words name the speaker, and which of the speakers that is.
const blocksOf = ({ raw_content, meta, filters }) => {
  const tokens = raw_content.split(/\s+/)
  const [length, ...starts] = meta.at.split("|").map((part) => part.split(","))
  return starts.map(([from, anchor, named, voice], place) => ({
    anchor: decodeURIComponent(anchor),
    by: voice ? filters.speaker[voice] : "",
    words: tokens.slice(Number(from) + Number(named), Number(starts[place + 1]?.[0] ?? length[0])),
  }))
}

// By each word of a block the number of the unit that it is, or -1.
const marksOf = (words, keys, answers) => {
  const isIn = (unit, at) => {
    const start = at - unit.indexOf(words[at])
    return unit.includes(words[at]) && words.slice(start, start + unit.length).join("") === unit
  }
  return words.map((_, at) => answers.findIndex(({ unit }) => (isUnspaced(unit) ? isIn(unit, at) : keys[at].some((key) => alike(key, unit)))))
}

const weigh = (marks, answers) => [...new Set(marks)].reduce((sum, unit) => sum + (answers[unit]?.weight ?? 0), 0)

// The words around the place at which most is said.
const context = ({ words, marks }, answers) => {
  const density = marks.map((unit, place) => (unit < 0 ? 0 : weigh(marks.slice(place, place + AROUND), answers)))
  const from = Math.max(0, density.indexOf(Math.max(...density)) - AROUND / 2)
  const to = from + 2 * AROUND + 4
  return { said: words.slice(from, to), marked: marks.slice(from, to), cut: [from > 0, to < words.length] }
}

const findMoments = async (index, query, filters) => {
  const { language, stop } = index
  const keysOf = (words) => words.map((word) => folded(word, language))
  const quoted = [...query.matchAll(QUOTED)].map(([, said]) => ` ${folded(said, language).join(" ")} `)
  const answers = await ask(index, unitsOf(query, language, stop), filters)
  const passages = rank(answers)
  const loaded = await Promise.all(passages.slice(0, LOADED).map(async ({ result, score }) => ({ score, passage: await result.data() })))
  const hits = loaded.flatMap(({ score, passage }) => {
    const found = []
    for (const block of blocksOf(passage)) {
      const keys = keysOf(block.words)
      const said = ` ${keys.flat().join(" ")} `
      if ((filters.speaker ?? block.by) !== block.by || !quoted.every((words) => said.includes(words))) continue
      const marks = marksOf(block.words, keys, answers)
      const beside = marks.filter((unit, at) => unit >= 0 && marks.slice(at + 1, at + 4).includes(unit + 1)).length
      const voice = folded(block.by, language)
      const named = answers.flatMap(({ unit }, at) => (voice.some((key) => alike(key, unit)) ? at : []))
      const value = weigh([...marks, ...named], answers) + beside / 2
      if (value) found.push({ ...block, marks, value })
    }
    const most = Math.max(...found.map(({ value }) => value))
    const { meta, raw_url: url, filters: { page } } = passage
    return found
      .filter(({ value }) => value > 0.7 * most)
      .sort((a, b) => b.value - a.value)
      .slice(0, EACH)
      .map((block) => ({ ...block, title: meta.title, url: url.replace(/#\d+$/, ""), number: page[0], score: block.value + score / 2, ...context(block, answers) }))
  })
  return { hits: hits.sort((a, b) => b.score - a.score), count: Math.max(hits.length, passages.length) }
}

export { findMoments }
