// Every shortcut: which key, how it is shown, what it runs. Keys are matched by their place on the keyboard (`code`),
// so that they work in every layout and under every input method.
import { el, icon } from "./dom.js";

const APPLE = /Mac|iP(hone|ad|od)/.test(navigator.platform);
const ALT = APPLE ? "⌥" : "Alt+";
const MOD = APPLE ? "⌘" : "Ctrl+";

export const KEYS = {
  approve: { code: "Enter", mod: true, shown: `${MOD}↵`, aria: "Control+Enter Meta+Enter" },
  confirm: { code: "Enter", mod: true, shift: true, shown: `${MOD}⇧↵`, aria: "Control+Shift+Enter Meta+Shift+Enter" },
  send_back: { code: "KeyB", alt: true, shown: `${ALT}B`, aria: "Alt+B" },
  next: { code: "ArrowDown", alt: true, shown: `${ALT}↓`, aria: "Alt+ArrowDown" },
  previous: { code: "ArrowUp", alt: true, shown: `${ALT}↑`, aria: "Alt+ArrowUp" },
  undo: { code: "KeyZ", alt: true, shown: `${ALT}Z`, aria: "Alt+Z" },
  redo: { code: "KeyZ", alt: true, shift: true, shown: `${ALT}⇧Z`, aria: "Alt+Shift+Z" },
  copy_source: { code: "KeyS", alt: true, shown: `${ALT}S`, aria: "Alt+S" },
  insert_tag: { code: "KeyT", alt: true, shown: `${ALT}T`, aria: "Alt+T" },
  search: { code: "KeyF", alt: true, shown: `${ALT}F`, aria: "Alt+F" },
  riskiest: { code: "KeyR", alt: true, shown: `${ALT}R`, aria: "Alt+R" },
  comments: { code: "KeyM", alt: true, shown: `${ALT}M`, aria: "Alt+M" },
  completion: { code: "KeyC", alt: true, shown: `${ALT}C`, aria: "Alt+C" },
  help: { code: "KeyH", alt: true, shown: `${ALT}H · F1`, aria: "Alt+H F1" },
};
// Keys that work while something is suggested; words go the way the translation runs.
const suggested = (direction) => ({
  insert_match: `${ALT}1…3`,
  insert_term: `${ALT}4…6`,
  suggestion_take: "Tab",
  suggestion_word: `${MOD}${direction === "rtl" ? "←" : "→"}`,
  suggestion_other: `${ALT}] · ${ALT}[`,
  suggestion_dismiss: "Esc",
});
const ALSO = { F1: "help" };
// The first three are matches, the others terms; help tells them in one line each.
const NUMBERED = Object.fromEntries([1, 2, 3, 4, 5, 6].map((digit) =>
  [`insert_${digit}`, { code: `Digit${digit}`, alt: true, shown: `${ALT}${digit}`, aria: `Alt+${digit}` }]));
// Skip does what the key for the next segment does.
const SAME = { skip: "next" };

export const keyOf = (name) => KEYS[SAME[name] ?? name] ?? NUMBERED[name] ?? { shown: "", aria: undefined };

export function commandOf(event) {
  // 229: an input method is at work, in browsers that do not say so otherwise.
  if (event.isComposing || event.keyCode === 229) return null;
  if (ALSO[event.code] && !event.altKey && !event.ctrlKey && !event.metaKey) return ALSO[event.code];
  const mod = event.ctrlKey || event.metaKey;
  const found = Object.entries({ ...KEYS, ...NUMBERED }).find(([, key]) =>
    (key.code === event.code || (key.code === "Enter" && event.code === "NumpadEnter")) &&
    Boolean(key.mod) === mod && Boolean(key.alt) === event.altKey && Boolean(key.shift) === event.shiftKey);
  return found ? found[0] : null;
}

export function helpDialog(t, direction) {
  const close = el("button", { class: "button small", type: "button", "aria-label": t("close") }, icon("close"));
  const shown = [...Object.entries(KEYS).map(([name, key]) => [name, key.shown]), ...Object.entries(suggested(direction))];
  const rows = shown.map(([name, key]) =>
    el("div", { class: "shortcut" }, el("dt", { text: t(name) }), el("dd", {}, el("kbd", { text: key }))));
  const dialog = el("dialog", { class: "help", "aria-labelledby": "tf-help" },
    el("div", { class: "head" }, el("h2", { id: "tf-help", text: t("help") }), close),
    el("dl", {}, ...rows), el("p", { class: "small", text: t("help_tags") }), el("p", { class: "small", text: t("help_saving") }));
  close.addEventListener("click", () => dialog.close());
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  return dialog;
}
