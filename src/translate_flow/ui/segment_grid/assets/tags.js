// Inline codes in a text: <1>…</1> and <2/>, where only numbers in the segment's code table are codes.
import { el } from "./dom.js";

const TAG = /<(\/?)([1-9][0-9]{0,5})(\/?)>/g;

export function tokens(text, codes) {
  const table = new Map(codes.map((code) => [code.id, code]));
  const found = [];
  let literal = 0;
  for (const match of text.matchAll(TAG)) {
    const [written, closing, number, empty] = match;
    const code = table.get(Number(number));
    if (!code || (closing && empty) || code.alone !== Boolean(empty)) continue;
    if (match.index > literal) found.push(text.slice(literal, match.index));
    found.push({ code, form: empty ? "empty" : closing ? "close" : "open" });
    literal = match.index + written.length;
  }
  if (literal < text.length) found.push(text.slice(literal));
  return found;
}

export const plain = (text, codes) =>
  codes.length ? tokens(text, codes).filter((token) => typeof token === "string").join("") : text;

// Where a code point of the plain text stands in the text with its tags, in UTF-16 units as a text field counts.
export function placeOf(text, codes, at) {
  let left = at, place = 0;
  for (const token of tokens(text, codes)) {
    if (typeof token !== "string") {
      place += written(token).length;
      continue;
    }
    const points = [...token];
    if (left < points.length) return place + points.slice(0, left).join("").length;
    left -= points.length;
    place += token.length;
  }
  return place;
}

const written = ({ code, form }) => ({ open: `<${code.id}>`, close: `</${code.id}>`, empty: `<${code.id}/>` })[form];

// What keeps a text from being whole: tags to add (in the order of the source), and whether the rest is in order.
export function check(text, codes) {
  if (!codes.length) return { missing: [], whole: true, ordered: true };
  const count = new Map();
  const stack = [];
  let ordered = true;
  for (const token of tokens(text, codes)) {
    if (typeof token === "string") continue;
    const key = `${token.form} ${token.code.id}`;
    count.set(key, (count.get(key) ?? 0) + 1);
    if (token.form === "open") stack.push(token.code.id);
    if (token.form === "close" && stack.pop() !== token.code.id) ordered = false;
  }
  const repeated = [...count.values()].some((times) => times > 1);
  const missing = codes.map((code) => lacking(code, count)).filter(Boolean);
  ordered = ordered && !repeated && (stack.length === 0 || missing.length > 0);
  return { missing, ordered, whole: !missing.length && ordered && !stack.length };
}

function lacking(code, count) {
  const open = `<${code.id}>`, close = `</${code.id}>`;
  if (code.alone) return count.has(`empty ${code.id}`) ? null : { code, before: `<${code.id}/>`, after: "" };
  const opens = count.has(`open ${code.id}`), closes = count.has(`close ${code.id}`);
  if (opens && closes) return null;
  return { code, before: opens ? "" : open, after: closes ? "" : close };
}

const CHIP = { open: ["‹", "›"], close: ["‹/", "›"], empty: ["‹", "/›"] };

export function chip({ code, form }, title) {
  const [before, after] = CHIP[form];
  return el("span", { class: `chip ${form}`, "aria-hidden": "true", title, text: `${before}${code.id}${after}` });
}

// Fill a node with a text for reading: chips for the tags, and the look of the codes on what they enclose.
export function show(node, text, codes, name) {
  node.replaceChildren();
  const open = [];
  for (const token of tokens(text, codes)) {
    if (typeof token === "string") {
      const looks = open.map((code) => `is-${code.kind}`).join(" ");
      node.append(looks ? el("span", { class: looks, text: token }) : token);
      continue;
    }
    if (token.form === "close") {
      const at = open.lastIndexOf(token.code);
      if (at >= 0) open.splice(at, 1);
    }
    node.append(chip(token, name(token.code)));
    if (token.form === "open") open.push(token.code);
  }
}
