/** The command line as a function: arguments in, exit code out. */
import { Command, CommanderError } from "commander";
import { EXIT, type ExitCode } from "../exit-code.ts";
import { UsageError } from "../usage-error.ts";
import { version } from "../version.ts";
import type { CommandContext } from "./command-context.ts";
import { registerAdapterChecks } from "./commands/adapter-checks.ts";
import { registerDiff } from "./commands/diff.ts";
import { registerExpect } from "./commands/expect.ts";
import { registerExplain } from "./commands/explain.ts";
import { registerFuzz } from "./commands/fuzz.ts";
import { registerGate } from "./commands/gate.ts";
import { registerInit } from "./commands/init.ts";
import { registerList } from "./commands/list.ts";
import { registerMerge } from "./commands/merge.ts";
import { registerMutants } from "./commands/mutants.ts";
import { registerReport } from "./commands/report.ts";
import { registerRun } from "./commands/run.ts";
import { registerSelfcheck } from "./commands/selfcheck.ts";
import { registerStart } from "./commands/start.ts";
import type { Output } from "./output.ts";

/** In the order of the help. */
const COMMANDS = [
  registerRun,
  registerList,
  registerExplain,
  registerReport,
  registerDiff,
  registerMerge,
  registerExpect,
  registerGate,
  registerInit,
  registerAdapterChecks,
  registerMutants,
  registerFuzz,
  registerSelfcheck,
  registerStart,
];

/** An error that says what to do about it and may choose its exit code. */
interface HintedError extends Error {
  readonly hint: string;
  readonly exitCode?: ExitCode;
}

const isHinted = (error: unknown): error is HintedError =>
  error instanceof Error && typeof (error as Partial<HintedError>).hint === "string";

/**
 * Runs one command line.
 *
 * @param argv the arguments after the program's name
 * @returns the exit code; never throws for what the user can mend
 */
export async function main(argv: readonly string[], output: Output): Promise<ExitCode> {
  let code: ExitCode = EXIT.ok;
  const context: CommandContext = {
    output,
    argv,
    runCommand: main,
    finish: (result) => {
      code = result;
    },
  };
  try {
    const program = commandLine(context);
    await refuseUnknownCommand(program, argv);
    await program.parseAsync([...argv], { from: "user" });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.usage;
    if (!isHinted(error)) throw error;
    output.err(`loopspec: ${error.message}`);
    if (error.hint !== "") output.err(error.hint);
    return error.exitCode ?? EXIT.usage;
  }
}

/** Commander would take the word for an argument of the default command, and say that of it. */
async function refuseUnknownCommand(program: Command, [word]: readonly string[]): Promise<void> {
  const names = program.commands.map((each) => each.name());
  if (word === undefined || word.startsWith("-") || word === "help" || names.includes(word)) return;
  // Loaded here: help and most commands do without reports.
  const { visibleLine } = await import("../../reports/index.ts");
  throw new UsageError(
    `unknown command \`${visibleLine(word)}\``,
    "`loopspec --help` lists the commands.",
  );
}

function commandLine(context: CommandContext): Command {
  const program = new Command("loopspec");
  program
    .description(
      "Judges asyncio-style event loops against the asyncio documentation, sentence by sentence.",
    )
    .version(version())
    .exitOverride()
    .configureOutput({
      writeOut: (text) => context.output.out(text.replace(/\n$/, "")),
      writeErr: (text) => context.output.err(text.replace(/\n$/, "")),
    })
    .showHelpAfterError("`loopspec --help` and `loopspec COMMAND --help` list the options.");
  for (const register of COMMANDS) register(program, context);
  return program;
}
