// Mark spans of a text that is on show, without building it anew.

// Not of the text: signs of tags, an item's label, what changed in the source.
const ASIDE = ".chip, .label, .change";

// Wrap what lies in `spans`: [start, end] in code points, in order, not overlapping.
export function mark(node, spans) {
  let at = 0;
  for (const part of texts(node)) {
    const points = [...part.data];
    const inside = spans.map(([start, end]) => [start - at, end - at]).filter(([start, end]) => end > 0 && start < points.length);
    if (inside.length) part.replaceWith(...pieces(points, inside));
    at += points.length;
  }
}

export function unmark(node) {
  for (const each of node.querySelectorAll("mark")) each.replaceWith(...each.childNodes);
  node.normalize();
}

function texts(node) {
  const walker = document.createTreeWalker(node, NodeFilter.SHOW_TEXT);
  const found = [];
  while (walker.nextNode()) if (!walker.currentNode.parentElement.closest(ASIDE)) found.push(walker.currentNode);
  return found;
}

function pieces(points, spans) {
  const made = [];
  let at = 0;
  for (const [start, end] of spans) {
    const from = Math.max(start, at);
    made.push(points.slice(at, from).join(""), marked(points.slice(from, end).join("")));
    at = Math.min(end, points.length);
  }
  return [...made, points.slice(at).join("")];
}

function marked(text) {
  const node = document.createElement("mark");
  node.textContent = text;
  return node;
}
