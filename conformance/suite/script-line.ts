/** Holds what a script that decides says against what the judge says of the driver's observation. */
import { HANG } from "../judge/judge.ts";
import type { Judgement } from "../judge/verdict.ts";

/** How the line of a script begins for each channel. */
const CHANNELS: { readonly [reason: string]: RegExp } = {
  bounds: /^expected `.*` to be /,
  reports:
    /^(call \d+ of the exception handler: expected |expected \d+ calls? of the exception handler)/,
  warnings: /^expected (a|no) warning like /,
  logs: /^expected (a|no) log record like /,
  polls: /^expected polls with the timeouts /,
};

/**
 * Whether the line tells of the failure that the judge sees: for traces the same entry, the same expected and the same
 * observed text; for others the same kind of failure, because intervals and texts of errors differ between runs.
 *
 * @param line what a script printed on standard output, without its end of line
 */
export function tellsOf(line: string, { reason, message = "" }: Judgement): boolean {
  if (reason === undefined) return false;
  if (reason === "trace") return unkeyed(line) === unkeyed(inScript(message));
  if (reason === HANG) {
    const after = /^hung (with|after) (an empty trace|`.*`)/s.exec(message)?.[2];
    return line.startsWith("expected an end within ") && line.endsWith(`a hang after ${after}`);
  }
  if (reason.startsWith("outcome "))
    return /^expected the outcome `.*`, observed `raised /s.test(line);
  return CHANNELS[reason]?.test(line) ?? false;
}

/** How what a script says of a failure begins. */
const VERDICT = /^(entry \d+: |call \d+ of the exception handler: )?expected /;

/**
 * What a script has printed at its end: a loop may print before, and what the script quotes may have several lines.
 *
 * @param printed its standard output, without the last end of line
 */
export function lastWords(printed: string): string {
  const lines = printed.split("\n");
  const at = lines.findLastIndex((line) => VERDICT.test(line));
  return lines.slice(Math.max(0, at)).join("\n");
}

/** Without the checksum of what was observed: what a peer that encrypts sends is different each time. */
const unkeyed = (line: string): string =>
  line.replace(/(, observed `[^`]* bytes, crc32 )[\da-f]{8}`$/s, "$1…`");

/** The judge's message about a trace in a script's words. */
function inScript(message: string): string {
  return message
    .replace(/, the trace ended$/, ", observed the end of the trace")
    .replace(/, got (`.*`)$/s, ", observed $1");
}
