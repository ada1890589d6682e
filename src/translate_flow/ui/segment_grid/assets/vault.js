// Keep what the server has not confirmed in this browser, so that no reload, crash or closed tab loses a keystroke.
import { makeId } from "./dom.js";

const TAB = "translate-flow:tab";
const RELEASED_MS = 500;

// Each tab writes under a key of its own; a Web Lock named after it tells the others that the tab is alive.
export class Vault {
  constructor({ person, article, language }) {
    this.place = `${person}:${article}:${language}:`;
    this.prefix = `translate-flow:${this.place}`;
    this.tab = "";
    this.works = true;
  }

  async open() {
    const remembered = read(sessionStorage, TAB);
    // A reload keeps its name as soon as the page before lets go of it; a duplicated tab inherits a name still in use.
    this.tab = remembered && (await hold(remembered, RELEASED_MS)) ? remembered : makeId();
    if (this.tab !== remembered) await hold(this.tab, RELEASED_MS);
    write(sessionStorage, TAB, this.tab);
    return this;
  }

  close() {
    letGo(this.tab);
  }

  // Another place of the same tab, for what is no segment's text.
  drawer(name) {
    return Object.assign(Object.create(Vault.prototype), { prefix: `translate-flow-${name}:${this.place}`, tab: this.tab, works: true });
  }

  save(segments) {
    this.put(Object.fromEntries(segments.map((item) => [item.id, entry(item)])));
  }

  put(kept) {
    this.works = Object.keys(kept).length
      ? write(localStorage, this.prefix + this.tab, JSON.stringify(kept))
      : erase(localStorage, this.prefix + this.tab);
  }

  // Everything this tab left, and everything that tabs left which are gone: theirs becomes ours.
  async adopt() {
    const alive = await heldTabs();
    const found = new Map();
    for (const key of keys(localStorage)) {
      const tab = key.startsWith(this.prefix) ? key.slice(this.prefix.length) : "";
      if (!tab || (tab !== this.tab && alive.has(tab))) continue;
      for (const [id, item] of Object.entries(parse(read(localStorage, key)))) {
        const known = found.get(id);
        if (!known || known.at < item.at) found.set(id, item);
      }
      if (tab !== this.tab) erase(localStorage, key);
    }
    return found;
  }
}

function entry(item) {
  return {
    text: item.text,
    began: item.began ?? item.server.text,
    base: item.inflight ? item.inflight.op.base : item.server.version,
    pending: item.pending && { ...item.pending, entry: null },
    inflight: item.inflight && { ...item.inflight, entry: null },
    spent: item.spent,
    at: Date.now(),
  };
}

// A lock lives as long as its callback's promise, or the page.
const releases = new Map();

function hold(name, patience) {
  if (!navigator.locks) return Promise.resolve(true);
  return new Promise((resolve) => {
    const signal = AbortSignal.timeout(patience);
    const keep = () => new Promise((release) => { releases.set(name, release); resolve(true); });
    navigator.locks.request(lockOf(name), { signal }, keep).catch(() => resolve(false));
  });
}

function letGo(name) {
  releases.get(name)?.();
  releases.delete(name);
}

async function heldTabs() {
  if (!navigator.locks) return new Set();
  const { held: locks } = await navigator.locks.query();
  return new Set(locks.map((lock) => lock.name.replace(lockOf(""), "")));
}

const lockOf = (name) => `translate-flow:${name}`;

// Storage may be switched off or full: the page then asks before it is left (see Grid.leaving).
function read(storage, key) {
  try { return storage.getItem(key); } catch { return null; }
}
function write(storage, key, value) {
  try { storage.setItem(key, value); return true; } catch { return false; }
}
function erase(storage, key) {
  try { storage.removeItem(key); return true; } catch { return false; }
}
function keys(storage) {
  try { return Object.keys(storage); } catch { return []; }
}
function parse(text) {
  try { return JSON.parse(text ?? "{}") ?? {}; } catch { return {}; }
}
