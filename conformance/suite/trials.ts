/** Tries what an implementation and its host can do: once a run, in a process that runs nothing else. */
import { DriverFault } from "../execution/processes/driver-fault.ts";
import type { DriverCommand } from "../execution/processes/driver-process.ts";
import type { HelloReply, Observation } from "../execution/protocol.ts";
import { HANG } from "../judge/judge.ts";
import { withoutConsequences } from "../language/base-operations.ts";
import type { Capability } from "../language/capabilities.ts";
import { CAPABILITY_TRIALS } from "../language/capability-trials.ts";
import type { Case, Program } from "../language/case.ts";
import { needsProcessOfItsOwn } from "../language/needs.ts";
import { PRECONDITIONS } from "../language/preconditions.ts";
import { Session, type SessionOptions } from "./session.ts";

/** Seconds that one trial may take. */
const LIMIT = 2;

/** What the trials found out. */
export interface Tried {
  /** The declared capabilities without those that turned out not to work. */
  readonly capabilities: readonly string[];
  /** Names of the preconditions that do not hold. */
  readonly broken: ReadonlySet<string>;
  /** Capabilities and preconditions whose trial hung: they count as there, and their cases will show it. */
  readonly hanging: readonly string[];
}

/** What is to be tried. */
export interface TrialPlan {
  readonly hello: HelloReply;
  /** Names of preconditions. */
  readonly preconditions: Iterable<string>;
}

/**
 * Runs the trials of the declared capabilities, and those of the preconditions.
 *
 * @throws DriverFault if no driver can be started, or the run was interrupted
 */
async function tryOut(session: Session, plan: TrialPlan): Promise<Tried> {
  const { hello } = plan;
  const hanging: string[] = [];
  const absent = new Set<string>();
  const broken = new Set<string>();
  for (const capability of hello.capabilities) {
    const row = CAPABILITY_TRIALS[capability as Capability];
    if (row === undefined) continue;
    const seen = await observe(session, capability, row.program);
    if (seen === HANG) hanging.push(capability);
    else if (seen !== undefined && seen.trace.join("\n") !== row.trace.join("\n"))
      absent.add(capability);
  }
  for (const name of plan.preconditions) {
    const row = PRECONDITIONS.get(name);
    if (row === undefined) continue;
    const seen = await observe(session, name, row.trial);
    if (seen === HANG && row.hangs !== true) hanging.push(name);
    else if (seen === HANG || seen?.trace.some((entry) => row.broken.includes(entry)))
      broken.add(name);
  }
  const capabilities = hello.capabilities.filter((name) => !absent.has(name));
  return { capabilities, broken: withoutConsequences(broken), hanging };
}

/** What a trial shows; undefined where its process died, or the driver could not run it: that says nothing. */
async function observe(
  session: Session,
  name: string,
  program: Program,
): Promise<Observation | typeof HANG | undefined> {
  const { reason, observed } = await session.run(trialCase(name, program), LIMIT);
  if (reason === HANG) return HANG;
  return observed?.outcome === "error" ? undefined : observed;
}

/** Trials are judged by nobody: what stands beside the program only fills the place. */
const trialCase = (name: string, program: Program): Case => ({
  id: `trial/${name.replaceAll(/\W/g, "-")}`,
  title: `the trial of ${name}`,
  clauses: ["preface.runs-callbacks-and-tasks"],
  program,
  expect: { trace: [] },
  timeout: LIMIT,
  needs: [],
  isolate: needsProcessOfItsOwn(program),
  file: "conformance/language/preconditions.ts",
});

/** The trials of one implementation. Their driver starts beside the first one that runs cases. */
export class Trials {
  private readonly session: Session;
  private readonly greeted: Promise<HelloReply>;

  /** Starts a driver. */
  constructor(command: DriverCommand, options: SessionOptions) {
    this.session = new Session(command, {
      ...options,
      prefersRealClock: true,
      // A driver that says more than it is asked does so in cases too, whose results then say it.
      onLateFault: () => undefined,
    });
    this.greeted = this.session.hello();
    // Whoever asks for the trials is told. Where the other driver could not be started either, that is said already.
    this.greeted.catch((error: unknown) => {
      if (!(error instanceof DriverFault)) throw error;
    });
  }

  /**
   * Runs them, and ends the driver.
   *
   * @throws DriverFault if the driver cannot be started, or the run was interrupted
   */
  async run(plan: TrialPlan): Promise<Tried> {
    await this.greeted;
    const tried = await tryOut(this.session, plan);
    await this.session.end();
    return tried;
  }

  /** Ends the driver at once. */
  interrupt(): void {
    this.session.interrupt();
  }
}
