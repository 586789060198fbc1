import { type Command, Option } from "commander";
import type { CommandContext } from "../command-context.ts";
import { collect } from "../parse-options.ts";
import type { ReportOptions } from "../report.ts";
import { RESULTS_FILE } from "../run-options.ts";

/** `loopspec report RESULTS…`. */
export function registerReport(program: Command, context: CommandContext): void {
  program
    .command("report")
    .description("Makes reports of one or many result documents; `-` writes to standard output.")
    .argument("[results...]", "result documents", [RESULTS_FILE])
    .option("--html <file>", "one self-contained page for people")
    .option("--junit <file>", "JUnit XML")
    .option("--tap <file>", "TAP 14")
    .option("--ctrf <file>", "CTRF JSON")
    .option("--sarif <file>", "SARIF 2.1.0")
    .option("--markdown <file>", "Markdown, made for a CI job's summary")
    .option("--csv <file>", "CSV, a row a result")
    .option("--badge <file>", "JSON for a shields endpoint")
    .option("--badge-svg <file>", "a badge as SVG")
    .option("--expect <file>", "known deviations; may be repeated", collect)
    .option("--strict", "a verdict `differs` is red too")
    .addOption(new Option("--no-color", "no colours (also: NO_COLOR)"))
    .action(async (files: readonly string[], options: ReportOptions) => {
      const { report } = await import("../report.ts");
      context.finish(report(files, options, context));
    });
}
