/** What a static check says about a case. */

/** The rules, each with what it asks of an author. */
export const RULES = {
  id: "ids are unique and look like area/slug",
  title: "titles are statements of fact, without a full stop",
  timeout: "limits are between 1 and 60 seconds",
  clause: "cited clauses exist, are judged by cases, and hold together in some edition",
  "duplicate-case": "no two cases run the same program for the same expectation",
  "unbound-name": "names are bound before they are used",
  "dropped-name": "a dropped name is not used again",
  "bound-twice": "a global name is bound at one place of the program",
  shadowing: "a local name is neither a global name nor a function",
  "unused-name": "what is bound is used",
  "bad-name": "names are identifiers in every host language",
  "unknown-function": "functions that are named exist",
  "unused-function": "functions can be reached from main",
  "function-shape": "a function's kind, parameters and body fit each other",
  "call-arguments": "direct calls give as many arguments as there are parameters",
  misplaced: "operations stand where the language allows them",
  peer: "peers listen first, connect to what is named, and are waited for",
  protocol: "protocols exist, and have the methods of their kind",
  harness: "operations for tests of the harness stay out of the suite",
  "drain-idiom": "stop() before run_forever() is left to the cases about it",
  "equal-deadlines": "timers that are due at the same time are not ordered",
  "sleep-order": "threads are ordered by events, not by sleeping",
  "impossible-entry": "every expected entry can be written by the program",
  "trace-item": "alternatives in a trace are real ones, with distinct labels",
  outcome: "an expected outcome is `ok` or an error's kind",
  channel: "expected reports and metrics can come from the program",
  bound: "bounds are ranges; upper bounds on time are 1 s or more, lower ones use loop.time()",
} as const;

/** The name of a rule. */
export type Rule = keyof typeof RULES;

/** One thing to change in a case. */
export interface Problem {
  /** Id of the case. */
  readonly case: string;
  /** Where in the case: `main[3].what`, `fns.a.body[2]`, `expect.trace[0]`, `clauses[1]`. */
  readonly path: string;
  readonly rule: Rule;
  /** What is wrong, and what to do. */
  readonly message: string;
}

/** A problem of a case that is known from the context. */
export type Finding = Omit<Problem, "case">;

export const finding = (path: string, rule: Rule, message: string): Finding => ({
  path,
  rule,
  message,
});

/** A few names for a message, quoted. */
export function listed(names: Iterable<string>, none = "none"): string {
  const all = [...names].sort();
  if (all.length === 0) return none;
  const shown = all.slice(0, 12).map((name) => `\`${name}\``);
  return `${shown.join(", ")}${all.length > 12 ? ` and ${all.length - 12} more` : ""}`;
}
