/** Compares what two loops showed of one program. */
import type { Observation } from "../execution/protocol.ts";

/** What was seen of a program, also where the loop's process died of it. */
export interface Sighting
  extends Pick<Observation, "trace" | "reports" | "logs" | "why" | "stack"> {
  readonly warnings?: Observation["warnings"];
  readonly outcome: Observation["outcome"] | "crash";
}

/** Whether a loop showed anything of a program: where a name is unbound, or something is missing, it could not be run. */
export const isSeen = ({ outcome }: Sighting): boolean =>
  outcome !== "error" && outcome !== "unsupported";

/** The first thing in which two sightings differ. */
export interface Difference {
  readonly channel: "outcome" | "trace" | "reports" | "logs" | "warnings";
  /** Index of the entry. */
  readonly at: number;
  readonly expected: string;
  readonly got: string;
}

/** Stands for an entry where there is none. */
export const NOTHING = "(nothing)";

/**
 * What a future or a task says when it is collected. No text says when that is, and a driver cannot hold what a loop
 * makes for itself: the task of a run that was interrupted.
 */
const saysWhenCollected = ({ message }: { readonly message: string | null }): boolean =>
  message !== null && /exception was never retrieved|destroyed but it is pending/.test(message);

/** Reports of handlers as they are compared: which handler, about what kind of error. No message is. */
const reportsOf = ({ reports }: Sighting): readonly string[] =>
  reports
    .filter((report) => !saysWhenCollected(report))
    .map(({ handler, exception }) => `${handler}(${exception ?? "no exception"})`);

/** Log records as they are compared: errors, by the kind that they carry. */
const logsOf = ({ logs }: Sighting): readonly string[] =>
  logs
    .filter((record) => record.level === "ERROR" && !saysWhenCollected(record))
    .map(({ exception }) => exception ?? "no exception");

/**
 * What a loop warns of: slow callbacks, and generators that begin too late. Only what is missing is a difference: a slow
 * machine makes more callbacks slow, and what is collected when may warn as well.
 */
const warningsOf = ({ logs, warnings = [] }: Sighting): readonly string[] => [
  ...logs.filter(({ level }) => level === "WARNING").map(() => "slow callback"),
  ...warnings.filter(({ category }) => category === "ResourceWarning").map((it) => it.category),
];

function missingWarning(expected: Sighting, got: Sighting): Difference | undefined {
  const left = [...warningsOf(got)];
  for (const [at, warning] of warningsOf(expected).entries()) {
    const found = left.indexOf(warning);
    if (found < 0) return { channel: "warnings", at, expected: warning, got: NOTHING };
    left.splice(found, 1);
  }
  return undefined;
}

/** The first difference, or undefined where there is none. */
export function differenceOf(expected: Sighting, got: Sighting): Difference | undefined {
  const trace = firstOf("trace", expected.trace, got.trace);
  if (got.outcome === "crash" || got.outcome === "hang") {
    if (expected.outcome === got.outcome) return undefined;
    const at = trace?.at ?? expected.trace.length;
    return { channel: "outcome", at, expected: expected.outcome, got: got.outcome };
  }
  if (trace !== undefined) return trace;
  if (expected.outcome !== got.outcome) {
    const at = expected.trace.length;
    return { channel: "outcome", at, expected: expected.outcome, got: got.outcome };
  }
  return (
    firstOf("reports", reportsOf(expected), reportsOf(got)) ??
    firstOf("logs", logsOf(expected), logsOf(got)) ??
    missingWarning(expected, got)
  );
}

function firstOf(
  channel: Difference["channel"],
  expected: readonly string[],
  got: readonly string[],
): Difference | undefined {
  const length = Math.max(expected.length, got.length);
  for (let at = 0; at < length; at += 1) {
    const [a, b] = [expected[at], got[at]];
    if (a !== b) return { channel, at, expected: a ?? NOTHING, got: b ?? NOTHING };
  }
  return undefined;
}

/** An entry without the names and numbers that only this program has. */
function formOf(entry: string): string {
  if (entry === NOTHING || entry.startsWith("!") || entry.startsWith("raised ")) return entry;
  const shown = /^([a-z_.]+)\d*=(.*)$/s.exec(entry);
  if (shown === null) return "entry";
  const [, label, value = ""] = shown;
  return `${label}=${/^(None|True|False|<object>|[A-Z]\w*)$/.test(value) ? value : "value"}`;
}

/** The shape of a difference: what stays the same while a program shrinks. */
export function shapeOf({ channel, expected, got }: Difference): string {
  if (channel === "outcome") return `outcome: ${expected} -> ${got}`.replace(/App\w+:\w+/g, "App");
  if (channel !== "trace") return `${channel}: ${kindsOnly(expected)} -> ${kindsOnly(got)}`;
  return `trace: ${formOf(expected)} -> ${formOf(got)}`;
}

/** The shape of a difference without what depends on how the program looks at it. */
export function familyOf({ channel, expected, got }: Difference): string {
  const plain = (entry: string) =>
    /^(!|raised )/.test(entry) ? entry.replace(/:\w+/, "") : entry === NOTHING ? entry : "entry";
  if (channel === "outcome" && /^(crash|hang)$/.test(got)) return got;
  if (channel === "trace" || channel === "outcome") return `${plain(expected)} -> ${plain(got)}`;
  return `${channel}: ${expected === NOTHING ? "unexpected" : got === NOTHING ? "missing" : "other"}`;
}

const kindsOnly = (entry: string) => entry.replace(/^\w+\(/, "handler(").replace(/:\w+/g, "");
