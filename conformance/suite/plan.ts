/** Decides, before anything runs, what becomes of each case: settled at once, run, or left until others have run. */
import { clauseById } from "../clauses/index.ts";
import { type Offer, withoutRunning } from "../judge/applicability.ts";
import { wrongAnswer } from "../judge/judge.ts";
import type { Judgement } from "../judge/verdict.ts";
import type { Case } from "../language/case.ts";
import { endsOf } from "../language/ends.ts";
import {
  type PermittedAbsence,
  permitted,
  type Surroundings,
} from "../language/permitted-absences.ts";
import { PRECONDITIONS, preconditionsOf } from "../language/preconditions.ts";

/** A case that needs what another clause's cases show to be broken. */
export interface Deferred {
  readonly kase: Case;
  /** The precondition that does not hold. */
  readonly precondition: string;
  /** The clause that demands it: if its cases fail, this one is not judged. */
  readonly because: string;
}

/** What becomes of the cases. */
export interface Plan {
  readonly settled: readonly { readonly kase: Case; readonly judgement: Judgement }[];
  /** To be run: those first that others wait for. */
  readonly queue: readonly Case[];
  readonly deferred: readonly Deferred[];
}

/** What is known before the run. */
export interface PlanFacts extends Offer {
  readonly surroundings: Surroundings;
  /** Names of the preconditions that do not hold. */
  readonly broken: ReadonlySet<string>;
}

/** Names of the preconditions that cases need which can be put to the implementation. */
export function preconditionsToTry(cases: readonly Case[], offer: Offer): ReadonlySet<string> {
  const runnable = cases.filter((kase) => withoutRunning(kase, offer) === undefined);
  return new Set(
    runnable.flatMap(({ program }) => [
      ...preconditionsOf(program),
      ...endsOf(program).map(({ name }) => name),
    ]),
  );
}

/** The plan of a run. */
export function planCases(cases: readonly Case[], facts: PlanFacts): Plan {
  const settled: { kase: Case; judgement: Judgement }[] = [];
  const rest: Case[] = [];
  const waiting: Waiting[] = [];
  for (const kase of cases) {
    const judgement = withReasons(withoutRunning(kase, facts), kase, facts);
    if (judgement !== undefined) {
      settled.push({ kase, judgement });
      continue;
    }
    const lacks = preconditionsOf(kase.program).filter((name) => facts.broken.has(name));
    const excuse = firstOf(lacks, (name) => permitted(name, facts.surroundings));
    if (excuse !== undefined) settled.push({ kase, judgement: excused(lacks, excuse) });
    else if (lacks.length === 0) rest.push(kase);
    else waiting.push({ kase, lacks });
  }
  const { leading, deferred } = leadersOf(waiting);
  return { settled, queue: [...leading, ...rest], deferred };
}

/** A case and the preconditions that it needs and that do not hold. */
interface Waiting {
  readonly kase: Case;
  readonly lacks: readonly string[];
}

/**
 * The cases that show what is broken, and those that wait for them. Of the cases about a clause that stands for a
 * precondition those lead that lack as little else as can be: one that also lacks another precondition may end at that
 * one, and would show it under the wrong sentence.
 */
function leadersOf(waiting: readonly Waiting[]): {
  readonly leading: readonly Case[];
  readonly deferred: readonly Deferred[];
} {
  const clauses = demandingClauses(waiting);
  const others = ({ kase, lacks }: Waiting) =>
    lacks.filter((name) => clauses.get(name) !== kase.clauses[0]);
  const fewest = new Map<string, number>();
  for (const each of waiting) {
    const { kase, lacks } = each;
    const beside = others(each).length;
    const [about] = kase.clauses;
    if (beside < lacks.length) fewest.set(about, Math.min(beside, fewest.get(about) ?? beside));
  }
  const leads = (each: Waiting) => {
    const beside = others(each).length;
    return beside < each.lacks.length && beside === fewest.get(each.kase.clauses[0]);
  };
  const deferred = waiting
    .filter((each) => !leads(each))
    .map((each) => {
      const [precondition = ""] = others(each);
      return {
        kase: each.kase,
        precondition,
        because: clauses.get(precondition) ?? each.kase.clauses[0],
      };
    });
  return { leading: waiting.filter(leads).map(({ kase }) => kase), deferred };
}

/** The judgement with the sentence that permits the absence, where there is one. */
function withReasons(
  judgement: Judgement | undefined,
  kase: Case,
  { capabilities, surroundings }: PlanFacts,
): Judgement | undefined {
  if (judgement?.verdict !== "unsupported") return judgement;
  const lacking = kase.needs.filter((need) => !capabilities.includes(need));
  const row = firstOf(lacking, (name) => permitted(name, surroundings));
  return row === undefined
    ? judgement
    : { ...judgement, message: `${judgement.message}: ${reasonOf(row)}` };
}

const excused = (lacks: readonly string[], row: PermittedAbsence): Judgement => ({
  verdict: "unsupported",
  reason: "capability",
  message: `needs ${lacks.map((name) => `\`${name}\``).join(", ")}: ${reasonOf(row)}`,
});

const reasonOf = ({ says, source }: PermittedAbsence) => `${says} (${source})`;

/**
 * The clause that stands for each precondition that does not hold: the one that demands it, if one of the cases is
 * about it and may accuse; else the first clause of such a case, if there is one of the same entry. Cases that lack little
 * come before those that lack more, and those that catch no error before those that do.
 */
function demandingClauses(waiting: readonly Waiting[]): ReadonlyMap<string, string> {
  const clauses = new Map<string, string>();
  for (const name of new Set(waiting.flatMap(({ lacks }) => lacks))) {
    const users = waiting
      .filter(({ lacks }) => lacks.includes(name))
      .sort(byDirectness)
      .map(({ kase }) => kase);
    const own = PRECONDITIONS.get(name)?.clause ?? "";
    const leader =
      users.find((kase) => accuses(kase) && demands(own, kase.clauses[0])) ??
      users.find((kase) => accuses(kase) && entryOf(own) === entryOf(kase.clauses[0])) ??
      users.find(accuses) ??
      users[0];
    if (leader !== undefined) clauses.set(name, leader.clauses[0]);
  }
  return clauses;
}

/** A program that catches errors may show that something is missing as a wrong error. */
const catches = ({ program }: Case) => (JSON.stringify(program).includes('"op":"try"') ? 1 : 0);
const byDirectness = (one: Waiting, other: Waiting) =>
  one.lacks.length - other.lacks.length || catches(one.kase) - catches(other.kase);
const accuses = (kase: Case) => wrongAnswer(kase) === "fail";
const entryOf = (clause: string) => clause.split(".")[0];
const demands = (own: string, clause: string) =>
  own.endsWith(".") ? clause.startsWith(own) : clause === own;

/** The judgement of a deferred case whose precondition has been shown to be broken. */
export function notJudged({ precondition, because }: Deferred): Judgement {
  return {
    verdict: "not-judged",
    reason: "precondition",
    because,
    message: `needs \`${precondition}\`, which is broken: ${clauseById(because as never).says}`,
  };
}

function firstOf<Item, Value>(
  items: readonly Item[],
  find: (item: Item) => Value | undefined,
): Value | undefined {
  for (const item of items) {
    const found = find(item);
    if (found !== undefined) return found;
  }
  return undefined;
}
