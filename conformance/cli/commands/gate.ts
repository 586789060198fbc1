import type { Command } from "commander";
import { gate, readDocument, readExpectations } from "../../../reports/index.ts";
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
      const { exitCode, problems } = gate(
        files.map((file) => readDocument(file)),
        {
          strict: strict ?? configured.strict ?? false,
          expectations: [...expect.map((file) => readExpectations(file)), ...named],
          universe: allCases.map(({ id, clauses }) => ({ case: id, clauses })),
        },
      );
      for (const { message, fix, at } of problems) {
        const place = at === undefined ? "" : `${at.file}:${at.line}: `;
        output.out(annotate ? annotation(message, fix, at) : `${place}${message} -> ${fix}`);
      }
      output.out(
        problems.length === 0
          ? "The gate holds."
          : `The gate does not hold: ${problems.length} problems.`,
      );
      finish(exitCode);
    });
}

/** A workflow command: its data must not contain what ends it. */
function annotation(
  message: string,
  fix: string,
  at: { file: string; line: number } | undefined,
): string {
  const escapeData = (text: string) =>
    text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
  const property = (text: string) => escapeData(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
  const place = at === undefined ? "" : `file=${property(at.file)},line=${at.line},`;
  return `::error ${place}title=loopspec::${escapeData(`${message} -> ${fix}`)}`;
}
