import { h } from "./dom.js";
import { change, linkTo } from "./state.js";

/** @typedef {import("./state.js").State} State */

/**
 * A link to another state of the page. Its address can be copied; when followed, only what it
 * names changes, whatever the reader has filtered since it was drawn.
 *
 * @param {Partial<State>} to
 * @param {import("./dom.js").Attributes} attributes
 * @param {import("./dom.js").Child[]} children
 */
export function stateLink(to, attributes, ...children) {
  const link = h("a", { ...attributes, href: linkTo(to) }, ...children);
  link.addEventListener("click", (event) => {
    // With a modifier the browser opens a tab or a window, which needs the address alone.
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    change(to, { push: true });
  });
  return link;
}
