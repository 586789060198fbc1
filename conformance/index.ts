/**
 * The conformance suite: adapters for loops, and the suite inside a mocha run.
 *
 * @module
 */
export type { Adapter, RunOptions } from "./adapter.ts";
export {
  adaptLoop,
  type LoopAdapter,
  type LoopAdapterOptions,
  type LoopRunOptions,
} from "./adapters/adapt-loop.ts";
export { AdapterError } from "./adapters/adapter-error.ts";
export type { AsyncioModule } from "./adapters/asyncio-module.ts";
export { collectGarbage } from "./adapters/garbage.ts";
export type { CapturedLog, Host, Pair } from "./adapters/host.ts";
export { ConformanceFailure, type ConformanceOptions, describeConformance } from "./mocha.ts";
export { CAPABILITIES, type Capability } from "./program/capabilities.ts";
export type { Case, Expectation, Program } from "./program/case.ts";
export type { Clock, Observation, Outcome } from "./program/protocol.ts";
