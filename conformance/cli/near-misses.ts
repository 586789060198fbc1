/** What people type who think of another tool, or of another command: what it is called here. */
import type { Command } from "commander";
import { FORMAT_OPTIONS } from "./format-options.ts";

/** Formats by the name of their option: `badge-svg`, `html`. */
const FORMATS: ReadonlySet<string> = new Set(
  Object.values(FORMAT_OPTIONS).map(([option]) => option.slice(2).split(" ")[0] as string),
);

/** Words for a command of another name. */
const COMMANDS: { readonly [word: string]: string } = {
  check: "loopspec run",
  compare: "loopspec diff BEFORE AFTER",
  judge: "loopspec run",
  test: "loopspec run",
  update: "loopspec expect update RESULTS",
  version: "loopspec --version",
};

/** The command line that somebody meant who gave this word as a command; undefined where none is known. */
export function commandMeant(word: string): string | undefined {
  if (FORMATS.has(word)) return `loopspec report RESULTS --${word} FILE`;
  return Object.hasOwn(COMMANDS, word) ? COMMANDS[word] : undefined;
}

/**
 * What to do about an option that a command does not have.
 *
 * @param flag the option, with its dashes
 * @param argv the whole command line
 * @param command the command that was given the option
 */
export function adviceOnOption(
  flag: string,
  argv: readonly string[],
  command: Command | undefined,
): string | undefined {
  const name = flag.replace(/^--?/, "").split("=")[0] as string;
  const before = argv[argv.indexOf(flag) - 1] ?? "";
  if (before.startsWith("exec:"))
    return `Quote a command that has words of its own: \`-i '${before} ${flag}'\`.`;
  if (flag === "-v") return "`--verbose` says more, `-V` prints the version.";
  if (name === "format") return "Each format is an option of `loopspec report`: `--html FILE`.";
  if (name === "dry-run" && argv[0] === "expect")
    return "`loopspec expect check` says what `update` would change, and writes nothing.";
  if (FORMATS.has(name) && command?.name() !== "report")
    return `\`loopspec report RESULTS --${name} FILE\` makes that of a result document.`;
  return undefined;
}
