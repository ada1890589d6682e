// Under the segment that is being worked on: what people said about it, and a box to say something.
//
// Every text goes in as text, in its own direction.
import { el } from "./dom.js";
import { commandOf, keyOf } from "./keys.js";
import { Naming } from "./naming.js";

const ARRIVAL_MS = 120;
// Keys of the editor that also mean something here; the others decide about the segment's text.
const PASSES = new Set(["next", "previous", "next_open", "view", "history", "search", "riskiest", "help", "comments"]);

export class Comments {
  constructor({ context, grown, back }) {
    Object.assign(this, { context, grown, back, item: null });
    const { t, talk } = context;
    this.open = el("ol", { class: "thread" });
    this.settled = el("ol", { class: "thread" });
    this.summary = el("summary", {});
    this.fold = el("details", { class: "settled" }, this.summary, this.settled);
    this.note = el("p", { class: "small note" });
    this.problem = el("p", { class: "small problem", role: "alert" });
    this.box = el("textarea", {
      class: "comment-box", dir: "auto", rows: "2", spellcheck: "true", autocomplete: "off",
      "aria-label": t("comment_write"), placeholder: t("comment_write"),
    });
    this.naming = new Naming({ box: this.box, label: t("comment_people"), people: () => talk.people(), grown: () => this.grow() });
    this.submit = el("button", { class: "button", type: "button", "data-action": "comment", onclick: () => this.say() },
      el("span", { text: t("comment_send") }), el("kbd", { text: keyOf("approve").shown }));
    this.saying = el("div", { class: "saying", hidden: !context.may("comment") }, this.box, this.naming.node,
      el("div", { class: "pair" }, this.submit));
    this.node = el("div", { class: "comments", role: "group", tabindex: "-1", hidden: true },
      this.note, this.open, this.fold, this.saying, this.problem);
    this.node.addEventListener("keydown", (event) => this.onKey(event));
    this.box.addEventListener("input", () => this.item && this.typed());
  }

  // ---- coming and going

  enter(item, button) {
    Object.assign(this, { item, button, wanted: null, lost: false });
    this.reason(false);
    this.naming.hide();
    this.fold.open = false;
    this.node.setAttribute("aria-label", this.context.commentsOf(item));
    this.update();
    clearTimeout(this.timer);
    if (item.comments.all) this.timer = setTimeout(() => this.load(), ARRIVAL_MS);
  }

  leave() {
    clearTimeout(this.timer);
    this.button.setAttribute("aria-expanded", "false");
    this.item = null;
  }

  // Open questions are seen without asking for them, and so is what was typed and never sent.
  get shown() {
    const { item, context: { talk } } = this;
    return this.wanted ?? Boolean(item.comments.open || talk.draft(item) || talk.unsent(item).length);
  }

  get focused() {
    return this.node.matches(":focus-within");
  }

  show({ focus = false } = {}) {
    this.wanted = true;
    this.update();
    this.grow();
    if (focus) this.focus();
  }

  // Why a segment is sent back; it is, once that is said.
  ask() {
    this.show({ focus: true });
    this.reason(true);
  }

  reason(asked) {
    const { t } = this.context;
    this.asked = asked;
    const label = t(asked ? "send_back_reason" : "comment_write");
    this.box.setAttribute("aria-label", label);
    this.box.placeholder = label;
    this.submit.firstChild.textContent = t(asked ? "send_back" : "comment_send");
  }

  hide() {
    this.wanted = false;
    const { focused } = this;
    this.update();
    if (focused) this.back();
  }

  turn() {
    if (this.focused) this.leaveBox();
    else this.show({ focus: true });
  }

  focus() {
    (this.saying.hidden ? this.node : this.box).focus({ preventScroll: true });
    this.context.settle();
    this.grow();
  }

  // Back to the segment; what was opened by hand and holds nothing goes.
  leaveBox() {
    this.wanted = null;
    this.reason(false);
    this.back();
    this.update();
  }

  // More room is taken: as much of it as there is stays in view, above all the box that somebody writes in.
  grow() {
    if (this.node.hidden) return;
    this.grown();
    if (this.focused) this.box.scrollIntoView({ block: "nearest" });
  }

  async load() {
    const { item } = this;
    const found = await this.context.talk.load(item);
    if (item !== this.item) return;
    this.lost = !found;
    this.context.counted(item);
    this.update();
    this.grow();
  }

  // ---- keys

