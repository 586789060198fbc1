import type { Command } from "commander";
import type { CommandContext } from "../command-context.ts";
import type { InitOptions } from "../init.ts";

/** `loopspec init`: a configuration and a CI workflow to start from. */
export function registerInit(program: Command, { output }: CommandContext): void {
  program
    .command("init")
    .description("Writes a commented configuration and a GitHub Actions workflow to start from.")
    .option("-i, --implementation <spec>", "what the configuration judges", "python:asyncio")
    .option("--force", "overwrite files that are there")
    .action(async (options: InitOptions) => {
      const { init, runsWith } = await import("../init.ts");
      for (const path of init(options)) output.out(`Wrote ${path}`);
      output.out(
        `Next: \`${runsWith()} run\`. Where it fails: \`${runsWith()} expect update\` records what is known; name its file in the configuration.`,
      );
    });
}
