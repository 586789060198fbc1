/** Which methods of the chapter a program needs: derived from its operations, never written by hand. */
import type { Program } from "./case.ts";
import type { Expression } from "./expression.ts";
import { walkProgram } from "./walk.ts";

/** Methods of the loop that every driver asks for before it greets: a loop without them cannot be judged at all. */
export const ALWAYS_THERE: ReadonlySet<string> = new Set([
  "call_soon",
  "close",
  "run_forever",
  "run_until_complete",
  "stop",
]);
/** What a method that schedules gives. */
type HandleKind = "handle" | "threadsafe" | "timer";
const SCHEDULING: { readonly [method: string]: HandleKind } = {
  call_soon: "handle",
  call_soon_threadsafe: "threadsafe",
  call_later: "timer",
  call_at: "timer",
};
/** Methods of handles, by what gives the handle. */
const OF_HANDLES: ReadonlySet<string> = new Set(["cancel", "cancelled", "get_context", "when"]);
/** The name of the precondition that call_soon_threadsafe() gives a handle. */
export const THREADSAFE_HANDLE = "threadsafe handle";
/** What asyncio.run() and asyncio.Runner call. */
const OF_RUNNERS = ["shutdown_asyncgens", "shutdown_default_executor"] as const;

/** Names that the program gives to handles, with what gives them. */
function handlesOf(program: Program): ReadonlyMap<string, HandleKind> {
  const handles = new Map<string, HandleKind>();
  walkProgram(program, {
    operation: (operation) => {
      if (operation.op !== "do" || operation.as === undefined) return;
      const { what } = operation;
      if (typeof what !== "object" || what === null || !("m" in what)) return;
      const kind = SCHEDULING[what.m];
      if (kind !== undefined) handles.set(operation.as, kind);
    },
  });
  return handles;
}

const methodIn = (expression: object): string | undefined => {
  if ("m" in expression) return expression.m as string;
  return "bound" in expression ? (expression.bound as string) : undefined;
};

const nameIn = (on: Expression | undefined): string | undefined =>
  typeof on === "object" && on !== null && "$" in on ? on.$ : undefined;

/**
 * The methods that a program calls or passes on, without those that are always there.
 *
 * @param ofLoop the names of the loop's methods; a method of this name of any object counts
 * @returns `loop.add_reader`, `handle.cancelled`, `timer.when` and the like, `loop.slow_callback_duration`, and
 *   `threadsafe handle`
 */
export function methodsNeeded(program: Program, ofLoop: ReadonlySet<string>): ReadonlySet<string> {
  const handles = handlesOf(program);
  const needed = new Set<string>();
  const addLoops = (names: Iterable<string>) => {
    for (const name of names)
      if (ofLoop.has(name) && !ALWAYS_THERE.has(name)) needed.add(`loop.${name}`);
  };
  walkProgram(program, {
    operation: (operation) => {
      if (operation.op === "set_attr" && operation.of === undefined) addLoops([operation.attr]);
    },
    expression: (expression) => {
      const method = methodIn(expression);
      const on = nameIn((expression as { readonly on?: Expression }).on);
      const handle = on === undefined ? undefined : handles.get(on);
      if (method !== undefined && handle !== undefined && OF_HANDLES.has(method)) {
        // Some loops give handles, and none from call_soon_threadsafe().
        if (handle === "threadsafe") needed.add(THREADSAFE_HANDLE);
        needed.add(`${handle === "timer" ? "timer" : "handle"}.${method}`);
      } else if (method !== undefined) addLoops([method]);
      if ("attr" in expression && expression.of === undefined) addLoops([expression.attr]);
      if ("run" in expression || ("make" in expression && expression.make === "runner"))
        addLoops(OF_RUNNERS);
      if ("time_plus" in expression) addLoops(["time"]);
      if ("subprocess_exit" in expression) addLoops(["subprocess_exec"]);
    },
  });
  return needed;
}

/** Whether a program depends on debug mode being on. */
export function needsDebugMode(program: Program): boolean {
  let needed = false;
  walkProgram(program, {
    expression: (expression) => {
      if ("m" in expression && expression.m === "set_debug")
        needed ||= expression.args?.[0] !== false;
      if ("run" in expression || "make" in expression)
        needed ||= (expression as { readonly debug?: boolean }).debug === true;
    },
  });
  return needed;
}
