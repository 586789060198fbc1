import type { Command } from "commander";
import type { CommandContext } from "../command-context.ts";
import type { ConfirmOptions } from "../confirm.ts";
import { collect, wholeNumber } from "../parse-options.ts";
import { RESULTS_FILE } from "../run-options.ts";

/** `loopspec confirm RESULTS…`. */
export function registerConfirm(program: Command, context: CommandContext): void {
  program
    .command("confirm")
    .description(
      "Runs the scripts of accusing cases in the loop's interpreter: exit code 0 if each shows the same failure.",
    )
    .argument("[results...]", "result documents", [RESULTS_FILE])
    .option("-i, --implementation <id>", "this one alone; may be repeated", collect)
    .option("--python <exe>", "the interpreter (default: the one that it was judged with)")
    .option("--smallest", "of each deviation the smallest case alone")
    .option("--jobs <n>", "scripts at a time", wholeNumber(1), 2)
    .action(async (files: readonly string[], options: ConfirmOptions) => {
      const { confirmCommand } = await import("../confirm.ts");
      context.finish(await confirmCommand(files, options, context));
    });
}
