// The segments of one article in one language: what the server has, what the person has typed, what is on its way.
import { nothing } from "./effort.js";
import { plain } from "./tags.js";

export const STATES = ["untranslated", "draft", "needs_work", "translated", "approved"];
export const FILTERS = ["all", ...STATES, "proposed", "stale", "flagged", "issues", "comments"];
const LEADS_TO = { confirm: "translated", approve: "approved", send_back: "needs_work" };
// Below this a draft wears a mark; the number orders drafts and is no share of anything.
const UNSURE = 0.4;
const DONE = new Set(["approved", "published"]);
const UNACCEPTED = new Set(["untranslated", "draft", "needs_work"]);

// A segment carries
//   server    text, state, version, origin, flags as last answered: the base of the next operation
//   text      what the person sees and types
//   dirty     typed since the last operation was made
//   pending   {action, text, state, version, entry}: what to send as soon as nothing is in flight
//   inflight  the operation that has no answer yet; it keeps its id until it has one
//   conflict  the newer target that somebody else saved, until the person decides
//   began     the text that it was typed over, where that is from before the page was loaded
//   problem   the word of a refusal, until the text changes
//   spent     time and keys since the last operation was made; the next one takes them along
export class Model {
  constructor(rows) {
    this.segments = rows.map((row, index) => segment(row, index));
    this.byId = new Map(this.segments.map((item) => [item.id, item]));
    this.work = this.segments.filter((item) => item.editable);
    this.ordered = this.segments;
  }

  unsaved() {
    return this.work.filter(isUnsaved);
  }

  counts() {
    const counts = { ...Object.fromEntries(FILTERS.map((name) => [name, 0])), words: 0, approvedWords: 0 };
    for (const item of this.work) {
      counts.all += 1;
      counts.words += item.words;
      for (const filter of FILTERS.slice(1)) counts[filter] += fits(item, filter);
      counts.approvedWords += fits(item, "approved") * item.words;
    }
    return counts;
  }

  // As in the article, or with what deserves a look first: flagged, then the machine's least sure, then the rest.
  order(riskiest) {
    this.ordered = riskiest ? [...this.segments].sort(byRisk) : this.segments;
    return this.ordered;
  }

  // Segments that a filter and a search leave over; code stays in view as context when nothing is filtered.
  // `where` the words are looked for: in the "source", the "target", or "both" together.
  select(filter, query, where = "both") {
    const words = fold(query).split(/\s+/).filter(Boolean);
    return this.ordered.filter((item) => fits(item, filter) && (!words.length || words.every((word) => folded(item)[where].includes(word))));
  }

  // Bring back what was typed and never confirmed, over the version it was typed on: a newer one shows as a conflict.
  restore(kept) {
    let restored = 0;
    for (const [id, entry] of kept) {
      const item = this.byId.get(Number(id));
      if (!item?.editable || (!entry.inflight && !entry.pending && entry.text === item.server.text)) continue;
      item.text = entry.text;
      item.began = entry.began ?? null;
      item.inflight = entry.inflight;
      item.pending = entry.pending;
      item.spent = entry.spent ?? nothing();
      item.dirty = !entry.pending && entry.text !== entry.inflight?.op.text;
      if (!entry.inflight) item.server = { ...item.server, version: entry.base };
      restored += 1;
    }
    return restored;
  }

  // Take in what the server has now, wherever nothing of the person's own is under way.
  merge(rows) {
    const same = rows.length === this.segments.length && rows.every((row, i) => isSame(row, this.segments[i]));
    if (!same) return null;
    return rows.map((row) => this.byId.get(row.id)).filter((item, i) => {
      const talked = item.comments.open !== rows[i].comments.open || item.comments.all !== rows[i].comments.all;
      item.comments = rows[i].comments;
      if (isUnsaved(item) || rows[i].version <= item.server.version) return talked;
      Object.assign(item, { stale: rows[i].stale, changed: rows[i].changed, server: held(rows[i]), text: rows[i].text });
      return true;
    });
  }
}

