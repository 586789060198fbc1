import { type Command, Option } from "commander";
import { DEFAULTS } from "../../suite/defaults.ts";
import type { CommandContext } from "../command-context.ts";
import type { ExplainOptions } from "../explain.ts";
import { clock, edition } from "../parse-options.ts";

/** `loopspec explain CLAUSE|CASE`. */
export function registerExplain(program: Command, context: CommandContext): void {
  program
    .command("explain")
    .description(
      "Explains a clause, or a case: what it asks, its program, and a script that shows it.",
    )
    .argument("<id>", "id of a clause or of a case")
    .option(
      "-i, --implementation <spec>",
      "run the case on this implementation, or entry of the configuration, and show what was seen",
    )
    .option(
      "--python <exe>",
      `Python interpreter of \`python:\` implementations (default: ${DEFAULTS.python})`,
    )
    .option(
      "--config <file>",
      "a configuration that names implementations (default: loopspec.config.json)",
    )
    .option(
      "--edition <version>",
      "the documentation version to link to and to judge by (default: the implementation's, else the newest)",
      edition,
    )
    .option("--clock <clock>", "real or virtual", clock, "real")
    .addOption(
      new Option("--as <language>", "print only the stand-alone script").choices([
        "python",
        "pytest",
        "javascript",
        "typescript",
        "json",
      ]),
    )
    .option("--trace", "with --as python: a script that prints its trace and decides nothing")
    .action(async (id: string, options: ExplainOptions) => {
      const { explain } = await import("../explain.ts");
      context.finish(await explain(id, options, context));
    });
}
