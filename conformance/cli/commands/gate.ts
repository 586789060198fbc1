import type { Command } from "commander";
import {
  columnsOf,
  formatAnnotations,
  gate,
  gateProblemLine,
  readDocument,
  readExpectations,
} from "../../../reports/index.ts";
import { allCases } from "../../cases/index.ts";
import { readConfig } from "../config.ts";
import type { Session } from "../main.ts";
import { collect } from "../parse-options.ts";

interface GateOptions {
  readonly expect?: readonly string[];
  readonly config?: string;
  readonly strict?: boolean;
  readonly annotate?: boolean;
}

/** `loopspec gate RESULTS…`: the decision alone, for results that were judged elsewhere. */
export function registerGate(program: Command, { output, finish }: Session): void {
  program
    .command("gate")
    .description(
      "Decides whether results may pass: exit code 0, 1, or 3 where an implementation did not start.",
    )
    .argument("<results...>", "result documents")
    .option("--expect <file>", "known deviations; may be repeated", collect)
    .option(
      "--config <file>",
      "configuration that names expectations (default: loopspec.config.json, if there is one)",
    )
    .option("--strict", "a verdict `differs` is red too")
    .option("--annotate", "print problems as annotations of a GitHub Actions job")
    .action((files: readonly string[], { expect = [], config, strict, annotate }: GateOptions) => {
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
      });
      const { exitCode, problems } = outcome;
      if (annotate && problems.length > 0)
        output.out(formatAnnotations(documents, { ...rule, gate: outcome }).trimEnd());
      if (!annotate) {
        for (const problem of problems) output.out(gateProblemLine(problem));
      }
      output.out(
        problems.length === 0
          ? "The gate holds."
          : `The gate does not hold: ${count(problems.length)}.`,
      );
      finish(exitCode);
    });
}

const count = (problems: number) => (problems === 1 ? "1 problem" : `${problems} problems`);