  onKey(event) {
    if (event.isComposing || event.keyCode === 229) return void event.stopPropagation();
    const command = commandOf(event);
    if (event.target === this.box && this.naming.takes(event)) event.preventDefault();
    else if (event.key === "Escape") this.leaveBox();
    else if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      if (event.target === this.box && !event.repeat) this.say();
    } else if (PASSES.has(command)) return;
    else if (command) event.preventDefault();
    event.stopPropagation();
  }

  say() {
    this.wanted = true;
    this.context.talk.say(this.item);
    if (this.asked) return void this.context.run("send_back");
    this.box.focus({ preventScroll: true });
  }

  typed() {
    const { item, context: { talk } } = this;
    talk.typed(item, this.box.value);
    this.tell(talk.threads.get(item.id) ?? []);
  }

  // ---- showing

  update() {
    const { item, context: { t, n, talk } } = this;
    if (!item) return;
    this.node.hidden = !this.shown;
    this.button.setAttribute("aria-expanded", String(this.shown));
    this.node.setAttribute("aria-label", this.context.commentsOf(item));
    if (this.box.value !== talk.draft(item)) this.box.value = talk.draft(item);
    const thread = talk.threads.get(item.id) ?? [];
    const [open, settled] = [thread.filter((one) => !one.resolved), thread.filter((one) => one.resolved)];
    this.fill(this.open, [...open, ...talk.unsent(item)]);
    this.fill(this.settled, settled);
    this.fold.hidden = !settled.length;
    this.summary.textContent = t("comments_resolved", { n: n(settled.length) });
    this.tell(thread);
  }

  tell(thread) {
    const { item, context: { t, talk } } = this;
    const known = talk.threads.has(item.id) || !item.comments.all;
    this.note.textContent = this.lost && !known ? t("comments_lost") : known && !thread.length && !talk.unsent(item).length ? t("comments_none") : "";
    this.note.hidden = !this.note.textContent;
    const problem = talk.problems.get(item.id);
    const names = problem?.names?.map((name) => `\u2068@${name}\u2069`).join(" ");
    this.problem.textContent = problem ? t(`comment_${problem.reason}`, { names }) : "";
    this.problem.hidden = !problem;
  }

  // Painted only when it says something else: the keyboard may be on one of its buttons.
  fill(list, comments) {
    const shown = JSON.stringify([this.item.id, comments]);
    if (list.dataset.shown === shown) return;
    list.dataset.shown = shown;
    const inside = list.matches(":focus-within");
    list.replaceChildren(...comments.map((comment) => (typeof comment === "string" ? this.unsent(comment) : this.comment(comment))));
    list.hidden = !comments.length;
    if (inside) this.focus();
  }

  unsent(text) {
    return el("li", { class: "comment unsent" }, el("p", { class: "words", dir: "auto", text }),
      el("p", { class: "small", text: this.context.t("not_saved_yet") }));
  }

  comment(comment) {
    const { t, when, personOf } = this.context;
    const by = el("p", { class: "small by" }, el("bdi", { text: personOf(comment.author) }), " · ",
      el("time", { datetime: comment.at, text: when(comment.at) }));
    if (comment.resolved) {
      by.append(" · ", t("comment_resolved_by", { by: personOf(comment.resolved_by), when: when(comment.resolved) }));
    }
    const words = comment.passages.map(({ text, person }) => (person ? el("bdi", { class: "mention", text }) : el("span", { text })));
    return el("li", { class: "comment" }, by, el("p", { class: "words", dir: "auto" }, ...words),
      el("div", { class: "pair" }, ...this.buttons(comment)));
  }

  buttons(comment) {
    const { talk, may, readonly } = this.context;
    const mine = comment.author === talk.me && !readonly;
    const turn = comment.resolved ? "reopen" : "resolve";
    return [mine || may("comment") ? this.turner(comment, turn) : null, mine || may("silence") ? this.remover(comment) : null].filter(Boolean);
  }

  turner(comment, act) {
    return el("button", {
      class: "button quiet", type: "button", "data-action": act, text: this.context.t(`comment_${act}`),
      onclick: () => this.want(comment, act),
    });
  }

  // There is no way back from it: it takes a second press.
  remover(comment) {
    const button = el("button", { class: "button quiet", type: "button", "data-action": "remove", text: this.context.t("comment_remove") });
    button.addEventListener("click", () => {
      if (button.dataset.sure) return void this.want(comment, "remove");
      button.dataset.sure = "yes";
      button.textContent = this.context.t("comment_remove_sure");
    });
    return button;
  }

  want(comment, act) {
    this.wanted = true;
    this.context.talk.want(this.item, { act, comment: comment.id });
  }
}
