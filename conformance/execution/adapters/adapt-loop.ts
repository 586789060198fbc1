/** Makes an adapter of a loop in JavaScript, so that its author writes about ten lines. */

import type { Program } from "../../language/case.ts";
import type { Adapter, RunOptions } from "../adapter.ts";
import type { Clock, Observation } from "../protocol.ts";
import { AdapterError } from "./adapter-error.ts";
import type { AsyncioModule, AsyncioNames } from "./asyncio-module.ts";
import type { Host } from "./host.ts";
import type { EntryListener } from "./interpreter/recorder.ts";
import { missingFor, needsOf, runProgram } from "./interpreter/run-program.ts";
import { capabilitiesOffered } from "./offered.ts";

/** What an adapter is made of. */
export interface LoopAdapterOptions {
  readonly name: string;
  readonly version: string;
  /** Makes a fresh loop: called for every program, and when a program asks for another one. */
  readonly makeLoop: () => object;
  /** Functions and classes of the implementation's asyncio module. */
  readonly asyncio?: AsyncioModule;
  /** Time, descriptors, records. */
  readonly host?: Host;
  /** Documentation version whose promises apply; default 3.13. */
  readonly edition?: string;
  /** Stays with these capabilities of those that the rest adds up to. */
  readonly capabilities?: readonly string[];
  /** Methods read keyword arguments from a trailing object and refuse unknown ones with a TypeError. */
  readonly keywords?: boolean;
  readonly clocks?: readonly Clock[];
  /** Seconds; default 0.001. */
  readonly clockResolution?: number;
}

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
 * variables. The loop is made once to see that it can be.
 *
 * @throws AdapterError for a missing name, version or factory, and for a factory that fails or makes no loop
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
      return (host.collect as () => Promise<void>)().then(run);
    },
  };
}

function checkOptions({ name, version, makeLoop }: LoopAdapterOptions): void {
  for (const [field, value, wanted] of [
    ["name", name, "string"],
    ["version", version, "string"],
    ["makeLoop", makeLoop, "function"],
  ] as const) {
    if (typeof value === wanted) continue;
    throw new AdapterError(
      "adapter-options",
      `Expected \`${field}\` of adaptLoop() to be a ${wanted}, got \`${String(value)}\` (${typeof value})`,
      "Call adaptLoop({ name, version, makeLoop: () => new MyLoop() }).",
    );
  }
}

function probeLoop(makeLoop: () => object): void {
  let loop: object & { close?: () => void };
  try {
    loop = makeLoop();
  } catch (cause) {
    throw new AdapterError(
      "factory-failed",
      `\`makeLoop\` failed: ${String(cause)}`,
      "It is called without arguments and returns a fresh loop.",
      { cause },
    );
  }
  if (typeof loop !== "object" || loop === null) {
    throw new AdapterError(
      "factory-no-loop",
      `\`makeLoop\` returned \`${String(loop)}\` (${typeof loop}), which is not a loop`,
      "It returns an object with asyncio's methods in camelCase.",
    );
  }
  try {
    loop.close?.();
  } catch (error) {
    // A loop that cannot be closed is one to be judged: the cases about it will say so.
    console.error("after a look at the loop:", error);
  }
}