function segment(row, index) {
  const mine = { dirty: false, pending: null, inflight: null, conflict: null, problem: "", notice: "", told: "", spent: nothing() };
  return { ...row, ...mine, index, server: held(row), editable: row.kind !== "code" };
}

const isSame = (row, item) =>
  row.id === item.id && row.source === item.source && row.kind === item.kind &&
  JSON.stringify(row.codes) === JSON.stringify(item.codes);
// A person's answer tells no confidence: there is none in what people write; and what was proposed, somebody took up.
export const held = ({ text, state, version, origin, flags, confidence = null, proposed = "" }) => ({ text, state, version, origin, flags, confidence, proposed });
export const isUnsaved = (item) => Boolean(item.dirty || item.pending || item.inflight || item.conflict || item.problem);
const isDone = (item) => DONE.has(stateOf(item));
const isStale = (item) => Boolean(item.stale) && !isUnsaved(item);
// What was approved before its source changed waits for a person again, until they have decided.
export const isOpen = (item) => item.editable && (!isDone(item) || isStale(item));
export const shownState = (item) => (isDone(item) && isStale(item) ? "stale" : stateOf(item));
export const needsALook = (item) => Boolean(item.conflict || item.problem || item.stale || item.server.flags.length);
// As the board counts what is flagged; what could not be saved is among it, for no other filter shows it.
const isFlagged = (item) =>
  Boolean(item.conflict || item.problem || (item.server.flags.length && UNACCEPTED.has(stateOf(item))));

// How sure the machine is of what stands there, 0 to 1; null where nobody can tell, or a person wrote it.
export const confidenceOf = (item) => (item.text === item.server.text ? item.server.confidence : null);
export const isUnsure = (item) => isOpen(item) && (confidenceOf(item) ?? 1) < UNSURE;

const risk = (item) => [!item.editable, !isOpen(item), !needsALook(item), confidenceOf(item) ?? Infinity, item.index];

function byRisk(one, other) {
  const [left, right] = [risk(one), risk(other)];
  const at = left.findIndex((part, i) => part !== right[i]);
  return at < 0 ? 0 : left[at] < right[at] ? -1 : 1;
}

// Nothing to see: blanks, and characters without a shape. The desk judges by the same ones.
const NOTHING = /^[\p{Z}\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}\u2800]*$/u;
export const saysNothing = (text) => NOTHING.test(text);

export function editedState(item, text = item.text) {
  if (saysNothing(text)) return "untranslated";
  return item.server.state === "needs_work" ? "needs_work" : "draft";
}

export const resultOf = (item, action, text) => LEADS_TO[action] ?? editedState(item, text);

export function stateOf(item) {
  if (item.pending) return item.pending.state;
  if (item.inflight && item.inflight.op.text === item.text) return item.inflight.state;
  return item.text === item.server.text ? item.server.state : editedState(item);
}

// As the desk counts: what was approved before its source changed is not approved any more.
function fits(item, filter) {
  if (filter === "all") return true;
  if (!item.editable) return false;
  if (filter === "proposed") return Boolean(item.server.proposed);
  if (filter === "stale") return isStale(item);
  if (filter === "flagged") return isFlagged(item);
  if (filter === "issues") return item.issues?.some((issue) => !issue.dismissed) ?? false;
  if (filter === "comments") return item.comments.open > 0;
  if (filter === "approved") return !isOpen(item);
  return stateOf(item) === filter;
}

// Without case and marks: "rio" finds "Río".
const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

function folded(item) {
  const of = `${item.source}\u0000${item.text}`;
  if (item.foldedOf !== of) {
    item.foldedOf = of;
    const [source, target] = [item.source, item.text].map((text) => fold(plain(text, item.codes)));
    item.folded = { source, target, both: `${source}\n${target}` };
  }
  return item.folded;
}
