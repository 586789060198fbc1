/** @source warnings: Warning Categories */
import { describe } from "./format.ts";

/** Category of a warning about a use that a later edition withdraws. */
export class DeprecationWarning extends Error {}
/** Category of a warning about a resource that was not released. */
export class ResourceWarning extends Error {}
/** Category of a warning about dubious behaviour at run time. */
export class RuntimeWarning extends Error {}

/** A warning's category: one of the classes above, or one of the user's own. */
export type WarningCategory = new (message: string) => Error;

/** Receives every warning of this thread. */
export type WarningHook = (category: WarningCategory, message: string) => void;

const emitToProcess: WarningHook = (category, message) => {
  // As in Python, whose default filters keep it for those who debug.
  if (category === ResourceWarning && !process.env.PYTHONASYNCIODEBUG) return;
  process.emitWarning(message, category.name);
};

let warningHook: WarningHook = emitToProcess;

/**
 * Emits a warning.
 *
 * @param category class of the warning
 * @param message one sentence for the user
 */
export function warn(category: WarningCategory, message: string): void {
  warningHook(category, message);
}

/**
 * Replaces the receiver of warnings in this thread.
 *
 * @param hook the new receiver; null restores the default, Node's `process.emitWarning`
 * (for a ResourceWarning only where PYTHONASYNCIODEBUG is set in the environment)
 * @returns the receiver that was replaced
 * @throws TypeError when it is neither function nor null
 */
export function setWarningHook(hook: WarningHook | null): WarningHook {
  if (hook !== null && typeof hook !== "function") {
    throw new TypeError(`Expected \`hook\` to be a function or null, got ${describe(hook)}`);
  }
  const previous = warningHook;
  warningHook = hook ?? emitToProcess;
  return previous;
}
