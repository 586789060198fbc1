/** Judges cases one at a time, in this process or in a driver's: what the mocha binding asks. */
import { ADAPTER_DEFAULTS, type Adapter } from "../execution/adapter.ts";
import { checkAdapter } from "../execution/drivers/load-adapter.ts";
import { DriverFault } from "../execution/processes/driver-fault.ts";
import { parseImplementation } from "../execution/processes/implementation.ts";
import type { Clock, Observation } from "../execution/protocol.ts";
import type { Offer } from "../judge/applicability.ts";
import { judgeObservation } from "../judge/judge.ts";
import type { Judgement } from "../judge/verdict.ts";
import type { Case } from "../language/case.ts";
import { type Confirmation, runConfirmed } from "./confirm.ts";
import { DEFAULTS } from "./defaults.ts";
import { Limits } from "./limits.ts";
import { Pristine } from "./pristine.ts";
import { Session } from "./session.ts";

/** A judgement, with what it was made from. */
export interface Judged extends Judgement {
  readonly observed?: Observation;
}

/** Judges cases on one implementation. */
export interface CaseJudge {
  /** Name of the implementation, for titles. */
  readonly name: string;
  /** What the implementation offers. */
  offer(): Promise<Offer>;
  /** Why a case cannot be judged this way; undefined where it can. */
  refuses(kase: Case): string | undefined;
  judge(kase: Case): Promise<Judged>;
  /** Ends what is still running; the problems that nobody was told of yet. */
  end(): Promise<readonly string[]>;
}

/** How cases are run. */
export interface JudgingOptions {
  readonly clock: Clock;
  /** Seconds that a case may take, instead of its own limit. */
  readonly timeout: number | undefined;
}

/** Judges an adapter in this process: a program that hangs, hangs it. */
export function judgeInProcess(adapter: Adapter, options: JudgingOptions): CaseJudge {
  const { clock } = options;
  checkAdapter(adapter, "describeConformance()");
  const isolates = adapter.isolates === true;
  return {
    name: adapter.name,
    offer: async () => ({
      edition: adapter.edition ?? ADAPTER_DEFAULTS.edition,
      capabilities: adapter.capabilities,
      clock,
    }),
    refuses: (kase) =>
      kase.isolate && !isolates ? "needs a separate process: give the module's path" : undefined,
    judge: async (kase) => {
      const timeout = options.timeout ?? kase.timeout;
      const observed = await adapter.run(kase.program, { timeout, clock });
      const clockResolution = adapter.clockResolution ?? ADAPTER_DEFAULTS.clockResolution;
      return { ...judgeObservation(kase, observed, { clockResolution }), observed };
    },
    end: async () => {
      await adapter.close?.();
      return [];
    },
  };
}

/**
 * Judges in a driver process, which is replaced when a program hangs or kills it. A failure is repeated in a fresh
 * process before it is believed.
 *
 * @param target `reference`, `reference:VARIANT`, or the path of a module that exports `adapter`
 * @throws UsageError if there is no such module
 */
export function judgeInDriver(target: string, options: JudgingOptions): CaseJudge {
  const { clock, timeout } = options;
  const problems: string[] = [];
  const shared: Confirmation = { limits: new Limits(), confirmedFailures: 0, familiar: new Set() };
  const sessionOptions = {
    clock,
    startTimeout: DEFAULTS.startTimeout,
    ...(timeout === undefined ? {} : { timeout }),
    onLateFault: (kase: Case, fault: DriverFault) =>
      void problems.push(`${kase.id}: ${fault.message}, after the case`),
  };
  const command = commandFor(target);
  const session = new Session(command, sessionOptions);
  const pristine = new Pristine(() => new Session(command, sessionOptions));
  return {
    name: target,
    offer: async () => {
      try {
        const { edition, capabilities } = await session.hello();
        return { edition, capabilities, clock };
      } catch (error) {
        if (!(error instanceof DriverFault)) throw error;
        throw new Error(`${error.message}\n${error.hint}`, { cause: error });
      }
    },
    refuses: () => undefined,
    judge: (kase) => runConfirmed({ session, pristine }, kase, shared, 1),
    end: async () => {
      await session.end();
      await pristine.end();
      return problems;
    },
  };
}

/** A path is a module; everything else is named, and checked, as on the command line. */
function commandFor(target: string) {
  const spec = target.split(":", 1)[0] === "reference" ? target : `module:${target}`;
  return parseImplementation(spec, { python: DEFAULTS.python }).command;
}
