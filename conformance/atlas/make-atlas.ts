/** The whole atlas: environments, runs, site. One loop's failure never stops the others. */
import { existsSync, readFileSync, rmSync } from "node:fs";
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
import { publicDocument, publicText } from "./public-document.ts";
import { StepError } from "./steps.ts";

/** The command that users run, as the site and the summary name it. */
const COMMAND = "npm run atlas";
/** Holds the reason why a loop could not be judged, beside where its document would be. */
const PROBLEM = "problem.txt";
const NOT_JUDGED = "it was not judged in the runs that this site is made of";

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
  if (options.publish !== undefined) writeFiles(published(entries, site, options.publish, options));
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
  const out = resolve(options.folder, "results", name);
  try {
    const { document, reused } = await resultsOf(loop, options);
    const said = await confirmLoop(out, options.loopspec, options.confirm);
    const confirmation = said?.split("\n")[0]?.replace(`${name}: `, "");
    const line = [reused ? "as before" : "judged", ...(said === undefined ? [] : [said])];
    return {
      entry: { ...shown, document, ...(confirmation && { confirmation }) },
      line: line.join("; "),
    };
  } catch (error) {
    if (!(error instanceof StepError || error instanceof ReportError)) throw error;
    // For the machine that makes the site of this one's results.
    if (options.judge) writeFiles([{ path: join(out, PROBLEM), content: error.message }]);
    return { entry: { ...shown, problem: error.message }, line: `not judged: ${error.message}` };
  }
}

async function resultsOf(loop: LoopEntry, options: AtlasOptions): Promise<JudgedLoop> {
  const { folder, python, select, jobs, loopspec, judge } = options;
  const results = resolve(folder, "results");
  const problem = join(results, loop.name, PROBLEM);
  if (!judge) {
    const earlier = join(results, loop.name, "results.json");
    if (existsSync(problem)) throw new StepError(readFileSync(problem, "utf8"));
    if (!existsSync(earlier)) throw new StepError(NOT_JUDGED);
    return { document: readDocument(earlier), reused: true };
  }
  rmSync(problem, { force: true });
  const environment = await makeEnvironment(loop, resolve(folder, "environments"), python);
  return judgeLoop(loop, environment, results, { select, jobs, loopspec });
}

/** What a repository keeps of an atlas: every document, and the summary. */
function published(
  entries: readonly AtlasEntry[],
  site: ReturnType<typeof atlasSite>,
  to: string,
  options: AtlasOptions,
): OutputFile[] {
  return [
    ...entries.flatMap(({ name, document }) =>
      document === undefined
        ? []
        : [
            {
              path: join(to, `${name}.json.gz`),
              content: compactDocument(publicDocument(document, options)),
            },
          ],
    ),
    ...site
      .filter(({ path }) => path === "ATLAS.md")
      .map(({ path, content }) => ({
        path: join(to, path),
        content: publicText(content, options),
      })),
  ];
}
