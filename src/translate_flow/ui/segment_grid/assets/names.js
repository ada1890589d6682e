// Words for what a row shows: the labels come translated from Python, numbers are written as the interface does.

export class Names {
  constructor(labels, interfaceTag) {
    this.labels = labels;
    this.format = new Intl.NumberFormat(interfaceTag || undefined);
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

  codeName(code) {
    const kind = this.t(`code_${code.kind}`);
    return code.ref || code.alt ? `${kind}: ${code.alt || code.ref}` : kind;
  }

  // Only what still stands as a machine or a memory left it, or was made from a demo draft, wears a badge.
  origin({ kind, engine, model, pivot, match, demo }, edited) {
    const from = edited || kind === "person" ? "edited" : kind;
    if (kind === "none" || (from === "edited" && !engine && match === null)) return null;
    const source = kind === "memory" || match !== null ? this.t("origin_memory", { n: this.n(match ?? 100) }) : engine;
    const route = pivot.length ? this.t("origin_pivot", { languages: pivot.join(", ") }) : "";
    const title = [source, model, route, demo ? this.t("demo_warning") : ""].filter(Boolean).join(" · ");
    const words = { edited: this.t("origin_edited"), memory: source, machine: engine || this.t("origin_machine") };
    const shown = demo ? this.t("origin_demo") : words[from];
    return { text: shown, title, demo };
  }

  flags(item) {
    const flags = item.server.flags.map((flag) => this.labels[`flag_${flag}`] ?? flag);
    if (item.stale) flags.unshift(this.t("flag_stale"));
    if (item.problem) flags.unshift(this.t("flag_problem"));
    return flags;
  }
}
