// The article in two columns: one row per segment, read-only except for the one the editor sits in.
import { el, icon, passages } from "./dom.js";
import { mark, unmark } from "./marking.js";
import { needsALook, isUnsaved, isUnsure, shownState, stateOf } from "./model.js";
import { settle } from "./room.js";
import { plain, show } from "./tags.js";

const HEADINGS = new Set(["title", "heading"]);

export class Rows {
  constructor(context) {
    this.context = context;
    this.nodes = new Map();
    this.node = el("div", { class: "rows", role: "list", "aria-label": context.t("segments") });
    this.node.addEventListener("keydown", (event) => this.onKey(event));
  }

  fill(segments) {
    const fragment = document.createDocumentFragment();
    this.nodes = new Map(segments.map((item) => [item, this.make(item)]));
    for (const row of this.nodes.values()) fragment.append(row.node);
    this.node.replaceChildren(fragment);
    for (const item of segments) this.paint(item);
  }

  // Hide what a filter leaves out; nodes stay, so the editor and the scroll position stay too.
  only(segments) {
    const shown = new Set(segments);
    for (const [item, { node }] of this.nodes) node.hidden = !shown.has(item);
  }

  // Put the rows in another order; the one that is worked on is taken along, with the keyboard in it.
  arrange(segments) {
    const active = this.node.getRootNode().activeElement;
    const nodes = segments.map((item) => this.nodes.get(item).node);
    if (nodes.every((node, i) => node === this.node.children[i])) return;
    this.node.replaceChildren(...nodes);
    if (active && this.node.contains(active)) active.focus({ preventScroll: true });
  }

  make(item) {
    const { source, language } = this.context;
    const number = el("div", { class: "number" });
    const text = el("div", { class: "text source", dir: source.dir, lang: source.tag });
    this.words(text, item, item.source);
    const target = el("div", {
      class: "text target", dir: language.dir, lang: language.tag,
      ...(item.editable ? { role: "button", tabindex: "-1" } : {}),
    });
    const marks = el("div", { class: "marks" });
    const talk = item.editable ? el("button", { class: "talk", type: "button", tabindex: "-1", "aria-expanded": "false" }) : null;
    const state = el("div", { class: "state" }, marks, talk);
    const node = el("div", { class: `row kind-${item.kind}`, role: "listitem", "data-number": item.number, onclick: (event) => this.clicked(event, item) }, number, text, target, state);
    if (HEADINGS.has(item.kind)) node.style.setProperty("--level", Math.min(item.level || 1, 4));
    if (item.kind === "item") node.style.setProperty("--depth", Math.min(item.level || 1, 5));
    return { node, number, source: text, target, state, marks, talk };
  }

  words(node, item, text) {
    show(node, text, item.codes, (code) => this.context.codeName(code));
    if (item.kind === "item" || item.kind === "note") {
      node.prepend(el("span", { class: "label", "aria-hidden": "true", text: item.label || "•" }));
    }
  }

  paint(item) {
    const row = this.nodes.get(item);
    if (!row) return;
    const state = item.editable ? stateOf(item) : "code";
    const { t, n } = this.context;
    row.node.dataset.state = item.conflict ? "conflict" : state;
    row.node.toggleAttribute("data-flagged", needsALook(item));
    row.number.textContent = n(item.number);
    this.paintChange(row, item);
    const shown = shownState(item);
    this.paintTarget(row.target, item, shown);
    row.marks.replaceChildren(...this.marks(item, shown));
    this.paintTalk(row, item);
    row.state.title = item.editable ? t(`state_${shown}`) : "";
  }

  // What of the source the termbase has a word for; spans are in code points of the plain text.
  mark(item, spans) {
    const row = this.nodes.get(item);
    unmark(row.source);
    mark(row.source, spans);
  }

  paintTalk({ talk }, item) {
    if (!talk || talk.of === item.comments) return;
    talk.of = item.comments;
    const { open, all } = item.comments;
    talk.textContent = open ? this.context.n(open) : "";
    talk.className = `talk ${open ? "open" : all ? "settled" : ""}`;
    talk.setAttribute("aria-label", this.context.commentsOf(item));
    talk.title = this.context.commentsOf(item);
  }

  // Under the source of a stale translation, what it was made for: until somebody accepts it for the new one.
  paintChange(row, item) {
    const wanted = item.stale && item.changed?.length ? item.changed : null;
    if (wanted === row.changed) return;
    row.changed = wanted;
    row.source.querySelector(".change")?.remove();
    if (!wanted) return;
    const { t, source, interfaceLanguage } = this.context;
    row.source.append(el("div", { class: "change", role: "note", "aria-label": t("source_change") },
      el("div", { class: "why", dir: interfaceLanguage.dir, lang: interfaceLanguage.tag, text: t("source_change") }),
      el("div", { dir: source.dir, lang: source.tag }, ...passages(wanted))));
  }

