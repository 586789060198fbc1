/** `loopspec gate`: the decision alone. */
import {
  columnsOf,
  formatAnnotations,
  gate,
  gateProblemLine,
  problemCount,
  readDocument,
  readExpectations,
  visibleLine,
} from "../../reports/index.ts";
import { allCases } from "../cases/index.ts";
import type { ExitCode } from "../exit-code.ts";
import { didYouMean } from "../suggest.ts";
import { readConfig } from "../suite/config.ts";
import type { CommandContext } from "./command-context.ts";

/** What commander makes of the options of `loopspec gate`. */
export interface GateCommandOptions {
  readonly expect?: readonly string[];
  readonly config?: string;
  readonly strict?: boolean;
  readonly annotate?: boolean;
}

/** Runs `loopspec gate`. */
export function gateCommand(
  files: readonly string[],
  { expect = [], config, strict, annotate }: GateCommandOptions,
  { output }: CommandContext,
): ExitCode {
  const configured = readConfig(config);
  const named = Object.entries(configured.implementations ?? {}).flatMap(([id, each]) =>
    each.expect === undefined ? [] : [readExpectations(each.expect, id)],
  );
  const documents = files.map((file) => readDocument(file));
  // Refuses the same results given twice: each problem would be counted twice.
  columnsOf(documents);
  const rule = { strict: strict ?? configured.strict ?? false };
  const outcome = gate(documents, {
    ...rule,
    expectations: [...expect.map((file) => readExpectations(file)), ...named],
    universe: allCases.map(({ id, clauses }) => ({ case: id, clauses })),
    suggest: didYouMean,
  });
  const { exitCode, problems, notices } = outcome;
  for (const notice of notices) output.err(visibleLine(notice));
  if (annotate && problems.length > 0)
    output.out(formatAnnotations(documents, { ...rule, gate: outcome }).trimEnd());
  if (!annotate) {
    for (const problem of problems) output.out(gateProblemLine(problem));
  }
  output.out(
    problems.length === 0
      ? "The gate holds."
      : `The gate does not hold: ${problemCount(problems)}.`,
  );
  return exitCode;
}
