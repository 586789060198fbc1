/** What `adaptLoop()` is given, and what is wrong with it if no loop comes of it. */
import { didYouMean } from "../../suggest.ts";
import type { Clock } from "../protocol.ts";
import { AdapterError } from "./adapter-error.ts";
import type { AsyncioModule } from "./asyncio-module.ts";
import type { Host } from "./host.ts";

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

const CALL = "Call adaptLoop({ name, version, makeLoop: () => new MyLoop() }).";
const TYPES: { readonly [option in keyof LoopAdapterOptions]-?: string | undefined } = {
  name: "string",
  version: "string",
  makeLoop: "function",
  asyncio: undefined,
  host: undefined,
  edition: undefined,
  capabilities: undefined,
  keywords: undefined,
  clocks: undefined,
  clockResolution: undefined,
};

/** @throws AdapterError for an option that is missing, of another type, or not known */
export function checkOptions(options: LoopAdapterOptions): void {
  if (typeof options !== "object" || options === null)
    throw new AdapterError(
      "adapter-options",
      `Expected the argument of adaptLoop() to be an object, got a ${typeof options}`,
      CALL,
    );
  for (const [name, value] of Object.entries(options)) {
    if (value === undefined || name in TYPES) continue;
    const known = Object.keys(TYPES);
    throw new AdapterError(
      "adapter-options",
      `adaptLoop() has no option \`${name}\``,
      `${didYouMean(name, known)}There are ${known.join(", ")}.`,
    );
  }
  for (const [name, wanted] of Object.entries(TYPES)) {
    const value: unknown = options[name as keyof LoopAdapterOptions];
    if (wanted === undefined || typeof value === wanted) continue;
    throw new AdapterError(
      "adapter-options",
      `Expected \`${name}\` of adaptLoop() to be a ${wanted}, got \`${String(value)}\` (${typeof value})`,
      CALL,
    );
  }
}

interface Probed {
  readonly close?: () => void;
  readonly isClosed?: () => boolean;
  readonly callSoon?: (callback: () => void) => void;
  readonly then?: unknown;
}

/**
 * Makes a loop, closes it, and makes another one.
 *
 * @throws AdapterError for a factory that fails, makes no loop, or a closed one
 */
export function probeLoop(makeLoop: () => object): void {
  let loop: Probed;
  try {
    loop = makeLoop();
  } catch (cause) {
    throw new AdapterError("factory-failed", `\`makeLoop\` failed: ${cause}`, adviceFor(cause), {
      cause,
    });
  }
  checkLoop(loop);
  close(loop);
  if (givesAgain(makeLoop, loop))
    throw new AdapterError(
      "factory-same-loop",
      "`makeLoop` returned the same loop twice, although it is closed",
      "Each program gets a loop, which is closed after it: return a new one at each call.",
    );
}

function close(loop: Probed): void {
  try {
    loop.close?.();
  } catch (error) {
    // A loop that cannot be closed is one to be judged: the cases about it will say so.
    console.error("after a look at the loop:", error);
  }
}

function adviceFor(cause: unknown): string {
  const called = /^TypeError: Class constructor (\w+) cannot be invoked without 'new'/;
  const [, name] = called.exec(String(cause)) ?? [];
  return name === undefined
    ? "It is called without arguments and returns a fresh loop."
    : `Write \`makeLoop: () => new ${name}()\`.`;
}

function checkLoop(loop: Probed): void {
  const refuse = (what: string, advice: string) => {
    throw new AdapterError("factory-no-loop", `\`makeLoop\` returned ${what}`, advice);
  };
  if (loop === undefined)
    refuse("undefined, which is not a loop", "An arrow function with braces needs `return`.");
  if (typeof loop !== "object" || loop === null)
    refuse(
      `\`${String(loop)}\` (${typeof loop}), which is not a loop`,
      "It returns an object with asyncio's methods in camelCase.",
    );
  if (typeof loop.then === "function")
    refuse(
      "a promise, which is not a loop",
      "It must not be `async`. Await what the loop needs before you call adaptLoop().",
    );
  if (takesNothing(loop)) refuse("a loop that is closed already", "Return a new one at each call.");
}

/** Whether a loop is closed, by its own account and by what it does. */
function takesNothing(loop: Probed): boolean {
  if (typeof loop.isClosed !== "function" || typeof loop.callSoon !== "function") return false;
  try {
    if (loop.isClosed() !== true) return false;
    loop.callSoon(() => undefined);
    return false;
  } catch {
    return true;
  }
}

/** Whether a factory returns the loop that it made before, although that one is closed. */
function givesAgain(makeLoop: () => object, closed: Probed): boolean {
  let loop: Probed | undefined;
  try {
    loop = makeLoop();
  } catch (error) {
    // The programs that make a second loop show it.
    console.error("after a look at a second loop:", error);
    return false;
  }
  if (loop === closed) return takesNothing(closed);
  if (typeof loop === "object" && loop !== null) close(loop);
  return false;
}
