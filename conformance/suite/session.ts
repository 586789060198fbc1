/** A series of driver processes that run cases of one implementation: started, greeted, replaced when spent. */

import { DriverFault } from "../execution/processes/driver-fault.ts";
import { type DriverCommand, DriverProcess } from "../execution/processes/driver-process.ts";
import { mostPatience } from "../execution/processes/patience.ts";
import {
  type Clock,
  type HelloReply,
  type Observation,
  PROTOCOL_VERSION,
  type ResultReply,
} from "../execution/protocol.ts";
import { judgeHang, judgeObservation } from "../judge/judge.ts";
import type { Judgement } from "../judge/verdict.ts";
import type { Case } from "../language/case.ts";
import { Spares } from "./spares.ts";

/** Seconds beyond a case's limit that the driver's own watchdog has to report the hang. */
const GRACE = 0.25;

export interface SessionOptions {
  readonly clock: Clock;
  /** Use the real clock wherever the driver has one. */
  readonly prefersRealClock?: boolean;
  /** Seconds that a driver may take to greet. */
  readonly startTimeout: number;
  /** Seconds that a case may take, instead of its own limit. */
  readonly timeout?: number;
  /** What the first driver of the implementation said; a later one must say the same of it. */
  readonly greeted?: () => HelloReply | undefined;
  /** Called when a driver turns out to have answered a case twice: the case's result cannot be believed. */
  readonly onLateFault: (kase: Case, fault: DriverFault) => void;
}

/** One run of one case. */
export interface Attempt extends Judgement {
  /** Milliseconds. */
  readonly ms: number;
  /** Seconds that it was allowed, where that was not the case's own limit. */
  readonly limit?: number;
  readonly observed?: Observation;
}

/** A session. At most one case runs at a time. */
export class Session {
  private readonly command: DriverCommand;
  private readonly options: SessionOptions;
  private driver: DriverProcess | undefined;
  private greeting: HelloReply | undefined;
  private seq = 0;
  private previous: Case | undefined;
  private spares: Spares<Attempt> | undefined;
  private interrupted = false;

  constructor(command: DriverCommand, options: SessionOptions) {
    this.command = command;
    this.options = options;
  }

  /**
   * The greeting of the running driver; starts one if there is none.
   *
   * @throws DriverFault if it cannot be started or does not greet properly
   */
  async hello(): Promise<HelloReply> {
    if (this.interrupted) throw interruptedFault();
    if (this.driver !== undefined && this.greeting !== undefined) return this.greeting;
    const driver = new DriverProcess(this.command);
    this.driver = driver;
    this.previous = undefined;
    const greeting = await greet(driver, this.options.startTimeout);
    const changed = changeOf(this.options.greeted?.(), greeting);
    if (changed !== undefined) {
      driver.kill();
      throw changed;
    }
    this.greeting = greeting;
    return greeting;
  }

  /** Replaces the driver by a fresh process at the next case. */
  renew(): void {
    this.driver?.kill();
    this.driver = undefined;
    this.greeting = undefined;
  }

  /** Seconds that a case may take. */
  limitOf(kase: Case): number {
    return this.options.timeout ?? kase.timeout;
  }

  /**
   * Runs one case. Whatever the driver does becomes a judgement.
   *
   * @param timeout seconds that it may take
   * @throws DriverFault only if a fresh driver cannot be started, or the session was interrupted
   */
  async run(kase: Case, timeout: number = this.limitOf(kase)): Promise<Attempt> {
    const fresh = this.driver === undefined;
    const greeting = await this.hello();
    const { clockResolution } = greeting;
    if (kase.isolate && startsInterpreters(greeting)) {
      this.spares ??= new Spares(() => new Session(this.command, this.options));
      return this.spares.run(kase, timeout);
    }
    const driver = this.driver as DriverProcess;
    this.blamePrevious(driver.knownFault);
    if (driver.knownFault !== undefined && !fresh) {
      // It went wrong while idle: that is nothing that this case did.
      this.renew();
      return this.run(kase, timeout);
    }
    this.seq += 1;
    const started = performance.now();
    try {
      const reply = await driver.request(
        {
          type: "run",
          seq: this.seq,
          program: kase.program,
          timeout,
          clock: this.clockOf(greeting),
          isolate: kase.isolate,
        },
        // A process of the program's own is watched by the driver, which waits on for one that has no processor.
        timeout + GRACE + (kase.isolate ? mostPatience(timeout) : 0),
      );
      if (reply.type === "result" && reply.seq === this.seq) {
        if (reply.outcome === "hang" || reply.tainted === true) this.renew();
        this.previous = kase;
        const ms = performance.now() - started;
        return {
          ...judgeObservation(kase, reply, { clockResolution }),
          ms,
          observed: observationOf(reply),
        };
      }
      return await this.wrongReply(kase, timeout, reply.type === "result" ? reply.seq : reply.type);
    } catch (error) {
      if (!(error instanceof DriverFault)) throw error;
      this.renew();
      if (error.code === "interrupted") throw error;
      return { ...judgeFault(error, kase), ms: performance.now() - started };
    }
  }

