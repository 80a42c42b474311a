// What is known without Pagefind: the names of a site, from `terms.json`, and how well they are what was asked.

import { alike, folded, isUnspaced, near, stopOf, unitsOf } from "./search-words.js"

const LOOKALIKES = 3 // terms that only look like what was asked
const MOST = { terms: 5, pages: 3 }

const loadIndex = async (base) => {
  const answer = await fetch(new URL("terms.json", base))
  if (!answer.ok) throw new Error(answer.statusText)
  const file = await answer.json()
  const { language } = file
  const keysOf = (names) => names.map((name) => folded(name, language)).filter((key) => key.length)
  const terms = file.terms.map(([title, url, text, used, names]) => ({ title, url, text, used, keys: keysOf([title, ...names]) }))
  const pages = file.pages.map(([title, url, lesson], number) => ({ title, url, lesson, number: String(number), keys: keysOf([title]) }))
  const vocabulary = new Set(terms.flatMap(({ keys }) => keys.flat()))
  // A module that a bad connection has lost stays lost under its address, so that the next try has another.
  let [pagefind, tries] = [null, 0]
  const engine = () => {
    pagefind ??= import(new URL(tries ? `pagefind.js?${tries}` : "pagefind.js", base)).then((made) => made.options({ baseUrl: "/", noWorker: true }).then(() => made))
    return pagefind
  }
  const forget = () => {
    pagefind = null
    tries += 1
  }
  return { ...file, terms, pages, vocabulary, engine, forget, stop: stopOf(file.words.stop, language), root: new URL(file.root, base) }
}

// The words of a name within a question, the last of which is no word of grammar.
const isSaid = (key, asked, units) =>
  asked.some((_, at) => {
    const some = asked.slice(at, at + key.length)
    return some.length === key.length && some.every((word, place) => alike(word, key[place])) && units.includes(some.at(-1))
  })

// How well a name is what was asked, from 0: itself, its beginning, all its words, one letter wrong, one of its words.
const nameScore = (key, asked, units) => {
  const [name, whole, bare] = [key, asked, units].map((words) => words.join(""))
  const all = (alikeOrNear) => units.every((unit) => key.some((word) => alikeOrNear(word, unit)))
  if (name === whole) return 100
  if (name === bare) return 95
  if (name.startsWith(bare) && bare.length > 1) return 80 - key.length
  if (all((word, unit) => word.startsWith(unit) || alike(word, unit))) return 70 - key.length
  if (bare.length > 4 && (near(name, bare) || near(name, whole))) return 65
  if (units.length <= key.length && all((word, unit) => alike(word, unit) || (unit.length > 4 && near(word, unit)))) return 55 - key.length
  if (isUnspaced(bare) && bare.includes(name) && name.length > 1) return 40
  return isSaid(key, asked, units) ? 40 + key.length : 0
}

const findNames = ({ language, stop, terms, pages }, query) => {
  const asked = folded(query, language)
  const units = unitsOf(query, language, stop)
  const words = units.some(isUnspaced) ? folded(stop.runs ? query.split(stop.runs).join(" ") : query, language) : units
  const best = (entries) =>
    entries
      .map((entry) => ({ ...entry, score: Math.max(0, ...entry.keys.map((key) => nameScore(key, asked, words))) }))
      .filter(({ score }) => score)
      .sort((a, b) => b.score - a.score)
  if (!words.length) return { terms: [], pages: [] }
  const found = best(terms).filter(({ score }, place) => score > 90 || place < LOOKALIKES)
  return { terms: found.slice(0, MOST.terms), pages: best(pages).slice(0, MOST.pages) }
}

// What an address leads to in this page; null for one that cannot be read, as `#100%`.
const placeOf = (hash) => {
  try {
    return document.getElementById(decodeURIComponent(hash.slice(1)))
  } catch {
    return null
  }
}

export { findNames, loadIndex, placeOf }
