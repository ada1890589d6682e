// Under the segment that is being worked on: what the checks find in it as it is typed, with what would mend it, and a
// person's word that it is right. Every text goes in as text.
import { el, icon } from "./dom.js";
import { keyOf } from "./keys.js";
import { saysNothing } from "./model.js";
import { placeOf, plain } from "./tags.js";

const ARRIVAL_MS = 150;
const PAUSE_MS = 500;
const SIGNS = { error: "close", warning: "conflict", note: "draft" };
// Terms and tags have a place of their own beside the field.
const ELSEWHERE = new Set(["codes", "term_missing", "term_forbidden"]);
// These show only beside other segments: they are found when the whole article is checked.
const BESIDE = new Set(["inconsistent", "repeated"]);
const SHOWN = 60;

export class Checks {
  constructor({ context, area, put, grown }) {
    Object.assign(this, { context, area, put, grown, item: null, found: [] });
    const { t } = context;
    this.list = el("ul", { class: "issues" });
    this.summary = el("summary", {});
    this.past = el("ul", { class: "issues" });
    this.fold = el("details", { class: "dismissed" }, this.summary, this.past);
    this.problem = el("p", { class: "small problem", role: "alert", hidden: true });
    this.node = el("div", { class: "checks", role: "group", "aria-label": t("checks"), hidden: true }, this.list, this.fold, this.problem);
  }

  enter(item) {
    this.leave();
    this.item = item;
    this.fold.open = false;
    this.found = item.issues ?? [];
    this.textOf = item.issues ? item.text : null;
    this.paint();
    this.wait(ARRIVAL_MS);
  }

  leave() {
    clearTimeout(this.timer);
    Object.assign(this, { item: null, found: [], textOf: null, noting: null });
    this.problem.hidden = true;
    this.paint();
  }

  typed() {
    this.wait(PAUSE_MS);
  }

