/** Goes on with an interrupted run: what was judged is not judged again. */
import { isDeepStrictEqual } from "node:util";
import { type CaseResult, readDocument } from "../../reports/index.ts";
import { allCases } from "../cases/index.ts";
import { allClauses } from "../clauses/index.ts";
import type { HelloReply, Observation } from "../execution/protocol.ts";
import type { Case } from "../language/case.ts";
import { UsageError } from "../usage-error.ts";
import { suiteDigest } from "./digest.ts";
import type { CaseOutcome } from "./outcome.ts";
import type { RunPlan } from "./run-plan.ts";
import type { RunSuiteOptions } from "./run-suite-options.ts";
import { suiteOptions } from "./suite-options.ts";

const HINT = "Run without --resume, or choose another --out.";

/**
 * What an earlier document in the same place already says.
 *
 * @throws UsageError if it answers another question: another suite, other options, another shard
 */
export function knownOutcomes(path: string, plan: RunPlan): NonNullable<RunSuiteOptions["known"]> {
  const before = readDocument(path);
  if (before.suite.digest !== suiteDigest(allCases, allClauses))
    throw new UsageError(`${path} comes from another version of the suite`, HINT);
  const options = JSON.parse(JSON.stringify(suiteOptions(plan)));
  const other = otherOption(before.suite.options ?? {}, options);
  if (other !== undefined)
    throw new UsageError(`${path} comes from a run with other options: ${other}`, HINT);
  if (!isDeepStrictEqual(before.shard, plan.settings.shard && { ...plan.settings.shard }))
    throw new UsageError(
      `${path} holds another shard: ${shardName(before.shard)}, not ${shardName(plan.settings.shard)}`,
      HINT,
    );
  const subjects = new Map(before.implementations.map((each) => [each.id, each]));
  const results = new Map(
    before.implementations.map(({ id, results: all }) => [
      id,
      new Map(all.map((each) => [each.case, each])),
    ]),
  );
  return (id, hello, kase) => {
    const subject = subjects.get(id);
    if (subject === undefined || subject.failure !== undefined) return undefined;
    if (!sameImplementation(subject, hello))
      throw new UsageError(`${id} is another version than in ${path}`, HINT);
    const result = results.get(id)?.get(kase.id);
    return result === undefined || result.verdict === "not-run"
      ? undefined
      : outcomeOf(kase, result);
  };
}

/** The first option that is another one, with what it was and what it is. */
function otherOption(before: object, now: object): string | undefined {
  const was = new Map(Object.entries(before));
  const is = new Map(Object.entries(now));
  const name = [...new Set([...was.keys(), ...is.keys()])].find(
    (key) => !isDeepStrictEqual(was.get(key), is.get(key)),
  );
  const shown = (value: unknown) => (value === undefined ? "nothing" : JSON.stringify(value));
  return name && `--${name} was ${shown(was.get(name))}, and is ${shown(is.get(name))}`;
}

const shardName = (shard: { index: number; count: number } | undefined) =>
  shard === undefined ? "the whole run" : `${shard.index}/${shard.count}`;

function sameImplementation(
  subject: { name: string; version: string; languageVersion: string },
  { implementation }: HelloReply,
): boolean {
  return (
    subject.name === implementation.name &&
    subject.version === implementation.version &&
    subject.languageVersion === implementation.languageVersion
  );
}

function outcomeOf(kase: Case, result: CaseResult): CaseOutcome {
  const { verdict, because, ms, limit, message, reason, observed, defect, attempts } = result;
  return {
    kase,
    verdict,
    ms,
    ...(because === undefined ? {} : { because }),
    ...(limit === undefined ? {} : { limit }),
    ...(defect === undefined ? {} : { defect }),
    ...(message === undefined ? {} : { message }),
    ...(reason === undefined ? {} : { reason }),
    ...(observed === undefined ? {} : { observed: observed as Observation }),
    ...(attempts === undefined ? {} : { attempts }),
  };
}
