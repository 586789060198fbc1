import { type Command, Option } from "commander";
import type { CommandContext } from "../command-context.ts";
import { FORMAT_OPTIONS } from "../format-options.ts";
import { collect } from "../parse-options.ts";
import type { ReportOptions } from "../report.ts";
import { RESULTS_FILE } from "../run-options.ts";

/** `loopspec report RESULTS…`. */
export function registerReport(program: Command, context: CommandContext): void {
  const command = program
    .command("report")
    .description("Makes reports of one or many result documents; `-` writes to standard output.")
    .argument("[results...]", "result documents", [RESULTS_FILE])
    .option(
      "--issue <id>",
      "a bug report about a case or a deviation, in Markdown, on standard output",
    )
    .option(
      "--compact <file>",
      "the document, compressed: every command reads it as it reads the other",
    )
    .option("--only <id>", "only this implementation; may be repeated", collect)
    .option("--verbose", "list every case")
    .option("--expect <file>", "known deviations; may be repeated", collect)
    .option("--strict", "a verdict `differs` is red too")
    .addOption(new Option("--no-color", "no colours (also: NO_COLOR)"));
  for (const [option, help] of Object.values(FORMAT_OPTIONS)) command.option(option, help);
  command.action(async (files: readonly string[], options: ReportOptions) => {
    const { report } = await import("../report.ts");
    context.finish(report(files, options, context));
  });
}
