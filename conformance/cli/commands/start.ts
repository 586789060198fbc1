import { spawnSync } from "node:child_process";
import { join } from "node:path";
import type { Command } from "commander";
import type { Session } from "../main.ts";
import { addRunOptions, DEFAULTS, type RunOptions } from "../run-options.ts";

/** `loopspec start`: the main job of a checkout, for `npm start`, with a report for people at its end. */
export function registerStart(program: Command, session: Session): void {
  const command = program
    .command("start", { hidden: true })
    .description(
      "Judges the reference loop, and this machine's own asyncio where there is a Python.",
    );
  addRunOptions(command).action(async (options: RunOptions) => {
    const { judge } = await import("../judge-run.ts");
    const found = hasPython(options.python ?? DEFAULTS.python);
    if (!found)
      session.output.err(
        `No \`${options.python ?? DEFAULTS.python}\` here: only the reference loop is judged. Install Python 3.8 or newer to judge asyncio too.`,
      );
    const implementation = found ? ["reference", "python:asyncio"] : ["reference"];
    const chosen = { ...options, implementation };
    session.finish(await judge(chosen, session));
    const { report } = await import("../report.ts");
    const { planRun } = await import("../run-plan.ts");
    const { out, color } = planRun(chosen).settings;
    report([join(out, "results.json")], { html: join(out, "report.html"), color }, session);
  });
}

function hasPython(interpreter: string): boolean {
  return spawnSync(interpreter, ["-c", ""], { stdio: "ignore" }).status === 0;
}
