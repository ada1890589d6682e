// The side-by-side editor, as a Streamlit component: it reads and saves by HTTP, Python only says what to show.
import { Commands } from "./commands.js";
import { watchConnection } from "./connection.js";
import { Decisions } from "./decisions.js";
import { el } from "./dom.js";
import { Editor } from "./editor.js";
import { Effort } from "./effort.js";
import { History } from "./history.js";
import { Help } from "./help.js";
import { keyOf, remap } from "./keys.js";
import { isOpen, isUnsaved, Model } from "./model.js";
import { message, nothingFits } from "./message.js";
import { Names } from "./names.js";
import { Outbox } from "./outbox.js";
import { Presence } from "./presence.js";
import { Requests } from "./requests.js";
import { measure, settle } from "./room.js";
import { Rows } from "./rows.js";
import { Talk } from "./talk.js";
import { Toolbar } from "./toolbar.js";
import { Vault } from "./vault.js";
import { Whole } from "./whole.js";

const STALE_MS = 20000;

class Grid {
  constructor(parent, data) {
    this.root = parent.querySelector(".tf-grid");
    this.data = data;
    this.item = null;
    this.filter = "all";
    this.query = "";
    this.where = "both";
    this.riskiest = false;
    this.view = "edit";
    this.history = new History(() => this.paintHistory());
    this.decisions = new Decisions(this);
    this.commands = new Commands(this);
    this.requests = new Requests(this);
    this.whole = new Whole(this);
    this.ending = new AbortController();
    this.names = new Names(data.labels, data.interface.tag);
    this.effort = new Effort(data.idle);
    this.listen();
    this.load();
  }

  listen() {
    const options = { signal: this.ending.signal };
    window.addEventListener("online", () => { this.outbox?.send(); this.talk?.send(); }, options);
    window.addEventListener("pagehide", () => { this.outbox?.leave(); this.presence?.leave(); }, options);
    window.addEventListener("resize", () => this.measure(), options);
    window.addEventListener("beforeunload", (event) => this.leaving(event), options);
    document.addEventListener("visibilitychange", () => this.turned(), options);
    for (const sign of ["keydown", "pointermove", "wheel"]) this.root.addEventListener(sign, () => this.effort.seen(), { ...options, passive: true });
    this.root.addEventListener("keydown", (event) => this.commands.onKey(event), options);
    watchConnection(options.signal, () => this.outbox?.lost());
  }

  turned() {
    this.effort.look();
    if (document.hidden) this.outbox?.leave();
    else this.refresh();
  }

  destroy() {
    this.outbox?.leave();
    this.outbox?.close();
    this.talk?.close();
    this.presence?.close();
    this.vault?.close();
    this.watched?.disconnect();
    this.ending.abort();
  }

  get identity() {
    return `${this.data.article} ${this.data.language.tag} ${this.data.interface.tag}`;
  }

  // ---- loading

  async load() {
    this.message("loading");
    try {
      const reply = await this.requests.segments();
      await this.start(reply);
    } catch (error) {
      if (!this.ending.signal.aborted) this.message("load_failed", error.message, () => this.load());
    }
  }

  async start({ rows, person, token, keys, revision }) {
    this.revision = revision;
    remap(keys);
    this.loadedAt = Date.now();
    this.model = new Model(rows);
    this.vault = await new Vault({ person, article: this.data.article, language: this.data.language.code }).open();
    if (this.ending.signal.aborted) return;
    this.outbox = new Outbox({
      api: this.data.api, language: this.data.language.code, session: { person, token }, model: this.model, vault: this.vault, effort: this.effort,
      onAnswer: (item, answer, op) => this.decisions.answered(item, answer, op), onStatus: () => this.status(),
    });
    const drawer = this.vault.drawer("comments");
    this.talk = new Talk({
      api: this.data.api, language: this.data.language.code, outbox: this.outbox, model: this.model, drawer,
      onChange: (item, done) => this.talked(item, done), onStatus: () => this.status(),
    });
    this.talk.restore(await drawer.adopt());
    const kept = this.model.restore(await this.vault.adopt());
    if (!this.model.work.length) return void this.message("no_segments");
    this.build();
    if (kept) this.outbox.flush();
    this.talk.send();
  }

