// Flash cards of `.flash-cards`, and the questions of `.self-check`. What is known is kept on the device, by the address of
// each term, and nowhere else. Listeners are on the document, so pages may come and go beneath them.
{
  const CARDS = ".flash-cards[data-tracktwo]"
  const SOON = 3 // cards that come before one that is not known yet
  const SWIPE = 60 // px

  let all = [] // the cards of this page: their names in the list
  let deck = [] // those of a lesson, or all
  let queue = [] // those that are to come; the first is shown
  let known // the addresses of those that are not
  let down = 0 // where a finger came down

  const find = (selector) => document.querySelector(`${CARDS} ${selector}`)
  const place = () => `tracktwo-cards ${location.pathname}`
  const address = ({ firstElementChild: link }) => link.pathname + link.hash // a term may be a page, and have no anchor

  // Where nothing may be kept, it holds as long as the page is open.
  const keep = () => {
    try {
      localStorage[place()] = JSON.stringify([...known])
    } catch {
      // nothing may be kept
    }
  }

  const start = () => {
    all = [...document.querySelectorAll(`${CARDS} dt`)]
    if (!all.length) return
    known = new Set()
    try {
      known = new Set(JSON.parse(localStorage[place()]))
    } catch {
      // nothing was kept, or something else
    }
    find("dl").hidden = true
    find(".trainer").hidden = false
    const lessons = find("select")
    lessons.parentElement.hidden = lessons.length < 2
    lessons.value = new URLSearchParams(location.search).get("lesson") ?? ""
    if (lessons.selectedIndex < 0) lessons.value = "" // one that uses no term
    choose()
  }

  const choose = () => {
    const { cards } = find("select").selectedOptions[0].dataset
    deck = cards ? cards.split(" ").map((number) => all[number]) : all
    shuffle()
  }

  const shuffle = () => {
    const drawn = deck.filter((card) => !known.has(address(card))).map((card) => ({ card, lot: Math.random() }))
    queue = drawn.sort((a, b) => a.lot - b.lot).map(({ card }) => card)
    show()
  }

  const show = (turned = false) => {
    const [card] = queue
    const count = find("[role=status]")
    const numbers = { left: queue.length, known: deck.length - queue.length, all: deck.length }
    count.textContent = count.dataset[card ? "count" : "done"].replace(/{(\w+)}/g, (_, name) => numbers[name])
    const face = find(".trainer-card")
    const back = face.lastElementChild
    face.hidden = find(".trainer-answers").hidden = !card
    if (!card) return
    face.firstElementChild.textContent = card.textContent
    face.classList.toggle("turned", turned)
    back.replaceChildren(...(turned ? card.nextElementSibling.cloneNode(true).childNodes : [face.dataset.turn]))
    for (const link of back.querySelectorAll("a")) link.replaceWith(...link.childNodes) // a button holds none
  }

  const does = {
    turn: () => show(!find(".turned")),
    known: () => known.add(address(queue.shift())),
    again: () => queue.splice(SOON, 0, queue.shift()),
    over: () => {
      for (const card of deck) known.delete(address(card))
    },
  }
  const answer = ({ dataset }) => {
    if (dataset.sure && deck.some((card) => known.has(address(card))) && !confirm(dataset.sure)) return
    does[dataset.does]()
    if (dataset.does !== "turn") keep()
    if (dataset.does === "over") shuffle()
    else if (dataset.does !== "turn") show()
    find(queue.length ? ".trainer-card" : "[data-does=over]").focus()
  }

  const on = (type, action) => document.addEventListener(type, action)
  on("click", ({ target }) => {
    const pressed = target.closest?.(`${CARDS} [data-does]`)
    if (pressed) answer(pressed)
  })
  on("keydown", (event) => {
    const { key, target } = event
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey || !queue.length || !target.closest?.(`${CARDS} .trainer`)) return
    const pressed = find(`[aria-keyshortcuts="${key}"]`)
    if (!pressed) return
    event.preventDefault()
    answer(pressed)
  })
  on("pointerdown", ({ clientX }) => { down = clientX })
  on("pointerup", ({ clientX, pointerType, target }) => {
    const moved = clientX - down
    if (pointerType !== "touch" || Math.abs(moved) < SWIPE || !target.closest?.(`${CARDS} .trainer-card`)) return
    answer(find(`[aria-keyshortcuts=Arrow${moved < 0 ? "Left" : "Right"}]`))
  })
  on("change", ({ target }) => {
    if (target.matches?.(`${CARDS} select`)) choose()
    const words = target.closest?.(".self-check[data-tracktwo]")?.dataset
    if (!words) return
    const question = target.closest("fieldset")
    const answered = "answer" in target.dataset ? "right" : "wrong"
    question.dataset.answered = answered
    question.querySelector("[role=status]").textContent = words[answered]
  })
  start()
  globalThis.document$?.subscribe(start) // instant navigation
}
