// What a person spends on a segment: the time that its field has the keyboard, and the keys that change its text. It goes
// along with the next save of the segment. What is typed is not kept.
//
// Nobody can tell thinking from being away: a pause counts, up to the cut and no further. It ends with a key, a movement
// of the pointer or a scroll. While the page is hidden, or the field does not have the keyboard, nothing counts.

export const nothing = () => ({ milliseconds: 0, typed: 0, deleted: 0, other: 0 });

// Of a save that was not taken.
export function giveBack(item, spent) {
  for (const name of Object.keys(item.spent)) item.spent[name] += spent?.[name] ?? 0;
}

export class Effort {
  constructor(seconds) {
    Object.assign(this, { cut: seconds * 1000, item: null, running: false, sign: 0, counted: 0 });
  }

  watch(area) {
    Object.assign(this, { area, item: null, running: false });
    area.addEventListener("focus", () => this.look());
    area.addEventListener("blur", () => this.stop());
    area.addEventListener("input", (event) => this.count(event));
  }

  enter(item) {
    this.item = item;
    this.look();
  }

  leave() {
    this.stop();
    this.item = null;
  }

  // Whether somebody can work now: with the keyboard in the field, on a page that is seen.
  look() {
    this.stop();
    this.running = Boolean(this.item) && !document.hidden && this.area.matches(":focus");
    this.sign = this.counted = performance.now();
  }

  stop() {
    this.settle();
    this.running = false;
  }

  // A sign of life.
  seen() {
    this.settle();
    this.sign = this.counted = performance.now();
  }

  // Take down the time so far, which is no sign of life by itself.
  settle() {
    const until = Math.min(performance.now(), this.sign + this.cut);
    if (!this.running || until <= this.counted) return;
    this.item.spent.milliseconds += until - this.counted;
    this.counted = until;
  }

  count({ inputType, data }) {
    if (this.item) this.item.spent[kindOf(inputType ?? "", data)] += 1;
  }

  // What goes along with a save: from here on a new sum begins.
  take(item) {
    if (item === this.item) this.settle();
    const { spent } = item;
    item.spent = nothing();
    return { ...spent, milliseconds: Math.round(spent.milliseconds) };
  }
}

// One character, or one step of an input method, is typed; what is pasted, offered or copied is one key for much.
function kindOf(inputType, data) {
  if (inputType.startsWith("delete")) return "deleted";
  if (inputType === "insertCompositionText" || inputType === "insertLineBreak") return "typed";
  return [...(data ?? "")].length === 1 ? "typed" : "other";
}