  async refresh({ force = false } = {}) {
    if (!this.outbox || (!force && Date.now() - this.loadedAt < STALE_MS)) return;
    this.loadedAt = Date.now();
    const reply = await this.requests.segments().catch(() => null);
    if (!reply || this.ending.signal.aborted) return;
    this.outbox.session = { person: reply.person, token: reply.token };
    this.revision = reply.revision;
    this.toolbar?.revised(false);
    const changed = this.model.merge(reply.rows);
    if (changed === null) return void this.reload();
    for (const item of changed) this.paint(item);
    if (changed.includes(this.item)) this.editor.comments.load();
    this.status();
  }

  // The article itself changed: start over, with what is unsaved kept in the vault.
  reload() {
    this.outbox.leave();
    this.outbox.close();
    this.talk.close();
    this.vault.close();
    this.item = null;
    this.history.clear();
    return this.load();
  }

  update(data) {
    const again = data.refresh !== this.data.refresh;
    this.data = { ...this.data, refresh: data.refresh };
    if (again) this.refresh({ force: true });
  }

  // ---- building

  message(name, detail = "", retry = null) {
    this.root.replaceChildren(message({ t: this.names.t, name, dir: this.data.interface.dir, detail, retry }));
    this.root.dataset.ready = name;
  }

  build() {
    const { t, n, codeName } = this.names;
    const { requests } = this;
    const context = {
      t, n, codeName, keyOf, percent: (part, whole) => this.names.percent(part, whole), source: this.data.source, language: this.data.language, interfaceLanguage: this.data.interface,
      run: (name) => this.commands.run(name), may: (name) => this.commands.may(name), readonly: this.data.readonly, open: (item) => this.open(item, { focus: true }), beside: (item, step) => this.beside(item, step),
      renew: () => this.refresh({ force: true }), select: (change) => this.select(change), show: (view) => this.show(view), view: () => this.view, marked: (terms) => this.item && this.rows.mark(this.item, terms), typed: (item, text) => this.typed(item, text), paused: () => this.outbox.pause(),
      left: (item) => isUnsaved(item) && this.outbox.flush(), resolve: (item, mine) => this.decisions.resolve(item, mine),
      originOf: (item) => this.names.origin(item.server.origin, item.text !== item.server.text),
      flagsOf: (item) => this.names.flags(item), formattingOf: (item, text) => this.names.formatting(item, text),
      complete: (before, signal) => requests.complete(this.item, before, signal), say: (text) => this.toolbar.say(text),
      tell: (text) => this.decisions.tell(text), check: (item, typed) => requests.check(item, typed), judge: (item, verdict) => requests.judge(item, verdict),
      past: (item) => requests.past(item), restructure: (act, item, at) => this.whole.restructure(act, item, at), correct: (act, item, at) => this.whole.correct(act, item, at), goBack: (item, step) => this.decisions.goBack(item, step),
      suggestions: (item, wanted) => requests.suggestions(item, wanted), grown: (node) => this.rows.uncover(node),
      talk: this.talk, discuss: (item) => this.discuss(item), counted: (item) => this.counted(item),
      effort: this.effort, settle: () => settle(this.rows.node.parentElement, this.rows.node),
      commentsOf: (item) => this.names.comments(item), when: (time) => this.names.when(time),
      personOf: (name) => this.names.person(name, this.talk.me),
      differences: (pairs) => requests.differences(pairs), othersOn: (item) => this.names.others(this.presence.on(item), this.outbox.session.person),
      conflictWords: (item) => this.names.conflict(item, this.outbox.session.person),
    };
    this.presence?.close();
    this.presence = new Presence({ tell: (sign, options) => requests.presence(sign, options), onChange: (segments) => this.othersMoved(segments), onRevision: (number) => this.toolbar.revised(number > this.revision) });
    this.toolbar = new Toolbar(context);
    this.rows = new Rows(context);
    this.editor = new Editor(context);
    this.help = new Help({ t, direction: this.data.language.dir, choose: (keys) => this.whole.chooseKeys(keys) });
    this.nothing = nothingFits(t, () => this.select({ filter: "all", query: "" }));
    this.rows.fill(this.model.segments);
    this.view = "edit";
    this.frame = el("div", { class: "grid", "data-view": this.view, dir: this.data.interface.dir, lang: this.data.interface.tag },
      this.toolbar.node, this.rows.node, this.nothing, this.help.node);
    this.root.replaceChildren(this.frame);
    this.rows.arrange(this.model.order(this.riskiest));
    this.shown = this.model.ordered;
    this.toolbar.chosen(this);
    this.toolbar.pressed("completion", this.editor.completing.on);
    this.measure();
    this.watched?.disconnect();
    this.watched = new ResizeObserver(([entry]) => this.widthChanged(entry.contentBoxSize[0]));
    this.watched.observe(this.rows.node);
    const focus = document.activeElement === document.body;
    this.open(this.first(), { focus, settle: false });
    if (new URL(location.href).searchParams.has("comments")) this.editor.comments.show({ focus });
    this.status();
    this.root.dataset.ready = "ready";
  }

