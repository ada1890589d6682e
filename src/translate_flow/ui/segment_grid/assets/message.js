// What stands in the place of the article, or of its list, while there is nothing to show there.
import { el } from "./dom.js";

export function message({ t, name, dir, detail = "", retry = null }) {
  const button = retry && el("button", { class: "button primary", type: "button", text: t("retry"), onclick: retry });
  return el("div", { class: "message", role: "status", dir, "data-message": name },
    name === "loading" ? el("span", { class: "spinner", "aria-hidden": "true" }) : null,
    el("p", { text: t(name) }), detail ? el("p", { class: "small", text: detail }) : null, button);
}

export function nothingFits(t, showAll) {
  return el("div", { class: "message", hidden: true }, el("p", { text: t("nothing_fits") }),
    el("button", { class: "button", type: "button", "data-action": "show_all", text: t("show_all"), onclick: showAll }));
}
