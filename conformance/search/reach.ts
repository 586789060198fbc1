/** What the search can ask about: the clauses whose cases use nothing that its programs lack. */
import type { Case } from "../language/case.ts";
import { ABSENT, IO_ABSENT, WITH_PEERS } from "./absent.ts";
import { generateProgram } from "./generate.ts";
import { usedBy } from "./language.ts";
import { isOfIo, type Profile } from "./profile.ts";

/** Programs after which no word is likely to be missing that the profile has. */
const PROGRAMS = 1000;

/** Everything that the programs of a profile use. */
export function wordsDrawnFrom(profile: Profile, programs = PROGRAMS): ReadonlySet<string> {
  const drawn = new Set<string>();
  for (let seed = 0; seed < programs; seed += 1)
    for (const word of usedBy(generateProgram(seed, profile))) drawn.add(word);
  return drawn;
}

/**
 * The clauses that programs of a profile can ask about: a case that is about one of them uses nothing that they lack.
 * For a profile of input and output, those that others cannot ask about.
 */
export function clausesWithinReach(cases: readonly Case[], profile: Profile): ReadonlySet<string> {
  const words = cases.map((each) => ({ each, used: [...usedBy(each.program)] }));
  const ofCore = words.filter(
    ({ each, used }) =>
      !each.needs.some((need) => WITH_PEERS.has(need)) &&
      used.every((word) => ABSENT[word] === undefined),
  );
  const core = new Set<string>(ofCore.map(({ each }) => each.clauses[0]));
  if (!isOfIo(profile)) return core;
  const drawn = wordsDrawnFrom(profile);
  const speaks = (word: string) =>
    drawn.has(word) || (ABSENT[word] === undefined && IO_ABSENT[word] === undefined);
  const reached = words.filter(
    ({ each, used }) => !core.has(each.clauses[0]) && used.every(speaks),
  );
  return new Set(reached.map(({ each }) => each.clauses[0]));
}
