import { spawnSync } from "node:child_process";
import { join } from "node:path";
import type { Command } from "commander";
import { DEFAULTS } from "../../suite/defaults.ts";
import type { RunCommandOptions } from "../../suite/run-options.ts";
import type { CommandContext } from "../command-context.ts";
import { addRunOptions } from "../run-options.ts";

/** `loopspec start`: the main job of a checkout, for `npm start`, with a report for people at its end. */
export function registerStart(program: Command, context: CommandContext): void {
  const command = program
    .command("start", { hidden: true })
    .description(
      "Judges the reference loop, and this machine's own asyncio where there is a Python.",
    );
  addRunOptions(command).action(async (options: RunCommandOptions) => {
    const { judge } = await import("../judge-run.ts");
    const found = hasPython(options.python ?? DEFAULTS.python);
    if (!found)
      context.output.err(
        `No \`${options.python ?? DEFAULTS.python}\` here: only the reference loop is judged. Install Python 3.8 or newer to judge asyncio too.`,
      );
    const implementation = found ? ["reference", "python:asyncio"] : ["reference"];
    const chosen = { ...options, implementation };
    context.finish(await judge(chosen, context));
    const { report } = await import("../report.ts");
    const { planRun } = await import("../../suite/run-plan.ts");
    const { out, color } = planRun(chosen).settings;
    report([join(out, "results.json")], { html: join(out, "report.html"), color }, context);
  });
}

function hasPython(interpreter: string): boolean {
  return spawnSync(interpreter, ["-c", ""], { stdio: "ignore" }).status === 0;
}
