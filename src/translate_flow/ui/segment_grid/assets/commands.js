// What a key or a button asks for, and whether the person may.
import { commandOf } from "./keys.js";
import { changedCase, quoted, unbroken } from "./writing.js";

// Held down, these would go through segments that nobody has read.
const DECISIONS = new Set(["approve", "confirm", "send_back"]);
const MOVES = { next: 1, skip: 1, previous: -1 };
const VIEWS = ["edit", "target", "source", "both"];
const WRITING = {
  change_case: (typed, { tag }) => changedCase(typed, tag),
  insert_quotes: (typed, { quotes }) => quoted(typed, quotes),
  insert_no_break: (typed, { tag }) => unbroken(typed, /^fr\b/.test(tag)),
};
const NEEDS = {
  write: "propose", copy_source: "propose", confirm: "edit", approve: "approve", send_back: "approve", send_back_why: "approve", fix: "propose", dismiss: "edit", split: "coordinate", merge: "coordinate",
  comment: "propose", silence: "coordinate", ...Object.fromEntries(Object.keys(WRITING).map((name) => [name, "propose"])),
};

export class Commands {
  constructor(grid) {
    this.grid = grid;
  }

  onKey(event) {
    const { grid } = this;
    if (!grid.model || !grid.editor) return;
    const name = commandOf(event);
    if (name) {
      event.preventDefault();
      event.stopPropagation();
      if (!grid.help.open && !(event.repeat && DECISIONS.has(name))) this.run(name);
    } else if (event.key.length === 1 && !event.ctrlKey && !event.metaKey) {
      // Streamlit listens for plain letters on the page ("r" reruns it).
      event.stopPropagation();
    }
  }

  run(asked) {
    const { grid } = this;
    // One key goes on for everybody: who may not approve confirms with it.
    const name = asked === "approve" && !this.may("approve") && this.may("confirm") ? "confirm" : asked;
    if (!this.may(name)) grid.decisions.refuse(grid.item, "not_allowed");
    else if (name in MOVES) this.goTo(grid.beside(grid.item ?? grid.left, MOVES[name]));
    else if (name === "next_open") this.goTo(grid.nextOpen(grid.item ?? grid.left));
    else if (name === "view") grid.show(VIEWS[(VIEWS.indexOf(grid.view) + 1) % VIEWS.length]);
    else if (name === "undo" || name === "redo") grid.decisions.step(name);
    else if (name === "help") grid.help.show();
    else if (name === "completion") this.turnCompletion();
    else if (name === "riskiest") grid.select({ riskiest: !grid.riskiest });
    else if (name === "check_all") grid.whole.check();
    else if (name === "search") grid.toolbar.search.select();
    else if (grid.item && !grid.rows.node.hidden) this.atSegment(name);
  }

  // Whether the person may; the server asks again.
  may(name) {
    const { rights, readonly } = this.grid.data;
    const needed = NEEDS[name] ?? (name.startsWith("insert_") ? NEEDS.write : null);
    return !needed || (!readonly && rights.includes(needed));
  }

  goTo(item) {
    if (item) this.grid.open(item, { focus: true });
    else this.grid.toolbar.say(this.grid.names.t("end_of_list"));
  }

  atSegment(name) {
    const { editor, item } = this.grid;
    if (name === "comments") editor.comments.turn();
    else if (name === "history") editor.past.turn();
    else if (name === "split") editor.structure.turn();
    else if (name === "merge") this.merge(item);
    else if (!item.conflict) this.act(name);
  }

  async merge(item) {
    const { decisions, names } = this.grid;
    const reason = await this.grid.whole.restructure("merge", item);
    if (reason) decisions.tell(names.t(`structure_${reason}`));
  }

  act(name) {
    const { editor, item, decisions } = this.grid;
    if (name === "copy_source") editor.replace(item.source);
    else if (name === "insert_tag") editor.insertTag();
    else if (name in WRITING) editor.write(WRITING[name]);
    else if (name === "fix") editor.checks.fixFirst();
    else if (name === "send_back_why") editor.comments.ask();
    else if (name.startsWith("insert_")) editor.beside.insert(Number(name.slice("insert_".length)) - 1);
    else decisions.decide(name);
  }

  turnCompletion() {
    const { editor, toolbar, names } = this.grid;
    const on = editor.completing.turn();
    toolbar.pressed("completion", on);
    toolbar.say(names.t(on ? "completion_on" : "completion_off"));
  }
}
