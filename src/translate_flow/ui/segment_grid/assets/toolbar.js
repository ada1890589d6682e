// Above the article: how far it is, what is shown of it, and whether everything is saved.
import { el, icon } from "./dom.js";
import { FILTERS } from "./model.js";

const SEARCH_MS = 150;
// Offered only where there is something to show.
const SELDOM = new Set(["proposed", "stale", "issues"]);

export class Toolbar {
  constructor(context) {
    const { t, keyOf, run } = context;
    this.context = context;
    this.bar = el("progress", { class: "bar", max: "1", value: "0", "aria-label": t("progress") });
    this.done = el("span", { class: "done" });
    this.saved = el("span", { class: "saved", role: "status" });
    this.live = el("span", { class: "hidden", "aria-live": "polite" });
    this.filters = Object.fromEntries(FILTERS.map((name) => [name, this.filter(name)]));
    this.search = el("input", { class: "query", type: "search", placeholder: t("search"), size: t("search").length, "aria-label": t("search"), "aria-keyshortcuts": keyOf("search").aria, autocomplete: "off" });
    this.search.addEventListener("input", () => {
      clearTimeout(this.wait);
      this.wait = setTimeout(() => context.select({ query: this.search.value }), SEARCH_MS);
    });
    this.where = this.choice("where", ["both", "source", "target"], () => context.select({ where: this.where.value }));
    this.view = this.choice("view", ["edit", "target", "source", "both"], () => context.show(this.view.value));
    this.some = el("span", { class: "small found", role: "status" });
    this.renew = el("button", { class: "button small renew", type: "button", hidden: true, "data-action": "renew", text: t("renew"), onclick: () => context.renew() });
    this.here = el("span", { class: "here", hidden: true });
    const small = (name, picture) => el("button", {
      class: "button small", type: "button", "data-action": name, "aria-label": t(name), "aria-keyshortcuts": keyOf(name).aria,
      title: `${t(name)} (${keyOf(name).shown})`, onclick: () => run(name),
    }, icon(picture));
    this.switches = { riskiest: small("riskiest", "riskiest"), completion: small("completion", "completion") };
    const checking = small("check_all", "translated");
    this.undo = small("undo", "undo");
    this.redo = small("redo", "redo");
    const searching = el("div", { class: "searchbox" }, icon("search"), this.search, this.where);
    this.node = el("div", { class: "toolbar" },
      el("div", { class: "line" }, this.bar, this.done, searching, el("div", { class: "tools" }, ...Object.values(this.switches), checking), this.saved, this.live),
      el("div", { class: "line" },
        el("div", { class: "filters", role: "group", "aria-label": t("filter") }, ...Object.values(this.filters).map((each) => each.button)),
        el("div", { class: "tools" }, this.renew, this.here, this.some, this.view,
          small("previous", "up"), small("next", "down"), this.undo, this.redo, small("help", "keys"))));
  }

  filter(name) {
    const count = el("span", { class: "count" });
    const button = el("button", {
      class: `filter filter-${name}`, type: "button", "data-filter": name, "aria-pressed": "false",
      onclick: () => this.context.select({ filter: name }),
    }, el("span", { text: this.context.t(`filter_${name}`) }), count);
    return { button, count };
  }

  choice(name, values, onchange) {
    const { t, keyOf } = this.context;
    return el("select", { class: "choice", "data-choice": name, "aria-label": t(name), "aria-keyshortcuts": keyOf(name).aria, title: `${t(name)} ${keyOf(name).shown}`.trim(), onchange },
      ...values.map((value) => el("option", { value, text: t(`${name}_${value}`) })));
  }

  viewed(view) {
    this.view.value = view;
  }

  // Who else has this article open.
  others(names) {
    this.here.hidden = !names;
    this.here.textContent = this.context.t("here_now", { who: names });
    this.here.title = this.here.textContent;
  }

  // Somebody brought in another text of the article: what is typed here is kept when it is shown.
  revised(is) {
    if (is && this.renew.hidden) this.say(this.renew.textContent);
    this.renew.hidden = !is;
  }

  // How much a filter, a search or the checks found.
  found(text) {
    this.some.textContent = text;
  }

  chosen({ filter, query, where, riskiest }) {
    this.pressed("riskiest", riskiest);
    this.where.value = where;
    for (const [name, { button }] of Object.entries(this.filters)) button.setAttribute("aria-pressed", String(name === filter));
    if (this.search.value !== query) this.search.value = query;
  }

  pressed(name, on) {
    this.switches[name].setAttribute("aria-pressed", String(on));
  }

  count(counts) {
    const { t, n, percent } = this.context;
    for (const [name, { button, count }] of Object.entries(this.filters)) {
      count.textContent = n(counts[name]);
      button.hidden = SELDOM.has(name) && !counts[name] && button.getAttribute("aria-pressed") === "false";
    }
    this.bar.max = Math.max(counts.words, 1);
    this.bar.value = counts.approvedWords;
    const words = t("approved_words", { percent: percent(counts.approvedWords, counts.words) });
    this.done.textContent = `${words} · ${t("approved_of", { n: n(counts.approved), total: n(counts.all) })}`;
  }

  status(trouble, waiting) {
    const { t, n } = this.context;
    const state = trouble || (waiting ? "saving" : "saved");
    this.saved.dataset.state = state;
    const text = t(`status_${state}`, { n: n(waiting) });
    if (this.saved.textContent !== text) this.saved.textContent = text;
  }

  history(undo, redo) {
    this.undo.setAttribute("aria-disabled", String(!undo));
    this.redo.setAttribute("aria-disabled", String(!redo));
  }

  say(text) {
    this.live.textContent = text;
  }
}
