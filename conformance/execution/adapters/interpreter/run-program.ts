/** Runs one program from beginning to end. */

import type { Program } from "../../../language/case.ts";
import { capabilitiesOf } from "../../../language/needs.ts";
import { type Observation, type Outcome, POLL_LIMIT } from "../../protocol.ts";
import type { ContextObject } from "../asyncio-module.ts";
import { Activation } from "./activation.ts";
import { Pending, perform } from "./control.ts";
import { ProgramFault } from "./faults.ts";
import { kindOf } from "./kinds.ts";
import { peersFault, prepareNetwork } from "./network/network.ts";
import { ProgramWorld, type Surroundings } from "./program-world.ts";
import { type EntryListener, Recorder } from "./recorder.ts";
import type { Performance } from "./scope.ts";
import { noteStray } from "./stray.ts";

/** How main ended. */
interface End {
  readonly outcome: Outcome;
  readonly why?: string;
}

const OK: End = { outcome: "ok" };

/** What a program needs of an adapter, whatever is expected of it. */
export const needsOf = (program: Program): readonly string[] =>
  capabilitiesOf(program, { trace: [] });

/** The answer where something is missing of what a program needs; undefined where nothing is. */
export function missingFor(
  needs: readonly string[],
  capabilities: readonly string[],
): Observation | undefined {
  const missing = needs.filter((need) => !capabilities.includes(need));
  if (missing.length === 0) return undefined;
  return new Recorder().observation("unsupported", undefined, `needs ${missing.join(", ")}`);
}

/**
 * Runs a program.
 *
 * @param onEntry told of each trace entry as it is written
 * @returns what was seen; a promise of it only where main had to wait for a promise of the implementation
 */
export function runProgram(
  program: Program,
  surroundings: Surroundings,
  onEntry?: EntryListener,
): Observation | Promise<Observation> {
  const { host } = surroundings;
  const recorder = new Recorder(onEntry);
  const world = new ProgramWorld(program, recorder, surroundings);
  const finish = (end: End): Observation => {
    const seen = observe(end, world);
    for (const error of world.dispose()) console.error("after the program:", error);
    host.end?.();
    return seen;
  };
  let main: Performance;
  try {
    main = begin(world);
  } catch (error) {
    return finish(endOf(error, world));
  }
  const inContext = freshContext(world);
  const first = inContext(() => advance(main, world, () => main.next()));
  if (!(first instanceof Pending)) return finish(first);
  return waitFor(first, (resume) => inContext(() => advance(main, world, () => resume(main)))).then(
    finish,
  );
}

function begin(world: ProgramWorld): Performance {
  const { host, recorder, undo } = world;
  host.begin?.();
  const logs = host.captureLogs?.((record) => recorder.logRecord(record));
  if (logs !== undefined) undo.push(logs);
  const warnings = host.captureWarnings?.((record) => recorder.warning(record));
  if (warnings !== undefined) undo.push(warnings);
  prepareNetwork(world);
  world.names.set("loop", world.makeLoop());
  return perform(world.program.main, new Activation(world, "main"));
}

/** Runs main until it ends or waits for a promise. */
function advance(
  main: Performance,
  world: ProgramWorld,
  resume: () => IteratorResult<unknown, unknown>,
): End | Pending {
  try {
    const step = resume();
    if (step.done) return OK;
    if (step.value instanceof Pending) return step.value;
    main.return(undefined);
    throw new ProgramFault("main awaits, where nothing can");
  } catch (error) {
    return endOf(error, world);
  }
}

type Resume = (main: Performance) => IteratorResult<unknown, unknown>;

async function waitFor(first: Pending, go: (resume: Resume) => End | Pending): Promise<End> {
  let state: End | Pending = first;
  while (state instanceof Pending) {
    let resume: Resume;
    try {
      const value = await state.promise;
      resume = (main) => main.next(value);
    } catch (error) {
      resume = (main) => main.throw(error);
    }
    state = go(resume);
  }
  return state;
}

/** Main runs in a context of its own, each time that it is resumed: programs do not see each other's variables. */
function freshContext({ asyncio }: ProgramWorld): <T>(call: () => T) => T {
  const { Context } = asyncio;
  if (typeof Context !== "function") return (call) => call();
  const context = new (Context as new () => ContextObject)();
  return <T>(call: () => T) => context.run(call) as T;
}

function endOf(error: unknown, world: ProgramWorld): End {
  noteStray(error, world);
  if (world.host.isHang?.(error) === true) {
    return { outcome: "hang", why: (error as Error).message };
  }
  const outcome: Outcome = `raised ${kindOf(error)}`;
  // Which member is missing is what the author of a loop needs to know.
  return outcome === "raised AttributeError" && error instanceof Error
    ? { outcome, why: error.message }
    : { outcome };
}

function observe(end: End, world: ProgramWorld): Observation {
  const { host, recorder } = world;
  const polls = host.polls?.().slice(0, POLL_LIMIT);
  const failure = peersFault(world);
  const fault = world.fault ?? (failure === undefined ? undefined : new ProgramFault(failure));
  if (fault === undefined) return recorder.end(end.outcome, polls, end.why);
  const outcome = fault instanceof ProgramFault ? fault.outcome : "error";
  return recorder.end(outcome, polls, fault.message);
}
