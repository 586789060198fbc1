import type { Command } from "commander";
import type { Session } from "../main.ts";
import { DEFAULTS } from "../run-options.ts";

/** Options of `loopspec selfcheck`. */
export interface SelfcheckOptions {
  readonly python: string;
  readonly json?: boolean;
}

/** `loopspec selfcheck`: proves that a run here is able to go red. */
export function registerSelfcheck(program: Command, session: Session): void {
  program
    .command("selfcheck")
    .description("Judges loops known to be good and bad here, and demands the right exit codes.")
    .option("--python <exe>", "Python interpreter", DEFAULTS.python)
    .option("--json", "machine-readable, on standard output")
    .action(async (options: SelfcheckOptions) => {
      const { selfcheck } = await import("../selfcheck.ts");
      session.finish(await selfcheck(options, session));
    });
}
