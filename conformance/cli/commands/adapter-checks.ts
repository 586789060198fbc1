import type { Command } from "commander";
import type { Session } from "../main.ts";
import { DEFAULTS } from "../run-options.ts";

/** What commander makes of the options of both. */
export interface AdapterCheckOptions {
  readonly implementation: string;
  readonly python: string;
}

const named = (command: Command) =>
  command
    .requiredOption(
      "-i, --implementation <spec>",
      "the implementation; see `loopspec list implementations`",
    )
    .option("--python <exe>", "Python interpreter of a `python:` implementation", DEFAULTS.python);

/** `loopspec smoke` and `loopspec validate-driver`: for authors of adapters and drivers. */
export function registerAdapterChecks(program: Command, session: Session): void {
  named(program.command("smoke"))
    .description("Runs a few programs that tell a broken adapter from a wrong loop.")
    .action(async (options: AdapterCheckOptions) => {
      const { smokeCommand } = await import("../adapter-checks.ts");
      session.finish(await smokeCommand(options, session));
    });
  named(program.command("validate-driver"))
    .description("Checks a driver against the protocol, message by message.")
    .action(async (options: AdapterCheckOptions) => {
      const { validateDriverCommand } = await import("../adapter-checks.ts");
      session.finish(await validateDriverCommand(options, session));
    });
}
