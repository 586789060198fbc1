/** Judges what stands beside the trace: intervals, calls of handlers, warnings, log records, poll timeouts. */

import type {
  ChannelMatch,
  Expectation,
  LogMatch,
  ReportMatch,
  WarningMatch,
} from "../language/case.ts";
import type {
  ErrorReport,
  LogRecord,
  Observation,
  WarningRecord,
} from "../language/observation.ts";

/** What is wrong with a channel. */
export interface ChannelFault {
  /** The channel's name. */
  readonly reason: "bounds" | "reports" | "warnings" | "logs" | "polls";
  readonly message: string;
}

const has = (part: string | undefined, whole: string | null) =>
  part === undefined || (whole?.includes(part) ?? false);
const is = (wanted: string | undefined, got: string | null) =>
  wanted === undefined || wanted === got;

function boundsFault(
  bounds: NonNullable<Expectation["bounds"]>,
  metrics: Observation["metrics"],
  clockResolution: number,
): string | undefined {
  for (const [name, [least, most]] of Object.entries(bounds)) {
    const value = metrics[name];
    if (value === undefined) return `\`${name}\` was not measured`;
    // A clock that ticks once in `clockResolution` may make an interval look shorter by one tick, never longer.
    if (least !== null && value < least - clockResolution)
      return `\`${name}\` is ${value}, expected at least ${least}`;
    if (most !== null && value > most) return `\`${name}\` is ${value}, expected at most ${most}`;
  }
  return undefined;
}

function reportFault(expected: ReportMatch, got: ErrorReport): string | undefined {
  const missing = (expected.has ?? []).filter((key) => !got.keys.includes(key));
  if (missing.length > 0) return `lacks ${missing.map((key) => `\`${key}\``).join(", ")}`;
  if (!has(expected.message, got.message)) return `has the message \`${got.message}\``;
  if (!is(expected.exception, got.exception)) return `carries \`${got.exception}\``;
  return undefined;
}

function reportsFault(
  expected: readonly ReportMatch[],
  got: readonly ErrorReport[],
): string | undefined {
  if (expected.length !== got.length)
    return `the exception handler was called ${got.length} times, expected ${expected.length}`;
  for (const [index, match] of expected.entries()) {
    const fault = reportFault(match, got[index] as ErrorReport);
    if (fault !== undefined)
      return `call ${index + 1} of the exception handler ${fault}, expected ${JSON.stringify(match)}`;
  }
  return undefined;
}

function containsFault<Match, Item>(
  what: string,
  channel: ChannelMatch<Match>,
  items: readonly Item[],
  fits: (match: Match, item: Item) => boolean,
): string | undefined {
  for (const match of channel.includes ?? []) {
    if (!items.some((item) => fits(match, item)))
      return `no ${what} like ${JSON.stringify(match)} among ${JSON.stringify(items.slice(0, 5))}`;
  }
  for (const match of channel.excludes ?? []) {
    const found = items.find((item) => fits(match, item));
    if (found !== undefined) return `unexpected ${what} ${JSON.stringify(found)}`;
  }
  return undefined;
}

const warningFits = (match: WarningMatch, got: WarningRecord) =>
  is(match.category, got.category) && has(match.message, got.message);
const logFits = (match: LogMatch, got: LogRecord) =>
  is(match.level, got.level) &&
  has(match.message, got.message) &&
  is(match.exception, got.exception);

/**
 * The first fault of the channels that the expectation mentions, or undefined.
 *
 * @param clockResolution seconds by which a lower bound may be short
 */
export function channelFault(
  expect: Expectation,
  seen: Observation,
  clockResolution: number,
): ChannelFault | undefined {
  const faults: readonly (readonly [ChannelFault["reason"], () => string | undefined])[] = [
    ["bounds", () => expect.bounds && boundsFault(expect.bounds, seen.metrics, clockResolution)],
    ["reports", () => expect.reports && reportsFault(expect.reports, seen.reports)],
    [
      "warnings",
      () =>
        expect.warnings && containsFault("warning", expect.warnings, seen.warnings, warningFits),
    ],
    ["logs", () => expect.logs && containsFault("log record", expect.logs, seen.logs, logFits)],
    ["polls", () => pollsFault(expect.polls, seen.polls)],
  ];
  for (const [reason, find] of faults) {
    const message = find();
    if (message !== undefined) return { reason, message };
  }
  return undefined;
}

function pollsFault(expected: Expectation["polls"], got: Observation["polls"]): string | undefined {
  if (expected === undefined) return undefined;
  if (got === undefined)
    return "the driver recorded no poll timeouts though it declares `poll-trace`";
  const equal =
    expected.length === got.length && expected.every((timeout, i) => timeout === got[i]);
  return equal
    ? undefined
    : `polled with timeouts ${JSON.stringify(got)}, expected ${JSON.stringify(expected)}`;
}
