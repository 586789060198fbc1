/** The table that leads from each heading of the chapter to the code of the reference loop: `reference/CHAPTER.md`. */
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { packageRoot } from "#package-root";
import { allClauses, type Clause } from "../../clauses/index.ts";
import { type CitingCode, citingCode } from "./citing-code.ts";

const FOLDER = "reference";
const TABLE = `${FOLDER}/CHAPTER.md`;

/** The class that the chapter describes. */
const FACE = "loop/event-loop.ts";

/** What shows the loop at work, and what measures it, carries out no sentence. */
const BESIDE = /^(?:bench|examples)\//;

/** Thrown when a heading of the chapter leads nowhere. */
export class HeadingWithoutCodeError extends Error {
  override readonly name = "HeadingWithoutCodeError";
  readonly code = "heading-without-code";
  readonly hint =
    "Cite one of the heading's clauses in the docstring of what carries it out: `@clause ID  reminder`.";

  constructor(headings: readonly string[]) {
    super(`Nothing in ${FOLDER}/ cites a clause of: ${headings.join("; ")}`);
  }
}

/** Thrown where the checked-in table may not be brought up to date. */
export class StaleTableError extends Error {
  override readonly name = "StaleTableError";
  readonly code = "stale-table";
  readonly hint = "Run `npm run build` where you develop, and commit the file.";

  constructor() {
    super(`${TABLE} does not say what the sources say`);
  }
}

/** Every declaration of the reference loop that cites a clause. */
export function codeOfReference(): readonly CitingCode[] {
  return readdirSync(join(packageRoot, FOLDER), { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".ts") && !path.endsWith(".spec.ts") && !BESIDE.test(path))
    .sort()
    .flatMap((path) => citingCode(readFileSync(join(packageRoot, FOLDER, path), "utf8"), path));
}

/**
 * The table as Markdown.
 *
 * @param code the declarations that cite clauses; paths from the folder that the table lies in
 * @param clauses the catalogue; the headings of its core are the rows
 * @throws HeadingWithoutCodeError if nothing cites a clause of a heading
 */
export function chapterTable(
  code: readonly CitingCode[],
  clauses: readonly Clause[] = allClauses,
): string {
  const core = clauses.filter(({ part }) => part === "core");
  const headings = [...new Set(core.map(({ heading }) => heading))];
  const under = (heading: string) => core.filter((clause) => clause.heading === heading);
  const citing = (ids: readonly string[]) => code.filter(({ clause }) => ids.includes(clause));
  const codeOf = (heading: string) => citing(under(heading).map(({ id }) => id));
  const empty = headings.filter((heading) => codeOf(heading).length === 0);
  if (empty.length > 0) throw new HeadingWithoutCodeError(empty);
  return [
    "# From the chapter to the code",
    "",
    "Which code carries out which heading of the chapter: the methods of `EventLoop` first, then what cites most. Made by",
    "`npm run build` from the `@clause` tags of docstrings and comments; a test fails when it is out of date.",
    "",
    "| heading | carried out by |",
    "| --- | --- |",
    ...headings.map((heading) => `| ${escaped(heading)} | ${symbols(codeOf(heading))} |`),
    "",
    ...headings.flatMap((heading) => section(heading, under(heading), citing)),
  ].join("\n");
}

function section(
  heading: string,
  clauses: readonly Clause[],
  citing: (ids: readonly string[]) => readonly CitingCode[],
): readonly string[] {
  const cited = clauses.filter(({ id }) => citing([id]).length > 0);
  return [
    `## ${escaped(heading)}`,
    "",
    "| source | clause | carried out by |",
    "| --- | --- | --- |",
    ...cited.map(
      (each) => `| ${sentenceOf(each)} | \`${each.id}\` | ${places(citing([each.id]))} |`,
    ),
    "",
  ];
}

/** The core's own sentences by their number in English; of other sources, which they are. */
function sentenceOf({ basis, source: { seed, sentence } }: Clause): string {
  if (seed === undefined) return basis;
  return typeof sentence === "number" ? `sentence ${sentence}` : sentence;
}

/** Each place once, with a link. */
function places(code: readonly CitingCode[]): string {
  return [...new Set(code.map(link))].join(" · ");
}

/** Each declaration once: those of the loop's class first, then those that cite most. */
function symbols(code: readonly CitingCode[]): string {
  const bySymbol = new Map<string, CitingCode[]>();
  for (const each of code) {
    const key = `${each.file} ${each.symbol}`;
    bySymbol.set(key, [...(bySymbol.get(key) ?? []), each]);
  }
  const rank = ([first, ...rest]: readonly CitingCode[]) =>
    rest.length + (first?.file === FACE ? code.length : 0);
  const groups = [...bySymbol.values()].sort((one, other) => rank(other) - rank(one));
  return groups.map(([first]) => link(first as CitingCode)).join(" · ");
}

const link = ({ symbol, file, line }: CitingCode) =>
  `[\`${symbol}\` ${file}:${line}](${file}#L${line})`;

const escaped = (text: string) => text.replaceAll("|", "\\|");

/**
 * Brings `reference/CHAPTER.md` up to date.
 *
 * @param mayWrite false where a stale table must not be rewritten silently, as in CI; then it is an error
 * @throws HeadingWithoutCodeError if a heading leads nowhere
 * @throws StaleTableError if it may not be written and is not up to date
 */
export function emitChapterTable(mayWrite: boolean): void {
  const path = join(packageRoot, TABLE);
  const text = chapterTable(codeOfReference());
  if (existsSync(path) && readFileSync(path, "utf8") === text) return;
  if (!mayWrite) throw new StaleTableError();
  writeFileSync(path, text);
}
