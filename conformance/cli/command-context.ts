import type { ExitCode } from "../exit-code.ts";
import type { Output } from "./output.ts";

/** What a command works with. */
export interface CommandContext {
  readonly output: Output;
  /** The arguments, for the result document. */
  readonly argv: readonly string[];
  /** Runs another command line in this process, for commands that try commands. */
  readonly runCommand: (argv: readonly string[], output: Output) => Promise<ExitCode>;
  /** Called with the exit code when the command is done. */
  readonly finish: (code: ExitCode) => void;
}
