import type { Command } from "commander";
import type { CommandContext } from "../command-context.ts";

/** `loopspec merge SHARD… --out FILE`. */
export function registerMerge(program: Command, { output }: CommandContext): void {
  program
    .command("merge")
    .description("Joins the result documents of all shards of a run into one.")
    .argument("<shards...>", "result documents, one a shard")
    .requiredOption("--out <file>", "the joined result document")
    .action(async (files: readonly string[], { out }: { out: string }) => {
      const { mergeDocuments, readDocument, writeDocument } = await import(
        "../../../reports/index.ts"
      );
      const { refuseSameFiles } = await import("../targets.ts");
      refuseSameFiles(files, [out]);
      const merged = mergeDocuments(files.map((name) => ({ name, document: readDocument(name) })));
      writeDocument(out, merged);
      output.err(`Wrote ${out}`);
    });
}
