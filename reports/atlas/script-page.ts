/** The page that shows the script of a deviation, as its address says. */
import type { Page } from "./shell.ts";

/** The page of all scripts; its own script puts the one that is asked for together. */
export function scriptPage(): Page {
  return {
    path: "script.html",
    title: "Script of a deviation",
    scripts: ["data.js", "scripts.js", "script.js"],
    main: `<h1 id="title">Script of a deviation</h1>
<noscript><p>This page needs scripts. Without them, <code>loopspec explain CASE -i LOOP --as python</code> prints the same.</p></noscript>
<div id="shown" hidden>
<p class="facts lead">It needs the loop and nothing of loopspec. It exits with 0 if the sentence holds, and with 1 and a line of expected and observed if it does not. <a id="back" href="loops.html">The deviation</a></p>
<p><button type="button" id="copy">Copy</button> <a id="save" href="script.html">Save as a file</a> <span id="done" role="status"></span></p>
<pre id="text" tabindex="0" role="group" aria-labelledby="title"></pre>
</div>
<p id="missing" role="status" hidden>The address of this page names no script. The page of a <a href="loops.html">loop</a> has links to its scripts.</p>`,
  };
}
