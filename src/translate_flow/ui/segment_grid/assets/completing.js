// What may come next, in grey after the caret: Tab takes it, Ctrl+→ the next word of it, Esc sends it away.
//
// It is asked for only after somebody typed (or asked by key), only with the caret at the end of the text, and never
// while an input method composes. One request is under way at a time, and one that takes long is given up.
import { el } from "./dom.js";

const PAUSE_MS = 80;
const PATIENCE_MS = 400;
const SWITCH = "translate-flow:completion";
// No model for this pair: it will not be there a moment later either.
const NO_MODEL = 422;

export class Completing {
  constructor({ area, context, put, busy }) {
    Object.assign(this, { area, context, put, busy });
    this.before = el("span", { class: "before" });
    this.rest = el("span", { class: "rest" });
    this.node = el("div", { class: "area ghost", dir: context.language.dir, lang: context.language.tag, "aria-hidden": "true", hidden: true }, this.before, this.rest);
    this.words = new Intl.Segmenter(context.language.tag, { granularity: "word" });
    this.able = true;
    this.on = remembered();
    this.forget();
    for (const moved of ["keyup", "click", "select", "blur"]) area.addEventListener(moved, () => this.show());
    area.addEventListener("scroll", () => this.place());
    area.addEventListener("keydown", (event) => this.onKey(event));
  }

  // What is suggested belongs to one text in one segment.
  forget() {
    clearTimeout(this.pause);
    Object.assign(this, { found: null, dismissed: null, number: 0 });
    this.show();
  }

  typed() {
    this.dismissed = null;
    if (!this.text) this.number = this.fitting()[0] ?? 0;
    this.show();
    if (this.text) return;
    this.found = null;
    clearTimeout(this.pause);
    this.pause = setTimeout(() => this.ask(), PAUSE_MS);
  }

  turn() {
    this.on = !this.on;
    remember(this.on);
    this.forget();
    return this.on;
  }

  get ready() {
    const { selectionStart, selectionEnd, value } = this.area;
    const atEnd = selectionStart === value.length && selectionEnd === value.length;
    return this.on && this.able && atEnd && !this.busy() && this.area.matches(":focus");
  }

  // What of the suggestion is still to come, as the text stands now.
  get text() {
    if (!this.found || !this.ready || this.dismissed === this.area.value) return "";
    const { value } = this.area;
    const whole = this.found.base + (this.found.texts[this.number] ?? "");
    return whole.startsWith(value) ? whole.slice(value.length) : "";
  }

  async ask() {
    if (!this.ready || this.asking) return;
    const base = this.area.value;
    const giveUp = new AbortController();
    const late = setTimeout(() => giveUp.abort(), PATIENCE_MS);
    this.asking = true;
    const texts = await this.context.complete(base, giveUp.signal).catch((error) => this.failed(error));
    clearTimeout(late);
    this.asking = false;
    const { value } = this.area;
    if (texts.length) this.found = { base, texts };
    if (texts.length) this.number = this.fitting()[0] ?? 0;
    this.show();
    // Somebody typed on meanwhile, and what came does not fit it.
    if (value !== base && !this.text) this.typed();
  }

  failed(error) {
    if (error.status === NO_MODEL) this.able = false;
    return [];
  }

  show() {
    const { text } = this;
    this.node.hidden = !text;
    this.area.toggleAttribute("data-suggested", Boolean(text));
    if (!text) return;
    this.before.textContent = this.area.value;
    this.rest.textContent = text;
    this.place();
  }

  place() {
    if (this.node.hidden) return;
    // A scroll bar takes room from the words.
    this.node.style.inlineSize = `${this.area.clientWidth + 2 * this.area.clientLeft}px`;
    this.node.style.blockSize = `${this.area.offsetHeight}px`;
    this.node.scrollTop = this.area.scrollTop;
  }

  onKey(event) {
    if (event.isComposing || event.keyCode === 229 || !this.command(event)) return;
    event.preventDefault();
    event.stopPropagation();
  }

  command(event) {
    const { code, altKey: alt, ctrlKey, metaKey, shiftKey } = event;
    const mod = ctrlKey || metaKey;
    if (alt && !mod && !shiftKey && code === "BracketRight") return this.other(1);
    if (alt && !mod && !shiftKey && code === "BracketLeft") return this.other(-1);
    if (!this.text || shiftKey) return false;
    const forth = this.context.language.dir === "rtl" ? "ArrowLeft" : "ArrowRight";
    if (code === "Tab" && !alt && !mod) return this.take(this.text);
    if (code === forth && alt !== mod) return this.take(this.firstWord());
    if (code === "Escape") return this.dismiss();
    return false;
  }

  take(text) {
    this.put(text);
    return true;
  }

  dismiss() {
    this.dismissed = this.area.value;
    this.show();
    return true;
  }

  // Which of the suggestions go on from what stands there now.
  fitting() {
    const { base, texts } = this.found ?? { base: "", texts: [] };
    return [...texts.keys()].filter((i) => (base + texts[i]).startsWith(this.area.value));
  }

  // Another suggestion for the same place; where there is none yet, the first one.
  other(step) {
    if (!this.ready) return true;
    if (!this.text) {
      this.dismissed = null;
      this.ask();
      return true;
    }
    const fitting = this.fitting();
    const at = fitting.indexOf(this.number) + step + fitting.length;
    this.number = fitting[at % fitting.length];
    this.show();
    this.context.say(this.text);
    return true;
  }

  // A word with what stands before it and the marks right after it.
  firstWord() {
    const { text } = this;
    let end = 0, worded = false;
    for (const { segment, index, isWordLike } of this.words.segment(text)) {
      if (worded && (isWordLike || !segment.trim())) break;
      worded ||= isWordLike;
      end = index + segment.length;
    }
    return text.slice(0, end);
  }
}

// Storage may be switched off: then the switch holds for this page.
function remembered() {
  try { return localStorage.getItem(SWITCH) !== "off"; } catch { return true; }
}
function remember(on) {
  try { localStorage.setItem(SWITCH, on ? "on" : "off"); } catch { /* as above */ }
}
