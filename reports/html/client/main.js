import { renderCase } from "./case-view.js";
import { renderCoverage } from "./coverage.js";
import { byId } from "./dom.js";
import { renderGlance } from "./glance.js";
import { startGridKeys } from "./grid-keys.js";
import { renderHeadings } from "./headings.js";
import { renderHeatmap } from "./heatmap.js";
import { startHelp, startTheme } from "./help.js";
import { renderMatrix, startMatrix } from "./matrix.js";
import { data } from "./model.js";
import { onState, publish } from "./state.js";
import { renderTimeline } from "./timeline.js";
import { startToolbar } from "./toolbar.js";

/** @typedef {import("./state.js").State} State */

/** What each part of the page last showed: a part is drawn again only when that changes. */
const drawn = { loops: "", matrix: "", kase: "" };

/** Where the reader was before the page of a case was opened. */
let scrolled = 0;

/** @param {State} state */
function show(state) {
  const overview = byId("overview");
  const page = byId("case");
  const opened = state.kase !== undefined;
  if (opened && !overview.hidden) scrolled = scrollY;
  const wasOpened = !page.hidden;
  overview.hidden = opened;
  page.hidden = !opened;
  if (opened) return showCase(state);
  document.title = data.title;
  showOverview(state);
  if (wasOpened) {
    scrollTo(0, scrolled);
    const current = byId("grid").querySelector("[tabindex='0']");
    if (current instanceof HTMLElement) current.focus({ preventScroll: true });
  }
}

/** @param {State} state */
function showCase(state) {
  const key = location.hash;
  if (key === drawn.kase) return;
  drawn.kase = key;
  renderCase(state);
  scrollTo(0, 0);
  byId("case-title").focus({ preventScroll: true });
}

/** @param {State} state */
function showOverview(state) {
  drawn.kase = "";
  const { q, level, basis, verdict, loops, versus } = state;
  const columns = loops.join();
  if (columns !== drawn.loops) {
    drawn.loops = columns;
    renderGlance(state);
    renderHeadings(state);
    renderHeatmap(state);
  }
  const key = JSON.stringify([q, [...level], [...basis], [...verdict], loops, versus]);
  if (key !== drawn.matrix) {
    drawn.matrix = key;
    renderMatrix(state);
  }
}

startTheme();
startHelp();
startToolbar();
startMatrix();
startGridKeys(byId("grid"));
renderCoverage();
renderTimeline();
onState(show);
addEventListener("hashchange", publish);
addEventListener("popstate", publish);
publish();
document.documentElement.dataset.ready = "yes";
