/**
 * The conformance suite: adapters for loops, and the suite inside a mocha run.
 *
 * @module
 */
export type { Adapter, RunOptions } from "./execution/adapter.ts";
export {
  adaptLoop,
  type LoopAdapter,
  type LoopAdapterOptions,
  type LoopRunOptions,
} from "./execution/adapters/adapt-loop.ts";
export { AdapterError } from "./execution/adapters/adapter-error.ts";
export type { AsyncioModule } from "./execution/adapters/asyncio-module.ts";
export { collectGarbage } from "./execution/adapters/garbage.ts";
export type { CapturedLog, Host, Pair } from "./execution/adapters/host.ts";
export {
  type Oracle,
  type Prophecy,
  referenceOracle,
} from "./execution/adapters/reference-oracle.ts";
export type { Clock, Observation, Outcome } from "./execution/protocol.ts";
export { CAPABILITIES, type Capability } from "./language/capabilities.ts";
export type { Case, Expectation, Program } from "./language/case.ts";
export { type FastCheck, programs } from "./search/arbitrary.ts";
export { type Difference, differenceOf, type Sighting } from "./search/compare.ts";
export { generateProgram } from "./search/generate.ts";
export { GENERATOR_VERSION, type Profile, parseProfile, type Theme } from "./search/profile.ts";
export { BUDGET, type Refusal, refusalOf } from "./search/refuse.ts";
export { type ShrinkLimits, type Shrunk, shrink } from "./search/shrink.ts";
export { ConformanceFailure, type ConformanceOptions, describeConformance } from "./suite/mocha.ts";
