/** The options of `npm run atlas`. */
import { join } from "node:path";
import { Command, InvalidArgumentError } from "commander";
import { packageRoot } from "#package-root";
import type { LoopEntry } from "./loop-entry.ts";
import { LOOPS } from "./loops.ts";

/** What is made, and where. */
export interface AtlasOptions {
  readonly only?: readonly string[];
  readonly select: readonly string[];
  readonly jobs: number;
  /** Environments and result documents; never part of a commit. */
  readonly folder: string;
  readonly site: string;
  readonly publish?: string;
  /** Whether loops are judged, or the documents of earlier runs are taken as they are. */
  readonly judge: boolean;
  /** Whether the smallest script of each deviation is run, too. */
  readonly confirm: boolean;
  /** The command that runs loopspec. */
  readonly loopspec: readonly string[];
  readonly python: { readonly [version: string]: string };
}

const list = (text: string): string[] => text.split(",").map((each) => each.trim());

const positive = (text: string): number => {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1) throw new InvalidArgumentError("Give a whole number.");
  return value;
};

const collect = (text: string, before: readonly string[]): string[] => [...before, text];

function interpreter(text: string, before: AtlasOptions["python"]): AtlasOptions["python"] {
  const at = text.indexOf("=");
  if (at < 1 || at === text.length - 1) throw new InvalidArgumentError("Give VERSION=PATH.");
  return { ...before, [text.slice(0, at)]: text.slice(at + 1) };
}

/** The command line, read; commander's error is raised for one that is wrong. */
export function parseAtlasOptions(argv: readonly string[]): AtlasOptions {
  const command = new Command("npm run atlas --")
    .description("Judges every loop of the table and builds the site of the atlas.")
    .option("--only <names>", "loops, by name or package, separated by commas", list)
    .option("--select <glob>", "only cases whose id or any of whose clauses matches", collect, [])
    .option("--jobs <n>", "drivers at the same time", positive, 2)
    .option("--folder <path>", "environments and results of earlier runs", ".atlas")
    .option("--site <path>", "where the site is written", ".atlas/site")
    .option("--no-judge", "takes the documents that are there: the site of runs on other machines")
    .option("--confirm", "also runs the smallest script of each deviation", false)
    .option("--publish <path>", "also writes compact documents and ATLAS.md there")
    .option("--python <version=path>", "an interpreter; may be repeated", interpreter, {})
    .exitOverride();
  command.parse([...argv], { from: "user" });
  const built = join(packageRoot, "dist", "conformance", "cli", "bin.js");
  return { ...command.opts<AtlasOptions>(), loopspec: [process.execPath, built] };
}

/**
 * The rows that are wanted.
 *
 * @throws InvalidArgumentError for a name that no row has
 */
export function wantedLoops(only: readonly string[] | undefined): readonly LoopEntry[] {
  if (only === undefined) return LOOPS;
  const of = (wanted: string) =>
    LOOPS.filter(({ name, packages }) => name === wanted || packages[0]?.split("==")[0] === wanted);
  const unknown = only.find((wanted) => of(wanted).length === 0);
  if (unknown !== undefined)
    throw new InvalidArgumentError(
      `There is no loop \`${unknown}\`. The table has: ${LOOPS.map(({ name }) => name).join(", ")}.`,
    );
  return [...new Set(only.flatMap(of))];
}
