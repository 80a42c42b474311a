// What a question finds: names at once, from `terms.json`, and what is said, from Pagefind's index.

import { alike, folded, isUnspaced, near, stopOf, unitsOf } from "./search-words.js"

const TERMS = 3 // of those that only look like what was asked
const LOADED = 12 // passages
const AROUND = 12 // words before and after what was found

export const loadIndex = async (base) => {
  const answer = await fetch(new URL("terms.json", base))
  if (!answer.ok) throw new Error(answer.statusText)
  const said = await answer.json()
  const stop = stopOf(said.words.stop, said.language)
  const keys = (names) => names.map((name) => folded(name, said.language)).filter((key) => key.length)
  const terms = said.terms.map(([title, url, text, used, names]) => ({ title, url, text, used, keys: keys([title, ...names]) }))
  const pages = said.pages.map(([title, url, lesson], number) => ({ title, url, lesson, number: String(number), keys: keys([title]) }))
  const vocabulary = new Set(terms.flatMap(({ keys }) => keys.flat()))
  let pagefind = null
  const engine = async () => {
    pagefind ??= import(new URL("pagefind.js", base)).then(async (made) => {
      await made.options({ baseUrl: "/" })
      return made
    })
    return pagefind
  }
  return { ...said, terms, pages, vocabulary, stop, engine, root: new URL(said.root, base) }
}

// How well a name is what was asked, from 0: itself, its beginning, all its words, one letter wrong, one of its words.
const nameScore = (key, asked, units) => {
  const [name, whole, bare] = [key, asked, units].map((words) => words.join(""))
  if (name === whole) return 100
  if (name === bare) return 95
  if (name.startsWith(bare) && bare.length > 1) return 80 - key.length
  if (units.every((unit) => key.some((word) => word.startsWith(unit) || alike(word, unit)))) return 70 - key.length
  if (bare.length > 4 && (near(name, bare) || near(name, whole))) return 65
  const close = (word, unit) => alike(word, unit) || (unit.length > 4 && near(word, unit))
  if (units.length <= key.length && units.every((unit) => key.some((word) => close(word, unit)))) return 55 - key.length
  if (isUnspaced(bare) && bare.includes(name) && name.length > 1) return 40
  const length = key.length
  for (let at = 0; at + length <= asked.length; at++) {
    const said = asked.slice(at, at + length)
    if (said.every((word, number) => alike(word, key[number]))) return units.includes(said.at(-1)) ? 40 + length : 0
  }
  return 0
}

export const findNames = (index, query) => {
  const asked = folded(query, index.language)
  const units = unitsOf(query, index.language, index.stop)
  const words = units.flatMap((unit) => (isUnspaced(unit) ? [...unit] : [unit]))
  const best = (entries) =>
    entries
      .map((entry) => ({ ...entry, score: Math.max(0, ...entry.keys.map((key) => nameScore(key, asked, words))) }))
      .filter(({ score }) => score)
      .sort((a, b) => b.score - a.score)
  const terms = asked.length ? best(index.terms) : []
  return { terms: terms.filter(({ score }, place) => score > 90 || place < TERMS).slice(0, 5), pages: asked.length ? best(index.pages).slice(0, 3) : [] }
}

const quotes = (query) => [...query.matchAll(/["“”„«»]([^"“”„«»]+)["“”„«»]/g)].map(([, said]) => said)

// Each unit by itself, so that a passage may lack one; what is rare in the whole site counts most.
export const findMoments = async (index, query, filters) => {
  const pagefind = await index.engine()
  const quoted = quotes(query).map((said) => folded(said, index.language))
  const units = unitsOf(query, index.language, index.stop)
  const ask = async (unit) => (await pagefind.search(isUnspaced(unit) ? `"${[...unit].join(" ")}"` : unit, { filters })).results
  const found = await Promise.all(units.map(async (unit, place) => {
    const results = await ask(unit)
    if (results.length || unit.length < 5) return results
    const meant = [...index.vocabulary].find((word) => near(word, unit))
    if (!meant) return []
    units[place] = meant
    return ask(meant)
  }))
  const weights = found.map((results) => (results.length ? Math.log(1 + index.passages / results.length) : 0))
  const passages = new Map()
  found.forEach((results, place) => {
    const most = Math.max(...results.map(({ score }) => score))
    for (const result of results) {
      const passage = passages.get(result.id) ?? { result, score: 0 }
      passage.score += weights[place] * (0.7 + (0.3 * result.score) / most)
      passages.set(result.id, passage)
    }
  })
  const ranked = [...passages.values()].sort((a, b) => b.score - a.score)
  const enough = ranked.filter(({ score }) => score > 0.6 * ranked[0].score)
  const loaded = await Promise.all(enough.slice(0, LOADED).map(async ({ result, score }) => ({ score, said: await result.data() })))
  const hits = loaded.flatMap(({ score, said }) => best(index, said, units, weights, quoted, score, filters.speaker) ?? [])
  return { hits: hits.sort((a, b) => b.score - a.score), count: enough.length }
}

// The block of a passage that says most of it.
const best = (index, { raw_content, raw_url, meta, filters }, units, weights, quoted, score, speaker) => {
  const tokens = raw_content.split(/\s+/)
  const [length, ...blocks] = meta.at.split("|")
  const starts = blocks.map((block) => block.split(","))
  let hit = null
  let by = ""
  starts.forEach(([from, anchor, named, voice], place) => {
    by = voice ? filters.speaker[voice] : ""
    if (speaker && by !== speaker) return
    const begin = Number(from) + Number(named)
    const words = tokens.slice(begin, Number(starts[place + 1]?.[0] ?? length))
    const keys = words.map((word) => folded(word, index.language))
    const flat = keys.flat()
    if (!quoted.every((said) => ` ${flat.join(" ")} `.includes(` ${said.join(" ")} `))) return
    const marks = keys.map((key, at) => units.findIndex((unit) => isUnspaced(unit)
      ? unit.includes(words[at]) && unit === keys.slice(at - unit.indexOf(words[at]), at - unit.indexOf(words[at]) + unit.length).flat().join("")
      : key.some((word) => alike(word, unit))))
    const there = new Set(marks.filter((unit) => unit >= 0))
    let value = 0
    for (const unit of there) value += weights[unit]
    marks.forEach((unit, at) => {
      if (unit >= 0 && marks.slice(at + 1, at + 4).includes(unit + 1)) value += 0.5
    })
    if (there.size && (!hit || value > hit.score)) hit = { score: value, anchor: decodeURIComponent(anchor), by, words, marks }
  })
  return hit && { ...hit, title: meta.title, url: raw_url.replace(/#\d+$/, ""), score: hit.score + score / 2, number: filters.page[0], ...context(hit, weights) }
}

const context = ({ words, marks }, weights) => {
  const weight = (at) => [...new Set(marks.slice(at, at + AROUND))].reduce((sum, unit) => sum + (weights[unit] ?? 0), 0)
  const density = marks.map((unit, at) => (unit < 0 ? 0 : weight(at)))
  const at = density.indexOf(Math.max(...density))
  const from = Math.max(0, at - AROUND / 2)
  return { said: words.slice(from, from + 2 * AROUND + 4), marked: marks.slice(from, from + 2 * AROUND + 4), cut: [from > 0, from + 2 * AROUND + 4 < words.length] }
}
