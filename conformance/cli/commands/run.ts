import type { Command } from "commander";
import type { RunCommandOptions } from "../../suite/run-options.ts";
import type { CommandContext } from "../command-context.ts";
import { addRunOptions } from "../run-options.ts";

/** `loopspec run`, the default command. */
export function registerRun(program: Command, context: CommandContext): void {
  const command = program
    .command("run", { isDefault: true })
    .description("Judges implementations and writes the result document.")
    .addHelpText("after", EXAMPLES);
  addRunOptions(command).action(async (options: RunCommandOptions) => {
    const { judge } = await import("../judge-run.ts");
    context.finish(await judge(options, context));
  });
}

const EXAMPLES = `
Examples:
  loopspec run -i python:uvloop --quick
  loopspec run -i python:my_loop:make_loop --python .venv/bin/python
  loopspec run -i module:./adapter.js --select 'call-soon.*'
  loopspec run -i python:my_loop --expect loopspec.expect.json
  loopspec run -i python:asyncio -i python:uvloop --shard 1/2 --out part-1

Exit codes: 0 the gate holds; 1 it does not; 2 wrong usage; 3 an implementation could not be started; 130 Ctrl-C.`;
