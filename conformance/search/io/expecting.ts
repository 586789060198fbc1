/** What is expected of programs of input and output: the reference loop on descriptors says so, or CPython's own loop. */
import { DriverFault } from "../../execution/processes/driver-fault.ts";
import {
  type Implementation,
  parseImplementation,
} from "../../execution/processes/implementation.ts";
import type { Program } from "../../language/case.ts";
import { capabilitiesOf } from "../../language/needs.ts";
import type { Sighting } from "../compare.ts";
import type { Expecting } from "../expecting.ts";
import { Peer } from "../peer.ts";
import { offeredBy, type Profile } from "../profile.ts";
import type { Refusal } from "../refuse.ts";

/** Loops that say what is expected; one program at a time. */
export class IoExpecting implements Expecting {
  private reference: Peer | undefined;
  private readonly asyncio: Peer | undefined;
  private offered: ReadonlySet<string> = new Set();
  private before: Promise<unknown> = Promise.resolve();

  /**
   * @param asyncio the interpreter's own loop, for programs that the reference cannot run; none where it is the loop
   *   under test, or where there is no interpreter
   */
  constructor(
    asyncio: Implementation | undefined,
    options: { readonly timeout: number; readonly startTimeout: number },
  ) {
    const peer = ({ command }: Implementation) => new Peer(command, { ...options, clock: "real" });
    this.reference = peer(parseImplementation("reference:poll", { python: "" }));
    this.asyncio = asyncio === undefined ? undefined : peer(asyncio);
  }

  /**
   * Finds out who can be asked. Where the reference has no descriptors, CPython's own loop says everything.
   *
   * @returns the profile without the parts of which nothing can be said
   */
  async begin(profile: Profile): Promise<Profile> {
    try {
      const greeting = await this.reference?.hello();
      if (greeting === undefined) return profile;
      this.offered = new Set(greeting.capabilities);
      return this.asyncio === undefined ? offeredBy(profile, greeting) : profile;
    } catch (error) {
      if (!(error instanceof DriverFault) || error.code !== "fatal") throw error;
      this.reference = undefined;
      return profile;
    }
  }

  ask(program: Program): Promise<Sighting | Refusal> {
    const asked = this.before.then(() => this.askNow(program));
    this.before = asked.catch(() => undefined);
    return asked;
  }

  private async askNow(program: Program): Promise<Sighting | Refusal> {
    const peer = this.peerFor(program);
    if (peer === undefined) return "unsupported";
    const seen = await peer.observe(program);
    if (seen.outcome === "crash" || seen.outcome === "hang" || gaveUp(seen)) return "endless";
    if (seen.outcome === "error") return "unbound name";
    return seen.outcome === "unsupported" ? "unsupported" : seen;
  }

  private peerFor(program: Program): Peer | undefined {
    const needs = capabilitiesOf(program, { trace: [] });
    const { reference, offered } = this;
    return needs.every((need) => offered.has(need)) ? reference : this.asyncio;
  }

  oracleOf(program: Program): string {
    return this.peerFor(program) === this.reference
      ? "the reference loop on descriptors"
      : "the interpreter's own asyncio";
  }

  whyNoMore(program: Program): string | undefined {
    return this.peerFor(program) === this.reference
      ? undefined
      : "the reference loop cannot run the program: CPython's own says what is expected";
  }

  async end(): Promise<void> {
    await Promise.all([this.reference?.end(), this.asyncio?.end()]);
  }

  interrupt(): void {
    this.reference?.interrupt();
    this.asyncio?.interrupt();
  }
}

/** Whether something was waited for in vain: by the program, or by a peer. */
const gaveUp = ({ outcome, trace }: Sighting): boolean =>
  outcome === "raised TimeoutError" || trace.some((entry) => /^\w+: timeout$/.test(entry));
