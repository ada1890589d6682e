// Under the segment that is being worked on, when it is asked for: what became of its translation, the newest first,
// and a way back to each of it. Every text goes in as text.
import { el, passages } from "./dom.js";

export class Past {
  constructor({ context, grown, back }) {
    Object.assign(this, { context, grown, back, item: null });
    this.list = el("ol", { class: "steps" });
    this.note = el("p", { class: "small", role: "status" });
    this.node = el("div", { class: "past-panel", role: "group", tabindex: "-1", hidden: true, "aria-label": context.t("history") }, this.note, this.list);
    this.node.addEventListener("keydown", (event) => this.onKey(event));
  }

  enter(item) {
    this.item = item;
  }

  leave() {
    this.item = null;
    this.hide();
  }

  turn() {
    if (this.node.hidden) this.show();
    else this.close();
  }

  async show() {
    const { item, context: { t } } = this;
    this.node.hidden = false;
    this.list.replaceChildren();
    this.note.textContent = t("history_loading");
    this.node.focus({ preventScroll: true });
    const answer = await this.context.past(item).catch(() => null);
    if (item !== this.item || this.node.hidden) return;
    this.note.textContent = !answer ? t("history_lost") : answer.steps.length ? "" : t("history_none");
    this.list.replaceChildren(...(answer?.steps ?? []).map((step, place) => this.line(step, place === 0)));
    this.grown();
  }

  hide() {
    this.node.hidden = true;
    this.list.replaceChildren();
  }

  close() {
    this.hide();
    this.back();
  }

  onKey(event) {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    this.close();
  }

  line(step, latest) {
    const { t, when, personOf, language, may } = this.context;
    const whose = step.action === "draft" ? step.engine || personOf(step.author) : personOf(step.author);
    const by = el("p", { class: "small by" }, t(`did_${step.action}`), " · ", el("bdi", { text: whose }), " · ",
      el("time", { datetime: step.at, text: when(step.at) }), " · ", t(`state_${step.state}`));
    const text = el("p", { class: "text", dir: language.dir, lang: language.tag }, ...passages(step.passages));
    const back = el("button", { class: "button quiet", type: "button", "data-action": "go_back", text: t("go_back"), onclick: () => this.goBack(step) });
    return el("li", { class: "step" }, by, text, latest || !may("write") ? null : back);
  }

  goBack(step) {
    this.context.goBack(this.item, step);
    this.close();
  }
}
