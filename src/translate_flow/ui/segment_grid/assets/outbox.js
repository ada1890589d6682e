// Send operations: at most one in flight per segment, one request at a time, each resent under its id until answered.
import { makeId } from "./dom.js";
import { giveBack } from "./effort.js";
import { editedState, held, saysNothing } from "./model.js";

const AUTOSAVE_MS = 700;
const TIMEOUT_MS = 15000;
const RETRY_MS = [500, 1000, 2000, 4000];
const MOST = 100;
// A request that outlives its page may carry 64 KiB; a batch of a server's own may hold 1 MB.
const KEEPALIVE_BYTES = 60000;
const BATCH_BYTES = 500000;

export class Outbox {
  constructor({ api, language, session, model, vault, effort, onAnswer, onStatus }) {
    Object.assign(this, { api, language, session, model, vault, effort, onAnswer, onStatus });
    this.failures = 0;
    this.trouble = "";
    this.oneByOne = false;
    this.busy = false;
  }

  close() {
    this.closed = true;
    clearTimeout(this.autosave);
    clearTimeout(this.retry);
  }

  // Every change passes here: it is kept at once, and sent a little later.
  touch({ now = false } = {}) {
    this.vault.save(this.model.unsaved());
    clearTimeout(this.autosave);
    if (now) this.flush();
    else this.autosave = setTimeout(() => this.flush(), AUTOSAVE_MS);
    this.onStatus();
  }

  // While an input method composes, the text is not a text yet.
  pause() {
    clearTimeout(this.autosave);
  }

  flush() {
    clearTimeout(this.autosave);
    for (const item of this.model.work) this.prepare(item);
    this.vault.save(this.model.unsaved());
    this.send();
  }

  prepare(item) {
    if (item.inflight || item.conflict || !(item.pending || item.dirty)) return;
    const wish = item.pending ?? { action: "edit", text: item.text, state: editedState(item) };
    if (wish.entry) wish.entry.from = { version: item.server.version, text: wish.before ?? item.server.text, state: item.server.state };
    const op = { id: makeId(), segment: item.id, language: this.language, action: wish.action, text: wish.text, base: item.server.version, spent: this.effort.take(item) };
    if (wish.action === "restore") op.version = wish.version;
    item.inflight = { op, state: wish.state };
    item.pending = null;
    item.dirty = item.text !== wish.text;
    item.problem = "";
  }

  get waiting() {
    return this.model.work.filter((item) => item.inflight).map((item) => item.inflight.op);
  }

  async send() {
    if (this.busy || this.closed) return;
    const batch = fitting(this.waiting.slice(0, this.oneByOne ? 1 : MOST), BATCH_BYTES);
    if (!batch.length) return;
    this.busy = true;
    clearTimeout(this.retry);
    this.onStatus();
    try {
      this.settle(await this.deliver("ops", { operations: batch }));
    } catch (error) {
      this.fail(error, batch);
    }
    this.busy = false;
    this.onStatus();
    if (!this.trouble && this.waiting.length) this.send();
  }

  settle({ answers }) {
    this.failures = 0;
    this.trouble = "";
    this.oneByOne = false;
    for (const answer of answers) this.take(answer);
    this.flushAfter(answers);
  }

  // What was typed or decided while an operation was in flight goes next.
  flushAfter(answers) {
    const items = answers.map((answer) => this.model.byId.get(answer.segment)).filter(Boolean);
    for (const item of items) if (item.pending) this.prepare(item);
    this.vault.save(this.model.unsaved());
    if (items.some((item) => item.dirty)) this.touch();
  }

  take(answer) {
    const item = this.model.byId.get(answer.segment);
    if (!item?.inflight || item.inflight.op.id !== answer.operation) return;
    const { op } = item.inflight;
    item.inflight = null;
    if (answer.outcome !== "saved") giveBack(item, op.spent);
    if (answer.outcome === "saved") this.saved(item, op, answer);
    else if (answer.outcome === "conflict") Object.assign(item, { conflict: { ...answer, wanted: op.action, base: item.began ?? item.server.text }, pending: null, dirty: false });
    else Object.assign(item, { problem: answer.reason || "refused", pending: null, dirty: false });
    this.onAnswer(item, answer, op);
  }

