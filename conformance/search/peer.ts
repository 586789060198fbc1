/** A loop that programs are put to: a driver process, replaced when it dies. */
import { DriverFault } from "../execution/processes/driver-fault.ts";
import { type DriverCommand, DriverProcess } from "../execution/processes/driver-process.ts";
import { type Clock, type HelloReply, PROTOCOL_VERSION } from "../execution/protocol.ts";
import type { Program } from "../language/case.ts";
import { processStateOf } from "../language/needs.ts";
import type { Sighting } from "./compare.ts";

/** Seconds beyond a program's limit that a driver's own watchdog has to report a hang. */
const GRACE = 0.5;

/** How programs are run. */
export interface PeerOptions {
  readonly clock: Clock;
  /** Seconds that a program may take. */
  readonly timeout: number;
  /** Seconds that a driver may take to greet. */
  readonly startTimeout: number;
}

/** A loop. At most one program runs on it at a time. */
export class Peer {
  private readonly command: DriverCommand;
  private readonly options: PeerOptions;
  private driver: DriverProcess | undefined;
  private greeting: HelloReply | undefined;
  private seq = 0;
  private interrupted = false;
  /** How time passes for the programs; may change between two of them. */
  clock: Clock;
  /** Driver processes that were started. */
  starts = 0;

  constructor(command: DriverCommand, options: PeerOptions) {
    this.command = command;
    this.options = options;
    this.clock = options.clock;
  }

  /**
   * The greeting of the running driver; starts one if there is none.
   *
   * @throws DriverFault if it cannot be started or does not greet properly
   */
  async hello(): Promise<HelloReply> {
    if (this.interrupted) throw interruption();
    if (this.driver !== undefined && this.greeting !== undefined) return this.greeting;
    const driver = new DriverProcess(this.command);
    this.driver = driver;
    this.starts += 1;
    const reply = await driver.request(
      { type: "hello", protocol: PROTOCOL_VERSION },
      this.options.startTimeout,
    );
    if (reply.type === "fatal")
      throw new DriverFault("fatal", reply.message, reply.detail ?? "The driver gave no details.");
    if (reply.type !== "hello")
      throw new DriverFault("garbage", `the driver answered \`hello\` with \`${reply.type}\``, "");
    this.greeting = reply;
    return reply;
  }

  /** Replaces the driver by a fresh process at the next program. */
  renew(): void {
    this.driver?.kill();
    this.driver = undefined;
    this.greeting = undefined;
  }

  /**
   * Runs a program and says what was seen, whatever the loop did.
   *
   * @param isolate in a process that has run nothing before, as programs about the whole process always do
   * @throws DriverFault if a driver cannot be started, is of no use, or was interrupted
   */
  async observe(program: Program, isolate = false): Promise<Sighting> {
    const fresh = this.driver === undefined;
    await this.hello();
    const driver = this.driver as DriverProcess;
    const { timeout } = this.options;
    const { clock } = this;
    this.seq += 1;
    const request = {
      type: "run",
      seq: this.seq,
      program,
      timeout,
      clock,
      isolate: isolate || this.needsProcess(program),
      keep: true,
    } as const;
    try {
      const reply = await driver.request(request, timeout + GRACE);
      if (reply.type !== "result" || reply.seq !== this.seq)
        throw new DriverFault("out-of-turn", `the driver answered with \`${reply.type}\``, "");
      if (reply.outcome === "hang" || reply.tainted === true) this.renew();
      return reply;
    } catch (error) {
      if (!(error instanceof DriverFault)) throw error;
      const idle = this.driver !== driver;
      this.renew();
      if (error.code === "interrupted") throw error;
      // A driver that had died before it was asked: the program is not to blame.
      if (!fresh && idle) return this.observe(program, isolate);
      return faultSighting(error);
    }
  }

  /** What differs is repeated in a process of its own in any case: for the rest, putting the state back will do. */
  private needsProcess(program: Program): boolean {
    const touched = processStateOf(program);
    return touched === "more" || (touched === "policy" && this.greeting?.restores !== true);
  }

  /** Ends the driver. */
  async end(): Promise<void> {
    const { driver } = this;
    this.driver = undefined;
    this.greeting = undefined;
    await driver?.end();
  }

  /** Ends the driver at once; a program under way is given up with a DriverFault `interrupted`. */
  interrupt(): void {
    this.interrupted = true;
    this.driver?.kill(interruption());
  }
}

const interruption = () => new DriverFault("interrupted", "the search was interrupted", "");

function faultSighting(fault: DriverFault): Sighting {
  const why = `${fault.message}. ${fault.hint}`;
  const nothing = { trace: [], reports: [], logs: [], why };
  return { ...nothing, outcome: fault.code === "silent" ? "hang" : "crash" };
}
