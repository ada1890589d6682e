// Words for what a row shows: the labels come translated from Python, numbers are written as the interface does.
import { saysNothing } from "./model.js";
import { check } from "./tags.js";

// Tags read from left to right, in whichever direction the words around them run.
const isolated = (text) => `\u2066${text}\u2069`;

export class Names {
  constructor(labels, interfaceTag) {
    this.labels = labels;
    this.format = new Intl.NumberFormat(interfaceTag || undefined);
    this.share = new Intl.NumberFormat(interfaceTag || undefined, { style: "percent", maximumFractionDigits: 0 });
    this.moment = new Intl.DateTimeFormat(interfaceTag || undefined, { dateStyle: "medium", timeStyle: "short" });
    this.list = new Intl.ListFormat(interfaceTag || undefined);
    this.t = this.t.bind(this);
    this.n = this.n.bind(this);
    this.codeName = this.codeName.bind(this);
  }

  t(name, values = {}) {
    const text = this.labels[name] ?? name;
    return text.replace(/\{(\w+)\}/g, (whole, key) => values[key] ?? whole);
  }

  n(number) {
    return this.format.format(number);
  }

  // Only a whole hundred is 100 %.
  percent(part, whole) {
    return this.share.format(whole ? Math.floor((100 * part) / whole) / 100 : 0);
  }

  when(time) {
    return this.moment.format(new Date(time));
  }

  // "local" is whoever owns a desk without accounts, and, once there are some, whoever runs commands.
  person(name, me) {
    return name !== "local" ? name : this.t(me === name ? "you" : "command_line");
  }

  comments({ number, comments: { open, all } }) {
    return this.t("comments_of", { n: this.n(number), open: this.n(open), total: this.n(all) });
  }

  codeName(code) {
    const kind = this.t(`code_${code.kind}`);
    return code.ref || code.alt ? `${kind}: ${code.alt || code.ref}` : kind;
  }

  // Only what still stands as a machine or a memory left it, or was made from a demo draft, wears a badge.
  origin({ kind, engine, model, pivot, match, demo, reused }, edited) {
    const from = edited || kind === "person" ? "edited" : kind;
    if (kind === "none" || (from === "edited" && !engine && match === null)) return null;
    const source = kind === "memory" || match !== null ? this.t("origin_memory", { n: this.n(match ?? 100) }) : engine;
    const route = pivot.length ? this.t("origin_pivot", { languages: pivot.join(", ") }) : "";
    const again = reused ? this.t("origin_reused", { n: this.n(reused) }) : "";
    const title = [source, model, route, again, demo ? this.t("demo_warning") : ""].filter(Boolean).join(" · ");
    const words = { edited: this.t("origin_edited"), memory: source, machine: engine || this.t("origin_machine") };
    const shown = demo ? this.t("origin_demo") : words[from];
    return { text: shown, title, demo };
  }

  flags(item) {
    const flags = item.server.flags.map((flag) =>
      ({ text: this.labels[`flag_${flag}`] ?? flag, title: flag === "codes" ? this.formatting(item) : this.labels[`why_${flag}`] ?? "" }));
    if (item.stale) flags.unshift({ text: this.t("flag_stale"), title: this.t("stale") });
    if (item.notice) flags.unshift({ text: this.t(`flag_${item.notice}`), title: this.t(`notice_${item.notice}`) });
    if (item.problem) flags.unshift({ text: this.t("flag_problem"), title: this.t(`problem_${item.problem}`) });
    return flags;
  }

  // What to look at in the formatting: which tags are missing, that some are crossed, or that an engine placed whole
  // ones by guess (a person's whole text carries no flag).
  formatting(item, text = item.text) {
    if (saysNothing(text)) return "";
    const { missing, ordered, whole } = check(text, item.codes);
    const tags = missing.map((tag) => isolated(`${tag.before}${tag.after}`)).join(" ");
    const told = [missing.length ? this.t("tags_missing", { tags }) : "", ordered ? "" : this.t("tags_unordered")];
    const guessed = whole && item.server.flags.includes("codes") && text === item.server.text;
    return guessed ? this.t("tags_guessed") : told.filter(Boolean).join(" ");
  }

  // Each person once; one's own other tabs are told as that.
  others(signs, me) {
    const names = [...new Set(signs.map(({ person }) => (person === me ? this.t("another_tab") : this.person(person, me))))];
    return names.length ? this.list.format(names) : "";
  }

  conflict(item, person) {
    const { by } = item.conflict;
    const n = this.n(item.number);
    return by === person ? this.t("conflict_self", { n }) : this.t("conflict", { n, by: by || this.t("somebody") });
  }
}
