/** How the atlas is made, and what it does not say. */
import { plain } from "./sentence-view.ts";
import type { Page } from "./shell.ts";

/** The page about the atlas. */
export function aboutPage(command: string): Page {
  return {
    path: "about.html",
    title: "About the atlas",
    main: `<h1>About the atlas</h1>
<h2>How it is made</h2>
<p><code>${plain(command)}</code> makes an environment for each loop, runs the whole suite in it, and writes these pages from the result documents. Nothing here is written by hand but the sentences of the catalogue.</p>
<h2>What a mark says</h2>
<p>A sentence <em>holds</em> if every case about it that could be judged passed. It is <em>broken</em> if at least one case about it failed, hung or ended the process, twice. Where only CPython behaves so and no text says it, a loop <em>differs</em>; that is no fault. A sentence is <em>not offered</em> if the documentation permits a loop to lack what it is about, and <em>not judged</em> if something else is broken that its cases need first.</p>
<h2>What it does not say</h2>
<p>A loop that keeps every sentence may still be wrong where no case asks. Speed is not measured. Loops made for tests, with a clock of their own, refuse on purpose what they cannot do; their pages show it as not offered or broken, as the documentation has it.</p>
<h2>Pyodide</h2>
<p>Pyodide's loop is not judged. A thread cannot be started there, <code>os.fork</code> exists by name only, and the host owns every run: a program cannot block in <code>run_forever()</code>, which is what most sentences are about.</p>`,
  };
}