  first() {
    const wanted = Number(new URL(location.href).searchParams.get("seg"));
    const { work } = this.model;
    return work.find((item) => item.number === wanted) ?? work.find(isOpen) ?? work[0];
  }

  measure() {
    if (this.rows) measure(this.rows.node, this.toolbar.node);
  }

  // In another width every row has another height: what is worked on stays in view.
  widthChanged({ inlineSize }) {
    if (inlineSize === this.width) return;
    this.width = inlineSize;
    this.measure();
    this.rows.reveal(this.item);
  }

  // ---- moving

  open(item, { focus = false, settle = focus } = {}) {
    if (!item) return;
    this.turn("edit");
    if (this.item !== item) {
      if (this.item) this.close();
      this.item = item;
      this.history.enter(item, !isUnsaved(item));
      this.editor.enter(item, this.rows.nodes.get(item));
      const address = new URL(location.href);
      this.presence.at(item);
      address.searchParams.set("seg", item.number);
      history.replaceState(history.state, "", address);
    }
    if (focus) this.editor.focus();
    this.rows.reveal(item, { page: settle });
  }

  close() {
    const item = this.item;
    this.history.leave();
    if (isUnsaved(item)) this.outbox.flush();
    this.editor.leave();
    this.item = null;
    this.rows.paint(item);
  }

  beside(item, step) {
    let at = this.shown.indexOf(item) + step;
    while (this.shown[at] && !this.shown[at].editable) at += step;
    return this.shown[at] ?? null;
  }

  nextOpen(item) {
    const at = this.shown.indexOf(item);
    return this.shown.slice(at + 1).find(isOpen) ?? this.shown.slice(0, Math.max(at, 0)).find(isOpen) ?? null;
  }

  select({ filter = this.filter, query = this.query, where = this.where, riskiest = this.riskiest }) {
    const turned = riskiest !== this.riskiest;
    Object.assign(this, { filter, query, where, riskiest });
    if (turned) this.arrange();
    this.shown = this.model.select(filter, query, where);
    this.toolbar.chosen(this);
    this.rows.only(this.shown);
    const some = this.shown.some((item) => item.editable);
    this.rows.node.hidden = !some;
    this.nothing.hidden = some;
    const { t, n } = this.names;
    const all = this.shown.length === this.model.segments.length;
    this.toolbar.found(all ? "" : t("shown_of", { n: n(this.shown.length), total: n(this.model.segments.length) }));
    if (this.view !== "edit") return;
    if (some && !this.shown.includes(this.item)) this.open(this.shown.find(isOpen) ?? this.shown.find((item) => item.editable));
    else if (some) this.rows.reveal(this.item);
  }

