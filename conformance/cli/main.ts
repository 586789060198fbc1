/** The command line as a function: arguments in, exit code out. */
import { Command, CommanderError } from "commander";
import { EXIT, type ExitCode } from "../exit-code.ts";
import { didYouMean } from "../suggest.ts";
import { UsageError } from "../usage-error.ts";
import { version } from "../version.ts";
import type { CommandContext } from "./command-context.ts";
import { registerAdapterChecks } from "./commands/adapter-checks.ts";
import { registerConfirm } from "./commands/confirm.ts";
import { registerDiff } from "./commands/diff.ts";
import { registerExpect } from "./commands/expect.ts";
import { registerExplain } from "./commands/explain.ts";
import { registerFuzz } from "./commands/fuzz.ts";
import { registerGate } from "./commands/gate.ts";
import { registerHistory } from "./commands/history.ts";
import { registerInit } from "./commands/init.ts";
import { registerList } from "./commands/list.ts";
import { registerMerge } from "./commands/merge.ts";
import { registerMutants } from "./commands/mutants.ts";
import { registerReport } from "./commands/report.ts";
import { registerRun } from "./commands/run.ts";
import { registerSelfcheck } from "./commands/selfcheck.ts";
import { registerStart } from "./commands/start.ts";
import { adviceOnOption, commandMeant } from "./near-misses.ts";
import type { Output } from "./output.ts";

/** In the order of the help, by what somebody wants to do. */
const COMMANDS = {
  "Judge a loop": [registerRun, registerExplain, registerFuzz],
  "Read results": [registerReport, registerConfirm, registerDiff, registerHistory, registerMerge],
  "Gate in CI": [registerInit, registerExpect, registerGate],
  "Look things up": [registerList],
  "Write an adapter or a driver": [registerAdapterChecks],
  "Test the suite": [registerSelfcheck, registerMutants, registerStart],
};

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
  const program = commandLine(context);
  try {
    refuseUnknownCommand(program, argv);
    if (argv.length === 0) output.out(`${program.helpInformation()}${AFTER_HELP}`);
    else await program.parseAsync([...argv], { from: "user" });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) {
      if (error.code === "commander.excessArguments" && takesLoops(program, argv))
        output.err(
          "Implementations are named by `-i`, as in `loopspec run -i python:uvloop`, and cases by `--select`, as in `--select 'call-soon/*'`.",
        );
      const [, flag] = /unknown option '([^']*)'/.exec(error.message) ?? [];
      const advice =
        flag === undefined ? undefined : adviceOnOption(flag, argv, named(program, argv));
      if (advice !== undefined) output.err(advice);
      return error.exitCode === 0 ? EXIT.ok : EXIT.usage;
    }
    if (!isHinted(error)) throw error;
    output.err(`loopspec: ${error.message}`);
    if (error.hint !== "") output.err(error.hint);
    return error.exitCode ?? EXIT.usage;
  }
}

/** Commander would take the word for an argument of the default command, and say that of it. */
function refuseUnknownCommand(program: Command, argv: readonly string[]): void {
  const names = [...program.commands.map((each) => each.name()), "help"];
  const [word] = argv[0] === "help" ? argv.slice(1) : argv;
  if (word === undefined || word.startsWith("-") || names.includes(word)) return;
  const meant = /^(reference|python|module|exec)(:|$)/.test(word)
    ? `Did you mean \`loopspec run -i ${visible(word)}\`? `
    : didYouMeanCommand(word, names);
  throw new UsageError(
    `unknown command \`${visible(word)}\``,
    `${meant}\`loopspec --help\` lists the commands.`,
  );
}

function didYouMeanCommand(word: string, names: readonly string[]): string {
  const line = commandMeant(word);
  return line === undefined ? didYouMean(word, names) : `Did you mean \`${line}\`? `;
}

/** What a terminal would obey is shown, not sent; reports' own function is not loaded for this one word. */
const visible = (word: string) => JSON.stringify(word).slice(1, -1);

const AFTER_HELP = `
What to do first:
  loopspec run -i python:uvloop --quick     a first look at a Python loop, in seconds
  loopspec run -i python:my_loop            the whole suite; my_loop.new_event_loop() makes the loop
  loopspec run -i module:./adapter.js       a JavaScript loop; \`loopspec list methods\` says what it needs
  loopspec explain CASE -i python:my_loop   what a case asks, what was seen, and a script that shows it
  loopspec run --help                       all options of a command

Exit codes: 0 the gate holds; 1 it does not; 2 wrong usage; 3 an implementation could not be started; 130 Ctrl-C.`;

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
      outputError: (text, write) => write(text.replace(/^error: /, "loopspec: ")),
    })
    .addHelpText("after", AFTER_HELP);
  for (const [group, registers] of Object.entries(COMMANDS)) {
    program.commandsGroup(`${group}:`);
    for (const register of registers) register(program, context);
  }
  program
    .commandsGroup("Look things up:")
    .helpCommand("help [command]", "Prints the help of a command.");
  adviseAfterErrors(program, "loopspec");
  return program;
}

/** Each command says after an error which help describes it. */
function adviseAfterErrors(command: Command, line: string): void {
  command.showHelpAfterError(`\`${line} --help\` lists the arguments and options.`);
  for (const each of command.commands) adviseAfterErrors(each, `${line} ${each.name()}`);
}

const named = ({ commands }: Command, [word]: readonly string[]): Command | undefined =>
  commands.find((each) => each.name() === word);

function takesLoops(program: Command, argv: readonly string[]): boolean {
  const options = named(program, argv)?.options;
  return options?.some(({ long }) => long === "--implementation") ?? true;
}
