/** What to do about an implementation that cannot be started. */
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
  if (code === "cannot-start") return `${hint} \`--python\` chooses the Python interpreter.`;
  if (code !== "fatal" || !/^The module .* cannot be imported/.test(message)) return hint;
  // A module that is found and fails is the same under another interpreter or path.
  const elsewhere = /: (ModuleNotFound|Import)Error\b/.test(message)
    ? " `--python` chooses another interpreter, PYTHONPATH adds the module's folder."
    : " The module was found, and fails while it is imported.";
  const asked = `Asked: ${python.interpreter}.${elsewhere}`;
  return hint === "" ? asked : `${asked}\n${hint}`;
}
