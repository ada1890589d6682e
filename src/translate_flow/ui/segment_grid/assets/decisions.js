// What a person decides about a segment: approve, confirm, send back, take back, and which of two texts stands.
import { held, isOpen, isUnsaved, resultOf, saysNothing } from "./model.js";
import { check } from "./tags.js";

export class Decisions {
  constructor(grid) {
    this.grid = grid;
  }

  // Confirm, approve or send back, and go on to the next segment that is still open.
  decide(action) {
    const { item, editor, history, names, toolbar } = this.grid;
    if (editor.composing) return;
    if (saysNothing(item.text)) return void this.refuse(item, "empty");
    if (action === "approve" && this.warned(item)) return;
    history.leave();
    const entry = history.push({ item, from: null });
    this.wish(item, { action, text: item.text, state: resultOf(item, action, item.text), before: item.text, entry });
    const words = names.t(`said_${action}`, { n: names.n(item.number) });
    toolbar.say(`${words} ${names.formatting(item)}`.trim());
    this.goOn(item, action);
  }

  // Tags that are not whole, terms that are wrong and what a check calls an error take a second press: the first one says what is wrong.
  warned(item) {
    const { beside, checks } = this.grid.editor;
    const right = check(item.text, item.codes).whole && !beside.wrongTerms(item, item.text) && !checks.grave(item, item.text);
    if (right || item.warned === item.text) return false;
    item.warned = item.text;
    this.grid.paint(item);
    this.grid.toolbar.say(this.grid.editor.notes.textContent);
    return true;
  }

  goOn(item, action) {
    const { grid } = this;
    const next = action === "approve" ? grid.nextOpen(item) : grid.beside(item, 1);
    if (next) return void grid.open(next, { focus: true });
    grid.paint(item);
    grid.toolbar.say(grid.names.t(grid.model.work.some(isOpen) ? "end_of_list" : "all_done"));
  }

  refuse(item, reason) {
    this.grid.toolbar.say(this.grid.names.t(`problem_${reason}`));
    if (!item) return;
    const before = item.problem;
    item.problem = reason;
    this.grid.paint(item);
    item.problem = before;
  }

  wish(item, pending) {
    item.text = pending.text;
    item.pending = pending;
    item.dirty = false;
    item.problem = "";
    this.grid.outbox.touch({ now: true });
  }

  // Go back to what an entry remembers, forth again to what it then replaces.
  step(name) {
    const { grid } = this;
    const entry = grid.history[name]();
    if (!entry) return;
    if (entry.wish) return void this.unsplit(entry);
    if (entry.sentence) return void this.resentence(entry, name);
    const { item, from, back } = entry;
    if (from) this.wish(item, { action: "restore", ...from, before: item.text, entry: back });
    else this.withdraw(item);
    if (!grid.shown.includes(item)) grid.select({ filter: "all", query: "" });
    grid.open(item, { focus: true });
    grid.history.enter(item, false);
    grid.paint(item);
    grid.toolbar.say(grid.names.t(`said_${name}`, { n: grid.names.n(item.number) }));
  }

  async resentence({ item, sentence }, name) {
    const { grid } = this;
    grid.open(item, { focus: true });
    const reason = await grid.whole.resentence(sentence.act, item, sentence.at);
    if (!reason) return;
    grid.history.stay(name, { item, sentence });
    this.tell(grid.names.t(`structure_${reason}`));
  }

  // What could not be taken back now may be later.
  async unsplit(entry) {
    const { grid } = this;
    const reason = await grid.whole.restructure("undo", entry.wish);
    if (!reason) return;
    grid.history.done.push(entry);
    grid.paintHistory();
    this.tell(grid.names.t(`structure_${reason}`));
  }

  // Why nothing was done, aloud and in sight, until something is typed or another segment opened.
  tell(text) {
    const { item, toolbar } = this.grid;
    toolbar.say(text);
    if (!item) return;
    item.told = text;
    this.grid.paint(item);
  }

  // To an earlier text; a step like any other, which can be undone.
  goBack(item, { version, text, state }) {
    const { grid } = this;
    grid.history.leave();
    const entry = grid.history.push({ item, from: null });
    this.wish(item, { action: "restore", version, text, state, before: item.text, entry });
    grid.history.enter(item, false);
    grid.paint(item);
    grid.toolbar.say(grid.names.t("said_go_back", { n: grid.names.n(item.number) }));
  }

  // A decision that was not sent yet is simply taken back.
  withdraw(item) {
    item.pending = null;
    item.dirty = item.text !== (item.inflight?.op.text ?? item.server.text);
    this.grid.outbox.touch({ now: true });
  }

  resolve(item, mine) {
    const { grid } = this;
    const { wanted, ...theirs } = item.conflict;
    item.conflict = item.began = null;
    item.server = held(theirs);
    if (mine) {
      const action = wanted === "restore" ? "edit" : wanted;
      this.wish(item, { action, text: item.text, state: resultOf(item, action, item.text) });
    } else this.giveWay(item, theirs);
    grid.history.enter(item, false);
    grid.outbox.touch({ now: true });
    grid.paint(item);
    grid.editor.focus();
    grid.status();
  }

  // One's own text is not lost by it: undo brings it back, over theirs.
  giveWay(item, { text, version, state }) {
    const mine = item.text;
    item.text = text;
    if (mine !== text) this.grid.history.push({ item, from: { version, text: mine, state } });
  }

  // ---- answers

  // Under four eyes one's own text is saved as translated, and told to wait for somebody else.
  second(item) {
    const { toolbar, names } = this.grid;
    item.notice = "second";
    this.wish(item, { action: "confirm", text: item.text, state: "translated", before: item.server.text });
    this.grid.paint(item);
    toolbar.say(names.t("notice_second"));
  }

  answered(item, answer, op) {
    const { grid } = this;
    if (answer.reason === "four_eyes" && op.action === "approve" && item.text === op.text) return void this.second(item);
    if (item === grid.item && !grid.history.visit && !isUnsaved(item)) grid.history.enter(item, true);
    grid.paint(item);
    if (answer.outcome === "conflict") {
      grid.toolbar.say(grid.names.conflict(item, grid.outbox.session.person));
      // The newer version may be there because the source changed: nobody is to decide over the old one.
      grid.refresh({ force: true });
    }
    if (answer.reason === "left") {
      grid.toolbar.revised(true);
      this.tell(grid.names.t("said_left", { n: grid.names.n(item.number) }));
    }
    if (answer.outcome === "refused") grid.toolbar.say(grid.names.t(`problem_${item.problem}`));
  }
}
