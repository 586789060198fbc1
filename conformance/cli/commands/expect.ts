import type { Command } from "commander";
import type { CommandContext } from "../command-context.ts";
import type { ExpectOptions } from "../expect.ts";
import { RESULTS_FILE } from "../run-options.ts";

/** `loopspec expect check|update RESULTS…`. */
export function registerExpect(program: Command, context: CommandContext): void {
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
        context.finish(expectCommand(name, files, options, context));
      });
  add("check", "Says what is wrong with the file and what `update` would change; writes nothing.");
  add("update", "Writes the file anew; keeps order, reasons, comments and what else people wrote.")
    .option("--reason <text>", "why the loop deviates, for entries that are added")
    .option("--issue <link>", "where that is discussed, for entries that are added");
}
