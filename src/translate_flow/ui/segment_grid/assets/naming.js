// Complete the name of a person after an @ in a text field: by keyboard, or by a click.
import { el } from "./dom.js";

const MOST = 6;
// As `translate_flow.domain.comments` finds names: not inside an address.
const BEGUN = /(?<![\p{Script=Latin}\p{N}_@/])@([a-z0-9._-]*)$/iu;

export class Naming {
  constructor({ box, label, people, grown }) {
    Object.assign(this, { box, people, grown });
    this.node = el("ul", { class: "people", role: "listbox", id: "tf-people", "aria-label": label, hidden: true });
    box.setAttribute("aria-autocomplete", "list");
    box.addEventListener("input", () => this.look());
    box.addEventListener("blur", () => this.hide());
    this.found = [];
  }

  get shown() {
    return !this.node.hidden;
  }

  get begun() {
    const { value, selectionStart, selectionEnd } = this.box;
    return selectionStart === selectionEnd ? BEGUN.exec(value.slice(0, selectionStart))?.[1].toLowerCase() : undefined;
  }

  async look() {
    if (this.begun === undefined) return void this.hide();
    const people = await this.people();
    const { begun } = this;
    const fits = ({ name, display }) => [name, ...display.toLowerCase().split(/\s+/)].some((word) => word.startsWith(begun));
    this.found = begun === undefined ? [] : people.filter(fits).slice(0, MOST);
    if (!this.found.length || !this.box.matches(":focus")) return void this.hide();
    this.at = 0;
    this.paint();
  }

  hide() {
    this.node.hidden = true;
    for (const name of ["aria-controls", "aria-activedescendant"]) this.box.removeAttribute(name);
  }

  paint() {
    this.node.replaceChildren(...this.found.map(({ name, display }, i) =>
      el("li", {
        class: "person", role: "option", id: `tf-person-${i}`, "aria-selected": String(i === this.at),
        onmousedown: (event) => { event.preventDefault(); this.choose(i); },
      }, el("bdi", { text: name }), display && display !== name ? el("bdi", { class: "display", text: display }) : null)));
    const grew = this.node.hidden;
    this.node.hidden = false;
    this.box.setAttribute("aria-controls", "tf-people");
    this.box.setAttribute("aria-activedescendant", `tf-person-${this.at}`);
    if (grew) this.grown();
  }

  // Whether the key was for the list.
  takes(event) {
    if (!this.shown || event.altKey || event.ctrlKey || event.metaKey) return false;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      this.at = (this.at + step + this.found.length) % this.found.length;
      this.paint();
    } else if (event.key === "Enter" || (event.key === "Tab" && !event.shiftKey)) this.choose(this.at);
    else if (event.key === "Escape") this.hide();
    else return false;
    return true;
  }

  choose(i) {
    const caret = this.box.selectionStart;
    const start = caret - this.begun.length - 1;
    this.box.setSelectionRange(start, caret);
    const text = `@${this.found[i].name} `;
    // The one way that keeps the browser's own undo; it is deprecated and has no successor.
    if (!document.execCommand("insertText", false, text)) {
      this.box.setRangeText(text, start, caret, "end");
      this.box.dispatchEvent(new Event("input"));
    }
    this.hide();
  }
}
