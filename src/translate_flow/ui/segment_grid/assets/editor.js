// The one live text field: it moves into the row that is being worked on, with its actions, tags and conflict box.
import { Beside } from "./beside.js";
import { Checks } from "./checks.js";
import { Comments } from "./comments.js";
import { Completing } from "./completing.js";
import { el, icon, passages } from "./dom.js";
import { saysNothing, stateOf } from "./model.js";
import { Past } from "./past.js";
import { Structure } from "./structure.js";
import { check, show } from "./tags.js";

// What no XML can hold is taken out as it is pasted; the server would refuse it.
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

export class Editor {
  constructor(context) {
    this.context = context;
    this.item = null;
    this.composing = false;
    const { t, language } = context;
    this.area = el("textarea", {
      class: "area", dir: language.dir, lang: language.tag, spellcheck: "true", rows: "2",
      "aria-describedby": "tf-notes", autocomplete: "off",
    });
    this.area.readOnly = !context.may("write");
    this.completing = new Completing({
      area: this.area, context, put: (text) => this.put(text), busy: () => this.composing || !this.item || Boolean(this.item.conflict),
    });
    this.beside = new Beside({
      context, area: this.area, replace: (text) => this.replace(text), put: (text) => this.put(text), grown: () => context.grown(this.row.node),
    });
    this.checks = new Checks({ context, area: this.area, put: (text) => this.put(text), grown: () => context.grown(this.row.node) });
    this.comments = new Comments({ context, grown: () => context.grown(this.row.node), back: () => this.focus() });
    this.past = new Past({ context, grown: () => context.grown(this.row.node), back: () => this.focus() });
    this.structure = new Structure({ context, grown: () => context.grown(this.row.node), back: () => this.focus() });
    this.notes = el("div", { class: "notes", id: "tf-notes" });
    this.reading = el("div", { class: "text reading", dir: language.dir, lang: language.tag, "aria-hidden": "true" });
    this.tags = el("div", { class: "tagbar" });
    this.box = el("div", { class: "boxes" });
    this.field = el("div", { class: "field" }, el("div", { class: "typing" }, this.area, this.completing.node), this.reading, this.tags, this.notes, this.box);
    this.actions = el("div", { class: "actions", role: "group", "aria-label": t("actions") }, ...this.buttons());
    this.listen();
  }

  buttons() {
    const { t, run, keyOf } = this.context;
    const button = (name, kind = "") =>
      el("button", {
        class: `button ${kind}`, type: "button", "data-action": name, "aria-keyshortcuts": keyOf(name).aria,
        title: keyOf(name).shown, onclick: () => run(name),
      }, el("span", { text: t(name) }), kind === "primary" ? el("kbd", { text: keyOf(name).shown }) : null);
    const all = [button("copy_source", "quiet"), button("send_back", "quiet"), el("span", { class: "gap" }),
      button("skip", "quiet"), button("confirm"), button("approve", "primary")];
    return all.filter((node) => !node.dataset.action || this.context.may(node.dataset.action));
  }

  listen() {
    this.context.effort.watch(this.area);
    this.area.addEventListener("input", () => this.onInput());
    this.area.addEventListener("compositionstart", () => { this.composing = true; this.context.paused(); this.completing.show(); });
    this.area.addEventListener("compositionend", () => { this.composing = false; this.onInput(); });
    this.area.addEventListener("blur", () => this.item && this.context.left(this.item));
  }

  onInput() {
    if (CONTROL.test(this.area.value)) this.area.value = this.area.value.replace(CONTROL, "");
    if (this.composing || !this.item) return;
    this.context.typed(this.item, this.area.value);
    this.paint();
    this.completing.typed();
    this.beside.typed();
    this.checks.typed();
  }

  enter(item, row) {
    if (this.item) this.leave();
    this.item = item;
    row.node.classList.add("active");
    row.node.setAttribute("aria-current", "true");
    row.target.replaceWith(this.field);
    row.node.append(this.actions, this.checks.node, this.beside.node, this.structure.node, this.comments.node, this.past.node);
    row.talk.tabIndex = 0;
    this.row = row;
    this.beside.enter(item);
    this.checks.enter(item);
    this.comments.enter(item, row.talk);
    this.past.enter(item);
    this.structure.enter(item);
    this.area.setAttribute("aria-label", this.context.t("edit", { n: this.context.n(item.number) }));
    this.reset();
    this.completing.forget();
    this.context.effort.enter(item);
  }

  leave() {
    this.context.effort.leave();
    this.item.told = "";
    this.row.node.classList.remove("active");
    this.row.node.removeAttribute("aria-current");
    this.actions.remove();
    this.beside.leave();
    this.beside.node.remove();
    this.checks.leave();
    this.checks.node.remove();
    this.comments.leave();
    this.comments.node.remove();
    this.structure.leave();
    this.structure.node.remove();
    this.past.leave();
    this.past.node.remove();
    this.row.talk.tabIndex = -1;
    this.field.replaceWith(this.row.target);
    this.item = null;
  }

  focus() {
    this.area.focus({ preventScroll: true });
  }

  // Show the item's text again; the caret goes to the end, as after typing it.
  reset() {
    if (this.area.value !== this.item.text) {
      this.area.value = this.item.text;
      this.completing.forget();
      this.checks.typed();
    }
    this.comments.update();
    this.paint();
  }

  paint() {
    if (!this.item) return;
    this.paintTags();
    this.box.replaceChildren(...this.boxes());
    for (const button of this.actions.querySelectorAll("button")) {
      const name = button.dataset.action;
      button.disabled = Boolean(this.item.conflict) && name !== "skip";
    }
    this.row.node.dataset.state = this.item.conflict ? "conflict" : stateOf(this.item);
  }

