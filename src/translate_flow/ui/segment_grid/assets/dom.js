// Build elements; text goes in by textContent alone, so no data can become markup.

export function el(tag, props = {}, ...kids) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (value === undefined || value === null || value === false) continue;
    if (name === "text") node.textContent = value;
    else if (name === "class") node.className = value;
    else if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...kids.filter((kid) => kid !== null && kid !== undefined));
  return node;
}

// Two texts in one, word by word: struck through what went, underlined what came, so never by colour alone.
export const passages = (found) =>
  found.map(({ change, text }) => el({ gone: "del", new: "ins" }[change] ?? "span", { text }));

// Strokes on a 16 × 16 canvas.
const STROKES = {
  untranslated: ["M8 3a5 5 0 1 0 .01 0"],
  draft: ["M8 3a5 5 0 1 0 .01 0", "M8 3v10"],
  needs_work: ["M8 3.5v5.5", "M8 12v.4"],
  translated: ["M3.5 8.5l3 3 6-7"],
  approved: ["M1.5 8.5l3 3 5.5-6.5", "M7.8 10.8l.8.8 6-6.6"],
  published: ["M8 13V4", "M4.5 7.5L8 4l3.5 3.5"],
  conflict: ["M8 2.5l6 11H2z", "M8 7v3", "M8 11.8v.2"],
  search: ["M7 3a4 4 0 1 0 .01 0", "M10 10l3.5 3.5"],
  undo: ["M6 4L3 7l3 3", "M3 7h6a3.5 3.5 0 0 1 0 7H8"],
  redo: ["M10 4l3 3-3 3", "M13 7H7a3.5 3.5 0 0 0 0 7h1"],
  up: ["M4 10l4-4 4 4"],
  down: ["M4 6l4 4 4-4"],
  riskiest: ["M2.5 4h6", "M2.5 8h4", "M2.5 12h2", "M11.5 3v7", "M11.5 13v.2"],
  completion: ["M2.5 5.5h11v5h-11z", "M5 8h2", "M9.5 8h.1M11.2 8h.1"],
  edit: ["M3 13l.6-2.6L10.5 3.5l2 2L5.6 12.4z", "M9.2 4.8l2 2"],
  keys: ["M2 4.5h12v7H2z", "M4.5 7h.1M7 7h.1M9.5 7h.1M11.5 7h.1M5 9.5h6"],
  close: ["M4 4l8 8M12 4l-8 8"],
};

export function icon(name) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  for (const [key, value] of Object.entries({ viewBox: "0 0 16 16", class: `icon ${name}`, "aria-hidden": "true" })) {
    svg.setAttribute(key, value);
  }
  for (const stroke of STROKES[name] ?? []) {
    const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
    path.setAttribute("d", stroke);
    svg.append(path);
  }
  return svg;
}

// randomUUID exists only in a secure context; the desk may one day be reached by plain http.
export function makeId() {
  if (crypto.randomUUID) return crypto.randomUUID();
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
