import type { Command } from "commander";
import type { CommandContext } from "../command-context.ts";
import type { DiffOptions } from "../diff.ts";

/** `loopspec diff A B`. */
export function registerDiff(program: Command, context: CommandContext): void {
  program
    .command("diff")
    .description(
      "Says what changed between two result documents; exit code 1 where something got worse.",
    )
    .argument("<before>", "the earlier result document")
    .argument("<after>", "the later result document")
    .option("--json", "machine-readable, on standard output")
    .option("--markdown", "Markdown, on standard output")
    .option("--strict", "a verdict `differs` is red too")
    .option("--no-color", "no colours (also: NO_COLOR)")
    .action(async (before: string, after: string, options: DiffOptions) => {
      const { diffCommand } = await import("../diff.ts");
      context.finish(diffCommand(before, after, options, context));
    });
}
