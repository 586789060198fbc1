import type { Clock } from "../language/observation.ts";
import type { ShardChoice } from "./shard.ts";

/** The options of a run: given on the command line, and completed by a configuration file. */
export interface RunCommandOptions {
  readonly config?: string;
  readonly implementation?: readonly string[];
  readonly python?: string;
  readonly select?: readonly string[];
  /** One case for each clause. */
  readonly quick?: boolean;
  readonly level?: readonly string[];
  readonly basis?: readonly string[];
  readonly edition?: string;
  readonly clock?: Clock;
  readonly jobs?: number;
  readonly shard?: ShardChoice;
  readonly timings?: string;
  readonly timeout?: number;
  readonly startTimeout: number;
  readonly repeat?: number;
  readonly without?: readonly string[];
  readonly failFast?: boolean;
  readonly strict?: boolean;
  readonly expect?: readonly string[];
  readonly resume?: boolean;
  readonly control: boolean;
  readonly thorough?: boolean;
  readonly out?: string;
  readonly json?: boolean;
  readonly jsonl?: boolean;
  readonly quiet?: boolean;
  readonly verbose?: boolean;
  readonly color: boolean;
}
