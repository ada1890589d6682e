// What concerns the article as a whole: it is checked, its segments are split and merged, its keys are others.

export class Whole {
  constructor(grid) {
    this.grid = grid;
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
