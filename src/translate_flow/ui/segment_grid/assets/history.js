// Undo and redo across segments. The server keeps every version, so a step back is an operation like any other.
//
// An entry is {item, from}: where to go back to, {version, text, state}. `from` of a decision is filled in when its
// operation is made, because only then the version under it is certain.

const MOST = 500;
// A correction of the source's sentences is taken back by the other one.
export const OPPOSITE = { end_sentence: "run_on", run_on: "end_sentence" };

export class History {
  constructor(onChange) {
    this.done = [];
    this.undone = [];
    this.visit = null;
    this.onChange = onChange;
  }

  // What the server had when the row was opened: everything typed since then is one step.
  enter(item, known) {
    this.visit = known ? { item, ...item.server } : null;
  }

  leave() {
    const { visit } = this;
    this.visit = null;
    if (!visit || visit.item.text === visit.text) return;
    this.push({ item: visit.item, from: { version: visit.version, text: visit.text, state: visit.state } });
  }

  get typed() {
    return Boolean(this.visit && this.visit.item.text !== this.visit.text);
  }

  push(entry) {
    this.done.push(entry);
    this.forget();
    if (this.done.length > MOST) this.done.shift();
    this.onChange();
    return entry;
  }

  // Another text stands there now: of the steps before only `entry`, which made it, can be taken back.
  clear(entry) {
    this.visit = null;
    this.undone.length = 0;
    this.done.splice(0, Infinity, ...(entry ? [entry] : []));
  }

  // New work leaves nothing to redo.
  forget() {
    this.undone.length = 0;
  }

  undo() {
    this.leave();
    return this.step(this.done, this.undone);
  }

  redo() {
    return this.step(this.undone, this.done);
  }

  // An entry that could not be taken back now may be later.
  stay(name, entry) {
    const [pile, other] = name === "undo" ? [this.done, this.undone] : [this.undone, this.done];
    other.pop();
    pile.push(entry);
    this.onChange();
  }

  // Take the last entry of one pile; the other gets a place to remember what stands there now.
  step(pile, other) {
    const entry = pile.pop();
    if (!entry || entry.item?.conflict) return null;
    const { item, sentence } = entry;
    const back = sentence ? { item, sentence: { ...sentence, act: OPPOSITE[sentence.act] } } : { item, from: null };
    if (entry.from || sentence) other.push(back);
    this.onChange();
    return { ...entry, back };
  }
}
