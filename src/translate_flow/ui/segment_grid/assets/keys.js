// Every shortcut: which key, how it is shown, what it runs. Keys are matched by their place on the keyboard (`code`),
// so that they work in every layout and under every input method.
const APPLE = /Mac|iP(hone|ad|od)/.test(navigator.platform);
const ALT = APPLE ? "⌥" : "Alt+";
const MOD = APPLE ? "⌘" : "Ctrl+";
const SHIFT = "⇧";
const SIGNS = { Enter: "↵", ArrowDown: "↓", ArrowUp: "↑", ArrowLeft: "←", ArrowRight: "→", BracketLeft: "[", BracketRight: "]", Comma: ",", Period: ".", Slash: "/", Semicolon: ";", Quote: "'", Backslash: "\\", Minus: "-", Equal: "=", Backquote: "`" };

const alt = (code) => ({ code, alt: true });
const altShift = (code) => ({ code, alt: true, shift: true });

// As they come; a person may change them.
const USUAL = {
  approve: { code: "Enter", mod: true },
  confirm: { code: "Enter", mod: true, shift: true },
  send_back: alt("KeyB"),
  send_back_why: altShift("KeyB"),
  next: alt("ArrowDown"),
  previous: alt("ArrowUp"),
  next_open: alt("KeyN"),
  undo: alt("KeyZ"),
  redo: altShift("KeyZ"),
  copy_source: alt("KeyS"),
  insert_tag: alt("KeyT"),
  change_case: alt("KeyU"),
  insert_quotes: alt("KeyQ"),
  insert_no_break: { code: "Space", mod: true, shift: true },
  fix: alt("KeyX"),
  check_all: alt("KeyK"),
  merge: alt("KeyJ"),
  split: altShift("KeyJ"),
  search: alt("KeyF"),
  riskiest: alt("KeyR"),
  view: alt("KeyV"),
  comments: alt("KeyM"),
  history: alt("KeyI"),
  completion: alt("KeyC"),
  help: alt("KeyH"),
};
// What the person has changed of it.
let own = {};
const keys = () => ({ ...USUAL, ...own });

export function remap(chosen) {
  own = Object.fromEntries(Object.entries(chosen).filter(([name]) => name in USUAL));
}

export const remapped = () => own;

// The first three are matches, the others terms; help tells them in one line each.
const NUMBERED = Object.fromEntries([1, 2, 3, 4, 5, 6].map((digit) => [`insert_${digit}`, alt(`Digit${digit}`)]));
// Skip does what the key for the next segment does.
const SAME = { skip: "next" };

export const keyOf = (name) => {
  const key = keys()[SAME[name] ?? name] ?? NUMBERED[name];
  return key ? { shown: shownOf(key), aria: ariaOf(key) } : { shown: "", aria: undefined };
};

const plainName = (code) => code.replace(/^(Key|Digit)/, "");

const shownOf = ({ code, mod, alt, shift }) =>
  `${mod ? MOD : ""}${alt ? ALT : ""}${shift ? SHIFT : ""}${SIGNS[code] ?? plainName(code)}`;

function ariaOf({ code, mod, alt, shift }) {
  const key = `${alt ? "Alt+" : ""}${shift ? "Shift+" : ""}${plainName(code)}`;
  return mod ? `Control+${key} Meta+${key}` : key;
}

export function commandOf(event) {
  // 229: an input method is at work, in browsers that do not say so otherwise.
  if (event.isComposing || event.keyCode === 229) return null;
  const mod = event.ctrlKey || event.metaKey;
  if (asksForHelp(event)) return "help";
  const found = Object.entries({ ...keys(), ...NUMBERED }).find(([, key]) =>
    (key.code === event.code || (key.code === "Enter" && event.code === "NumpadEnter")) &&
    Boolean(key.mod) === mod && Boolean(key.alt) === event.altKey && Boolean(key.shift) === event.shiftKey);
  return found ? found[0] : null;
}

// ---- choosing others

const HELD = new Set(["Control", "Shift", "Alt", "Meta", "AltGraph", "CapsLock", "Dead", "Process"]);
// The browser's own, and those of every text field: they are not to be lost, and most cannot be had.
const BROWSERS = new Set("KeyA KeyC KeyF KeyL KeyN KeyP KeyR KeyT KeyV KeyW KeyX KeyY KeyZ Tab Backspace Delete ArrowLeft ArrowRight".split(" "));

// The key that is pressed, as soon as it is more than what is held with it.
export const keyFrom = (event) => (HELD.has(event.key) ? null
  : { code: event.code, mod: event.ctrlKey || event.metaKey, alt: event.altKey, shift: event.shiftKey });

const same = (one, other) => one.code === other.code && ["mod", "alt", "shift"].every((held) => Boolean(one[held]) === Boolean(other[held]));

// Why a key cannot do this, as [reason, what it does]: "plain" ones type, "reserved" ones are the browser's.
export function refusal(name, key) {
  const plain = !key.mod && !key.alt && !/^F([2-9]|1[0-2])$/.test(key.code);
  if (plain || !/^[A-Za-z0-9]+$/.test(key.code)) return ["plain", ""];
  if ((key.mod && !key.alt && BROWSERS.has(key.code)) || ["Tab", "F4", "F5", "F11", "F12"].includes(key.code)) return ["reserved", ""];
  const [taken] = Object.entries({ ...keys(), ...NUMBERED }).find(([other, known]) => other !== name && same(known, key)) ?? [];
  return taken ? ["taken", taken.replace(/^insert_[1-3]$/, "insert_match").replace(/^insert_[4-6]$/, "insert_term")] : null;
}

// F1 anywhere; a question mark wherever nobody can be writing one.
function asksForHelp(event) {
  if (event.altKey || event.ctrlKey || event.metaKey) return false;
  return event.code === "F1" || (event.key === "?" && !event.composedPath()[0].matches?.("input, textarea"));
}

// For the list of them: [name, key as shown]. Those that may be changed:
export const changeable = () => Object.keys(USUAL).map((name) => [name, name === "help" ? `? · F1 · ${keyOf(name).shown}` : keyOf(name).shown]);

// And those that stay; words of a suggestion go the way the translation runs.
export const fixed = (direction) => [
  ["insert_match", `${ALT}1…3`],
  ["insert_term", `${ALT}4…6`],
  ["suggestion_take", "Tab"],
  ["suggestion_word", `${MOD}${direction === "rtl" ? "←" : "→"}`],
  ["suggestion_other", `${ALT}] · ${ALT}[`],
  ["suggestion_dismiss", "Esc"],
];
