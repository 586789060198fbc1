import type { CaseResult } from "../document.ts";
import { differingEntry } from "./differing-entry.ts";
import { ProgramLines } from "./program-lines.ts";

/** How many names and functions are followed from an entry to its operation. */
const MAX_STEPS = 8;

/**
 * The operation behind the first differing entry of a wrong result: what scheduled the function
 * that should have written it, what gave the value that it shows, or what ran just before it.
 * Where the program ended with an error instead, it is the operation of the coroutine that led to the entry, if it is a
 * loop's and plain; else the operation that let the error out.
 * Where the traces agree it is the program's last operation.
 *
 * @param program The program as `CaseText.program` prints it
 * @returns Such as `loop.call_soon` or `get_context`; undefined where the program does not tell
 */
export function operationBehind(
  program: string,
  result: Pick<CaseResult, "expected" | "observed">,
): string | undefined {
  const lines = new ProgramLines(program);
  const { expected, got } = differingEntry(result);
  const entries = [expected, got].filter((entry) => entry !== undefined);
  const raised = String(result.observed?.outcome ?? "").startsWith("raised ");
  const run = raised ? lines.running() : -1;
  if (entries.length === 0) {
    const unknown = run === lines.last && callsOfRun(lines, run);
    return unknown ? undefined : operationAt(lines, lines.last, MAX_STEPS);
  }
  const at = entries.map((entry) => lines.writing(entry)).find((line) => line >= 0);
  if (at === undefined) return undefined;
  // An error that reached main came out of the run in which the function was to be called.
  if (run >= 0 && lines.functionOf(at) !== undefined) {
    return (
      plainOperation(lines, run, at) ??
      (callsOfRun(lines, run) ? undefined : operationAt(lines, run, MAX_STEPS))
    );
  }
  return operationAt(lines, at, MAX_STEPS);
}

/** Whether the coroutine of a run calls the loop: an error that comes out of the run may be of any of these calls. */
const callsOfRun = (lines: ProgramLines, run: number): boolean =>
  coroutinesOf(lines, run).some((name) => lines.callsLoop(name));

/** The coroutine functions of the program that a line calls. */
const coroutinesOf = (lines: ProgramLines, line: number): readonly string[] =>
  [...lines.at(line).matchAll(/(\w+)\(/g)]
    .map(([, name = ""]) => name)
    .filter((name) => lines.isCoroutine(name));

/**
 * The loop's operation that leads to an entry in a coroutine. None with keywords: it may be one of them that the loop does
 * not take, and another bug with each.
 */
function plainOperation(lines: ProgramLines, run: number, at: number): string | undefined {
  const coroutines = coroutinesOf(lines, run);
  let line = at;
  for (let step = 0; step < MAX_STEPS && line >= 0; step += 1) {
    const name = lines.functionOf(line);
    if (name === undefined) return undefined;
    // Of `loop.create_task(loop.sock_recv(a, 1))` the inner one; else what gave the value that is shown.
    const inner = /.*\b(loop\.\w+)\(/.exec(withoutTexts(lines.at(line)))?.[1];
    const operation = inner ?? operationIn(lines, line, MAX_STEPS);
    if (lines.isCoroutine(name) && operation?.startsWith("loop."))
      return lines.givesKeywords(operation) ? undefined : operation;
    if (coroutines.includes(name)) return undefined;
    line = lines.using(name);
  }
  return undefined;
}

/** The operation on this line, or, where the line has none, the one that led there. */
function operationAt(lines: ProgramLines, line: number, steps: number): string | undefined {
  if (steps === 0) return undefined;
  const own = operationIn(lines, line, steps);
  if (own !== undefined) return own;
  for (let at = line - 1; at >= 0; at -= 1) {
    const text = lines.at(at);
    const name = /^(?:async )?def (\w+)\(/.exec(text)?.[1];
    if (name !== undefined) return operationUsing(lines, name, steps);
    if (!text.startsWith(" ") && lines.at(line).startsWith(" ") && isFunction(lines, line)) break;
    const found = operationIn(lines, at, steps);
    if (found !== undefined) return found;
  }
  return undefined;
}

function isFunction(lines: ProgramLines, line: number): boolean {
  return lines.functionOf(line) !== undefined;
}

function operationUsing(lines: ProgramLines, name: string, steps: number): string | undefined {
  const at = lines.using(name);
  return at < 0 ? undefined : operationAt(lines, at, steps - 1);
}

/** Calls that only carry others, or show what they gave. */
const CARRIERS = new Set([
  "f",
  "log",
  "show",
  "kind",
  "isinstance",
  "range",
  "len",
  "map",
  "sorted",
  "join",
  "functools.partial",
  "contextvars.copy_context",
  "contextvars.Context",
  "gc.collect",
  "ref",
  "setblocking",
  "append",
  "get",
  "items",
]);

function operationIn(lines: ProgramLines, line: number, steps: number): string | undefined {
  const text = withoutTexts(lines.at(line));
  for (const [, called = ""] of text.matchAll(/([A-Za-z_][\w.]*(?:\[\d+\]\.\w+)?)\(/g)) {
    const operation = nameOf(called);
    if (!CARRIERS.has(operation) && /\./.test(called)) return operation;
  }
  if (!/\blog\(/.test(text)) return undefined;
  const attribute = /\b(loop\.\w+)\b/.exec(text)?.[1];
  if (attribute !== undefined) return attribute;
  // A value that was made before: whatever made it.
  for (const [name] of text.matchAll(/\b[a-z]\w*\b/g)) {
    const bound = lines.binding(name, line);
    if (bound >= 0 && bound !== line) {
      const found = operationIn(lines, bound, steps - 1);
      if (found !== undefined) return found;
    }
  }
  return undefined;
}

/** `h.get_context` is `get_context` whatever the variable is called; modules and the loop keep their names. */
function nameOf(called: string): string {
  const parts = called.split(".");
  const method = parts.pop() ?? "";
  const owner = parts.join(".");
  return /^(loop|asyncio|functools|contextvars|gc|threading|signal)$/.test(owner)
    ? `${owner}.${method}`
    : method;
}

/** The line without its literal texts; what an f-string shows stays. */
function withoutTexts(line: string): string {
  return line
    .replace(/f"((?:[^"\\]|\\.)*)"/g, (_, inner: string) =>
      [...inner.matchAll(/\{([^{}]*)\}/g)].map(([, shown]) => ` ${shown} `).join(""),
    )
    .replace(/"(?:[^"\\]|\\.)*"/g, '""');
}
