import type { Command } from "commander";
import { DEFAULTS, PROCESSORS } from "../../suite/defaults.ts";
import type { CommandContext } from "../command-context.ts";
import type { MutantsOptions } from "../mutants.ts";
import { collect, jobs, seconds, wholeNumber } from "../parse-options.ts";

/** `loopspec mutants`: proves that the cases can fail. */
export function registerMutants(program: Command, context: CommandContext): void {
  program
    .command("mutants")
    .description("Runs loops that are wrong on purpose and prints which cases kill them.")
    .option(
      "--select <glob>",
      "only cases whose id or any of whose clauses matches; may be repeated",
      collect,
    )
    .option("--mutant <glob>", "only mutants whose id or clause matches; may be repeated", collect)
    .option("--own", "each mutant meets only the cases about its own clause")
    .option("--full", "each mutant meets every case, also those that have killed others")
    .option("--odd", "run the loops that are unusual and right instead: no case may complain")
    .option(
      "--search <seconds>",
      "how many mutants random programs find out, in so many seconds of driver time each",
      seconds,
    )
    .option("--profile <parts>", "with --search: what programs are drawn from")
    .option("--sample <n>", "with --search: only so many mutants, evenly spread", wholeNumber(1))
    .option("--python <exe>", "Python interpreter", DEFAULTS.python)
    .option("--jobs <n>", "mutants at the same time", jobs, PROCESSORS)
    .option("--timeout <seconds>", "limit of each case", seconds, 2)
    .option("--json", "machine-readable, on standard output")
    .option("--quiet", "no progress")
    .action(async (options: MutantsOptions) => {
      const { mutantsCommand } = await import("../mutants.ts");
      context.finish(await mutantsCommand(options, context));
    });
}
