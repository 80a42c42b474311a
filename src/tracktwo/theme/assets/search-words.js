// What two spellings of a word share, as `publishing/search/folding.py` has it, and what parts a question has.

const MARKS = /[\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670]/g
const LETTERS = { æ: "ae", œ: "oe", ø: "o", ł: "l", đ: "d", ð: "d", þ: "th", ı: "i", ß: "ss", ى: "ي", ة: "ه", ی: "ي", ک: "ك", ٱ: "ا" }
const LETTER = new RegExp(`[${Object.keys(LETTERS).join("")}]`, "g")
const UNSPACED = /[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u2fdf\u3005-\u3007\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9f\u{20000}-\u{3ffff}]/u
const PARTS = new RegExp(`${UNSPACED.source}+|(?:(?!${UNSPACED.source})[\\p{L}\\p{N}])+`, "gu")
const WORD = new RegExp(`${UNSPACED.source}|(?:(?!${UNSPACED.source})[\\p{L}\\p{N}])+`, "gu")
const ARTICLE = /^(?:[وف]?[بك]?ال|[وف]?لل)(?=..)/
const ENGLISH = [
  [/(?<=..)is(?=(?:e|ed|es|er|ers|ing|ation|ations|ational)$)/, "iz"],
  [/(?<=.)ys(?=(?:e|ed|es|er|ers|ing)$)/, "yz"],
  [/(?<=...)our/, "or"],
  [/(?<=.[bct])re(?=s?$)/, "er"],
  [/(?<=...)ence(?=s?$)/, "ense"],
  [/(?<=..)ogue(?=s?$)/, "og"],
  [/(?<=..)mme(?=s?$)/, "m"],
  [/(?<=..)ll(?=(?:ed|ing|er|ers)$)/, "l"],
]

const plain = (text) =>
  text.toLowerCase().normalize("NFKD").replace(MARKS, "").normalize("NFC").replace(LETTER, (letter) => LETTERS[letter])
const one = (word, code) => {
  if (code === "ar") return word.replace(ARTICLE, "")
  return code === "en" ? ENGLISH.reduce((made, [from, to]) => made.replace(from, to), word) : word
}
const folded = (text, code) => (plain(text).match(WORD) ?? []).map((word) => one(word, code))
const isUnspaced = (text) => UNSPACED.test(text)

const stopOf = (words, code) => {
  const runs = words.split(" ").filter(isUnspaced).sort((a, b) => b.length - a.length)
  return { words: new Set(folded(words, code)), runs: runs.length ? new RegExp(runs.join("|"), "u") : null }
}

// What is asked for: words, and of writing without spaces each pair of letters, since nobody says where a word begins.
// Words of grammar count only where there are no others.
const unitsOf = (query, code, stop) => {
  const parts = plain(query).match(PARTS) ?? []
  const all = parts.map((part) => (isUnspaced(part) ? part : one(part, code)))
  const pairs = (run) => (isUnspaced(run) && run.length > 2 ? [...run].slice(1).map((letter, at) => run[at] + letter) : run)
  const content = all.flatMap((part) => {
    if (isUnspaced(part)) return stop.runs ? part.split(stop.runs) : part
    return stop.words.has(part) ? [] : part
  })
  const units = content.filter(Boolean)
  return [...new Set((units.length ? units : all).flatMap(pairs))]
}

// Whether two words are forms of one: one is the other with an ending, or they share all but short endings.
const alike = (word, unit) => {
  if (word === unit) return true
  let same = 0
  while (same < word.length && word[same] === unit[same]) same += 1
  const [a, b] = [word.length - same, unit.length - same]
  if (same < 3 || Math.max(a, b) > 3) return false
  return (!b && (same > 3 || a < 2)) || (!a && same > 3 && b < 3) || same > 4 || /^(?:y ies|ies y)$/.test(`${word.slice(same)} ${unit.slice(same)}`)
}

// Whether one letter is wrong, missing or too many, or two are swapped.
const near = (a, b) => {
  if (Math.abs(a.length - b.length) > 1) return false
  let start = 0
  while (start < a.length && a[start] === b[start]) start += 1
  let end = 0
  while (end < Math.min(a.length, b.length) - start && a.at(-1 - end) === b.at(-1 - end)) end += 1
  const [x, y] = [a.slice(start, a.length - end), b.slice(start, b.length - end)]
  return (x.length < 2 && y.length < 2) || (x.length === 2 && x[0] === y[1] && x[1] === y[0])
}

export { alike, folded, isUnspaced, near, stopOf, unitsOf }
