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
  const asked = `Asked: ${python.interpreter}. \`--python\` chooses another interpreter, PYTHONPATH adds the module's folder.`;
  return hint === "" ? asked : `${asked}\n${hint}`;
}
