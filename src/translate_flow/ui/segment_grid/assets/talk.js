// What people say about segments: threads as they are asked for, what is typed and not sent, what waits for an answer.
//
// A wish keeps its id until it has an answer, so that one sent twice happens once; what was typed and what waits is
// kept in this browser, as the texts of segments are.
import { makeId } from "./dom.js";
import { getJson, pauseAfter } from "./outbox.js";

const WISH = "wish:";
const DROPPED = new Set([400, 404, 413, 415]);

export class Talk {
  constructor({ api, language, outbox, model, drawer, onChange, onStatus }) {
    Object.assign(this, { api, language, outbox, model, drawer, onChange, onStatus });
    this.threads = new Map();
    this.clock = 0;
    this.asOf = new Map();
    this.drafts = new Map();
    this.problems = new Map();
    this.waiting = [];
    this.trouble = "";
    this.failures = 0;
  }

  close() {
    this.closed = true;
    clearTimeout(this.retry);
  }

  get me() {
    return this.outbox.session.person;
  }

  // Whether leaving the page would cost something: this browser cannot keep it.
  get fleeting() {
    return !this.drawer.works && Boolean(this.waiting.length || this.drafts.size);
  }

  // What was typed on a segment that a revision took out is kept too: it may come back.
  restore(kept) {
    for (const [key, entry] of kept) {
      if (key.startsWith(WISH)) this.waiting.push(entry);
      else this.drafts.set(Number(key), entry.text);
    }
    this.waiting.sort((one, other) => one.at - other.at);
    this.save();
  }

  save() {
    const at = Date.now();
    const drafts = [...this.drafts].map(([id, text]) => [id, { text, at }]);
    this.drawer.put(Object.fromEntries([...drafts, ...this.waiting.map((entry) => [WISH + entry.wish.id, entry])]));
  }

  draft(item) {
    return this.drafts.get(item.id) ?? "";
  }

  typed(item, text) {
    if (text) this.drafts.set(item.id, text);
    else this.drafts.delete(item.id);
    this.problems.delete(item.id);
    this.save();
  }

  // What is on its way to be said about a segment.
  unsent(item) {
    return this.waiting.filter(({ wish }) => wish.act === "add" && wish.segment === item.id).map(({ wish }) => wish.text);
  }

  say(item) {
    const text = this.draft(item).trim();
    if (!text) return;
    this.drafts.delete(item.id);
    this.want(item, { act: "add", text });
  }

  want(item, what) {
    this.problems.delete(item.id);
    this.waiting.push({ wish: { id: makeId(), segment: item.id, language: this.language, ...what }, at: Date.now() });
    this.save();
    this.onChange(item);
    this.send();
  }

  // An answer that was asked for before a newer one was taken says nothing new.
  async load(item) {
    const began = ++this.clock;
    const query = new URLSearchParams({ segment: item.id, language: this.language });
    const reply = await getJson(`${this.api}/comments?${query}`).catch(() => null);
    if (reply && began > (this.asOf.get(item.id) ?? 0)) this.take(item, reply.comments, began);
    return Boolean(reply);
  }

  take(item, comments, asOf = ++this.clock) {
    this.asOf.set(item.id, asOf);
    this.threads.set(item.id, comments);
    item.comments = { open: comments.filter((comment) => !comment.resolved).length, all: comments.length };
  }

  people() {
    this.known ??= getJson(`${this.api}/people`).then(({ people }) => people.filter(({ name }) => name !== this.me), () => {
      this.known = undefined;
      return [];
    });
    return this.known;
  }

  // ---- sending, one wish after the other

  async send() {
    const [first] = this.waiting;
    if (this.busy || this.closed || !first) return;
    this.busy = true;
    clearTimeout(this.retry);
    this.onStatus();
    try {
      this.answered(first.wish, await this.outbox.deliver("comments", first.wish));
    } catch (error) {
      this.failed(first.wish, error);
    }
    this.busy = false;
    this.onStatus();
    if (!this.trouble) this.send();
  }

  // Whoever came after this one keeps the wish as well, and asks again: nothing of theirs may be written over.
  answered(wish, { reason, comments, strangers = [] }) {
    if (this.closed) return;
    this.failures = 0;
    this.trouble = "";
    this.waiting = this.waiting.filter((entry) => entry.wish !== wish);
    const item = this.model.byId.get(wish.segment);
    if (item && comments) this.take(item, comments);
    if (reason) this.refused(wish, reason);
    else if (strangers.length) this.problems.set(wish.segment, { reason: "strangers", names: strangers });
    this.save();
    if (item) this.onChange(item, { act: wish.act, reason });
  }

  // What could not be said stands in the box again, before what was typed since.
  refused({ segment, act, text }, reason) {
    this.problems.set(segment, { reason });
    if (act === "add") this.drafts.set(segment, [text, this.drafts.get(segment)].filter(Boolean).join("\n"));
  }

  failed(wish, error) {
    if (DROPPED.has(error.status)) return void this.answered(wish, { reason: error.status === 413 ? "long" : "refused" });
    this.trouble = error.status === 401 || error.status === 403 ? "signed_out" : "offline";
    this.retry = setTimeout(() => this.send(), pauseAfter(this.failures++));
  }
}
