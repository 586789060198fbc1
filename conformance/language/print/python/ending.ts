/** How a script ends: what it does with what it sees of its program. */
import type { CaseDefinition } from "../../case.ts";
import type { ScriptWriter } from "./writer.ts";

/** A definition as lines. */
export type Definition = readonly string[];

/** What an ending knows of a case. */
export type Ended = Pick<CaseDefinition, "program" | "expect" | "timeout">;

/**
 * One way to end a script. The program's functions and its main are the same under each; an ending adds what stands
 * around them. `TRACING` prints what was seen, `DECIDING` compares it with the expectation.
 */
export interface Ending {
  /** The expectation is code of the script, so that its head need not spell it out. */
  readonly decides: boolean;
  /** What the head says last, as sentences. */
  readonly head: readonly string[];
  /**
   * Intervals, calls of handlers and poll timeouts are kept in `metrics`, `reports` and `polls` for the definitions
   * to look at; otherwise they are printed on standard error.
   */
  readonly keeps: boolean;
  /** Definitions before the program's functions. Called after the program is printed: the writer knows what it needs. */
  definitions(ended: Ended, writer: ScriptWriter): readonly Definition[];
  /** Lines before the loop is made. */
  setUp(ended: Ended, writer: ScriptWriter): readonly string[];
  /** The lines of main with what surrounds them, to the end of the script. */
  around(main: readonly string[], ended: Ended, writer: ScriptWriter): readonly string[];
}
