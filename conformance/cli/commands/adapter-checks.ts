import type { Command } from "commander";
import { DEFAULTS } from "../../suite/defaults.ts";
import type { AdapterCheckOptions } from "../adapter-checks.ts";
import type { CommandContext } from "../command-context.ts";

const named = (command: Command) =>
  command
    .requiredOption(
      "-i, --implementation <spec>",
      "the implementation; see `loopspec list implementations`",
    )
    .option("--python <exe>", "Python interpreter of a `python:` implementation", DEFAULTS.python);

/** `loopspec smoke` and `loopspec validate-driver`: for authors of adapters and drivers. */
export function registerAdapterChecks(program: Command, context: CommandContext): void {
  named(program.command("smoke"))
    .description("Runs a few programs that tell a broken adapter from a wrong loop.")
    .action(async (options: AdapterCheckOptions) => {
      const { smokeCommand } = await import("../adapter-checks.ts");
      context.finish(await smokeCommand(options, context));
    });
  named(program.command("validate-driver"))
    .description("Checks a driver against the protocol, message by message.")
    .action(async (options: AdapterCheckOptions) => {
      const { validateDriverCommand } = await import("../adapter-checks.ts");
      context.finish(await validateDriverCommand(options, context));
    });
}
