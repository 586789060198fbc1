/** What to do about an implementation that cannot be started. */
import { existsSync } from "node:fs";
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
  { python }: Implementation,
): string {
  // A traceback of one line says what the message says.
  const hint = message.includes(advice.trim()) ? "" : advice;
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

/** What may have been given instead of an interpreter. */
function interpreterAdvice(given: string): string {
  const inside = ["bin/python3", "Scripts/python.exe", "python3"]
    .map((name) => join(given, name))
    .find((path) => existsSync(path));
  if (inside !== undefined) return `${CHOOSES} Did you mean \`--python ${inside}\`?`;
  if (/^3\.\d+$/.test(given)) return `${CHOOSES} Did you mean \`--python python${given}\`?`;
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
