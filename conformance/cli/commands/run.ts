import type { Command } from "commander";
import type { RunOptions } from "../../suite/run-options.ts";
import type { CommandContext } from "../command-context.ts";
import { addRunOptions } from "../run-options.ts";

/** `loopspec run`, the default command. */
export function registerRun(program: Command, context: CommandContext): void {
  const command = program
    .command("run", { isDefault: true })
    .description("Judges implementations and writes the result document.");
  addRunOptions(command).action(async (options: RunOptions) => {
    const { judge } = await import("../judge-run.ts");
    context.finish(await judge(options, context));
  });
}