  paintTags() {
    const { t, codeName, keyOf, formattingOf } = this.context;
    const { missing, whole } = check(this.area.value, this.item.codes);
    this.tags.replaceChildren(
      ...missing.map((tag, i) => el("button", {
        class: "tag", type: "button", title: codeName(tag.code), onclick: () => this.insertTag(tag),
        "aria-label": t("insert_tag_named", { tag: `${tag.before}${tag.after}`, name: codeName(tag.code) }),
      }, el("span", { text: `${tag.before}${tag.after}`, dir: "ltr" }), i === 0 ? el("kbd", { text: keyOf("insert_tag").shown }) : null)),
    );
    const empty = saysNothing(this.area.value);
    this.tags.hidden = empty || !missing.length;
    this.paintReading(empty);
    const wrong = this.beside.wrongTerms(this.item, this.area.value);
    const grave = this.checks.grave(this.item, this.area.value);
    const others = this.context.othersOn(this.item);
    const asks = (!whole || wrong || grave) && this.item.warned === this.area.value;
    const again = asks ? t("approve_anyway", { key: keyOf("approve").shown }) : "";
    const told = [others ? t("works_here", { who: others }) : "", formattingOf(this.item, this.area.value), asks && wrong ? t("why_terms") : "", asks && grave ? t("why_checks") : "", again];
    this.notes.textContent = told.filter(Boolean).join(" ");
    this.notes.hidden = !this.notes.textContent;
    this.notes.classList.toggle("asks", Boolean(again));
  }

  // In a text that runs right to left a text field draws the signs of a tag out of order, and offers no way to keep
  // them together: the words are shown once more as they read.
  paintReading(empty) {
    const { language, codeName } = this.context;
    this.reading.hidden = empty || language.dir !== "rtl" || !this.item.codes.length;
    if (!this.reading.hidden) show(this.reading, this.area.value, this.item.codes, codeName);
  }

  boxes() {
    const { item, context } = this;
    if (item.conflict) return [this.conflictBox(item)];
    const told = item.problem ? context.t(`problem_${item.problem}`) : item.told;
    if (told) return [el("div", { class: "box", role: "alert" }, icon("conflict"), el("span", { text: told }))];
    return [];
  }

  // Both texts beside what they both began with; drawn once for each conflict, for a button in it may have the keyboard.
  conflictBox(item) {
    if (this.conflict?.of === item.conflict) return this.conflict.node;
    const { t, resolve } = this.context;
    const { text: theirs, state, base } = item.conflict;
    const button = (name, mine) => el("button", { class: "button", type: "button", text: t(name), "data-action": name, onclick: () => resolve(item, mine) });
    const texts = { base, theirs, mine: item.text };
    const shown = Object.fromEntries(Object.entries(texts).map(([whose, text]) => [whose, this.version(item, whose, text)]));
    const label = (text) => el("p", { class: "small", text });
    const node = el("div", { class: "box conflict", role: "alert" },
      el("strong", { text: this.context.conflictWords(item) }),
      ...(base ? [label(t("base_is")), shown.base] : []),
      label(t("theirs_is", { state: t(`state_${state}`) })), shown.theirs, label(t("mine_is")), shown.mine,
      el("div", { class: "pair" }, button("take_theirs", false), button("keep_mine", true)));
    this.conflict = { of: item.conflict, node };
    this.compare(shown, [[base, theirs], [base, item.text]]).then(() => this.row && this.context.grown(this.row.node));
    return node;
  }

  version(item, whose, text) {
    const { language, codeName } = this.context;
    const node = el("p", { class: `text version ${whose}`, dir: language.dir, lang: language.tag });
    show(node, text, item.codes, codeName);
    return node;
  }

  // Word by word, as soon as the server has told; without it the texts stand as they are.
  async compare({ theirs, mine }, pairs) {
    const found = await this.context.differences(pairs).catch(() => null);
    if (!found) return;
    theirs.replaceChildren(...passages(found[0]));
    mine.replaceChildren(...passages(found[1]));
  }

  // Tags go around the selection; without one the caret lands where the text belongs.
  insertTag(tag = check(this.area.value, this.item.codes).missing[0]) {
    if (!tag) return;
    this.focus();
    const { selectionStart: start, selectionEnd: end, value } = this.area;
    this.put(`${tag.before}${value.slice(start, end)}${tag.after}`);
    const caret = start === end ? start + tag.before.length : end + tag.before.length + tag.after.length;
    this.area.setSelectionRange(caret, caret);
  }

  // Change the text as a key of `writing.js` says, from what is typed and selected.
  write(change) {
    const { selectionStart: start, selectionEnd: end, value } = this.area;
    const changed = change({ value, start, end }, this.context.language);
    if (!changed) return;
    this.focus();
    this.area.setSelectionRange(changed.start, changed.end);
    this.put(changed.text);
    this.area.setSelectionRange(...changed.select);
  }

  replace(text) {
    this.focus();
    this.area.select();
    this.put(text);
  }

  // The one way to change a text field that keeps the browser's own undo; it is deprecated and has no successor.
  put(text) {
    const { readOnly, selectionStart: start, selectionEnd: end } = this.area;
    if (readOnly || (!text && start === end)) return;
    if (text ? document.execCommand("insertText", false, text) : document.execCommand("delete")) return;
    this.area.setRangeText(text, start, end, "end");
    this.onInput();
  }
}
