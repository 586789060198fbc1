import type { Command } from "commander";
import {
  diffDocuments,
  formatDiffJson,
  formatDiffMarkdown,
  readDocument,
  renderDiff,
} from "../../../reports/index.ts";
import type { Session } from "../main.ts";

interface DiffOptions {
  readonly json?: boolean;
  readonly markdown?: boolean;
  readonly strict?: boolean;
}

/** `loopspec diff A B`. */
export function registerDiff(program: Command, { output, finish }: Session): void {
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
    .action((before: string, after: string, { json, markdown, strict = false }: DiffOptions) => {
      const named = (name: string) => ({ name, document: readDocument(name) });
      const diff = diffDocuments(named(before), named(after), { strict });
      const text = json
        ? formatDiffJson(diff)
        : markdown
          ? formatDiffMarkdown(diff)
          : renderDiff(diff, { color: output.color });
      output.out(text.replace(/\n$/, ""));
      finish(diff.exitCode);
    });
}
