/** Makes a program smaller that shows something, as long as it goes on showing it. */
import type { Program } from "../language/case.ts";
import { candidatesOf } from "./candidates.ts";

/** What shrinking may cost. */
export interface ShrinkLimits {
  /** Programs tried. */
  readonly attempts: number;
  /** Whether to give up now; asked before each attempt. */
  readonly over: () => boolean;
}

/** A shrunk program, and what it cost. */
export interface Shrunk {
  readonly program: Program;
  readonly attempts: number;
  /** Whether no candidate is left: the program is as small as it gets. */
  readonly complete: boolean;
}

/**
 * Shrinks a program by its structure: functions, runs of operations, bodies, arguments, weaker calls.
 *
 * @param program what shows it
 * @param shows whether a smaller program still shows the same
 */
export async function shrink(
  program: Program,
  shows: (candidate: Program) => Promise<boolean>,
  { attempts, over }: ShrinkLimits,
): Promise<Shrunk> {
  let smallest = program;
  let spent = 0;
  const tried = new Set<string>([JSON.stringify(program)]);
  for (let better = true; better; ) {
    better = false;
    for (const candidate of candidatesOf(smallest)) {
      const text = JSON.stringify(candidate);
      if (tried.has(text)) continue;
      if (spent >= attempts || over())
        return { program: smallest, attempts: spent, complete: false };
      tried.add(text);
      spent += 1;
      if (!(await shows(candidate))) continue;
      smallest = candidate;
      better = true;
      break;
    }
  }
  return { program: smallest, attempts: spent, complete: true };
}