  wait(pause) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.ask(), pause);
  }

  async ask() {
    const { item } = this;
    if (this.asking) return void this.wait(PAUSE_MS);
    if (saysNothing(this.area.value)) return void this.take(item, "", []);
    this.asking = true;
    const text = this.area.value;
    const answer = await this.context.check(item, { text }).catch(() => null);
    this.asking = false;
    if (answer) this.take(item, text, answer.issues);
  }

  // What shows only beside other segments stays as it was last found.
  take(item, text, issues) {
    const others = (item.issues ?? []).filter((one) => BESIDE.has(one.code));
    item.issues = [...issues, ...others];
    this.context.counted(item);
    if (item !== this.item) return;
    Object.assign(this, { found: item.issues, textOf: text });
    this.paint();
    if (!this.node.hidden) this.grown();
  }

  get current() {
    return this.found.filter((issue) => !issue.dismissed && !ELSEWHERE.has(issue.code));
  }

  // What should not be approved: of the text as it stands, as far as it was looked at.
  grave(item, text) {
    return item === this.item && text === this.textOf && this.current.some((issue) => issue.severity === "error");
  }

  // ---- doing

  // The first one that has a remedy.
  fixFirst() {
    const issue = this.current.find((one) => this.mendable(one));
    if (issue) this.fix(issue);
    else this.context.tell(this.context.t("nothing_to_fix"));
  }

  fix(issue) {
    if (!this.mendable(issue)) return;
    this.select(issue);
    this.put(issue.fix);
    this.context.say(this.context.t("said_fix", { what: this.words(issue) }));
  }

  // Only where the span is still what was looked at, and holds no tag.
  mendable(issue) {
    if (issue.fix === null || this.area.value !== this.textOf || !this.context.may("write")) return false;
    const [start, end] = this.span(issue);
    const text = this.area.value.slice(start, end);
    return plain(text, this.item.codes) === text;
  }

  span({ start, end }) {
    const { value } = this.area;
    return [placeOf(value, this.item.codes, start), placeOf(value, this.item.codes, end)];
  }

  select(issue) {
    this.area.focus({ preventScroll: true });
    this.area.setSelectionRange(...this.span(issue));
  }

  async judge(issue, dismissed, note = "") {
    const { item } = this;
    const { code, start, end } = issue;
    const text = this.area.value;
    const answer = await this.context.judge(item, { text, code, start, end, dismissed, note }).catch(() => ({ reason: "offline" }));
    this.noting = null;
    if (answer.issues) this.take(item, text, answer.issues);
    this.problem.textContent = answer.reason ? this.context.t(`verdict_${answer.reason}`) : "";
    this.problem.hidden = !answer.reason;
    if (!answer.reason) this.context.say(this.context.t(dismissed ? "said_dismiss" : "said_recall"));
    this.area.focus({ preventScroll: true });
  }

  // ---- showing

  // Painted only when it says something else: somebody may be writing why it is right.
  paint() {
    const { current } = this;
    const past = this.found.filter((issue) => issue.dismissed);
    const shown = JSON.stringify([current, past, this.noting, this.area.value === this.textOf]);
    if (shown === this.shown) return;
    this.shown = shown;
    this.node.hidden = !current.length && !past.length;
    this.fill(this.list, current.map((issue) => this.line(issue)));
    this.fill(this.past, past.map((issue) => this.pastLine(issue)));
    this.fold.hidden = !past.length;
    this.summary.textContent = this.context.t("checks_dismissed", { n: this.context.n(past.length) });
  }

  fill(list, lines) {
    list.replaceChildren(...lines);
    list.hidden = !lines.length;
  }

  words({ code }) {
    return this.context.t(`check_${code}`);
  }

  line(issue) {
    const { t, may } = this.context;
    const noting = this.noting === placeOfIssue(issue);
    return el("li", { class: `issue ${issue.severity}`, "data-check": issue.code }, icon(SIGNS[issue.severity]),
      el("span", { class: "hidden", text: t(`severity_${issue.severity}`) }), this.told(issue),
      this.fixer(issue),
      may("dismiss") && !noting && !BESIDE.has(issue.code) ? this.button("dismiss", () => this.note(issue)) : null,
      noting ? this.noteBox(issue) : null);
  }

  told(issue) {
    return el("button", { class: "told", type: "button", title: this.context.t("show_place"), onclick: () => this.select(issue) },
      el("span", { text: this.words(issue) }), ...this.quoted(issue.found), ...(issue.wanted ? [el("span", { class: "small", text: " → " }), ...this.quoted(issue.wanted)] : []));
  }

  quoted(text) {
    const { language } = this.context;
    if (!text) return [];
    return [" ", el("bdi", { class: "quoted", dir: language.dir, lang: language.tag, text: visible(text) })];
  }

  fixer(issue) {
    if (!this.mendable(issue)) return null;
    const first = this.current.find((one) => this.mendable(one)) === issue;
    const button = this.button("fix", () => this.fix(issue));
    if (first) button.append(el("kbd", { text: keyOf("fix").shown }));
    return button;
  }

  button(name, onclick) {
    return el("button", { class: "button quiet", type: "button", "data-action": name, text: this.context.t(name), onclick });
  }

  note(issue) {
    this.noting = placeOfIssue(issue);
    this.paint();
    this.list.querySelector("input").focus();
  }

  noteBox(issue) {
    const { t } = this.context;
    const box = el("input", { class: "why", type: "text", dir: "auto", maxlength: "500", "aria-label": t("dismiss_why"), placeholder: t("dismiss_why") });
    box.addEventListener("keydown", (event) => {
      if (event.isComposing || !["Enter", "Escape"].includes(event.key)) return;
      event.preventDefault();
      event.stopPropagation();
      if (event.key === "Enter") return void this.judge(issue, true, box.value);
      this.noting = null;
      this.paint();
      this.area.focus({ preventScroll: true });
    });
    return el("span", { class: "noting" }, box, this.button("dismiss_now", () => this.judge(issue, true, box.value)));
  }

  pastLine(issue) {
    const { t, personOf, may } = this.context;
    const { by, note } = issue.dismissed;
    const said = el("span", { class: "small" }, t("dismissed_by", { by: personOf(by) }), note ? ": " : "", note ? el("bdi", { text: note }) : null);
    return el("li", { class: "issue past", "data-check": issue.code }, this.told(issue), said,
      may("dismiss") ? this.button("recall", () => this.judge(issue, false)) : null);
  }
}

const placeOfIssue = ({ code, start, end }) => `${code} ${start} ${end}`;

// Blanks are seen where they are what matters; what is long is cut.
function visible(text) {
  const shown = /^\s+$/u.test(text) ? text.replace(/\s/gu, "␣") : text;
  return shown.length > SHOWN ? `${shown.slice(0, SHOWN)}…` : shown;
}
