/** The reference loop as an oracle: it says what a program shows, and how far the documentation says so. */
import {
  _getRunningLoop,
  _setRunningLoop,
  Context,
  DeadlockError,
  DefaultEventLoopPolicy,
  type EventLoopPolicy,
  getEventLoopPolicy,
  setEventLoopPolicy,
} from "../../../reference/index.ts";
import type { Program } from "../../language/case.ts";
import type { Observation } from "../protocol.ts";
import { ProgramFault } from "./interpreter/faults.ts";
import type { Surroundings } from "./interpreter/program-world.ts";
import { runProgram } from "./interpreter/run-program.ts";
import { referenceSurroundings } from "./reference.ts";
import { LOOPS, type Variation } from "./reference-oracle-loops.ts";
import { VirtualWorld, virtualSurroundings } from "./reference-virtual.ts";
import { withoutStacks } from "./without-stacks.ts";

/** What the oracle says of a program. */
export interface Prophecy {
  readonly observation: Observation;
  /** Times at which something was due, seconds of virtual time, in ascending order. */
  readonly deadlines: readonly number[];
  /** Whether a ready descriptor's callback and another one could have run in either order. */
  readonly descriptorOrderOpen: boolean;
  /** Whether it shows how long `shutdown_asyncgens()` takes: for generators that are finished, and after a report. */
  readonly shutdownTimeOpen: boolean;
  /** Whether it shows when a timer runs whose time is over when it is set: no text orders it and what is queued. */
  readonly overdueOrderOpen: boolean;
  /** Whether the program had not come to its end when its budget was spent. */
  readonly spent: boolean;
}

/** Asks the oracle; nothing of a program is left for the next one. */
export type Oracle = (program: Program) => Prophecy;

/**
 * Makes an oracle.
 *
 * @param budget polls after which a program counts as endless
 * @param variation how it differs from the reference
 */
export function referenceOracle(budget: number, variation: Variation = "none"): Oracle {
  const Loop = LOOPS[variation];
  let world = new VirtualWorld();
  const surroundings = virtualSurroundings(() => {
    world = new VirtualWorld({ budget, loopOver: (selector, own) => new Loop(selector, own) });
    return world;
  });
  const given = referenceSurroundings(surroundings);
  const made = { ...given, host: { ...given.host, runThread } };
  const other = (name: Variation) =>
    variation === "none" ? referenceOracle(budget, name) : undefined;
  const shutdowns = [other("slow-shutdown"), other("late-reports")];
  const overdueQueued = other("overdue-queued");
  return (program) => {
    const observation = runHere(program, made);
    const { shutDown, overdue, deadlines, descriptorOrderOpen, spent } = world;
    const changes = (oracle: Oracle | undefined): boolean =>
      oracle !== undefined && !sameTrace(observation, oracle(program).observation);
    return {
      observation,
      shutdownTimeOpen: shutDown && shutdowns.some(changes),
      overdueOrderOpen: overdue && changes(overdueQueued),
      deadlines: [...deadlines].sort((a, b) => a - b),
      descriptorOrderOpen,
      spent,
    };
  };
}

/**
 * Runs programs on the reference loop in virtual time as it is, here and now.
 *
 * @param budget polls after which a program counts as endless
 */
export function referenceLoop(budget: number): (program: Program) => Observation {
  const made = referenceSurroundings(virtualSurroundings(() => new VirtualWorld({ budget })));
  return (program) => runHere(program, made);
}

/** What a program shows that nothing waits for. */
function runHere(program: Program, surroundings: Surroundings): Observation {
  const observation = withoutStacks(() => runProgram(program, surroundings));
  if (observation instanceof Promise) throw new Error("the virtual reference does not wait");
  return observation;
}

const sameTrace = (one: Observation, other: Observation): boolean =>
  one.outcome === other.outcome &&
  one.trace.length === other.trace.length &&
  one.trace.every((entry, at) => entry === other.trace[at]);

/** A thread that is joined at once, as seen from the others: its function has run when they go on. */
function runThread(body: () => void): void {
  const loop = _getRunningLoop();
  const policy = getEventLoopPolicy();
  _setRunningLoop(null);
  if (policy.constructor === DefaultEventLoopPolicy) setEventLoopPolicy(policyOfThread(policy));
  try {
    new Context().run(body);
  } catch (error) {
    // What a thread raises ends that thread alone; the end of the oracle's patience ends everything.
    if (error instanceof DeadlockError || error instanceof ProgramFault) throw error;
  } finally {
    setEventLoopPolicy(policy);
    _setRunningLoop(loop);
  }
}

/** A policy that makes the same loops, as another thread sees it: it has no current loop, and makes none. */
function policyOfThread(policy: EventLoopPolicy): EventLoopPolicy {
  const own = new DefaultEventLoopPolicy(() => policy.newEventLoop());
  own.setEventLoop(null);
  return own;
}