  saved(item, op, answer) {
    const clean = !item.pending && item.text === op.text;
    // A repeated answer may be older than what the page has loaded since.
    if (clean && answer.version < item.server.version) {
      item.text = item.server.text;
      return;
    }
    item.server = held(answer);
    item.began = null;
    // Blanks are kept as no text at all: they are not sent again for that.
    const same = item.text === answer.text || (!answer.text && saysNothing(item.text));
    item.dirty = !item.pending && !same;
    if (op.action === "confirm" || op.action === "approve") item.stale = false;
  }

  fail(error, batch) {
    const rejected = error.status === 400 || error.status === 413;
    if (rejected && batch.length > 1) {
      this.oneByOne = true;
      this.retry = setTimeout(() => this.send(), 0);
      return;
    }
    if (rejected) {
      this.take({ operation: batch[0].id, segment: batch[0].segment, outcome: "refused", reason: "refused" });
      this.retry = setTimeout(() => this.send(), 0);
      return;
    }
    this.trouble = error.status === 401 || error.status === 403 ? "signed_out" : "offline";
    this.retry = setTimeout(() => this.send(), pauseAfter(this.failures++));
  }

  // The page lost its server: say so, though nothing waits to be sent, until it answers again.
  lost() {
    if (this.trouble || this.closed) return;
    this.trouble = "offline";
    this.retry = setTimeout(() => this.ask(), RETRY_MS.at(-1));
    this.onStatus();
  }

  async ask() {
    const session = await getJson(`${this.api}/session`).catch(() => null);
    if (this.closed || !this.trouble) return;
    this.trouble = "";
    if (!session) return void this.lost();
    this.session = session;
    this.onStatus();
    this.send();
  }

  // Send what must arrive once and carries an id for that.
  async deliver(path, body) {
    const answer = await this.request(path, body);
    if (answer.status !== 403) return checked(answer);
    // A restarted server has new tokens.
    this.session = await getJson(`${this.api}/session`);
    return checked(await this.request(path, body));
  }

  request(path, body, options = { signal: AbortSignal.timeout(TIMEOUT_MS) }) {
    return post(`${this.api}/${path}`, body, { token: this.session.token, ...options });
  }

  // The page is going: send what fits, without waiting; the vault holds the rest.
  leave() {
    if (this.closed) return;
    for (const item of this.model.work) this.prepare(item);
    this.vault.save(this.model.unsaved());
    const batch = fitting(this.waiting.slice(0, MOST), KEEPALIVE_BYTES);
    if (batch.length) this.request("ops", { operations: batch }, { keepalive: true }).then(checked).then((json) => this.settle(json)).catch(() => {});
  }
}

export const pauseAfter = (failures) => RETRY_MS[Math.min(failures, RETRY_MS.length - 1)] * (0.8 + 0.4 * Math.random());

function fitting(operations, bytes) {
  const encoder = new TextEncoder();
  let left = bytes;
  const fits = operations.filter((operation) => (left -= encoder.encode(JSON.stringify(operation)).length + 1) > 0);
  return fits.length || bytes === KEEPALIVE_BYTES ? fits : operations.slice(0, 1);
}

export async function getJson(url) {
  return checked(await fetch(url, { credentials: "same-origin", signal: AbortSignal.timeout(TIMEOUT_MS) }));
}

export async function postJson(url, body, options) {
  return checked(await post(url, body, options));
}

function post(url, body, { token, ...options }) {
  const headers = { "Content-Type": "application/json", "X-Translate-Flow-Token": token };
  return fetch(url, { method: "POST", credentials: "same-origin", headers, body: JSON.stringify(body), ...options });
}

async function checked(response) {
  if (response.ok) return response.json();
  const told = await response.json().catch(() => ({}));
  throw Object.assign(new Error(told.error ?? response.statusText), { status: response.status });
}
