/**
 * Defects of CPython that are known upstream: which cases show them, and in which versions.
 *
 * On CPython's own loop such a result is expected, and a pass inside the range says that the table is out of date. A
 * loop that is built on asyncio's inherits them, if the control shows that.
 */
import type { Implementation } from "../execution/processes/implementation.ts";
import type { HelloReply } from "../execution/protocol.ts";
import type { CaseOutcome } from "./outcome.ts";

/** Versions from one on, to before another. */
export interface VersionRange {
  readonly from: string;
  /** The first version that has it no more; absent where there is none yet. */
  readonly before?: string;
}

/** A row of the table. */
export interface Defect {
  /** The upstream report: `gh-130145`. */
  readonly id: string;
  readonly url: string;
  /** What is wrong, as a sentence. */
  readonly says: string;
  /** The versions that have it, as far as they were tried. */
  readonly versions: readonly VersionRange[];
  /** Ids of the cases that show it. The first is the shortest: its script goes into reports. */
  readonly cases: readonly [string, ...string[]];
}

const upstream = (number: number) => ({
  id: `gh-${number}`,
  url: `https://github.com/python/cpython/issues/${number}`,
});

/** The table. */
export const DEFECTS: readonly Defect[] = [
  {
    ...upstream(130145),
    says: "A run that is refused because a loop is already running clears what get_running_loop() returns.",
    versions: [{ from: "3.13.0", before: "3.13.3" }],
    cases: [
      "run-forever/stop-before-a-refused-run",
      "is-running/past-nested-run",
      "run-forever/refused-nesting-same-loop-twice",
      "run-forever/refused-nesting-other-loop-twice",
      "run-forever/refused-nesting-same-loop-in-run-until-complete-leaves-it-running",
      "run-forever/refused-nesting-other-loop-in-run-until-complete-leaves-it-running",
      "run-forever/refused-nesting-same-loop-in-run-forever-leaves-it-running",
      "run-forever/refused-nesting-other-loop-in-run-forever-leaves-it-running",
      "run-forever/refused-run-forever-leaves-the-state-callback",
      "run-forever/refused-run-forever-leaves-the-state-threadsafe-callback",
      "run-forever/refused-run-forever-leaves-the-state-coroutine",
      "run-forever/refused-run-forever-leaves-the-state-timer",
      "run-forever/refused-run-forever-leaves-the-state-reader",
      "run-forever/refused-other-run-forever-leaves-the-state-callback",
      "run-forever/refused-other-run-forever-leaves-the-state-threadsafe-callback",
      "run-forever/refused-other-run-forever-leaves-the-state-coroutine",
      "run-forever/refused-other-run-forever-leaves-the-state-timer",
      "run-forever/refused-other-run-forever-leaves-the-state-reader",
      "run-forever/refused-closed-run-forever-leaves-the-state-callback",
      "run-forever/refused-closed-run-forever-leaves-the-state-threadsafe-callback",
      "run-forever/refused-closed-run-forever-leaves-the-state-coroutine",
      "run-forever/refused-closed-run-forever-leaves-the-state-timer",
      "run-forever/refused-closed-run-forever-leaves-the-state-reader",
    ],
  },
  {
    ...upstream(111358),
    says: "The timeout of shutdown_default_executor() does not end its wait for the threads.",
    // Gone in 3.13.0; in which release of 3.12 it went, if in any, was not tried.
    versions: [{ from: "3.12.0", before: "3.12.2" }],
    cases: ["executor/shutdown-timeout"],
  },
  {
    ...upstream(112182),
    says: "The future of run_in_executor() never ends where the function raises StopIteration.",
    // 3.8.18 to 3.12.1 were tried, and 3.13.0, where it is gone; upstream took it over into 3.12.6.
    versions: [{ from: "3.8.0", before: "3.12.6" }],
    cases: ["executor/stop-iteration"],
  },
  {
    ...upstream(127655),
    says: "A socket's transport does not pause its protocol where writelines() exceeds the high-water mark.",
    versions: [
      { from: "3.12.0", before: "3.12.9" },
      { from: "3.13.0", before: "3.13.2" },
    ],
    cases: [
      "transports/pauses-and-resumes-writelines-default-marks-client",
      "transports/pauses-and-resumes-writelines-default-marks-server",
      "transports/pauses-and-resumes-writelines-low-marks-client",
      "transports/pauses-and-resumes-writelines-low-marks-server",
      "transports/pauses-and-resumes-writelines-marks-of-zero-client",
      "transports/pauses-and-resumes-writelines-marks-of-zero-server",
      "transports/pauses-for-writelines-server",
      "transports/pauses-for-writelines-unix-client",
    ],
  },
  {
    ...upstream(155888),
    says: "A socket's transport does not close after writelines() with an empty chunk.",
    // Gone in 3.14.10, which was tried; in which release of 3.14 it went was not.
    versions: [{ from: "3.12.0", before: "3.14.0" }],
    cases: [
      "transports/writelines-with-empty-ones-client",
      "transports/writelines-with-empty-ones-server",
    ],
  },
  {
    ...upstream(103607),
    says: "A transport that connection_made() pauses begins to read all the same.",
    // 3.8.18, 3.9.18 and 3.10.13 were tried, and 3.11.7, where it is gone; upstream names 3.11.4.
    versions: [{ from: "3.8.0", before: "3.11.4" }],
    cases: [
      "transports/pauses-when-made-pipe",
      "transports/pause-in-connection-made-client",
      "transports/pause-in-connection-made-server",
      "transports/pauses-when-made-unix-server",
    ],
  },
  {
    ...upstream(90352),
    says: "The transport of a datagram endpoint is no DatagramTransport.",
    versions: [{ from: "3.8.0", before: "3.12.0" }],
    cases: [
      "datagrams/transport-type-remote",
      "datagrams/transport-type-local",
      "datagrams/transport-type-both",
      "datagrams/transport-type-sock",
    ],
  },
  {
    ...upstream(98539),
    says: "A TLS transport that is lost already raises AttributeError in abort().",
    // 3.11.2 was tried, and 3.11.7, where it is gone; upstream names 3.11.1 and 3.11.4.
    versions: [{ from: "3.11.1", before: "3.11.4" }],
    cases: [
      "tls/lost-once-client",
      "tls/lost-once-server",
      "tls/lost-once-started-client",
      "tls/lost-once-started-server",
    ],
  },
  {
    ...upstream(89322),
    says: "A TLS transport passes data on after pause_reading().",
    // The implementation of TLS was replaced in 3.11.0.
    versions: [{ from: "3.8.0", before: "3.11.0" }],
    cases: [
      "transports/pauses-at-each-piece-tls-client",
      "transports/buffered-pauses-at-each-piece-tls-client",
    ],
  },
  {
    ...upstream(90645),
    says: "A TLS transport has no get_write_buffer_limits().",
    // 3.8.18 has it, 3.9.18 not; in which release of 3.9 it went was not tried.
    versions: [{ from: "3.8.0", before: "3.9.0" }],
    cases: [
      "transports/low-mark-alone-tls-server",
      "transports/keeps-its-marks-tls-server",
      "transports/marks-stay-with-the-transport-tls-server",
    ],
  },
  {
    ...upstream(88177),
    says: "A TLS transport closes itself at the end of the encrypted stream without a call of eof_received().",
    // The implementation of TLS was replaced in 3.11.0.
    versions: [{ from: "3.8.0", before: "3.11.0" }],
    cases: [
      "tls/end-of-nothing-client",
      "tls/end-of-stream-client",
      "tls/end-of-stream-server",
      "tls/end-of-stream-started-client",
      "tls/end-of-stream-started-server",
      "tls/end-of-nothing-server",
      "tls/end-of-nothing-started-client",
      "tls/end-of-nothing-started-server",
      "tls/end-while-paused-client",
      "tls/end-while-paused-server",
      "tls/end-while-paused-started-client",
      "tls/end-while-paused-started-server",
      "transports/closes-in-eof-received-tls-client",
    ],
  },
  {
    ...upstream(88177),
    says: "A TLS transport passes data on after close() and abort(), and loses its place where pause_writing() writes.",
    // The implementation of TLS was replaced in 3.11.0.
    versions: [{ from: "3.8.0", before: "3.11.0" }],
    cases: [
      "transports/closes-at-the-first-piece-tls-client",
      "transports/aborts-at-the-first-piece-tls-client",
      "transports/writes-in-pause-writing-tls-server",
    ],
  },
];

