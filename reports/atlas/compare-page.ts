/** The comparison of loops that the reader chooses; its script does the work. */
import type { Page } from "./shell.ts";

/** The page of the comparison. */
export function comparePage(): Page {
  return {
    path: "compare.html",
    title: "Compare loops",
    scripts: ["data.js", "compare.js"],
    main: `<h1>What changes if I move?</h1>
<p class="facts lead">Choose the loop that you have and up to three that you think of. The address of this page keeps the choice.</p>
<noscript><p>The comparison needs scripts. The <a href="loops.html">list of loops</a> does not.</p></noscript>
<form id="choice" class="filter" hidden>
<label>From <select id="from"></select></label>
<label>to <select id="to-0"></select></label>
<label>or <select id="to-1"></select></label>
<label>or <select id="to-2"></select></label>
</form>
<div id="answer" role="status"></div>`,
  };
}
