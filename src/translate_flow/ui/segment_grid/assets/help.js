// The list of every shortcut.
import { el, icon } from "./dom.js";
import { listed } from "./keys.js";

export function helpDialog(t, direction) {
  const close = el("button", { class: "button small", type: "button", "aria-label": t("close") }, icon("close"));
  const rows = listed(direction).map(([name, key]) =>
    el("div", { class: "shortcut" }, el("dt", { text: t(name) }), el("dd", {}, el("kbd", { text: key }))));
  const dialog = el("dialog", { class: "help", "aria-labelledby": "tf-help" },
    el("div", { class: "head" }, el("h2", { id: "tf-help", text: t("help") }), close),
    el("dl", {}, ...rows), el("p", { class: "small", text: t("help_tags") }), el("p", { class: "small", text: t("help_saving") }));
  close.addEventListener("click", () => dialog.close());
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  return dialog;
}
