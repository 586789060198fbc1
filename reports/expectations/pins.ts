import type { ImplementationResults } from "../document.ts";
import { count } from "../text.ts";
import { score } from "../totals.ts";
import type { ExpectationSection, Pins, Violation } from "./types.ts";

/** What an implementation offers now, as an expectations file records it. */
export function pinsFor(subject: ImplementationResults): Required<Omit<Pins, "line">> {
  return { capabilities: [...subject.capabilities].sort(), judged: judgedOf(subject) };
}

/** Results that say something of the loop. */
function judgedOf({ totals }: ImplementationResults): number {
  return score(totals).judged + totals.flaky;
}

/**
 * Whether an implementation still offers what its expectations were written for: a capability that
 * is gone takes its cases out of the score, and nothing else would be red.
 *
 * @param part Whether the results are a part of the suite on purpose: fewer cases are judged then
 */
export function checkPins(
  { file, pins }: Pick<ExpectationSection, "file" | "pins">,
  subject: ImplementationResults,
  part: boolean,
): Violation[] {
  if (pins === undefined) return [];
  const at = { file, line: pins.line };
  const { id } = subject;
  const gone = (pins.capabilities ?? []).filter((name) => !subject.capabilities.includes(name));
  const violations = gone.map(
    (name): Violation => ({
      code: "capability-gone",
      implementation: id,
      cases: [],
      message: `${id} no longer offers ${name}: the cases that need it are not judged.`,
      at,
      fix: `offer it again, or delete ${JSON.stringify(name)} from "capabilities"`,
    }),
  );
  const judged = judgedOf(subject);
  if (part || pins.judged === undefined || judged >= pins.judged) return violations;
  const recorded = count(pins.judged, "case");
  return [
    ...violations,
    {
      code: "fewer-judged",
      implementation: id,
      cases: [],
      message: `${judged.toLocaleString("en-US")} of the ${recorded} that are recorded were judged on ${id}.`,
      at,
      fix: `find out what is no longer judged, or write "judged": ${judged}`,
    },
  ];
}
