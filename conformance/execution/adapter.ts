/** The adapter interface: how a JavaScript loop lets itself be judged. */
import type { Program } from "../language/case.ts";
import type { Clock, Observation } from "./protocol.ts";

/** How one program is to be run. */
export interface RunOptions {
  /** Seconds. An adapter may report `hang` itself; the runner's watchdog stands behind it. */
  readonly timeout: number;
  readonly clock: Clock;
}

/** What the suite needs to know of an implementation, and how it runs one program on it. */
export interface Adapter {
  readonly name: string;
  readonly version: string;
  /** Names of capabilities, as `CAPABILITIES` lists them. */
  readonly capabilities: readonly string[];
  /** Documentation version whose promises apply; default the reference loop's, 3.13. */
  readonly edition?: string;
  /** Default `["real"]`. */
  readonly clocks?: readonly Clock[];
  /** Seconds; default 0.001. */
  readonly clockResolution?: number;
  /** True where each program finds fresh state of the host, so that none needs a process to itself. */
  readonly isolates?: boolean;
  /** Runs one program on a fresh loop and says what was seen; never throws for what the program did. */
  run(program: Program, options: RunOptions): Observation | Promise<Observation>;
  /** Releases what the adapter holds. */
  close?(): void | Promise<void>;
}

/** What an adapter is taken to mean where it says nothing. */
export const ADAPTER_DEFAULTS = {
  /** The reference loop's edition. */
  edition: "3.13",
  /** Seconds. */
  clockResolution: 0.001,
} as const;
