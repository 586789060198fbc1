/** A small documentation of an invented module, as Sphinx writes it. */
import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { deflateSync } from "node:zlib";

/** An entry of a page: its anchor, its paragraphs, its version notes. */
export interface FixtureEntry {
  readonly anchor: string;
  readonly paragraphs: readonly string[];
  /** As Sphinx prints them: `Changed in version 3.14: `. */
  readonly notes?: readonly string[];
}

/** The page of a section with entries. */
export function fixturePage(
  release: string,
  heading: string,
  entries: readonly FixtureEntry[],
): string {
  const section = heading.toLowerCase().replaceAll(" ", "-");
  return `<!DOCTYPE html>
<html lang="en"><head><title>${heading} &#8212; Python ${release} documentation</title>
<script>if (1 < 2) { document.write("<section id='no'>"); }</script></head>
<body><div class="sphinxsidebar"><p>Beside the page.</p></div>
<div class="body" role="main">
<section id="${section}">
<span id="index-0"></span><h1>${heading}<a class="headerlink" href="#${section}">¶</a></h1>
<p><strong>Source code:</strong> <a href="x">somewhere</a></p>
<p class="rubric">A caption</p>
<p>Loops turn. They do so, e.g. here, &amp; end.</p>
${entries.map(fixtureEntry).join("\n")}
</section>
</div></body></html>`;
}

function fixtureEntry({ anchor, paragraphs, notes = [] }: FixtureEntry): string {
  return `<dl class="py method">
<dt class="sig sig-object py" id="${anchor}"><span>${anchor}</span>(<em>a</em>)<a class="headerlink" href="#">¶</a></dt>
<dd>${paragraphs.map((text) => `<p>${text}</p>`).join("\n")}
<div class="highlight"><pre>code.is_no(sentence). Not = this</pre></div>
<div class="admonition seealso"><p class="admonition-title">See also</p><p>Elsewhere.</p></div>
${notes.map(fixtureNote).join("\n")}
</dd></dl>`;
}

function fixtureNote(text: string): string {
  const kind = /^Changed/.test(text)
    ? "changed"
    : /^Deprecated/.test(text)
      ? "deprecated"
      : "added";
  const [head] = /^[^:]*/.exec(text) ?? [""];
  return `<div class="version${kind}"><p><span class="versionmodified ${kind}">${head}</span>${text.slice(head.length)}</p></div>`;
}

/** The content of an `objects.inv` that names the entries of pages. */
export function fixtureInventory(
  pages: Readonly<Record<string, readonly FixtureEntry[]>>,
): Uint8Array {
  const head =
    "# Sphinx inventory version 2\n# Project: Turning\n# Version: 3\n# The rest is compressed.\n";
  const lines = Object.entries(pages).flatMap(([page, entries]) => [
    ...entries.map(({ anchor }) => `${anchor} py:method 1 ${page}.html#$ -`),
    `${page} std:doc -1 ${page}.html A page`,
  ]);
  return Buffer.concat([Buffer.from(head), deflateSync(`${lines.join("\n")}\n`)]);
}

/**
 * Writes a folder of HTML.
 *
 * @returns its path; whoever asked removes it
 */
export function fixtureFolder(
  release: string,
  pages: Readonly<Record<string, readonly FixtureEntry[]>>,
): string {
  const folder = mkdtempSync(join(tmpdir(), "loopspec-edition-"));
  writeFileSync(join(folder, "objects.inv"), fixtureInventory(pages));
  for (const [page, entries] of Object.entries(pages)) {
    const path = join(folder, `${page}.html`);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, fixturePage(release, "Turning loops", entries));
  }
  return folder;
}
