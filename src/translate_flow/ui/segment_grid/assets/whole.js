// What concerns the article as a whole: it is checked, its segments are split and merged, its keys are others.

import { OPPOSITE } from "./history.js";

export class Whole {
  constructor(grid) {
    this.grid = grid;
    this.last = Promise.resolve();
  }

  // The page is drawn anew, for every button names its key; what is unsaved is kept in the vault.
  async chooseKeys(keys) {
    const { grid } = this;
    if (!(await grid.requests.keys(keys).catch(() => null))) return false;
    grid.reload();
    return true;
  }

  // Split or merge segments, or take that back; answers with the reason where it cannot be.
  async restructure(act, { id, number }, at = 0) {
    const { grid } = this;
    const { t, n } = grid.names;
    if (grid.model.unsaved().length) return "unsaved";
    const wish = { act, segment: id, at, seen: grid.revision };
    const { reason } = await grid.requests.structure(wish).catch(() => ({ reason: "offline" }));
    if (reason) return reason;
    await grid.reload();
    grid.history.clear(act === "undo" ? null : { wish: { id, number } });
    grid.paintHistory();
    grid.toolbar.say(t(`said_${act === "undo" ? "put_back" : act}`, { n: n(number) }));
    return "";
  }

  // Let a sentence begin at code point `at` of the source, or no longer; answers with the reason where it cannot be.
  // One after the other: what is undone at once must not arrive before what it undoes.
  resentence(act, item, at) {
    this.last = this.last.then(() => this.resentenced(act, item, at));
    return this.last;
  }

  async resentenced(act, item, at) {
    const { grid } = this;
    const wish = { act, segment: item.id, at, seen: grid.revision };
    const { reason, sentences } = await grid.requests.structure(wish).catch(() => ({ reason: "offline" }));
    if (reason) return reason;
    item.sentences = sentences;
    grid.editor.structure.refresh(item);
    grid.toolbar.say(grid.names.t(`said_${act}`));
    return "";
  }

  // The same, as a step that can be taken back.
  async correct(act, item, at) {
    const reason = await this.resentence(act, item, at);
    if (!reason) this.grid.history.push({ item, sentence: { act: OPPOSITE[act], at } });
    return reason;
  }

  // What the checks find; segments with something to look at are shown.
  async check() {
    const { grid } = this;
    const { t, n } = grid.names;
    grid.toolbar.found(t("checking"));
    const answer = await grid.requests.checks().catch(() => null);
    if (!answer || grid.ending.signal.aborted) return void grid.toolbar.found(t("check_failed"));
    for (const item of grid.model.work) item.issues = answer.segments[item.id] ?? [];
    if (grid.item) grid.editor.checks.enter(grid.item);
    const counts = grid.model.counts();
    grid.toolbar.count(counts);
    if (counts.issues) grid.select({ filter: "issues", query: "" });
    grid.toolbar.found(counts.issues ? t("check_found", { n: n(counts.issues) }) : t("check_nothing"));
  }
}
