// Under the segment that is being worked on, when it is asked for: where to split its source, or a sentence of it. The
// cut goes from word to word by arrow keys or a click, from sentence to sentence by up and down. Texts go in as text.
import { el } from "./dom.js";
import { plain } from "./tags.js";

export class Structure {
  constructor({ context, grown, back }) {
    Object.assign(this, { context, grown, back, item: null });
    const { t, source } = context;
    this.left = el("span", {});
    this.right = el("span", {});
    this.line = el("div", { class: "text cutting", role: "slider", tabindex: "0", dir: source.dir, lang: source.tag, "aria-label": t("split_place"), "aria-valuemin": "1" },
      this.left, el("span", { class: "cut", "aria-hidden": "true", text: "┃" }), this.right);
    this.sentence = el("button", { class: "button quiet", type: "button", "data-action": "sentence", "aria-keyshortcuts": "Space", onclick: () => this.correct() });
    this.problem = el("p", { class: "small problem", role: "alert", hidden: true });
    const button = (name, kind, onclick) => el("button", { class: `button ${kind}`, type: "button", "data-action": name, text: t(name), onclick });
    this.node = el("div", { class: "structure", role: "group", "aria-label": t("split"), hidden: true }, this.line,
      el("div", { class: "pair" }, button("split_here", "primary", () => this.apply()), this.sentence, button("split_leave", "quiet", () => this.close())), this.problem);
    this.node.addEventListener("keydown", (event) => this.onKey(event));
    this.line.addEventListener("click", (event) => this.clicked(event));
  }

  enter(item) {
    this.item = item;
  }

  leave() {
    this.item = null;
    this.node.hidden = true;
  }

  turn() {
    if (this.node.hidden) this.show();
    else this.close();
  }

  show() {
    this.text = plain(this.item.source, this.item.codes);
    this.words = starts(this.text, this.context.source.tag);
    this.sentences = places(this.text, this.item.sentences);
    if (!this.words.length) return void this.context.say(this.context.t("structure_place"));
    this.at = this.sentences[0] ?? this.words[Math.floor(this.words.length / 2)];
    this.node.hidden = false;
    this.tell("");
    this.paint();
    this.line.focus({ preventScroll: true });
    this.grown();
  }

  close() {
    this.node.hidden = true;
    this.back();
  }

  onKey(event) {
    const run = this.context.source.dir === "rtl" ? -1 : 1;
    const step = { ArrowRight: run, ArrowLeft: -run, Home: -Infinity, End: Infinity }[event.key];
    const sentence = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === "Escape") this.close();
    else if (event.target !== this.line) return;
    else if (event.key === "Enter") this.apply();
    else if (event.key === " ") this.correct();
    else if (step) this.move(this.words, step);
    else if (sentence) this.move(this.sentences, sentence);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  move(places, step) {
    if (!places.length) return;
    if (!Number.isFinite(step)) this.at = step < 0 ? places[0] : places.at(-1);
    else this.at = (step > 0 ? places.find((place) => place > this.at) : places.findLast((place) => place < this.at)) ?? this.at;
    this.paint();
  }

  // To the word that was clicked.
  clicked(event) {
    const root = this.line.getRootNode();
    const found = document.caretPositionFromPoint?.(event.clientX, event.clientY, { shadowRoots: root instanceof ShadowRoot ? [root] : [] });
    const node = found?.offsetNode ?? document.caretRangeFromPoint?.(event.clientX, event.clientY)?.startContainer;
    if (!node || !this.line.contains(node)) return;
    const offset = (found?.offset ?? 0) + Number(node.parentElement.dataset.from ?? 0);
    this.at = this.words.findLast((place) => place <= offset) ?? this.words[0];
    this.paint();
  }

  paint() {
    this.left.replaceChildren(...this.parts(0, this.at));
    this.right.replaceChildren(...this.parts(this.at, this.text.length));
    const [goesOn, ends] = ["run_on", "end_sentence"].map((name) => this.context.t(name));
    this.sentence.textContent = this.sentences.includes(this.at) ? goesOn : ends;
    this.line.setAttribute("aria-valuemax", this.words.length);
    this.line.setAttribute("aria-valuenow", this.words.indexOf(this.at) + 1);
    const [before, after] = [this.left.textContent.trim().slice(-30), this.right.textContent.trim().slice(0, 30)];
    this.line.setAttribute("aria-valuetext", this.context.t("split_between", { before, after }));
  }

  // A part of the text, each sentence in it for itself.
  parts(from, to) {
    const cuts = [from, ...this.sentences.filter((place) => place > from && place < to), to];
    return cuts.slice(1).map((end, i) => el("span", { class: "sentence", "data-from": cuts[i], text: this.text.slice(cuts[i], end) }));
  }

  tell(text) {
    this.problem.textContent = text;
    this.problem.hidden = !text;
  }

  async apply() {
    this.told(await this.context.restructure("split", this.item, this.points()));
  }

  async correct() {
    const act = this.sentences.includes(this.at) ? "run_on" : "end_sentence";
    this.told(await this.context.correct(act, this.item, this.points()));
  }

  // The sentences of a segment are others.
  refresh(item) {
    if (this.item !== item || this.node.hidden) return;
    this.sentences = places(this.text, item.sentences);
    this.paint();
  }

  told(reason) {
    this.tell(reason && this.context.t(`structure_${reason}`));
  }

  // The place of the cut as the desk counts it.
  points() {
    return [...this.text.slice(0, this.at)].length;
  }
}

// Places that the desk counted in code points.
function places(text, points) {
  const signs = [...text];
  return points.map((point) => signs.slice(0, point).join("").length);
}

// Where words begin, the first one left out: nothing would stand before it.
function starts(text, tag) {
  const words = [...new Intl.Segmenter(tag, { granularity: "word" }).segment(text)];
  return words.filter((part) => part.isWordLike).map((part) => part.index).slice(1);
}
