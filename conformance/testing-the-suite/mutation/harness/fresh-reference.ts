/** The reference loop in modules that nothing has run in yet. */
import { sep } from "node:path";
import type { RunOptions } from "../../../execution/adapter.ts";
import type { LoopAdapter } from "../../../execution/adapters/adapt-loop.ts";
import type { Observation } from "../../../execution/protocol.ts";
import type { Program } from "../../../language/case.ts";

/** Polls that one program may make; the loop without a mutant needs 4,003 at most. */
const MAX_POLLS = 20_000;

/** Modules with a state of their own. */
const STATEFUL = [`${sep}reference${sep}`, `${sep}adapters${sep}reference`];

/** Runs programs on the reference loop in virtual time, in this process. */
export interface FreshReference {
  readonly adapter: LoopAdapter;
  run(program: Program, options: RunOptions): Observation | Promise<Observation>;
}

/**
 * Loads the reference loop anew: what one mutant leaves behind in the modules must not kill the next.
 *
 * A loop that polls without end is ended as a hang, since no timer fires in a thread that is blocked.
 */
export async function freshReference(): Promise<FreshReference> {
  for (const file of Object.keys(require.cache)) {
    if (STATEFUL.some((part) => file.includes(part))) delete require.cache[file];
  }
  const reference = await import("../../../../reference/index.ts");
  const { referenceAdapter } = await import("../../../execution/adapters/reference.ts");

  let polls = 0;
  const { prototype } = reference.VirtualSelector;
  const { select } = prototype;
  prototype.select = function (timeout) {
    polls += 1;
    if (polls > MAX_POLLS) throw new reference.DeadlockError(`more than ${MAX_POLLS} polls`);
    return select.call(this, timeout);
  };
  const adapter = referenceAdapter();
  return {
    adapter,
    run(program, options) {
      polls = 0;
      return adapter.run(program, options);
    },
  };
}
