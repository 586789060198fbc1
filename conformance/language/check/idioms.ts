/** Idioms that make a case fail for what it is not about. */
import type { CaseDefinition } from "../case.ts";
import type { Expression } from "../expression.ts";
import type { Operation } from "../operation.ts";
import { bodiesOf, type ExpressionNode, isNode } from "../parts.ts";
import { type Finding, finding } from "./problem.ts";
import { placesOf, type Sites } from "./sites.ts";

type Row = Pick<CaseDefinition, "program" | "expect" | "clauses">;

/** Checks the ways in which a program drains, times and synchronises. */
export function checkIdioms(row: Row, sites: Sites): readonly Finding[] {
  return [...checkDrain(row), ...checkDeadlines(row), ...checkSleeps(row, sites)];
}

const ABOUT_STOP = /^(run-forever\.stop-before-run|stop\.)/;
const RUNS = new Set(["run_forever", "run_until_complete"]);

/** One loop that stops before it runs would fail every case that drains so. */
function checkDrain({ program, clauses }: Row): readonly Finding[] {
  if (clauses.some((id) => ABOUT_STOP.test(id))) return [];
  const findings: Finding[] = [];
  for (const { path, body } of placesOf(program)) {
    const stopped = new Set<string>();
    for (const call of methodCalls(body, path)) {
      if (call.method === "stop") stopped.add(call.on);
      if (call.method === "run_forever" && stopped.has(call.on)) {
        const message =
          "`stop()` before `run_forever()` belongs to the cases about it. " +
          "Drain with `runFor` or `runForeverFor`.";
        findings.push(finding(call.path, "drain-idiom", message));
      }
      if (RUNS.has(call.method)) stopped.delete(call.on);
    }
  }
  return findings;
}

interface MethodCall {
  readonly path: string;
  readonly method: string;
  /** The loop, as JSON. */
  readonly on: string;
}

/** The methods that a body calls, in the order of the text. */
function methodCalls(body: readonly Operation[], path: string): readonly MethodCall[] {
  return body.flatMap((operation, index) => {
    const here = `${path}[${index}]`;
    const inner = bodiesOf(operation).flatMap(([key, part]) => methodCalls(part, `${here}.${key}`));
    if (operation.op !== "do" || !isNode(operation.what) || !("m" in operation.what)) return inner;
    const on = JSON.stringify(operation.what.on ?? { $: "loop" });
    return [{ path: here, method: operation.what.m, on }, ...inner];
  });
}

interface Timer {
  readonly path: string;
  /** Loop, method and delay. */
  readonly deadline: string;
  readonly fn: string;
  readonly args: string;
}

/** No text orders timers that are due at the same time: a trace that does accuses a conforming loop. */
function checkDeadlines({ program, expect }: Row): readonly Finding[] {
  const ordered = new Set(expect.trace.filter((item) => typeof item === "string"));
  const isOrdered = ({ fn }: Timer) =>
    !program.fns[fn]?.quiet &&
    [...ordered].some((entry) => entry === fn || entry.startsWith(`${fn}(`));
  return placesOf(program).flatMap(({ path, body }) => {
    const timers = timersOf(body, path).filter(isOrdered);
    return timers.flatMap((timer, index) => {
      const rival = timers.slice(0, index).find(({ deadline, fn, args }) => {
        return deadline === timer.deadline && (fn !== timer.fn || args !== timer.args);
      });
      if (rival === undefined) return [];
      const message =
        `It is due when the timer at ${rival.path} is, and the trace orders the two. ` +
        "Use `any_order`, or another delay.";
      return [finding(timer.path, "equal-deadlines", message)];
    });
  });
}

/** The timers that one list of operations schedules, bodies inside it included. */
function timersOf(body: readonly Operation[], path: string): readonly Timer[] {
  return body.flatMap((operation, index) => {
    const here = `${path}[${index}]`;
    const inner = bodiesOf(operation).flatMap(([key, part]) => timersOf(part, `${here}.${key}`));
    const timer =
      operation.op === "do" && isNode(operation.what) ? timerOf(operation.what, here) : undefined;
    return timer === undefined ? inner : [timer, ...inner];
  });
}

function timerOf(call: ExpressionNode, path: string): Timer | undefined {
  if (!("m" in call) || (call.m !== "call_later" && call.m !== "call_at")) return undefined;
  const [when, callback, ...args] = call.args ?? [];
  if (when === undefined || !isFunction(callback)) return undefined;
  const deadline = JSON.stringify([call.on ?? null, call.m, when]);
  return { path, deadline, fn: callback.fn, args: JSON.stringify(args) };
}

function isFunction(callback: Expression | undefined): callback is { fn: string } {
  return callback !== undefined && isNode(callback) && "fn" in callback && !("make" in callback);
}

/** Two threads that sleep for different times are meant to come one after the other, and need not. */
function checkSleeps({ program, expect }: Row, sites: Sites): readonly Finding[] {
  if (!expect.trace.some((item) => typeof item === "string")) return [];
  const seconds = new Map<string, number>();
  for (const { place, operation } of sites.operations) {
    if (operation.op !== "block" || place.kind !== "thread" || place.fn === undefined) continue;
    seconds.set(place.fn, (seconds.get(place.fn) ?? 0) + operation.seconds);
  }
  if (new Set(seconds.values()).size < 2) return [];
  const message = "Threads that sleep for different times are in no order. Use events.";
  return [...seconds.keys()]
    .filter((fn) => program.fns[fn] !== undefined)
    .map((fn) => finding(`fns.${fn}`, "sleep-order", message));
}