  private clockOf({ clocks }: HelloReply): Clock {
    const { clock, prefersRealClock } = this.options;
    return prefersRealClock && clocks.includes("real") ? "real" : clock;
  }

  /** Ends the session's driver. */
  async end(): Promise<void> {
    const driver = this.driver;
    this.driver = undefined;
    this.greeting = undefined;
    this.spares?.end();
    if (driver === undefined) return;
    await driver.end();
    this.blamePrevious(driver.knownFault);
  }

  /** Ends the session at once; the case under way gets no judgement. */
  interrupt(): void {
    this.interrupted = true;
    this.spares?.end();
    this.driver?.kill(interruptedFault());
  }

  private async wrongReply(kase: Case, timeout: number, got: number | string): Promise<Attempt> {
    const fault = new DriverFault(
      "out-of-turn",
      `the driver answered request ${this.seq} with ${typeof got === "number" ? `the result of request ${got}` : `a \`${got}\``}`,
      "A driver answers each request once, with the `seq` that it was asked with.",
    );
    const again = typeof got === "number" && got === this.seq - 1 && this.previous !== undefined;
    if (again) this.blamePrevious(fault);
    this.renew();
    // A second answer to the case before is not this case's fault: it gets a fresh driver.
    return again ? this.run(kase, timeout) : { ...judgeFault(fault, kase), ms: 0 };
  }

  private blamePrevious(fault: DriverFault | undefined): void {
    if (fault === undefined) return;
    if (this.previous !== undefined && (fault.code === "out-of-turn" || fault.code === "garbage"))
      this.options.onLateFault(this.previous, fault);
    this.previous = undefined;
  }
}

/** Whether the driver would start an interpreter for a program that needs a process of its own. */
const startsInterpreters = ({ implementation: { language }, capabilities }: HelloReply) =>
  language === "Python" && !capabilities.includes("fork");

async function greet(driver: DriverProcess, seconds: number): Promise<HelloReply> {
  try {
    const reply = await driver.request({ type: "hello", protocol: PROTOCOL_VERSION }, seconds);
    if (reply.type === "fatal") throw new DriverFault("fatal", reply.message, reply.detail ?? "");
    if (reply.type !== "hello")
      throw new DriverFault(
        "garbage",
        `the driver answered \`hello\` with \`${reply.type}\``,
        "It must answer with `hello` or `fatal`.",
      );
    if (reply.protocol !== PROTOCOL_VERSION)
      throw new DriverFault(
        "protocol",
        `the driver speaks version ${reply.protocol} of the protocol, this is version ${PROTOCOL_VERSION}`,
        "Use a driver and a loopspec of the same release.",
      );
    return reply;
  } catch (error) {
    driver.kill();
    throw error;
  }
}

/** A driver that is started again has to speak for the same thing. */
function changeOf(first: HelloReply | undefined, now: HelloReply): DriverFault | undefined {
  if (first === undefined) return undefined;
  const nameOf = ({ implementation: { name, version }, edition }: HelloReply) =>
    `${name} ${version}, edition ${edition}`;
  if (nameOf(first) === nameOf(now)) return undefined;
  return new DriverFault(
    "changed",
    `the driver spoke for ${nameOf(first)}, and when it was started again for ${nameOf(now)}`,
    "Results of two implementations cannot stand in one list.",
  );
}

function observationOf({
  type: _type,
  seq: _seq,
  us: _us,
  ...observation
}: ResultReply): Observation {
  return observation;
}

const interruptedFault = () => new DriverFault("interrupted", "the run was interrupted", "");

/** What a faulty driver means for the case that was under way. */
export function judgeFault(fault: DriverFault, kase: Case): Judgement {
  const message = `${fault.message}. ${fault.hint}`.trim();
  if (fault.code === "silent")
    return judgeHang(kase, "hung so that even the driver's own watchdog could not report it");
  if (fault.code === "died") return { verdict: "crash", reason: fault.reason ?? "died", message };
  return { verdict: "error", reason: fault.code, message };
}