/** Whether a version lies in a range. */
export function inRange(version: string, { from, before }: VersionRange): boolean {
  return compare(version, from) >= 0 && (before === undefined || compare(version, before) < 0);
}

function compare(a: string, b: string): number {
  const [left, right] = [a, b].map((version) => version.split(".").map(Number));
  for (let index = 0; index < 3; index += 1) {
    const difference = (left?.[index] ?? 0) - (right?.[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** Rows that hold for one implementation. */
export interface HoldingDefect extends Defect {
  /**
   * Whether the interpreter is another one with CPython's library, such as PyPy: it may have been corrected there, so
   * that a case that passes says nothing about the table.
   */
  readonly borrowed?: true;
}

/** The rows that hold for an implementation: none unless it is the loop of the standard library. */
export function defectsOf(
  { implementation: { language, languageVersion } }: HelloReply,
  { python }: Implementation,
): readonly HoldingDefect[] {
  if (language !== "Python" || python?.module !== "asyncio") return [];
  return defectsOfVersion(languageVersion);
}

/** The rows that hold in a version of the library. Interpreters other than CPython say in brackets what they are. */
export function defectsOfVersion(languageVersion: string): readonly HoldingDefect[] {
  const [version = "", ...interpreter] = languageVersion.split(" ");
  const rows = DEFECTS.filter(({ versions }) => versions.some((range) => inRange(version, range)));
  return interpreter.length === 0 ? rows : rows.map((row) => ({ ...row, borrowed: true }));
}

/** The row that a case shows, of those that hold. */
export const defectShownBy = (
  id: string,
  rows: readonly HoldingDefect[],
): HoldingDefect | undefined => rows.find(({ cases }) => cases.includes(id));

const NOT_RUN: ReadonlySet<string> = new Set([
  "unsupported",
  "not-applicable",
  "not-judged",
  "not-run",
]);

/** The outcome with the defect that its case shows, as the document carries it. */
export function withDefect(outcome: CaseOutcome, rows: readonly HoldingDefect[]): CaseOutcome {
  const row = NOT_RUN.has(outcome.verdict) ? undefined : defectShownBy(outcome.kase.id, rows);
  if (row === undefined || (row.borrowed && outcome.verdict === "pass")) return outcome;
  const defect = { id: row.id, url: row.url, versions: versionsOf(row) };
  return { ...outcome, defect };
}

/**
 * The defect that a loop inherits from asyncio's: the same case fails on the interpreter's own loop in the same way.
 *
 * @param own what the interpreter's own loop did, with the defect that it has
 */
export function inheritedDefect(outcome: CaseOutcome, own: CaseOutcome): CaseOutcome["defect"] {
  if (own.defect === undefined || own.verdict === "pass") return undefined;
  const sameWay = (one: CaseOutcome) =>
    JSON.stringify([one.verdict, one.reason, one.observed?.outcome, one.observed?.trace]);
  return sameWay(outcome) === sameWay(own) ? own.defect : undefined;
}

const versionsOf = ({ versions }: Defect) =>
  versions
    .map(({ from, before }) => (before === undefined ? `>=${from}` : `>=${from} <${before}`))
    .join(" || ");
