/** A loop that programs are put to: a driver process, replaced when it dies. */
import { DriverFault } from "../execution/processes/driver-fault.ts";
import { type DriverCommand, DriverProcess } from "../execution/processes/driver-process.ts";
import {
  type Clock,
  type HelloReply,
  PROTOCOL_VERSION,
  type ResultReply,
} from "../execution/protocol.ts";
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

/** A driver that has greeted. */
interface Started {
  readonly driver: DriverProcess;
  readonly greeting: HelloReply;
}

/** A loop. One program runs on it at a time; further ones may be given to it meanwhile, and run in their order. */
export class Peer {
  private readonly command: DriverCommand;
  private readonly options: PeerOptions;
  private driver: DriverProcess | undefined;
  private starting: Promise<Started> | undefined;
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
    return (await this.started()).greeting;
  }

  /** The running driver; the first that asks starts one if there is none. */
  private started(): Promise<Started> {
    if (this.interrupted) return Promise.reject(interruption());
    this.starting ??= this.start();
    return this.starting;
  }

  /** Whether the driver has died since its last program: the next one is not to blame for that. */
  get died(): boolean {
    return this.driver?.knownFault !== undefined;
  }

  private async start(): Promise<Started> {
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
    return { driver, greeting: reply };
  }

  /** Replaces the driver by a fresh process at the next program. Programs that wait for this one run there. */
  renew(): void {
    const { driver } = this;
    this.driver = undefined;
    this.starting = undefined;
    driver?.kill(replacement());
  }

  /**
   * Runs a program and says what was seen, whatever the loop did.
   *
   * @param isolate in a process that has run nothing before, as programs about the whole process always do
   * @throws DriverFault if a driver cannot be started, is of no use, or was interrupted
   */
  async observe(program: Program, isolate = false): Promise<Sighting> {
    if (this.died) this.renew();
    const { driver, greeting } = await this.started();
    const { timeout } = this.options;
    this.seq += 1;
    const { seq, clock } = this;
    const request = {
      type: "run",
      seq,
      program,
      timeout,
      clock,
      isolate: isolate || needsProcess(program, greeting),
      keep: true,
    } as const;
    let sighting: Sighting;
    try {
      const reply = await driver.request(request, timeout + GRACE);
      if (reply.type !== "result" || reply.seq !== seq)
        throw new DriverFault("out-of-turn", `the driver answered with \`${reply.type}\``, "");
      sighting = reply;
    } catch (error) {
      if (!(error instanceof DriverFault) || error.code === "interrupted") throw error;
      sighting = faultSighting(error);
    }
    // The programs of a driver come back in their order. One before this spoiled it: nothing that it says still counts.
    if (this.driver !== driver) return this.observe(program, isolate);
    if (spoils(sighting)) this.renew();
    return sighting;
  }

  /** Ends the driver. */
  async end(): Promise<void> {
    const { driver } = this;
    this.driver = undefined;
    this.starting = undefined;
    await driver?.end();
  }

  /** Ends the driver at once; a program under way is given up with a DriverFault `interrupted`. */
  interrupt(): void {
    this.interrupted = true;
    this.driver?.kill(interruption());
  }
}

/** What differs is repeated in a process of its own in any case: for the rest, putting the state back will do. */
function needsProcess(program: Program, { restores }: HelloReply): boolean {
  const touched = processStateOf(program);
  return touched === "more" || (touched === "policy" && restores !== true);
}

/** Whether a driver that showed this is of no use for further programs. */
const spoils = (sighting: Sighting & Pick<ResultReply, "tainted">): boolean =>
  sighting.outcome === "hang" || sighting.outcome === "crash" || sighting.tainted === true;

const replacement = () => new DriverFault("died", "the driver was replaced", "");

const interruption = () => new DriverFault("interrupted", "the search was interrupted", "");

function faultSighting(fault: DriverFault): Sighting {
  const why = `${fault.message}. ${fault.hint}`;
  const nothing = { trace: [], reports: [], logs: [], why };
  return { ...nothing, outcome: fault.code === "silent" ? "hang" : "crash" };
}
