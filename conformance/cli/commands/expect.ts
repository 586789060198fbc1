import type { Command } from "commander";
import type { Session } from "../main.ts";
import { RESULTS_FILE } from "../run-options.ts";

/** Options of `loopspec expect check|update`. */
export interface ExpectOptions {
  readonly expect: string;
  readonly strict?: boolean;
}

/** `loopspec expect check|update RESULTS…`. */
export function registerExpect(program: Command, session: Session): void {
  const expect = program
    .command("expect")
    .description(
      "Holds known deviations against results, or makes them say what the results show.",
    );
  const add = (name: "check" | "update", description: string) =>
    expect
      .command(name)
      .description(description)
      .argument("[results...]", "result documents", [RESULTS_FILE])
      .option("--expect <file>", "the expectations file", "loopspec.expect.json")
      .option("--strict", "a verdict `differs` is red too")
      .action(async (files: readonly string[], options: ExpectOptions) => {
        const { expectCommand } = await import("../expect.ts");
        session.finish(expectCommand(name, files, options, session));
      });
  add("check", "Says what is wrong with the file and what `update` would change; writes nothing.");
  add("update", "Writes the file anew; keeps order, reasons, comments and what else people wrote.");
}