  // Rows keep their places while somebody works: the order is made anew only when it is asked for.
  arrange() {
    this.rows.arrange(this.model.order(this.riskiest));
    if (this.riskiest && this.view === "edit") this.open(this.model.ordered.find(isOpen), { focus: this.editor.area.matches(":focus") });
  }

  // To edit, or to read the article as an article: its translation, its source, or both side by side.
  show(view) {
    if (view === this.view) return;
    const item = this.item ?? this.left;
    if (this.item) this.close();
    this.left = item;
    if (view === "edit") return void this.open(item, { focus: true });
    this.turn(view);
    this.rows.stopAt(item);
    this.toolbar.say(this.names.t(`view_${view}`));
  }

  turn(view) {
    this.view = view;
    this.frame.dataset.view = view;
    this.toolbar.viewed(view);
  }

  // ---- talking

  discuss(item) {
    if (item === this.item && this.editor.comments.shown) return void this.editor.comments.hide();
    this.open(item);
    this.editor.comments.show({ focus: true });
  }

  talked(item, done) {
    this.counted(item);
    if (item === this.item) this.editor.comments.update();
    if (done) this.toolbar.say(this.names.t(done.reason ? `comment_${done.reason}` : `said_comment_${done.act}`));
  }

  // Others came, went on or left: their rows, and the one that is worked on here.
  othersMoved(segments) {
    for (const id of segments) if (this.model.byId.has(id)) this.paint(this.model.byId.get(id));
    this.toolbar.others(this.names.others(this.presence.others, this.outbox.session.person));
  }

  counted(item) {
    this.rows.paint(item);
    this.toolbar.count(this.model.counts());
  }

  typed(item, text) {
    this.presence.typed();
    item.text = text;
    item.problem = item.notice = item.told = "";
    item.pending = null;
    item.dirty = text !== (item.inflight?.op.text ?? item.server.text);
    this.history.forget();
    this.rows.paint(item);
    this.outbox.touch();
  }

  // ---- showing

  paint(item) {
    this.rows?.paint(item);
    if (item !== this.item || !this.editor || this.editor.composing) return;
    this.editor.reset();
  }

  status() {
    if (!this.toolbar) return;
    this.toolbar.count(this.model.counts());
    const stuck = this.model.work.some((item) => item.conflict || item.problem);
    const waiting = this.model.work.filter((item) => item.dirty || item.pending || item.inflight).length + this.talk.waiting.length;
    this.toolbar.status(this.outbox.trouble || this.talk.trouble || (!waiting && stuck ? "attention" : ""), waiting);
    for (const item of this.painted ?? []) this.rows.paint(item);
    this.painted = this.model.unsaved();
    for (const item of this.painted) this.rows.paint(item);
    this.paintHistory();
  }

  paintHistory() {
    this.toolbar.history(this.history.done.length || this.history.typed, this.history.undone.length);
  }

  // Only where this browser cannot keep the text does leaving cost anything.
  leaving(event) {
    const texts = this.vault && !this.vault.works && this.model.unsaved().length;
    if (texts || this.talk?.fleeting) event.preventDefault();
  }
}

// Streamlit calls this on every change of the data, and may clean up after a call while the component is still there.
const GRIDS = new WeakMap();

export default function segmentGrid({ parentElement, data }) {
  const known = GRIDS.get(parentElement);
  const next = `${data.article} ${data.language.tag} ${data.interface.tag}`;
  if (known && known.identity === next) known.update(data);
  else {
    known?.destroy();
    GRIDS.set(parentElement, new Grid(parentElement, data));
  }
  return () => setTimeout(() => {
    const host = parentElement.host ?? parentElement;
    if (host.isConnected) return;
    GRIDS.get(parentElement)?.destroy();
    GRIDS.delete(parentElement);
  }, 0);
}
