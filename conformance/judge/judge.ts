/** The judge: case and observation in, judgement out. It never sees the loop. */
import { clauseById } from "../clauses/index.ts";
import type { Case } from "../language/case.ts";
import type { Observation } from "../language/observation.ts";
import { touchesImplementation } from "../language/touches.ts";
import { channelFault } from "./channels.ts";
import { matchTrace } from "./trace-match.ts";
import type { Judgement, Verdict } from "./verdict.ts";

/** What the judge knows of the implementation: nothing but its clock. */
export interface JudgeOptions {
  /** Seconds by which a lower bound may be short. */
  readonly clockResolution: number;
}

/** What is wrong with an observation. */
interface Fault {
  readonly reason: string;
  readonly message: string;
}

/**
 * Judges one observation.
 *
 * A wrong answer is `fail`, and a hang a `timeout`, only where the case's first clause is a MUST that a text promises.
 * For other clauses the loop `differs`, whether it answers or hangs.
 */
export function judgeObservation(
  kase: Case,
  observation: Observation,
  options: JudgeOptions,
): Judgement {
  switch (observation.outcome) {
    case "hang":
      return judgeHang(kase, hangMessage(observation));
    case "unsupported":
      return {
        verdict: "error",
        reason: "unsupported",
        message: `the driver declares ${listOf(kase.needs)} and then says that it cannot run this: ${observation.why ?? "no reason given"}`,
      };
    case "error":
      return {
        verdict: "error",
        reason: "driver",
        message: `the driver could not run the program: ${observation.why ?? "no reason given"}`,
      };
    default: {
      const fault = faultOf(kase, observation, options);
      return fault === undefined ? { verdict: "pass" } : { verdict: wrongAnswer(kase), ...fault };
    }
  }
}

/**
 * The verdict for a wrong answer in this case: an accusation needs a MUST that a text promises, and a program that has
 * to do with the implementation.
 */
export function wrongAnswer(kase: Case): Verdict {
  const { level, basis } = clauseById(kase.clauses[0]);
  const promised = level === "MUST" && basis !== "observed";
  return promised && touchesImplementation(kase.program) ? "fail" : "differs";
}

/** The reason of every judgement of a program that did not come to its end. */
export const HANG = "hang";

/**
 * The judgement of a program that hung.
 *
 * @param message says that it hung, and where
 */
export function judgeHang(kase: Case, message: string): Judgement {
  const verdict = wrongAnswer(kase) === "fail" ? "timeout" : "differs";
  return { verdict, reason: HANG, message };
}

function hangMessage({ trace, why }: Observation): string {
  const last = trace.at(-1);
  const after = last === undefined ? "with an empty trace" : `after \`${last}\``;
  return `hung ${after}${because(why)}`;
}

const because = (why: string | undefined) => (why === undefined ? "" : ` (${why})`);

function faultOf(kase: Case, observation: Observation, options: JudgeOptions): Fault | undefined {
  const { expect } = kase;
  const outcome = expect.outcome ?? "ok";
  const mismatch = matchTrace(expect.trace, observation.trace);
  if (mismatch !== undefined && (observation.outcome === outcome || mismatch.got !== undefined)) {
    const got = mismatch.got === undefined ? "the trace ended" : `got \`${mismatch.got}\``;
    return {
      reason: "trace",
      message: `entry ${mismatch.at + 1}: expected ${mismatch.expected}, ${got}`,
    };
  }
  if (observation.outcome !== outcome)
    return {
      reason: `outcome ${observation.outcome}`,
      message: `the program ended with \`${observation.outcome}\`${because(observation.why)}, expected \`${outcome}\``,
    };
  return channelFault(expect, observation, options.clockResolution);
}

const listOf = (names: readonly string[]) =>
  names.length === 0 ? "no special capability" : names.map((name) => `\`${name}\``).join(", ");
