import type { Command } from "commander";
import type { CommandContext } from "../command-context.ts";
import type { HistoryOptions } from "../history.ts";

/** `loopspec history RESULTS…`. */
export function registerHistory(program: Command, context: CommandContext): void {
  program
    .command("history")
    .description(
      "Says which sentence broke or was mended when, of the result documents of many runs.",
    )
    .argument("<results...>", "result documents, in any order")
    .option("--html <file>", "a page of its own; `-` writes to standard output")
    .option("--json", "machine-readable, on standard output")
    .action(async (files: readonly string[], options: HistoryOptions) => {
      const { history } = await import("../history.ts");
      context.finish(history(files, options, context));
    });
}
