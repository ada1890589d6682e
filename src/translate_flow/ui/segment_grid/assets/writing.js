// Keys for what a keyboard lacks: the case of words, the quotation marks of the language, spaces that do not break.

const WORD = /[\p{L}\p{M}\p{N}]+(?:['’-][\p{L}\p{M}\p{N}]+)*/gu;
const SPACE = "\u00a0", NARROW = "\u202f";
// French sets these apart by a narrow space.
const NARROW_BEFORE = /^[;!?]/;

// What a key changes: [start, end, text], and what is selected afterwards.
const change = (start, end, text, from = start + text.length, to = from) => ({ start, end, text, select: [from, to] });

// lower → Capitalised → UPPER → lower, of what is selected or the word at the caret; tags hold no letters.
export function changedCase({ value, start, end }, tag) {
  const [from, to] = start === end ? wordAt(value, start) : [start, end];
  if (from === to) return null;
  const text = inOtherCase(value.slice(from, to), tag);
  return change(from, to, text, from, from + text.length);
}

function wordAt(value, caret) {
  const word = [...value.matchAll(WORD)].find(({ index, 0: found }) => index <= caret && caret <= index + found.length);
  return word ? [word.index, word.index + word[0].length] : [caret, caret];
}

function inOtherCase(text, tag) {
  const [lower, upper] = [text.toLocaleLowerCase(tag), text.toLocaleUpperCase(tag)];
  const capital = lower.replace(WORD, ([first, ...rest]) => first.toLocaleUpperCase(tag) + rest.join(""));
  if (text === lower) return capital === lower ? upper : capital;
  return text === capital && capital !== upper ? upper : lower;
}

// Around what is selected, else with the caret between them; inside a quotation the marks of an inner one.
export function quoted({ value, start, end }, [outer, inner]) {
  const before = value.slice(0, start);
  const [open, close] = depth(before, outer) > 0 ? inner : outer;
  const text = open + value.slice(start, end) + close;
  return change(start, end, text, start === end ? start + open.length : start + text.length);
}

const count = (text, mark) => text.split(mark).length - 1;
const depth = (text, [open, close]) => count(text, open.trim()) - count(text, close.trim());

// In the place of the space beside the caret, if there is one.
export function unbroken({ value, start, end }, french) {
  const from = start === end && value[start - 1] === " " ? start - 1 : start;
  const to = start === end && from === start && value[end] === " " ? end + 1 : end;
  return change(from, to, french && NARROW_BEFORE.test(value.slice(to)) ? NARROW : SPACE);
}
