import type { Command } from "commander";
import type { CommandContext } from "../command-context.ts";
import type { GateCommandOptions } from "../gate.ts";
import { collect } from "../parse-options.ts";
import { RESULTS_FILE } from "../run-options.ts";

/** `loopspec gate RESULTS…`: the decision alone, for results that were judged elsewhere. */
export function registerGate(program: Command, context: CommandContext): void {
  program
    .command("gate")
    .description(
      "Decides whether results may pass: exit code 0, 1, or 3 where an implementation did not start.",
    )
    .argument("[results...]", "result documents", [RESULTS_FILE])
    .option("--expect <file>", "known deviations; may be repeated", collect)
    .option(
      "--config <file>",
      "configuration that names expectations (default: loopspec.config.json, if there is one)",
    )
    .option("--strict", "a verdict `differs` is red too")
    .option("--annotate", "print problems as annotations of a GitHub Actions job")
    .action(async (files: readonly string[], options: GateCommandOptions) => {
      const { gateCommand } = await import("../gate.ts");
      context.finish(gateCommand(files, options, context));
    });
}
