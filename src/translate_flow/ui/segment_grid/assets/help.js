// The list of every shortcut, and a way to choose others.
import { el, icon } from "./dom.js";
import { changeable, fixed, keyFrom, refusal, remapped } from "./keys.js";

export class Help {
  // `choose(keys)` keeps what the person chose; what it answers says whether it could.
  constructor({ t, direction, choose }) {
    Object.assign(this, { t, choose, asking: null });
    const close = el("button", { class: "button small", type: "button", "aria-label": t("close") }, icon("close"));
    this.told = el("p", { class: "small told-keys", role: "status" });
    this.usual = el("button", { class: "button quiet", type: "button", "data-action": "keys_usual", text: t("keys_usual"), hidden: !Object.keys(remapped()).length, onclick: () => this.keep({}) });
    const rows = [...changeable().map(([name, key]) => this.row(name, key, true)), ...fixed(direction).map(([name, key]) => this.row(name, key, false))];
    this.node = el("dialog", { class: "help", "aria-labelledby": "tf-help" },
      el("div", { class: "head" }, el("h2", { id: "tf-help", text: t("help") }), this.usual, close), this.told,
      el("dl", {}, ...rows), el("p", { class: "small", text: t("help_tags") }), el("p", { class: "small", text: t("help_saving") }));
    close.addEventListener("click", () => this.node.close());
    this.node.addEventListener("click", (event) => event.target === this.node && this.node.close());
    this.node.addEventListener("close", () => this.stop());
    this.node.addEventListener("keydown", (event) => this.onKey(event), { capture: true });
  }

  get open() {
    return this.node.open;
  }

  show() {
    this.node.showModal();
  }

  row(name, key, may) {
    const { t } = this;
    const shown = el("kbd", { text: key });
    const change = may ? el("button", { class: "button small change-key", type: "button", "data-key": name, "aria-label": t("change_key_of", { what: t(name) }), title: t("change_key"), onclick: () => this.ask(name, shown) }, icon("edit")) : null;
    return el("div", { class: "shortcut" }, el("dt", { text: t(name) }), el("dd", {}, shown, change));
  }

  ask(name, shown) {
    this.stop();
    this.asking = { name, shown, before: shown.textContent };
    shown.textContent = this.t("press_key");
    this.told.textContent = this.t("press_key_for", { what: this.t(name) });
  }

  stop() {
    if (this.asking) this.asking.shown.textContent = this.asking.before;
    this.asking = null;
    this.told.textContent = "";
  }

  onKey(event) {
    if (!this.asking) return;
    event.preventDefault();
    event.stopPropagation();
    if (event.key === "Escape") return void this.stop();
    const key = keyFrom(event);
    if (!key || event.repeat) return;
    const { name } = this.asking;
    const refused = refusal(name, key);
    if (refused) this.told.textContent = this.t(`key_${refused[0]}`, { what: this.t(refused[1]) });
    else this.keep({ ...remapped(), [name]: key });
  }

  async keep(keys) {
    this.stop();
    if (!(await this.choose(keys))) this.told.textContent = this.t("keys_failed");
  }
}
