/** The whole atlas: environments, runs, site. One loop's failure never stops the others. */
import { rmSync } from "node:fs";
import { join, resolve } from "node:path";
import {
  type AtlasEntry,
  atlasSite,
  compactDocument,
  type OutputFile,
  ReportError,
  readDocument,
  writeFiles,
} from "../../reports/index.ts";
import { confirmLoop } from "./confirm-loop.ts";
import { makeEnvironment } from "./environment.ts";
import { type JudgedLoop, judgeLoop } from "./judge-loop.ts";
import type { LoopEntry } from "./loop-entry.ts";
import { type AtlasOptions, wantedLoops } from "./options.ts";
import { StepError } from "./steps.ts";

/** The command that users run, as the site and the summary name it. */
const COMMAND = "npm run atlas";

/**
 * Makes the atlas.
 *
 * @param say Takes a line for each loop
 * @param loops The rows, where they are not those of the table
 * @returns how many loops were judged, and how many could not be
 * @throws ReportError where a file cannot be written
 */
export async function makeAtlas(
  options: AtlasOptions,
  say: (line: string) => void,
  loops: readonly LoopEntry[] = wantedLoops(options.only),
): Promise<{ judged: number; failed: number }> {
  const entries: AtlasEntry[] = [];
  for (const loop of loops) {
    const started = Date.now();
    const entry = await entryOf(loop, options);
    entries.push(entry.entry);
    const seconds = Math.round((Date.now() - started) / 1_000);
    say(`${loop.name}: ${entry.line} (${seconds} s)`);
  }
  const site = atlasSite(entries, COMMAND);
  rmSync(options.site, { recursive: true, force: true });
  writeFiles(site.map(({ path, content }) => ({ path: join(options.site, path), content })));
  if (options.publish !== undefined) writeFiles(published(entries, site, options.publish));
  say(`The atlas: ${resolve(options.site, "index.html")}`);
  const judged = entries.filter(({ document }) => document !== undefined).length;
  return { judged, failed: entries.length - judged };
}

async function entryOf(
  loop: LoopEntry,
  options: AtlasOptions,
): Promise<{ entry: AtlasEntry; line: string }> {
  const { name, label, about, home, packages } = loop;
  const shown = { name, label, about, home, packages };
  try {
    const { document, reused } = await resultsOf(loop, options);
    const out = resolve(options.folder, "results", name);
    const said = await confirmLoop(out, options.loopspec, options.confirm);
    const confirmation = said?.split("\n")[0]?.replace(`${name}: `, "");
    const line = [reused ? "as before" : "judged", ...(said === undefined ? [] : [said])];
    return {
      entry: { ...shown, document, ...(confirmation && { confirmation }) },
      line: line.join("; "),
    };
  } catch (error) {
    if (!(error instanceof StepError || error instanceof ReportError)) throw error;
    return { entry: { ...shown, problem: error.message }, line: `not judged: ${error.message}` };
  }
}

async function resultsOf(loop: LoopEntry, options: AtlasOptions): Promise<JudgedLoop> {
  const { folder, python, select, jobs, loopspec, judge } = options;
  const results = resolve(folder, "results");
  if (!judge)
    return { document: readDocument(join(results, loop.name, "results.json")), reused: true };
  const environment = await makeEnvironment(loop, resolve(folder, "environments"), python);
  return judgeLoop(loop, environment, results, { select, jobs, loopspec });
}

/** What a repository keeps of an atlas: every document, and the summary. */
function published(
  entries: readonly AtlasEntry[],
  site: readonly OutputFile[],
  folder: string,
): OutputFile[] {
  return [
    ...entries.flatMap(({ name, document }) =>
      document === undefined
        ? []
        : [{ path: join(folder, `${name}.json.gz`), content: compactDocument(document) }],
    ),
    ...site
      .filter(({ path }) => path === "ATLAS.md")
      .map(({ path, content }) => ({ path: join(folder, path), content })),
  ];
}