  paintTarget(node, item, state) {
    if (!item.editable) {
      node.textContent = this.context.t("code_stays");
      return;
    }
    this.words(node, item, item.text);
    const { t, n } = this.context;
    const words = item.text ? plain(item.text, item.codes) : t("nothing_yet");
    node.classList.toggle("empty", !item.text);
    if (!item.text) node.textContent = t("nothing_yet");
    const told = [...this.context.flagsOf(item).map((flag) => flag.title || flag.text), isUnsure(item) ? t("unsure_title") : "", item.comments.open ? this.context.commentsOf(item) : ""].join(" ");
    node.setAttribute("aria-label", `${t("row", { n: n(item.number), state: t(`state_${state}`) })}: ${words} ${told}`.trim());
  }

  // Never by colour alone: a shape, a word, and what a reviewer should know.
  marks(item, state) {
    if (!item.editable) return [];
    const { t } = this.context;
    const shown = item.conflict ? "conflict" : state;
    const origin = this.context.originOf(item);
    const marks = [el("span", { class: "mark" }, icon(shown === "stale" ? "needs_work" : shown), el("span", { text: t(`state_${shown}`) }))];
    if (origin) marks.push(el("span", { class: `badge ${origin.demo ? "demo" : ""}`, title: origin.title, text: origin.text }));
    const { proposed } = item.server;
    if (proposed) marks.push(el("span", { class: "badge proposed", title: t("proposed_title"), text: t("proposed", { who: this.context.personOf(proposed) }) }));
    const others = this.context.othersOn(item);
    if (others) marks.push(el("span", { class: "badge here", title: t("works_here", { who: others }), text: others }));
    for (const flag of item.conflict ? [] : this.context.flagsOf(item)) marks.push(el("span", { class: "badge flag", title: flag.title, text: flag.text }));
    if (isUnsure(item)) marks.push(el("span", { class: "badge unsure", title: t("unsure_title"), text: t("unsure") }));
    if (isUnsaved(item) && !item.conflict && !item.problem) marks.push(el("span", { class: "unsaved", title: t("not_saved_yet"), text: "•" }));
    return marks;
  }

  // The whole row opens its segment; where the editor sits already, its own fields and buttons are meant.
  clicked(event, item) {
    // By the path, for a button that was pressed may be gone by now.
    const on = (names) => event.composedPath().some((node) => node.matches?.(names));
    if (!item.editable || on(".field, .actions, .checks, .beside, .comments, .past-panel, .structure")) return;
    if (on(".talk")) this.context.discuss(item);
    else this.open(item);
  }

  open(item) {
    // Somebody who selects words to copy them does not want the editor.
    const selection = this.node.getRootNode().getSelection?.() ?? document.getSelection();
    if (selection && !selection.isCollapsed && this.node.contains(selection.anchorNode)) return;
    this.context.open(item);
  }

  onKey(event) {
    const item = [...this.nodes.keys()].find((each) => this.stopOf(each) === event.target);
    if (!item || event.altKey || event.ctrlKey || event.metaKey) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (["Enter", " ", "Escape"].includes(event.key)) this.context.open(item);
    else if (step) this.rove(this.context.beside(item, step), item);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  rove(to, from) {
    if (!to) return;
    this.stopOf(from).tabIndex = -1;
    this.stopAt(to);
  }

  stopAt(item) {
    const stop = this.stopOf(item);
    stop.tabIndex = 0;
    stop.focus();
  }

  // Where the keyboard stops in a row: at its translation, while that is on show.
  stopOf(item) {
    const { source, target } = this.nodes.get(item);
    return this.context.view() === "source" ? source : target;
  }

  // A row that grew at its end is moved up just as far as it takes to see it whole.
  uncover(row) {
    const top = row.offsetTop - this.node.scrollTop;
    const over = top + row.offsetHeight - this.node.clientHeight;
    if (over > 0) this.node.scrollTop += Math.min(over, top);
  }

  // Bring a row into view, inside the list and, once somebody works, on the page. Rows that were never drawn have estimated heights, so look again
  // once they are drawn.
  reveal(item, { page = false, again = true } = {}) {
    const row = this.nodes.get(item)?.node;
    if (!row) return;
    const room = this.node.clientHeight;
    const top = row.offsetTop - this.node.scrollTop;
    if (top < 8 || top + Math.min(row.offsetHeight, room) > room - 8) {
      this.node.scrollTop = Math.max(0, row.offsetTop - room * 0.25);
    }
    if (page) {
      settle(this.node.parentElement, this.node);
      row.scrollIntoView({ block: "nearest" });
    }
    if (again) requestAnimationFrame(() => this.reveal(item, { page, again: false }));
  }
}
