/** Whether a difference belongs to a class that was found already: the program is reduced to what that class needs. */
import type { Program } from "../language/case.ts";
import type { Operation } from "../language/operation.ts";
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
  const [family] = key.split(" | ");
  const has = new Set(wordsOf(program));
  return [...found]
    .filter(([other]) => other.split(" | ")[0] === family)
    .map(([other, members]) => ({ other, members, words: wordsOfKey(other) }))
    .filter(({ words }) => words.every((word) => has.has(word)))
    .sort((a, b) => b.members - a.members)
    .slice(0, TRIALS)
    .map(({ other, words }) => ({ key: other, program: reducedTo(program, words) }))
    .filter(
      (reduced) => tellingWords(reduced.program).join(" ") === wordsOfKey(reduced.key).join(" "),
    );
}

const wordsOfKey = (key: string): readonly string[] => {
  const [, words = ""] = key.split(" | ");
  return words === "" ? [] : words.split(" ");
};

/** The program without operations whose own words tell of another class. */
function reducedTo(program: Program, words: readonly string[]): Program {
  const admitted = new Set(words);
  // A class that is told by its runs alone has no others.
  const byRuns = words.every(isOfRuns);
  const isAdmitted = (word: string) =>
    admitted.has(word) || (!isTelling(word) && !(byRuns && isOfRuns(word)));
  const belongs = (operation: Operation) =>
    wordsOf({ fns: {}, main: [withBodies(operation, () => [])] }).every(isAdmitted);
  const keep = (body: readonly Operation[]): readonly Operation[] =>
    body.filter(belongs).map((operation) => withBodies(operation, keep));
  const fns = Object.entries(program.fns).map(
    ([name, fn]) => [name, { ...fn, body: keep(fn.body) }] as const,
  );
  return pruned({ ...program, fns: Object.fromEntries(fns), main: keep(program.main) });
}
