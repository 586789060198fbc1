/** Makes an adapter of a loop in JavaScript, so that its author writes about ten lines. */

import type { Program } from "../../language/case.ts";
import type { Adapter, RunOptions } from "../adapter.ts";
import type { Observation } from "../protocol.ts";
import { checkOptions, type LoopAdapterOptions, probeLoop } from "./adapter-options.ts";
import type { AsyncioModule, AsyncioNames } from "./asyncio-module.ts";
import type { Host } from "./host.ts";
import type { EntryListener } from "./interpreter/recorder.ts";
import { missingFor, needsOf, runProgram } from "./interpreter/run-program.ts";
import { capabilitiesOffered } from "./offered.ts";

export type { LoopAdapterOptions };

/** How an adapter made by `adaptLoop` runs a program. */
export interface LoopRunOptions extends RunOptions {
  /** Told of each trace entry as it is written, so that a hang leaves a trace. One may replace the last. */
  readonly onEntry?: EntryListener;
  /** Told of the folder of a program that makes one, so that a hang leaves none behind. */
  readonly onFolder?: (path: string) => void;
}

/** An adapter made by `adaptLoop`. */
export interface LoopAdapter extends Adapter {
  /** Programs do not see each other's process-wide state: none needs a process of its own. */
  readonly isolates: boolean;
  /** As it was given, for scripts that `loopspec explain --as javascript` prints. */
  readonly makeLoop: () => object;
  /** As it was given, for the same. */
  readonly asyncio: AsyncioModule;
  /** As it was given, for the same. */
  readonly host: Host;
  run(program: Program, options: LoopRunOptions): Observation | Promise<Observation>;
}

/**
 * Makes an adapter that interprets programs over a loop.
 *
 * The loop has asyncio's methods in camelCase. Methods that schedule are called as `callSoon(callback, [arguments],
 * {context})`; elsewhere keyword arguments become one trailing object. Coroutines are generator objects in which
 * `yield*` awaits, so futures are objects whose iterator is a generator function, and a bare `yield` gives way for one
 * iteration. Errors are told apart by the names of their classes; an ordinary `Error` is Python's `Exception`. A loop
 * whose run methods return promises is judged as well.
 *
 * What programs can ask for follows from what is given: without `asyncio.ContextVar`, for example, no context
 * variables. A loop is made twice to see that it can be.
 *
 * @throws AdapterError for a missing name, version or factory, an unknown option, and a factory that fails or makes
 *   no loop
 */
export function adaptLoop(options: LoopAdapterOptions): LoopAdapter {
  checkOptions(options);
  const { name, version, makeLoop, host = {}, clocks, clockResolution, edition } = options;
  const asyncio = (options.asyncio ?? {}) as AsyncioNames;
  probeLoop(makeLoop);
  const capabilities = capabilitiesOffered(
    { asyncio, host, keywords: options.keywords === true },
    options.capabilities,
  );
  return {
    name,
    version,
    capabilities,
    isolates: host.begin !== undefined,
    makeLoop,
    asyncio: options.asyncio ?? {},
    host,
    ...(edition === undefined ? {} : { edition }),
    ...(clocks === undefined ? {} : { clocks }),
    ...(clockResolution === undefined ? {} : { clockResolution }),
    run: (program, { timeout, onEntry, onFolder }) => {
      const run = () =>
        runProgram(program, { makeLoop, asyncio, host, onFolder, timeout }, onEntry);
      const needs = needsOf(program);
      const missing = missingFor(needs, capabilities);
      if (missing !== undefined || !needs.includes("gc")) return missing ?? run();
      // What others left behind is gone before the program looks at what is collected.
      return (host.collect as (rounds: number) => Promise<void>)(1).then(run);
    },
  };
}
