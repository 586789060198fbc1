import type { Command } from "commander";
import { DEFAULTS } from "../../suite/defaults.ts";
import type { CommandContext } from "../command-context.ts";
import type { SelfcheckOptions } from "../selfcheck.ts";

/** `loopspec selfcheck`: proves that a run here is able to go red. */
export function registerSelfcheck(program: Command, context: CommandContext): void {
  program
    .command("selfcheck")
    .description("Judges loops known to be good and bad here, and demands the right exit codes.")
    .option("--python <exe>", "Python interpreter", DEFAULTS.python)
    .option("--json", "machine-readable, on standard output")
    .action(async (options: SelfcheckOptions) => {
      const { selfcheck } = await import("../selfcheck.ts");
      context.finish(await selfcheck(options, context));
    });
}
