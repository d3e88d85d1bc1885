// One place to look at an article and to mend what was found in it: the widget in notebooks and the local page run this.
// Python decides and keeps everything; what happens here is drawing, keys and which quotation is looked at.
// Nothing from an article becomes markup: all of it goes in as text (make, below), and no address is ever made of it.

const ACTIONS = [
  { name: "accept", keys: ["Enter", "a"], label: "Accept", hint: "right as it is: on to the next" },
  { name: "someone", keys: ["s"], label: "Someone else", hint: "the key before a name takes that one of the people listed, 0 nobody" },
  { name: "role", keys: ["r"], label: "Role", hint: "post, body, former: for all their quotations here" },
  { name: "kind", keys: ["t"], label: "Kind", hint: "direct, mixed, indirect in turn" },
  { name: "words", keys: ["w"], label: "Words", hint: "move the edges, add or remove a piece" },
  { name: "optional", keys: ["o"], label: "Optional", hint: "readers would differ: does not count" },
  { name: "delete", keys: ["d", "Delete"], label: "Delete", hint: "no quotation at all" },
]
const OTHERS = [
  { name: "missed", keys: ["n"], label: "Missed words", hint: "mark a quotation that was not found" },
  { name: "undo", keys: ["u"], label: "Undo", hint: "the last step in this article" },
  { name: "finish", keys: ["f"], label: "Finish article", hint: "all checked, nothing missed: on to the next article" },
  { name: "earlier", keys: ["["], label: "Earlier article", hint: "" },
  { name: "later", keys: ["]"], label: "Later article", hint: "" },
  { name: "keys", keys: ["?"], label: "Keys", hint: "show or hide this list" },
]
const MOVES = [
  { name: "next", keys: ["j", "ArrowDown", "ArrowRight"], label: "Next quotation", hint: "↓ or → too" },
  { name: "previous", keys: ["k", "ArrowUp", "ArrowLeft"], label: "Previous quotation", hint: "↑ or ← too" },
  { name: "least", keys: ["l"], label: "Least sure", hint: "of those not checked yet" },
]
const BY_KEY = new Map([...ACTIONS, ...OTHERS, ...MOVES].flatMap(({ name, keys }) => keys.map(key => [key, name])))
const STATES = { open: "not checked", checked: "checked", mended: "mended", missed: "marked by you", aside: "not in the sample" }
const PATIENCE = 5000 // milliseconds without an answer after which the reader is told that nothing was saved
const WORD = /[\p{L}\p{N}]+(?:['’.,-][\p{L}\p{N}]+)*|[^\s\p{L}\p{N}]/gu
const STOP = /[.!?…]["'”’»)\]]*$/ // a sentence ends behind its marks
const STOP_GOES_ON = /^[.!?…"'”’»)\]]/

function make(tag, properties = {}, ...children) {
  const element = document.createElement(tag)
  for (const [name, value] of Object.entries(properties)) {
    if (typeof value === "function") element.addEventListener(name, value)
    else if (value !== false && value !== null && value !== undefined) element.setAttribute(name, value === true ? "" : value)
  }
  element.append(...children.filter(child => child !== null && child !== undefined && child !== ""))
  return element
}

const points = text => Array.from(text).length // Python counts code points, the browser UTF-16

class Review {
  constructor(place, link) {
    this.link = link
    this.front = crypto.getRandomValues(new Uint32Array(2)).join("-")
    this.sent = 0
    this.answered = 0
    this.view = null
    this.current = null
    this.mode = "look"
    this.edges = null
    this.bar = make("header", { class: "qa-bar" })
    this.text = make("div", { class: "qa-text", role: "region", "aria-label": "Article", tabindex: "-1" })
    this.panel = make("section", { class: "qa-panel", role: "region", "aria-label": "Quotation" })
    this.status = make("p", { class: "qa-status", role: "status", "aria-live": "polite" })
    this.root = make(
      "div",
      // JupyterLab and Notebook 7 leave keys alone below this attribute, which else would delete and run cells
      { class: "qa qa-review tex2jax_ignore mathjax_ignore", lang: "en", "data-lm-suppress-shortcuts": "true" },
      make("div", { class: "qa-frame" }, this.bar, this.text, this.panel, this.status),
    )
    this.root.addEventListener("keydown", event => this.key(event))
    this.text.addEventListener("click", event => this.click(event))
    place.append(this.root)
  }

  // ---------------------------------------------------------------- what goes to Python and comes back

  ask(message) {
    this.sent += 1
    const number = this.sent
    this.status.textContent = "Saving …"
    this.link.send({ ...message, front: this.front, number })
    setTimeout(() => {
      if (this.answered < number) this.fail("no answer from Python")
    }, PATIENCE)
  }

  fail(reason) {
    this.status.textContent = `NOT SAVED: ${reason}. What you see was saved up to your last step; run it again to go on.`
    this.status.classList.add("qa-problem")
  }

  show(view) {
    if (!view || !view.article) return
    const moved = !this.view || this.view.article.name !== view.article.name
    const before = this.view
    this.view = view
    if (view.front === this.front) this.answered = Math.max(this.answered, view.number)
    if (moved) {
      this.mode = "look"
      this.edges = null
      this.current = this.open()[0]?.id ?? view.quotes[0]?.id ?? null
    } else if (view.quotes.length && !this.quote()) {
      const place = before.quotes.findIndex(quote => quote.id === this.current) // the neighbour of one that was deleted
      this.current = view.quotes[Math.min(Math.max(place, 0), view.quotes.length - 1)].id
    }
    if (view.front === this.front && view.number === this.sent && view.go !== null) this.current = view.go
    if (!this.quote()) this.current = null
    const focused = this.root.contains(this.root.getRootNode().activeElement)
    this.draw(moved)
    if (focused && this.mode === "look") this.focus()
    if (this.answered === this.sent) {
      this.status.textContent = view.problem ?? view.said
      this.status.classList.toggle("qa-problem", Boolean(view.problem))
    }
  }

  quote() {
    return this.view.quotes.find(quote => quote.id === this.current)
  }

  open() {
    return this.view.quotes.filter(quote => quote.state === "open")
  }

  // ---------------------------------------------------------------- drawing

  draw(moved = false) {
    const scroll = this.text.scrollTop
    this.drawBar()
    this.drawText()
    this.drawPanel()
    this.text.scrollTop = moved ? 0 : scroll
    this.reveal()
    if (this.mode === "words" && this.edges) this.select()
  }

  drawBar() {
    const { article, quotes, undo } = this.view
    const asked = quotes.filter(quote => quote.state !== "aside").length
    const checked = asked - this.open().length
    const where = `Article ${article.number} of ${article.of}${article.finished ? " · finished" : ""}`
    this.bar.replaceChildren(
      make("strong", { class: "qa-name" }, make("bdi", {}, article.name)),
      make("span", { class: "qa-faint" }, where),
      make("span", { class: "qa-faint qa-count" }, `${checked} of ${asked} checked`),
      make("progress", { max: Math.max(asked, 1), value: checked, "aria-label": "quotations checked" }),
      make("span", { class: "qa-buttons" }, ...OTHERS.map(action => this.button(action, action.name === "undo" && !undo))),
    )
  }

  button({ name, keys, label, hint }, disabled = false) {
    const short = { earlier: "‹", later: "›" }[name] ?? label
    return make(
      "button",
      { type: "button", title: hint || label, "aria-label": label, "aria-keyshortcuts": keys[0], disabled, click: () => this.act(name) },
      short,
      make("kbd", { "aria-hidden": "true" }, keys[0] === "Enter" ? "⏎" : keys[0]),
    )
  }

  drawText() {
    this.nodes = []
    const seen = new Set()
    let place = 0
    const paragraphs = this.view.paragraphs.map(({ kind, runs }) => {
      const level = { headline: "2", subheading: "3" }[kind]
      const paragraph = make("p", { class: `qa-${kind}`, role: level && "heading", "aria-level": level })
      const opened = []
      runs.forEach((run, index) => {
        let kept = 0
        while (kept < opened.length && opened[kept].layer === run.in[kept]) kept += 1
        opened.length = kept
        for (const layer of run.in.slice(kept)) {
          const element = this.layer(this.view.layers[layer], !seen.has(layer))
          seen.add(layer)
          ;(opened.at(-1)?.element ?? paragraph).append(element)
          opened.push({ layer, element })
        }
        const inner = opened.at(-1)?.element ?? paragraph
        const words = index === runs.length - 1 ? run.text.trimEnd() : run.text
        for (const [text, into] of [[words, inner], [run.text.slice(words.length), null]]) {
          if (!text) continue
          const node = document.createTextNode(text)
          ;(into ?? inner.appendChild(make("span", { class: "qa-gap" }))).append(node)
          this.nodes.push({ node, start: place, end: (place += points(text)) })
        }
      })
      return paragraph
    })
    this.text.replaceChildren(...paragraphs)
  }

  layer({ tag, classes, quote: id, badge }, first) {
    const quote = tag === "mark" ? this.view.quotes.find(each => each.id === id) : null
    if (!quote) return make(tag, { class: classes, "data-qa": first && badge })
    const now = id === this.current
    return make(tag, {
      class: `${classes} qa-${quote.state}${quote.optional ? " qa-optional" : ""}${now ? " qa-now" : ""}`,
      "data-quote": id,
      "data-qa": first && `${badge}${["open", "aside"].includes(quote.state) ? "" : "✓"}`,
      tabindex: first && (now ? "0" : "-1"),
      role: first && "button",
      "aria-current": first && now && "true",
      "aria-label": first && this.spoken(quote),
    })
  }

  spoken(quote) {
    const place = this.view.quotes.indexOf(quote) + 1
    const facts = [STATES[quote.state], quote.kind, this.whose(quote), quote.sure && `${quote.sure} sure`]
    return `Quotation ${place} of ${this.view.quotes.length}, ${facts.filter(Boolean).join(", ")}: ${quote.text}`
  }

  whose(quote) {
    const person = this.view.people[quote.speaker]
    return person ? [person.label, quote.role].filter(Boolean).join(", ") : "speaker unknown"
  }

  drawPanel() {
    const quote = this.quote()
    const parts = { speaker: () => this.speakerForm(), role: () => this.roleForm(), keys: () => this.keyList() }[this.mode]
    if (this.mode === "words") this.panel.replaceChildren(...this.wordsHelp())
    else if (parts && (quote || this.mode === "keys")) this.panel.replaceChildren(...parts())
    else if (quote) this.panel.replaceChildren(...this.card(quote))
    else this.panel.replaceChildren(make("p", {}, "No quotation is marked in this article. n marks words that were missed, f finishes it."))
  }

  head(quote) {
    const place = `Quotation ${this.view.quotes.indexOf(quote) + 1} of ${this.view.quotes.length}`
    return make("p", { class: "qa-faint" }, [place, STATES[quote.state], quote.optional && "optional"].filter(Boolean).join(" · "))
  }

  card(quote) {
    const person = this.view.people[quote.speaker]
    const options = quote.options.map(option => this.option(quote, option))
    return [
      this.head(quote),
      make("blockquote", { class: `${quote.colour}` }, quote.text),
      make("p", { class: "qa-whose" }, make("strong", {}, make("bdi", {}, person ? person.label : "speaker unknown")),
        quote.role ? ", " : "", quote.role ? make("bdi", {}, quote.role) : ""),
      make("p", { class: "qa-faint" }, [quote.kind, quote.cue && `cue: ${quote.cue}`, quote.source && `source: ${quote.source}`,
        quote.sure && `${quote.sure} sure`].filter(Boolean).join(" · ")),
      make("div", { class: "qa-buttons qa-actions" }, ...ACTIONS.map(action => this.button(action))),
      make("div", { class: "qa-options", role: "group", "aria-label": "Speakers to choose from" }, ...options),
      quote.why && make("details", {}, make("summary", {}, "Why"), make("p", { class: "qa-why" }, quote.why)),
    ].filter(Boolean)
  }

  option(quote, { key, person: index, likely }) {
    const person = index === null ? null : this.view.people[index]
    const chosen = index === quote.speaker
    const note = person ? [person.role, likely].filter(Boolean).join(" · ") : ""
    return make(
      "button",
      { type: "button", class: person ? person.colour : "qa-nobody", "aria-pressed": String(chosen), "aria-keyshortcuts": key || null,
        click: () => this.choose(index) },
      make("kbd", { "aria-hidden": "true" }, key || "·"),
      make("span", {}, make("bdi", {}, person ? person.label : "Nobody can be told"), note && make("small", { class: "qa-faint" }, make("bdi", {}, note))),
    )
  }

  speakerForm() {
    const quote = this.quote()
    const list = `qa-people-${this.front}`
    const name = make("input", { name: "name", list, autocomplete: "off", "aria-label": "Name", maxlength: "500", required: true, value: quote.source })
    const kind = make("select", { name: "kind", "aria-label": "Kind of speaker" },
      ...["person", "organisation", "unnamed"].map(each => make("option", { value: each }, each)))
    name.addEventListener("input", () => {
      const known = this.view.people.find(person => person.label === name.value)
      if (known) kind.value = known.kind
    })
    return this.form(
      "Who says it?",
      "The fullest form of the name in the article, without titles. For those without a name choose unnamed and give what the article calls them.",
      [this.field("Name", name), this.field("Kind", kind),
        make("datalist", { id: list }, ...this.view.people.map(person => make("option", { value: person.label })))],
      () => {
        const known = this.view.people.findIndex(person => person.label === name.value && person.kind === kind.value)
        if (known >= 0) this.ask({ do: "speaker", quote: quote.id, person: known })
        else this.ask({ do: "speaker", quote: quote.id, name: name.value, kind: kind.value })
      },
    )
  }

  roleForm() {
    const quote = this.quote()
    const { title, organisation, former } = quote.post
    const post = make("input", { name: "title", value: title ?? "", autocomplete: "off", maxlength: "500" })
    const body = make("input", { name: "organisation", value: organisation ?? "", autocomplete: "off", maxlength: "500" })
    const past = make("input", { name: "former", type: "checkbox", checked: former })
    return this.form(
      `As what is ${this.view.people[quote.speaker]?.label ?? "the speaker"} quoted?`,
      "The post without its organisation or place, and these on their own: deputy director | Harbour Trust.",
      [this.field("Post", post), this.field("Organisation or place", body), this.field("former", past)],
      () => this.ask({ do: "role", quote: quote.id, title: post.value, organisation: body.value, former: past.checked }),
    )
  }

  field(label, control) {
    return make("label", {}, make("span", {}, label), control)
  }

  form(title, help, fields, done) {
    const submit = event => {
      event.preventDefault()
      this.mode = "look"
      done()
      this.draw()
      this.focus()
    }
    return [make("form", { submit }, make("h3", {}, title), make("p", { class: "qa-faint" }, help), ...fields,
      make("div", { class: "qa-buttons" }, make("button", { type: "submit" }, "Save", make("kbd", { "aria-hidden": "true" }, "⏎")),
        make("button", { type: "button", click: () => this.leave() }, "Cancel", make("kbd", { "aria-hidden": "true" }, "Esc"))))]
  }

  keyList() {
    const rows = [...MOVES, ...ACTIONS, ...OTHERS].map(({ keys, label, hint }) =>
      make("tr", {}, make("td", {}, make("kbd", {}, keys[0])), make("td", {}, label), make("td", { class: "qa-faint" }, hint)))
    const close = make("button", { type: "button", click: () => this.leave() }, "Close", make("kbd", { "aria-hidden": "true" }, "Esc"))
    return [make("h3", {}, "Keys"), make("div", { class: "qa-buttons" }, close),
      make("table", { class: "qa-keys" }, make("tbody", {}, ...rows))]
  }

  wordsHelp() {
    const { quote, pieces, piece, edge } = this.edges
    const moving = { both: "the place", start: "the first word", end: "the last word" }[edge]
    const [start, end] = pieces[piece]
    const button = (label, key) => make("button", { type: "button", click: () => this.wordsKey(key) }, label, make("kbd", { "aria-hidden": "true" }, { Enter: "⏎", " ": "space", Escape: "Esc" }[key] ?? key))
    return [
      make("h3", {}, quote === null ? "Mark words that were missed" : `Words, piece ${piece + 1} of ${pieces.length}`),
      make("blockquote", { "aria-live": "polite" }, this.between(start, end)),
      make("p", {}, "← → move ", make("strong", {}, moving), " by a word, ↑ ↓ by a sentence. Or select with the mouse."),
      make("div", { class: "qa-buttons qa-actions" }, button("Save", "Enter"), button(edge === "both" ? "Begin here" : "Other edge", " "),
        button("Add a piece", "+"), button("Remove this piece", "-"), button("Next piece", "p"), button("Cancel", "Escape")),
    ]
  }

  // ---------------------------------------------------------------- keys, clicks and what they do

  key(event) {
    event.stopPropagation() // VS Code listens further out
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return
    const form = event.target.closest("form")
    if (event.key === "Escape") {
      event.preventDefault()
      this.leave()
    } else if (form) {
      if (event.key !== "Enter" || event.target.localName !== "select") return
      event.preventDefault() // inputs send their form by themselves
      form.requestSubmit()
    } else if (this.mode === "words") {
      if (event.key === "Tab" || (event.target.closest("button") && ["Enter", " "].includes(event.key))) return
      event.preventDefault()
      this.wordsKey(event.key)
    } else if (this.person(event.key)) {
      event.preventDefault()
      this.choose(this.person(event.key).person)
    } else {
      const name = BY_KEY.get(event.key)
      const own = event.target.closest(".qa-review button, summary") // whose own key Enter is
      if (!name || (event.key === "Enter" && own)) return
      event.preventDefault()
      this.act(name)
    }
  }

  click(event) {
    if (this.mode === "words") {
      this.fromSelection()
      return
    }
    const id = event.target.closest("[data-quote]")?.dataset.quote
    if (id === undefined) return
    this.current = Number(id)
    this.mode = "look"
    if (this.root.ownerDocument.getSelection().isCollapsed) {
      this.draw()
      this.focus()
    }
  }

  person(key) {
    return this.quote()?.options.find(each => each.key === key)
  }

  choose(person) {
    if (this.quote()) this.ask({ do: "speaker", quote: this.current, person })
  }

  act(name) {
    const quote = this.quote()
    const { article } = this.view
    const needs = ACTIONS.some(action => action.name === name)
    if (needs && !quote) return
    switch (name) {
      case "accept":
      case "delete":
        this.ask({ do: name, quote: quote.id })
        this.onward(quote)
        break
      case "kind":
      case "optional":
        this.ask({ do: name, quote: quote.id })
        break
      case "undo":
        this.ask({ do: "undo" })
        break
      case "finish":
        this.ask({ do: "finish" })
        break
      case "earlier":
      case "later":
        this.ask({ do: "article", number_of_article: article.number + (name === "later" ? 1 : -1) })
        break
      case "next":
      case "previous":
        this.step(name === "next" ? 1 : -1)
        break
      case "least":
        this.go(this.open().reduce((least, each) => (least && least.confidence <= each.confidence ? least : each), null)?.id)
        break
      case "someone":
        this.enter("speaker", "input")
        break
      case "role":
        this.enter("role", "input")
        break
      case "keys":
        if (this.mode === "keys") this.leave()
        else this.enter("keys", "button")
        break
      case "words":
        this.words(quote.id, quote.content.map(piece => [...piece]), "end")
        break
      case "missed":
        this.missed()
    }
  }

  onward(quote) {
    const others = this.open().filter(each => each !== quote)
    const behind = others.find(each => each.content[0][0] > quote.content[0][0])
    if (behind ?? others[0]) this.go((behind ?? others[0]).id)
  }

  step(by) {
    const { quotes } = this.view
    const place = quotes.findIndex(quote => quote.id === this.current) + by
    this.go(quotes[place]?.id ?? this.current) // at the end it stays, and takes the keys
  }

  go(id) {
    if (id === undefined || id === null) return
    this.current = id
    this.mode = "look"
    this.draw()
    this.focus()
  }

  enter(mode, control) {
    this.mode = mode
    this.drawPanel()
    const first = this.panel.querySelector(control)
    first?.focus()
    if (first?.select) first.select()
  }

  leave() {
    this.mode = "look"
    this.edges = null
    this.draw()
    this.focus()
  }

  focus() {
    const now = this.text.querySelector(".qa-now[tabindex]") ?? this.text
    now.focus({ preventScroll: true })
    this.reveal()
  }

  reveal(rectangle = this.text.querySelector(".qa-now")?.getBoundingClientRect()) {
    if (!rectangle) return
    const box = this.text.getBoundingClientRect()
    const margin = Math.min(80, box.height / 4)
    if (rectangle.top < box.top + margin) this.text.scrollTop -= box.top + margin - rectangle.top
    else if (rectangle.bottom > box.bottom - margin) {
      this.text.scrollTop += Math.min(rectangle.bottom - box.bottom + margin, rectangle.top - box.top - margin)
    }
  }

  // ---------------------------------------------------------------- words: edges that move from word to word

  whole() {
    return this.nodes.map(({ node }) => node.data).join("")
  }

  spans() {
    const text = this.whole()
    let place = 0
    let read = 0
    return Array.from(text.matchAll(WORD), match => {
      place += points(text.slice(read, match.index))
      const start = place
      place += points(match[0])
      read = match.index + match[0].length
      const behind = text.slice(read, read + 2)
      const stop = STOP.test(text.slice(Math.max(read - 6, 0), read)) && !STOP_GOES_ON.test(behind)
      return { start, end: place, stop: stop || /^\s?\n/.test(behind) }
    })
  }

  between(start, end) {
    return Array.from(this.whole()).slice(start, end).join("")
  }

  words(quote, pieces, edge) {
    this.mode = "words"
    this.edges = { quote, pieces, piece: 0, edge, spans: this.spans() }
    this.drawWords()
    this.text.focus({ preventScroll: true })
    this.select()
  }

  missed() {
    const chosen = this.selected()
    if (chosen) {
      this.ask({ do: "add", content: [chosen] })
      this.root.ownerDocument.getSelection().removeAllRanges()
      return
    }
    const from = this.quote()?.content.at(-1)[1] ?? 0
    const spans = this.spans()
    const first = spans.find(word => word.start >= from) ?? spans[0]
    if (first) this.words(null, [[first.start, first.end]], "both")
  }

  wordsKey(key) {
    const { pieces, edge } = this.edges
    if (key === "Escape") return this.leave()
    if (key === "Enter") return this.saveWords()
    if (key === " ") this.edges.edge = edge === "end" ? "start" : "end"
    if (key === "ArrowLeft" || key === "ArrowRight") this.move(key === "ArrowRight" ? 1 : -1)
    if (key === "ArrowUp" || key === "ArrowDown") this.move(key === "ArrowDown" ? 1 : -1, true)
    if (key === "p") this.edges.piece = (this.edges.piece + 1) % pieces.length
    if (key === "-" && pieces.length > 1) {
      pieces.splice(this.edges.piece, 1)
      this.edges.piece = 0
    }
    if (key === "+") {
      const last = Math.max(...pieces.map(piece => piece[1]))
      const word = this.edges.spans.find(each => each.start >= last)
      if (word) this.edges.piece = pieces.push([word.start, word.end]) - 1
      this.edges.edge = "both"
    }
    this.drawWords()
    this.select()
  }

  move(by, sentence = false) {
    const { spans, pieces, piece, edge } = this.edges
    const now = pieces[piece]
    const first = Math.max(spans.findIndex(word => word.end > now[0]), 0)
    const last = Math.max(spans.findLastIndex(word => word.start < now[1]), first)
    let place = (edge === "end" ? last : first) + by
    // by sentences: a last word goes to where one ends, a first one to where one begins
    const there = at => (edge === "end" ? spans[at].stop : at === 0 || spans[at - 1].stop)
    while (sentence && spans[place + by] && spans[place] && !there(place)) place += by
    place = Math.min(Math.max(place, edge === "end" ? first : 0), edge === "start" ? last : spans.length - 1)
    if (edge !== "end") now[0] = spans[place].start
    if (edge !== "start") now[1] = spans[place].end
  }

  saveWords() {
    const { quote, pieces } = this.edges
    const content = [...pieces].sort((one, other) => one[0] - other[0])
    this.mode = "look"
    this.edges = null
    this.root.ownerDocument.getSelection().removeAllRanges()
    this.ask(quote === null ? { do: "add", content } : { do: "words", quote, content })
    this.draw()
    this.focus()
  }

  drawWords() {
    const again = this.panel.contains(this.root.getRootNode().activeElement)
    this.drawPanel()
    if (again) this.text.focus({ preventScroll: true })
  }

  select() {
    const [start, end] = this.edges.pieces[this.edges.piece]
    const [from, to] = [this.point(start, false), this.point(end, true)]
    const selection = this.root.ownerDocument.getSelection()
    selection.setBaseAndExtent(...from, ...to)
    const range = document.createRange()
    const [edge, offset] = this.edges.edge === "end" ? to : from
    range.setStart(edge, Math.max(offset - 1, 0))
    range.setEnd(edge, Math.min(Math.max(offset, 1), edge.length))
    this.reveal(range.getBoundingClientRect())
  }

  point(place, end) {
    const { node, start } = this.nodes.find(each => (end ? place <= each.end : place < each.end)) ?? this.nodes.at(-1)
    return [node, Array.from(node.data).slice(0, place - start).join("").length]
  }

  selected() {
    const selection = this.root.ownerDocument.getSelection()
    if (!selection.rangeCount || selection.isCollapsed) return null
    const range = selection.getRangeAt(0)
    const place = (container, offset) => {
      const known = this.nodes.find(({ node }) => node === container)
      if (known) return known.start + points(container.data.slice(0, offset))
      const child = container.childNodes?.[offset]
      return child && this.nodes.find(({ node }) => child.contains(node))?.start
    }
    const start = place(range.startContainer, range.startOffset)
    const end = place(range.endContainer, range.endOffset)
    return start === undefined || end === undefined || start >= end ? null : [start, end]
  }

  fromSelection() {
    const chosen = this.selected()
    if (!chosen) return
    this.edges.pieces[this.edges.piece] = chosen
    if (this.edges.edge === "both") this.edges.edge = "end"
    this.drawPanel()
  }
}

// ---------------------------------------------------------------- the two places where it runs

function render({ model, el }) {
  const review = new Review(el, { send: message => model.send(message) })
  const show = () => review.show(model.get("view"))
  model.on("change:view", show)
  show()
  return () => model.off("change:view", show)
}

async function page(place) {
  let review = null
  let waiting = Promise.resolve() // one after the other, in the order of the keys
  const call = async options => {
    const answer = await fetch(options ? "do" : "view", options)
    if (!answer.ok) throw new Error((await answer.text()).slice(0, 200))
    return answer.json()
  }
  const send = message => {
    const options = { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(message) }
    waiting = waiting.then(() => call(options)).then(view => review.show(view)).catch(error => review.fail(error.message))
  }
  review = new Review(place, { send })
  try {
    review.show(await call())
    review.focus()
  } catch (error) {
    review.fail(error.message)
  }
}

if (typeof document !== "undefined") {
  const place = document.querySelector("main[data-quoteattr-review]")
  if (place) page(place)
}

export default { render }
