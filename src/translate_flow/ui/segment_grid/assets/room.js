// The room of the article's list: what the window leaves under the page's head, or, where that is little, the window.

// Streamlit's bar above every page, and the air around the list.
const BAR = 60, AIR = 20;
const ENOUGH = 560, LEAST = 260;

const below = (rows) => window.innerHeight - Math.max(0, rows.getBoundingClientRect().top) - AIR;

export function measure(rows, toolbar) {
  if (!rows.isConnected) return;
  const left = below(rows);
  const whole = window.innerHeight - BAR - toolbar.offsetHeight - 2 * AIR;
  rows.style.setProperty("--room", `${Math.max(left >= ENOUGH ? left : whole, LEAST)}px`);
}

// Somebody works here: the toolbar goes to the top of the window, when the list does not fit under it otherwise.
export function settle(grid, rows) {
  if (rows.getBoundingClientRect().bottom > window.innerHeight) grid.scrollIntoView({ block: "start" });
}
