/** What to do about an implementation that cannot be started. */
import { existsSync, statSync } from "node:fs";
import { join } from "node:path";
import type { DriverFault } from "../execution/processes/driver-fault.ts";
import type { Implementation } from "../execution/processes/implementation.ts";

/**
 * The fault's own advice, and what only the runner knows: which interpreter was asked.
 *
 * @returns lines; empty where there is nothing to say beside the fault's message
 */
export function startAdvice(
  { code, message, hint: advice }: DriverFault,
  implementation: Implementation,
): string {
  const { python, spec } = implementation;
  // A traceback of one line says what the message says.
  const hint = message.includes(advice.trim()) ? "" : advice;
  if (spec.startsWith("exec:")) return commandAdvice(code, hint, implementation);
  const isModule = spec.startsWith("module:");
  // The driver is ours: what blocks it, or ends it, is what it loads.
  if (code === "silent" && (isModule || python !== undefined))
    return "Importing the module or making a loop takes longer, or never ends. `--start-timeout` gives it more time.";
  if (code === "died" && isModule)
    return `The module ends the process, or waits at its top level for what never comes.\n${hint}`;
  if (python === undefined) return hint;
  const { interpreter } = python;
  if (code === "cannot-start") return `${advice} ${interpreterAdvice(interpreter)}`;
  if (code === "garbage")
    return `Asked: ${interpreter}, which does not answer as Python does. ${CHOOSES}`;
  if (code === "died") return `Asked: ${interpreter}. ${CHOOSES}\n${hint}`;
  if (code !== "fatal" || !/^The module .* cannot be imported/.test(message)) return hint;
  const asked = `Asked: ${interpreter}. ${importAdvice(message)}`;
  return hint === "" ? asked : `${asked}\n${hint}`;
}

const CHOOSES = "`--python` chooses the Python interpreter.";

/** What only a shell does: operators, a home folder, variables, words that are no programs. */
const NEEDS_SHELL = /(^|\s)(&&|\|\|?|;|[<>]|cd|source|export)(\s|$)|^~|\$[\w{(]|^[A-Za-z_]\w*=/;

/** A command is split into words, and no shell runs: what a terminal does beside is missed here. */
function commandAdvice(
  code: DriverFault["code"],
  hint: string,
  { spec, command: { command } }: Implementation,
): string {
  const line = spec.slice("exec:".length).trim();
  if (code === "died")
    return `${hint}\nA driver answers requests until it is told \`bye\`: \`loopspec validate-driver\` checks one.`;
  if (code !== "cannot-start") return hint;
  if (NEEDS_SHELL.test(line))
    return `${hint} No shell runs: where the command needs one, write \`exec:sh -c '…'\`.`;
  if (line !== command && existsSync(line))
    return `${hint} A path with spaces needs quotes: \`exec:"${line}"\`.`;
  if (existsSync(command) && !statSync(command).isDirectory() && isExecutable(command))
    return "The file is there: its first line names an interpreter that is not.";
  return hint;
}

function isExecutable(path: string): boolean {
  return (statSync(path).mode & 0o111) !== 0;
}

/** What may have been given instead of an interpreter. */
function interpreterAdvice(given: string): string {
  const inside = ["bin/python3", "Scripts/python.exe", "python3"]
    .map((name) => join(given, name))
    .find((path) => existsSync(path));
  if (inside !== undefined) return `${CHOOSES} Did you mean \`--python ${inside}\`?`;
  if (/^3\.\d+$/.test(given)) return `${CHOOSES} Did you mean \`--python python${given}\`?`;
  if (!/[\\/]/.test(given) && existsSync(given))
    return `${CHOOSES} A name is looked up in PATH. Did you mean \`--python ./${given}\`?`;
  return / /.test(given) ? `${CHOOSES} It takes no arguments for it.` : CHOOSES;
}

function importAdvice(message: string): string {
  // A module that is found and fails is the same under another interpreter or path.
  if (!/: (ModuleNotFound|Import)Error\b/.test(message))
    return "The module was found, and fails while it is imported.";
  const [, module, name] =
    /No module named '(.*)\.(\w+)'; '\1' is not a package/.exec(message) ?? [];
  if (module !== undefined)
    return `A function is named after a colon. Did you mean \`-i python:${module}:${name}\`?`;
  return "`--python` chooses another interpreter, PYTHONPATH adds the module's folder.";
}
