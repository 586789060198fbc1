/** Whether a difference belongs to a class that was found already: the program is reduced to what that class needs. */
import type { Program } from "../language/case.ts";
import type { Operation } from "../language/operation.ts";
import { simplerThan } from "./candidates.ts";
import { partsOf } from "./finding.ts";
import { isPlanned } from "./io/program.ts";
import { pruned, withBodies } from "./prune.ts";
import { isOfRuns, isTelling, tellingWords, wordsOf } from "./words.ts";

/** Most classes that a program is held against: the others take as long as shrinking it. */
const TRIALS = 3;

/** A program of which only is left what a class needs. */
export interface Reduced {
  readonly key: string;
  readonly program: Program;
}

/**
 * The program as each class would leave it that may be its own, the classes with the most members first.
 *
 * @param key what the program would be found under if it were as small as it gets
 * @param found classes, each with the number of its members
 */
export function reducedToClasses(
  program: Program,
  key: string,
  found: ReadonlyMap<string, number>,
): readonly Reduced[] {
  // What waits for something must not lose what lets it come.
  if (isPlanned(program)) return [];
  const { family } = partsOf(key);
  const has = new Set(wordsOf(program));
  return [...found]
    .map(([other, members]) => ({ other, members, ...partsOf(other) }))
    .filter((each) => each.family === family && each.words.every((word) => has.has(word)))
    .sort((a, b) => b.members - a.members)
    .slice(0, TRIALS)
    .flatMap(({ other, words }) => {
      const reduced = reducedTo(program, words);
      const isOfClass = tellingWords(reduced).join(" ") === words.join(" ");
      return isOfClass ? [{ key: other, program: reduced }] : [];
    });
}

/** The program in which each operation is as simple as it takes to have no words of another class, or is gone. */
function reducedTo(program: Program, words: readonly string[]): Program {
  const admitted = new Set(words);
  // A class that is told by its runs alone has no others.
  const byRuns = words.every(isOfRuns);
  const isAdmitted = (word: string) =>
    admitted.has(word) || (!isTelling(word) && !(byRuns && isOfRuns(word)));
  const runs = keeping(isAdmitted);
  // A run inside a run is told apart from the run itself.
  const calls = admitted.has("nested")
    ? runs
    : keeping((word) => isAdmitted(word) && !RUN.test(word));
  const fns = Object.entries(program.fns).map(
    ([name, fn]) => [name, { ...fn, body: calls(fn.body) }] as const,
  );
  return pruned({ ...program, fns: Object.fromEntries(fns), main: runs(program.main) });
}

const RUN = /^run_(forever|until_complete)$/;

/** Makes bodies as simple as it takes to have no word that is not admitted. */
function keeping(isAdmitted: (word: string) => boolean) {
  const belongs = (operation: Operation) =>
    wordsOf({ fns: {}, main: [withBodies(operation, () => [])] }).every(isAdmitted);
  const keep = (body: readonly Operation[]): readonly Operation[] => body.flatMap(left);
  // What calls a function in another way still has to call it.
  const left = (operation: Operation): readonly Operation[] =>
    belongs(operation)
      ? [withBodies(operation, keep)]
      : (simplerThan(operation)
          .map(keep)
          .find((simpler) => simpler.length > 0) ?? []);
  return keep;
}
