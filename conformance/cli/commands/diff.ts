import type { Command } from "commander";
import type { Session } from "../main.ts";

/** What commander makes of the options of `loopspec diff`. */
export interface DiffOptions {
  readonly json?: boolean;
  readonly markdown?: boolean;
  readonly strict?: boolean;
}

/** `loopspec diff A B`. */
export function registerDiff(program: Command, session: Session): void {
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
      session.finish(diffCommand(before, after, options, session));
    });
}
