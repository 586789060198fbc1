import type { CaseResult, ResultsDocument } from "./document.ts";
import { groupBy, lookup } from "./group.ts";
import { sourceLink } from "./source.ts";
import { BREAKS, JUDGED } from "./totals.ts";

/** What a run says of a sentence. */
export type SentenceState = "holds" | "broken" | "unjudged";

/** One run of an implementation. */
export interface HistoryRun {
  /** What tells it from the other runs: its version, and the day where versions repeat. */
  label: string;
  startedAt: string;
  edition: string;
  /** Whether another suite was asked than in the run before: then what changed may be the question. */
  otherSuite: boolean;
}

/** When a sentence broke or was mended. */
export interface HistoryEvent {
  /** Index of the run that shows it first. */
  run: number;
  /** `broken`: it was broken in the first run that judged it. */
  what: "broke" | "mended" | "broken";
}

/** A sentence that at least one run breaks. */
export interface HistorySentence {
  clause: string;
  says: string;
  url?: string;
  /** One for each run. */
  states: SentenceState[];
  events: HistoryEvent[];
}

/** The runs of one implementation, the earliest first. */
export interface History {
  id: string;
  runs: HistoryRun[];
  sentences: HistorySentence[];
  /** How many sentences held in every run that judged them. */
  steady: number;
}

/**
 * Which sentence broke or was mended when: by versions of a loop, runs of one version by time. An old version may well
 * be judged after a new one.
 *
 * @param documents any number, in any order; results of one id belong together
 */
export function historyOf(documents: readonly ResultsDocument[]): History[] {
  const runs = documents.flatMap((document) =>
    document.implementations.map((each) => ({ ...document, implementations: [each] })),
  );
  const version = ({ implementations }: ResultsDocument) => implementations[0]?.version ?? "";
  return historyInOrder(
    runs.sort(
      (a, b) =>
        version(a).localeCompare(version(b), "en", { numeric: true }) ||
        a.startedAt.localeCompare(b.startedAt),
    ),
  );
}

/** The same for documents whose order is that of the versions, whenever they were judged. */
export function historyInOrder(inOrder: readonly ResultsDocument[]): History[] {
  const results = inOrder.flatMap((document) =>
    document.implementations
      .filter(({ failure }) => failure === undefined)
      .map((implementation) => ({ document, implementation })),
  );
  return [...groupBy(results, ({ implementation }) => implementation.id)].map(([id, runs]) => {
    const states = runs.map(({ implementation }) => statesOf(implementation.results));
    const clauses = [...new Set(states.flatMap((one) => [...one.keys()]))];
    const all = clauses.map((clause): HistorySentence => {
      const of = states.map((one) => one.get(clause) ?? "unjudged");
      const text = runs.map(({ document }) => lookup(document.clauses, clause)).findLast(Boolean);
      const link = text === undefined ? undefined : sourceLink(text);
      return {
        clause,
        says: text?.says ?? clause,
        ...(link === undefined ? {} : { url: link }),
        states: of,
        events: eventsOf(of),
      };
    });
    const sentences = all.filter(({ states: of }) => of.includes("broken"));
    const versions = runs.map(({ implementation }) => implementation.version);
    return {
      id,
      runs: runs.map(({ document, implementation: { version, edition } }, index) => ({
        label:
          versions.filter((each) => each === version).length === 1
            ? version
            : `${version} of ${document.startedAt.slice(0, 10)}`,
        startedAt: document.startedAt,
        edition,
        otherSuite: index > 0 && runs[index - 1]?.document.suite.digest !== document.suite.digest,
      })),
      sentences: sentences.sort((a, b) => latest(b) - latest(a)),
      steady: all.filter(({ states: of }) => of.includes("holds") && !of.includes("broken")).length,
    };
  });
}

/** What changed last stands first. */
const latest = ({ events }: HistorySentence): number => events.at(-1)?.run ?? -1;

function statesOf(results: readonly CaseResult[]): Map<string, SentenceState> {
  const states = new Map<string, SentenceState>();
  for (const { clauses, verdict } of results) {
    const [about] = clauses;
    if (about === undefined || !JUDGED.includes(verdict)) continue;
    if (BREAKS.includes(verdict)) states.set(about, "broken");
    else if (!states.has(about)) states.set(about, "holds");
  }
  return states;
}

/** A run that does not judge a sentence neither breaks nor mends it. */
function eventsOf(states: readonly SentenceState[]): HistoryEvent[] {
  const events: HistoryEvent[] = [];
  let before: SentenceState = "unjudged";
  states.forEach((state, run) => {
    if (state === "unjudged" || state === before) return;
    if (state === "broken") events.push({ run, what: before === "holds" ? "broke" : "broken" });
    else if (before === "broken") events.push({ run, what: "mended" });
    before = state;
  });
  return events;
}
