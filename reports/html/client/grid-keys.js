/**
 * One cell of the grid takes part in the page's tab order; the arrow keys lead to the others. Ten
 * thousand tab stops would shut out whoever uses a keyboard.
 */

/** Where the reader was: kept when the grid is drawn again. */
let place = { key: "", column: 0 };

/** What a row is about, so that it can be found again. @param {Element | undefined} row */
function keyOf(row) {
  const head = row?.querySelector("th");
  if (!(head instanceof HTMLElement)) return "";
  const { heading, clause } = head.dataset;
  return `${heading ?? ""}/${clause ?? ""}/${head.dataset.case ?? ""}`;
}

/** @param {HTMLElement} grid */
function rowsOf(grid) {
  return [...grid.querySelectorAll("tbody tr")];
}

/** @param {Element | undefined} row @param {number} column */
function cellAt(row, column) {
  const cells = row ? [...row.children] : [];
  const cell = cells[Math.max(0, Math.min(column, cells.length - 1))];
  return cell instanceof HTMLElement ? cell : undefined;
}

/** @param {HTMLElement} grid @param {HTMLElement} cell */
function makeCurrent(grid, cell) {
  for (const old of grid.querySelectorAll("[tabindex='0']")) old.setAttribute("tabindex", "-1");
  cell.tabIndex = 0;
  const row = cell.parentElement ?? undefined;
  place = { key: keyOf(row), column: row ? [...row.children].indexOf(cell) : 0 };
}

/**
 * Makes the cell where the reader was, or the first one, the grid's tab stop again, and gives it
 * the focus back if it had it.
 *
 * @param {HTMLElement} grid
 */
export function keepFocus(grid) {
  const rows = rowsOf(grid);
  const row = rows.find((one) => keyOf(one) === place.key);
  const cell = cellAt(row ?? rows[0], row ? place.column : 0);
  if (!cell) return;
  makeCurrent(grid, cell);
  if (grid.dataset.focused === "yes") cell.focus({ preventScroll: true });
}

/** @param {HTMLElement} grid */
export function startGridKeys(grid) {
  grid.addEventListener("focusin", (event) => {
    grid.dataset.focused = "yes";
    const cell = event.target instanceof Element ? event.target.closest("th, td") : null;
    if (cell instanceof HTMLElement) makeCurrent(grid, cell);
  });
  grid.addEventListener("focusout", (event) => {
    // When the focused cell is drawn anew the focus goes nowhere, and is meant to come back.
    if (event.relatedTarget instanceof Node && !grid.contains(event.relatedTarget)) {
      grid.dataset.focused = "no";
    }
  });
  grid.addEventListener("keydown", (event) => {
    const cell = event.target instanceof Element ? event.target.closest("th, td") : null;
    if (!(cell instanceof HTMLElement) || event.altKey || event.metaKey) return;
    const next = neighbour(grid, cell, event);
    if (!next) return;
    event.preventDefault();
    makeCurrent(grid, next);
    next.focus();
    next.scrollIntoView({ block: "nearest", inline: "nearest" });
  });
}

/**
 * @param {HTMLElement} grid
 * @param {HTMLElement} cell
 * @param {KeyboardEvent} event
 */
function neighbour(grid, cell, { key, ctrlKey }) {
  const row = cell.parentElement;
  if (!row) return undefined;
  const rows = rowsOf(grid);
  const [y, x] = [rows.indexOf(row), [...row.children].indexOf(cell)];
  const last = row.children.length - 1;
  switch (key) {
    case "ArrowDown":
      return cellAt(rows[y + 1], x);
    case "ArrowUp":
      return cellAt(rows[y - 1], x);
    case "ArrowRight":
      return cellAt(row, Math.min(x + 1, last));
    case "ArrowLeft":
      return cellAt(row, x - 1);
    case "PageDown":
      return cellAt(rows[Math.min(y + 15, rows.length - 1)], x);
    case "PageUp":
      return cellAt(rows[Math.max(y - 15, 0)], x);
    case "Home":
      return cellAt(ctrlKey ? rows[0] : row, 0);
    case "End":
      return cellAt(ctrlKey ? rows.at(-1) : row, last);
    default:
      return undefined;
  }
}
