import type { Command } from "commander";
import type { Session } from "../main.ts";
import { addRunOptions, type RunOptions } from "../run-options.ts";

/** `loopspec run`, the default command. */
export function registerRun(program: Command, session: Session): void {
  const command = program
    .command("run", { isDefault: true })
    .description("Judges implementations and writes the result document.");
  addRunOptions(command).action(async (options: RunOptions) => {
    const { judge } = await import("../judge-run.ts");
    session.finish(await judge(options, session));
  });
}
