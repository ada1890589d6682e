// Beside the segment that is being worked on: what the memory has for it, and the terms that it must use.
//
// Both are asked for a moment after the segment was opened; while somebody types, only how the terms are used. Every
// text goes in as text.
import { el, icon, passages } from "./dom.js";
import { keyOf } from "./keys.js";
import { placeOf } from "./tags.js";

const ARRIVAL_MS = 120;
const PAUSE_MS = 400;
const MATCHES = 3;
const WORD_OR_TAG = /<\/?\d+\/?>|[\p{L}\p{M}\p{N}]+(?:['’-][\p{L}\p{M}\p{N}]+)*/gu;
const TAG = /<\/?\d+\/?>/g;
const LETTER = /^[\p{L}\p{N}]/u;
const AFTER = /[\p{L}\p{M}\p{N}.,;:!?%)\]»”]$/u;

export class Beside {
  constructor({ context, area, replace, put, grown }) {
    Object.assign(this, { context, area, replace, put, grown });
    this.list = el("ol", { class: "matches", "aria-label": context.t("matches") });
    this.chips = el("div", { class: "terms", role: "group", "aria-label": context.t("terms") });
    this.node = el("div", { class: "beside", hidden: true }, this.chips, this.list);
    this.leave();
  }

  enter(item) {
    if (item === this.item) return;
    this.leave();
    this.item = item;
    this.wait(ARRIVAL_MS, true);
  }

  leave() {
    clearTimeout(this.timer);
    if (this.terms?.length) this.context.marked([]);
    Object.assign(this, { item: null, matches: [], terms: [], textOf: null });
    this.paint();
  }

  // Terms that nobody needs here are not looked for again.
  typed() {
    if (this.terms.length) this.wait(PAUSE_MS, false);
  }

  wait(pause, matches) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.ask(matches), pause);
  }

  async ask(matches) {
    const { item } = this;
    if (this.asking) return void this.wait(PAUSE_MS, matches);
    this.asking = true;
    const text = this.area.value;
    const found = await this.context.suggestions(item, { text, matches }).catch(() => null);
    this.asking = false;
    if (!found || item !== this.item) return;
    this.terms = found.terms;
    if (matches) this.matches = found.matches.slice(0, MATCHES);
    this.context.marked(spansOf(this.terms));
    this.textOf = text;
    this.paint();
    if (matches && !this.node.hidden) this.grown();
  }

  paint() {
    this.node.hidden = !this.matches.length && !this.terms.length;
    this.paintTerms();
    const shown = JSON.stringify(this.matches);
    if (shown === this.shown) return;
    this.shown = shown;
    this.list.hidden = !this.matches.length;
    this.list.replaceChildren(...this.matches.map((match, i) => this.match(match, i)));
  }

  match(match, i) {
    const { t, percent, source, language } = this.context;
    const whose = [match.sentence ? t("match_sentence") : "", match.article || t("match_imported"), match.origin.kind === "machine" ? t("origin_machine") : ""];
    const key = keyOf(`insert_${i + 1}`);
    return el("li", {}, el("button", { class: "match", type: "button", "aria-keyshortcuts": key.aria, title: t("insert_match"), onclick: () => this.insert(i) },
      el("span", { class: "rank" }, el("strong", { class: match.same ? "same" : "", text: percent(match.rank, 100) }), el("kbd", { text: key.shown })),
      el("span", { class: "text", dir: source.dir, lang: source.tag }, ...passages(match.passages)),
      el("span", { class: "text", dir: language.dir, lang: language.tag, text: match.target }),
      el("span", { class: "whose", text: whose.filter(Boolean).join(" · ") })));
  }

  // A chip that stays keeps its node: the keyboard may be on it.
  paintTerms() {
    const shown = JSON.stringify(this.terms.map((term) => [term.source, term.target, term.use]));
    if (shown === this.shownTerms) return;
    this.shownTerms = shown;
    this.chips.hidden = !this.terms.length;
    const chips = this.terms.map((term, i) => this.chip(term, i));
    if (chips.length !== this.chips.children.length) return void this.chips.replaceChildren(...chips);
    chips.forEach((chip, i) => {
      const there = this.chips.children[i];
      for (const name of ["class", "title", "aria-label"]) there.setAttribute(name, chip.getAttribute(name));
      there.replaceChildren(...chip.childNodes);
    });
  }

  chip(term, i) {
    const { t, source, language } = this.context;
    const key = keyOf(`insert_${i + 1 + MATCHES}`);
    const says = t(`term_${term.use}`);
    const told = [`${term.source} → ${term.target}: ${says}`, term.note].filter(Boolean).join(". ");
    return el("button", { class: `term term-${term.use}`, type: "button", title: told, "aria-label": told, "aria-keyshortcuts": key.aria, onclick: () => this.insertTerm(i) },
      icon({ used: "translated", missing: "needs_work", forbidden: "close" }[term.use]),
      el("span", { class: "of", dir: source.dir, lang: source.tag, text: term.source }),
      el("span", { class: "to", dir: language.dir, lang: language.tag, text: term.target }), key.shown ? el("kbd", { text: key.shown }) : null);
  }

  // By number: the first ones are matches, the ones after them terms.
  insert(at) {
    if (at >= MATCHES) return void this.insertTerm(at - MATCHES);
    const match = this.matches[at];
    if (match) match.sentence ? this.putIn(match.target) : this.replace(match.target);
  }

  // In the place of what must not stand there, if that is still as it was; else at the caret.
  insertTerm(i) {
    const term = this.terms[i];
    if (!term) return;
    this.area.focus({ preventScroll: true });
    const { value } = this.area;
    if (term.replace && value === this.textOf) {
      const [start, end] = term.replace.map((at) => placeOf(value, this.item.codes, at));
      this.area.setSelectionRange(start, end);
      this.put(term.replace[2]);
    } else this.putIn(term.target);
  }

  // At the caret, or after the word or the tag that it stands in, apart from the words around it.
  putIn(text) {
    this.area.focus({ preventScroll: true });
    const { value, selectionStart, selectionEnd } = this.area;
    if (selectionStart !== selectionEnd) return void this.put(text);
    const { spaceless } = this.context.language;
    const at = edge(value, selectionStart, spaceless);
    this.area.setSelectionRange(at, at);
    const before = !spaceless && AFTER.test(value.slice(0, at)) ? " " : "";
    const after = !spaceless && LETTER.test(value.slice(at)) ? " " : "";
    this.put(before + text + after);
  }

  // Whether the text needs a term that it does not use, or has a forbidden one: as it was typed, else as it was saved.
  wrongTerms(item, text) {
    if (item === this.item && text === this.textOf) return this.terms.some((term) => term.use !== "used");
    return item.server.flags.includes("terms") && text === item.server.text;
  }
}

// Where the terms stand in the source, the longer one where two share letters.
function spansOf(terms) {
  const kept = [];
  for (const { start, end } of [...terms].sort((one, other) => one.start - other.start || other.end - one.end)) {
    if (!kept.length || start >= kept.at(-1)[1]) kept.push([start, end]);
  }
  return kept;
}

// Where something may go in without breaking what the caret stands in.
function edge(value, caret, spaceless) {
  const around = value.matchAll(spaceless ? TAG : WORD_OR_TAG);
  const within = [...around].find(({ index, 0: { length } }) => index < caret && caret < index + length);
  return within ? within.index + within[0].length : caret;
}
