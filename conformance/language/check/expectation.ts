/** Expectations: alternatives that are real, channels that the program can fill, bounds that mean something. */
import type { CaseDefinition, TraceItem } from "../case.ts";
import type { Measure } from "../operation.ts";
import { isKnownError } from "./error-kinds.ts";
import { type Finding, finding, listed } from "./problem.ts";
import type { Sites } from "./sites.ts";

/** Checks everything of an expectation but the text of its entries. */
export function checkExpectation(
  { program, expect }: Pick<CaseDefinition, "program" | "expect">,
  sites: Sites,
): readonly Finding[] {
  const findings = checkItems(expect.trace, "expect.trace");
  const handlers = Object.values(program.fns).filter(({ kind }) => kind === "handler");
  if (expect.reports !== undefined && handlers.length === 0) {
    const message = "Reports come from a function of kind `handler`. Add one, or expect none.";
    findings.push(finding("expect.reports", "channel", message));
  }
  if (expect.outcome !== undefined && !isOutcome(expect.outcome)) {
    const message = `Expected \`ok\` or \`raised KIND\`, got ${JSON.stringify(expect.outcome)}.`;
    findings.push(finding("expect.outcome", "outcome", message));
  }
  return [...findings, ...checkMetrics(expect.bounds ?? {}, sites)];
}

const isOutcome = (outcome: string): boolean =>
  outcome === "ok" || (outcome.startsWith("raised ") && isKnownError(outcome.slice(7)));

function checkItems(items: readonly TraceItem[], path: string): Finding[] {
  return items.flatMap((item, index) => {
    const here = `${path}[${index}]`;
    if (typeof item === "string") return [];
    if ("one_of" in item) {
      const few = tooFew(item.one_of, `${here}.one_of`);
      const inner = item.one_of.flatMap((way, at) => checkItems(way, `${here}.one_of[${at}]`));
      return [...few, ...inner];
    }
    if ("any_order" in item) return tooFew(item.any_order, `${here}.any_order`);
    return [
      ...tooFew(item.interleave, `${here}.interleave`),
      ...distinctLabels(item.interleave, `${here}.interleave`),
    ];
  });
}

function tooFew(parts: readonly unknown[], path: string): Finding[] {
  if (parts.length >= 2) return [];
  return [
    finding(path, "trace-item", "It needs at least two parts. Write the entries as they are."),
  ];
}

/** With equal labels in two sequences nobody can tell which of them went wrong. */
function distinctLabels(sequences: readonly (readonly string[])[], path: string): Finding[] {
  const owners = new Map<string, number>();
  const findings: Finding[] = [];
  for (const [index, sequence] of sequences.entries()) {
    for (const entry of sequence) {
      const owner = owners.get(entry) ?? index;
      owners.set(entry, owner);
      if (owner === index) continue;
      const message = `\`${entry}\` is also in sequence ${owner}. Give each its own labels.`;
      findings.push(finding(`${path}[${index}]`, "trace-item", message));
    }
  }
  return findings;
}

type Bounds = NonNullable<CaseDefinition["expect"]["bounds"]>;

/** Seconds. A lower one accuses a loop that is merely slow. */
const LEAST_UPPER_BOUND = 1;

function checkMetrics(bounds: Bounds, sites: Sites): readonly Finding[] {
  const findings: Finding[] = [];
  const metrics = new Map<string, Measure | undefined>();
  for (const { path, operation } of sites.operations) {
    if (operation.op !== "difference" && operation.op !== "metric") continue;
    if (metrics.has(operation.as)) {
      const message = `There is a metric \`${operation.as}\` already. Use another name.`;
      findings.push(finding(path, "bound-twice", message));
    }
    if (bounds[operation.as] === undefined) {
      const message = `No bound is expected of \`${operation.as}\`. Add it to \`expect.bounds\`.`;
      findings.push(finding(path, "channel", message));
    }
    metrics.set(operation.as, operation.op === "difference" ? operation.what : undefined);
  }
  for (const [name, range] of Object.entries(bounds)) {
    const path = `expect.bounds.${name}`;
    const message = metrics.has(name)
      ? boundProblem(range, metrics.get(name))
      : `The program measures no \`${name}\`, only ${listed(metrics.keys())}.`;
    if (message !== undefined) {
      findings.push(finding(path, metrics.has(name) ? "bound" : "channel", message));
    }
  }
  return findings;
}

function boundProblem(
  [least, most]: Bounds[string],
  measure: Measure | undefined,
): string | undefined {
  if (least === null && most === null) return "Give at least one bound.";
  if (least !== null && most !== null && least > most) {
    return `The least, ${least}, is more than the most, ${most}. Swap them.`;
  }
  if (measure !== "time" && measure !== "loop_time") return undefined;
  if (most !== null && most < LEAST_UPPER_BOUND) {
    return `An upper bound of ${most} s accuses a slow machine. Allow ${LEAST_UPPER_BOUND} s or more.`;
  }
  // Another clock than the loop's own may be ahead of it.
  return least !== null && least > 0 && measure === "time"
    ? "Measure `loop_time` for a lower bound."
    : undefined;
}
