import { announce, h } from "./dom.js";

/**
 * A block of text that can be copied whole.
 *
 * @param {string} label  what it is, for the button and for those who cannot see it
 * @param {string} text
 * @param {string} [kind]  class of the block
 */
export function copyBlock(label, text, kind = "") {
  const button = h(
    "button",
    { type: "button", class: "copy", "aria-label": `Copy ${label}` },
    "Copy",
  );
  button.addEventListener("click", async () => {
    const done = await copy(text);
    button.textContent = done ? "Copied" : "Press Ctrl+C";
    announce(done ? `${label} copied` : `${label} is selected: press Ctrl+C`);
    setTimeout(() => {
      button.textContent = "Copy";
    }, 2000);
  });
  const block = h(
    "pre",
    { tabindex: 0, role: "group", "aria-label": label, class: kind },
    h("code", {}, text),
  );
  /** @param {string} content */
  async function copy(content) {
    try {
      await navigator.clipboard.writeText(content);
      return true;
    } catch {
      // Refused or absent, as in an older browser or a frame: the text is selected instead.
      getSelection()?.selectAllChildren(block);
      return false;
    }
  }
  return h("div", { class: "copy-block" }, button, block);
}

/**
 * A button that copies a text which is not shown; where the clipboard is refused, the text appears and is selected.
 *
 * @param {string} label  what it is, for those who cannot see it
 * @param {string} words  the button's
 * @param {string} text
 */
export function copyButton(label, words, text) {
  const button = h("button", { type: "button", class: "copy-all" }, words);
  const place = h("div", {}, button);
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(text);
      button.textContent = "Copied";
      announce(`${label} copied`);
    } catch {
      const block = h("pre", { tabindex: 0, role: "group", "aria-label": label }, text);
      place.append(h("div", { class: "copy-block" }, block));
      getSelection()?.selectAllChildren(block);
      button.textContent = "Press Ctrl+C";
      announce(`${label} is selected: press Ctrl+C`);
    }
    setTimeout(() => {
      button.textContent = words;
    }, 2000);
  });
  return place;
}
