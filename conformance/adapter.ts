/**
 * What the module of a loop's author imports. Nothing of the catalogue is loaded with it: each driver process begins
 * with this module, and a wrong loop needs many of them.
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
export type { Clock, Observation, Outcome } from "./execution/protocol.ts";
export { CAPABILITIES, type Capability } from "./language/capabilities.ts";
export type { Program } from "./language/case.ts";
