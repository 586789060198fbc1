/** `loopspec expect check|update`. */
import { existsSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";
import { packageRoot } from "#package-root";
import {
  columnsOf,
  EMPTY_EXPECTATIONS,
  type Expectations,
  emptyExpectations,
  expectUpdate,
  gate,
  gateProblemLine,
  type ImplementationResults,
  parseExpectations,
  partOf,
  type ResultsDocument,
  readDocument,
  readExpectations,
  unmatchedSection,
  visibleLine,
  wrap,
  writeFiles,
} from "../../reports/index.ts";
import { allCases } from "../cases/index.ts";
import { EXIT, type ExitCode } from "../exit-code.ts";
import { didYouMean } from "../suggest.ts";
import { UsageError } from "../usage-error.ts";
import type { CommandContext } from "./command-context.ts";

/** Options of `loopspec expect check|update`. */
export interface ExpectOptions {
  readonly expect: string;
  readonly strict?: boolean;
  readonly reason?: string;
  readonly issue?: string;
}

/** Runs `loopspec expect check` or `update`. */
export function expectCommand(
  what: "check" | "update",
  files: readonly string[],
  { expect, strict = false, reason, issue }: ExpectOptions,
  { output }: CommandContext,
): ExitCode {
  refuseEmptyReason(reason);
  const documents = files.map((file) => readDocument(file));
  refuseRivals(files, documents);
  const subjects = documents.flatMap(({ implementations }) => implementations);
  const universe = allCases.map(({ id, clauses }) => ({ case: id, clauses }));
  const fresh = what === "update" && !existsSync(expect);
  const expectations = fresh
    ? parseExpectations(emptyFor(expect), expect)
    : readExpectations(expect);
  const { text, changes } = expectUpdate(expectations, subjects, {
    strict,
    universe,
    pin: what === "update",
    documents,
    ...(reason === undefined ? {} : { reason }),
    ...(issue === undefined ? {} : { issue }),
  });
  const failed = subjects.filter(({ failure }) => failure !== undefined);
  const writes = changes.length > 0 || (fresh && failed.length < subjects.length);
  // Written before it is told: what could not be written was not changed.
  if (what === "update" && writes) writeFiles([{ path: expect, content: text }]);
  for (const { action, implementation, match, why } of changes)
    output.out(visibleLine(`${action} ${match} (${implementation}): ${why}`));
  if (what === "update") {
    for (const section of unmatched(expectations, subjects)) output.err(visibleLine(section));
    for (const notice of partial(files, documents)) output.err(wrap(notice, output.width));
    for (const { id } of failed)
      output.err(visibleLine(`${id} could not be started: nothing of it is recorded anew.`));
    if (writes) output.err(`Wrote ${expect}`);
    else if (failed.length < subjects.length)
      output.err(`${expect} already says what the results show`);
    return failed.length > 0 ? EXIT.cannotStart : EXIT.ok;
  }
  const { problems, notices, exitCode } = gate(documents, {
    strict,
    expectations: [expectations],
    universe,
    suggest: didYouMean,
  });
  for (const problem of problems) output.out(gateProblemLine(problem));
  for (const notice of notices) output.err(visibleLine(notice));
  if (problems.length === 0) output.out("The expectations say what the results show.");
  return exitCode;
}

/** In the file it would be wrong, in a place that the user never wrote. */
function refuseEmptyReason(reason: string | undefined): void {
  if (reason === undefined || reason.trim() !== "") return;
  throw new UsageError(
    "--reason is empty",
    "Say why the loop deviates, or leave the option out: then the entry says what is wrong.",
  );
}

/** A new file: with the schema where the package lies in the project, so that the path is the same for others. */
function emptyFor(file: string): string {
  const schema = join(packageRoot, "reports/schema/expect.schema.json");
  const inProject = relative(process.cwd(), schema).split(sep);
  if (inProject[0] !== "node_modules") return EMPTY_EXPECTATIONS;
  const path = relative(dirname(resolve(file)), schema)
    .split(sep)
    .join("/");
  return emptyExpectations(path.startsWith(".") ? path : `./${path}`);
}

/** What results of a part of the suite, or of a run that was interrupted, leave to be recorded. */
function partial(files: readonly string[], documents: readonly ResultsDocument[]): string[] {
  return documents.flatMap((document, index) => {
    const part = partOf(document);
    const file = visibleLine(files[index] ?? "");
    const more =
      "A whole run may show more cases of the same deviations: they are red until `loopspec expect update` has recorded them, too.";
    if (part !== undefined) return [`${file} is of a part of the suite (${part}). ${more}`];
    const cut = document.implementations.some(
      ({ failure, totals }) => failure === undefined && totals["not-run"] > 0,
    );
    return cut
      ? [`${file} is of a run that did not end: \`--resume\` goes on with it. ${more}`]
      : [];
  });
}

/** Sections about implementations that these results do not have: often a name that was mistyped. */
function unmatched(
  { file, sections }: Expectations,
  subjects: readonly ImplementationResults[],
): string[] {
  return sections.flatMap(({ implementation: id }) =>
    id === undefined || subjects.some((subject) => subject.id === id)
      ? []
      : [unmatchedSection(file, id, subjects, didYouMean)],
  );
}

/** What a condition of an entry can ask about. */
const facts = ({ id, version, languageVersion, edition, platform }: ImplementationResults) =>
  JSON.stringify([id, version, languageVersion, edition, platform]);

/**
 * Two runs of one thing may disagree, and no entry could be right about both: the later would undo
 * what the earlier recorded. Shards share no case.
 */
function refuseRivals(files: readonly string[], documents: readonly ResultsDocument[]): void {
  columnsOf(documents);
  const seen = new Map<string, string>();
  for (const [index, { implementations, shard }] of documents.entries()) {
    if (shard !== undefined) continue;
    for (const subject of implementations) {
      const other = seen.get(facts(subject));
      if (other !== undefined)
        throw new UsageError(
          `${other} and ${files[index]} are both of ${visibleLine(subject.id)} in the same version, on the same platform`,
          "Give one of them: the newer one, usually.",
        );
      seen.set(facts(subject), files[index] ?? "");
    }
  }
}
