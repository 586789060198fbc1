/** Judges cases one at a time, in this process or in a driver's: what the mocha binding asks. */
import { existsSync } from "node:fs";
import { resolve } from "node:path";
import type { Adapter } from "../execution/adapter.ts";
import { checkAdapter } from "../execution/drivers/load-adapter.ts";
import { DriverFault } from "../execution/processes/driver-fault.ts";
import { nodeDriverCommand } from "../execution/processes/spawn-node.ts";
import type { Clock, Observation } from "../execution/protocol.ts";
import type { Offer } from "../judge/applicability.ts";
import { judgeObservation } from "../judge/judge.ts";
import type { Judgement } from "../judge/verdict.ts";
import type { Case } from "../language/case.ts";
import { UsageError } from "../usage-error.ts";
import { type Confirmation, runConfirmed } from "./confirm.ts";
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

/** Edition of an adapter that names none. */
const DEFAULT_EDITION = "3.13";
const DEFAULT_RESOLUTION = 0.001;
/** Seconds that a driver may take to greet. */
const START_TIMEOUT = 30;

/** Judges an adapter in this process: a program that hangs, hangs it. */
export function judgeInProcess(adapter: Adapter, options: JudgingOptions): CaseJudge {
  const { clock } = options;
  checkAdapter(adapter, "describeConformance()");
  const isolates = (adapter as { readonly isolates?: boolean }).isolates === true;
  return {
    name: adapter.name,
    offer: async () => ({
      edition: adapter.edition ?? DEFAULT_EDITION,
      capabilities: adapter.capabilities,
      clock,
    }),
    refuses: (kase) =>
      kase.isolate && !isolates ? "needs a process of its own: give the module's path" : undefined,
    judge: async (kase) => {
      const timeout = options.timeout ?? kase.timeout;
      const observed = await adapter.run(kase.program, { timeout, clock });
      const clockResolution = adapter.clockResolution ?? DEFAULT_RESOLUTION;
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
  const shared: Confirmation = { confirmedHangs: 0, confirmedFailures: 0 };
  const sessionOptions = {
    clock,
    startTimeout: START_TIMEOUT,
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
    judge: (kase) => runConfirmed(session, pristine, kase, shared, 1),
    end: async () => {
      await session.end();
      await pristine.end();
      return problems;
    },
  };
}

function commandFor(target: string) {
  const [kind, variant = "virtual"] = target.split(":", 2);
  if (kind === "reference") return nodeDriverCommand({ reference: variant });
  const module = resolve(target);
  if (existsSync(module)) return nodeDriverCommand({ module });
  throw new UsageError(
    `there is no file \`${target}\``,
    "Give `reference`, or the path of a module that exports `adapter`.",
  );
}
