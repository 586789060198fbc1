/** A finding: a program on which a loop differs from the oracle, as small as it gets, and what is known of it. */
import type { ImplementationInfo } from "../execution/protocol.ts";
import type { Program } from "../language/case.ts";
import type { Difference, Sighting } from "./compare.ts";
import { familyOf, NOTHING } from "./compare.ts";
import { tellingWords } from "./words.ts";

export const FINDING_VERSION = 1;

/** What a finding accuses a loop of. */
export type Accusation = "breaks the documentation" | "differs from CPython";

/** What was seen, without what is not compared. */
export interface Seen {
  readonly outcome: Sighting["outcome"];
  readonly trace: readonly string[];
  readonly reports: Sighting["reports"];
  readonly logs: Sighting["logs"];
  readonly why?: string;
}

/** A line of a corpus. */
export interface Finding {
  readonly finding: typeof FINDING_VERSION;
  /** The class: findings of one key are one finding. */
  readonly key: string;
  readonly spec: string;
  readonly implementation: ImplementationInfo;
  /** How the program is found again. */
  readonly seed: number;
  readonly profile: string;
  readonly generator: number;
  readonly clock: "real" | "virtual";
  readonly program: Program;
  readonly difference: Difference;
  readonly expected: Seen;
  readonly got: Seen;
  /** What said what is expected. */
  readonly oracle: string;
  /** What the interpreter's own asyncio showed, where there is one. */
  readonly control?: string;
  readonly accusation: Accusation;
  /** Why no more is claimed. */
  readonly because?: string;
  readonly clauses: readonly string[];
  readonly nearest: readonly string[];
  /** Whether shrinking came to its end. */
  readonly shrunk: boolean;
}

/**
 * The class of a difference: what of the language the shrunk program needs, and what differs. Where entries are missing
 * because the program raised something, that is what differs.
 */
export function keyOf(
  program: Program,
  difference: Difference,
  outcome: Sighting["outcome"],
): string {
  const { channel, got } = difference;
  // What is reported or logged is the same defect, whatever raised the error.
  const beside = channel !== "trace" && channel !== "outcome";
  const words = beside ? [] : tellingWords(program);
  const raised = channel === "trace" && got === NOTHING && /^raised \w+/.exec(outcome)?.[0];
  const family = familyOf(raised ? { ...difference, got: raised } : difference);
  return [family, ...(words.length === 0 ? [] : [words.join(" ")])].join(" | ");
}

/** The two parts of a key: the kind of the difference, and the words that the program needs. */
export function partsOf(key: string): {
  readonly family: string;
  readonly words: readonly string[];
} {
  const [family = "", words = ""] = key.split(" | ");
  return { family, words: words === "" ? [] : words.split(" ") };
}

/**
 * The class among those found that a key belongs to: its own, or one of the same kind that needs less of the language.
 * Undefined where it is a new one.
 */
export function classAmong(key: string, found: Iterable<string>): string | undefined {
  const { family, words } = partsOf(key);
  const needed = new Set(words);
  let best: string | undefined;
  for (const other of found) {
    if (other === key) return key;
    const general = partsOf(other);
    const covers =
      general.family === family &&
      general.words.length > 0 &&
      general.words.every((word) => needed.has(word));
    if (covers) best ??= other;
  }
  return best;
}

/** What is kept of a sighting. */
export const seenOf = ({ outcome, trace, reports, logs, why }: Sighting): Seen => ({
  outcome,
  trace,
  reports,
  logs,
  ...(why === undefined ? {} : { why }),
});
