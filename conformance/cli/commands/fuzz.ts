import { type Command, Option } from "commander";
import { DEFAULTS, PROCESSORS } from "../../suite/defaults.ts";
import type { CommandContext } from "../command-context.ts";
import { DEFAULT_RUNS, type FuzzOptions } from "../fuzz-options.ts";
import { collect, jobs, seconds, wholeNumber } from "../parse-options.ts";

/** `loopspec fuzz`: searches for programs on which a loop differs from the reference. */
export function registerFuzz(program: Command, context: CommandContext): void {
  program
    .command("fuzz")
    .description(
      "Runs random programs on implementations and on the reference, and prints what differs as small scripts.",
    )
    .option("-i, --implementation <spec>", "what to search; may be repeated", collect)
    .option("--python <exe>", "Python interpreter of `python:` implementations", DEFAULTS.python)
    .option(
      "--runs <n>",
      `programs to draw (default: ${DEFAULT_RUNS}, or as many as --time admits)`,
      wholeNumber(1),
    )
    .option("--seed <n>", "the first program; the same seed draws the same programs", seed, 1)
    .option("--time <seconds>", "stop drawing programs after this many seconds", seconds)
    .option("--jobs <n>", "drivers at the same time", jobs, PROCESSORS)
    .option(
      "--profile <parts>",
      "parts of the language to draw from: groups and parts, `-part` leaves one out",
      "default",
    )
    .addOption(
      new Option("--clock <clock>", "default: virtual where the loop admits it").choices([
        "real",
        "virtual",
      ]),
    )
    .option("--timeout <seconds>", "limit of each program", seconds, 2)
    .option("--start-timeout <seconds>", "limit for a driver to greet", seconds, 20)
    .option("--out <dir>", "folder of the findings", "loopspec-fuzz")
    .option("--replay <file>", "run the findings of this file again instead of searching")
    .option("--as-case", "print each finding as a row for a table of cases, too")
    .option("--json", "print findings as JSON, one a line, and nothing else on standard output")
    .option("--quiet", "no progress")
    .action(async (options: FuzzOptions) => {
      const { fuzz } = await import("../fuzz.ts");
      context.finish(await fuzz(options, context));
    });
}

/** Seeds are whole numbers of 32 bits. */
function seed(value: string): number {
  const number = wholeNumber(0)(value);
  if (number <= 0xff_ff_ff_ff) return number;
  return wholeNumber(0)("a number of at most 4294967295");
}
