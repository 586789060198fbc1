import { operationBehind } from "./deviations/operation-behind.ts";
import { type CaseText, type ResultsDocument, SCHEMA } from "./document.ts";
import { lookup } from "./group.ts";

/** The layout that came before: basis `chapter` was called `seed`, and there was no `not-judged`. */
const FIRST = "loopspec-results/1";

type Fields = Record<string, unknown>;

/** Whether a parsed value says that it is a result document of an earlier version. */
export function isEarlier(value: unknown): value is Fields {
  return isObject(value) && value.schema === FIRST;
}

/**
 * A document of an earlier version in today's layout. This is the only place that knows how a
 * version differed: whatever is malformed stays as it is, for the schema to name.
 */
export function upgrade(value: Fields): Fields {
  return {
    ...value,
    schema: SCHEMA,
    ...change(value, "suite", (suite) =>
      change(suite, "options", (options) =>
        Array.isArray(options.basis) ? { basis: options.basis.map(basisOf) } : {},
      ),
    ),
    ...change(value, "clauses", (clauses) => mapValues(clauses, rebased)),
    ...(Array.isArray(value.implementations) && {
      implementations: value.implementations.map(implementationOf),
    }),
  };
}

/**
 * Writes into a document of an earlier version what it did not say of its wrong results: how many
 * operations a program has (its lines stand for them), and the operation behind the first entry
 * that differs. Both are read out of the printed programs, which those documents carry.
 *
 * @param document An upgraded document that its schema accepts
 */
export function completeUpgrade(document: ResultsDocument): ResultsDocument {
  const { cases } = document;
  if (cases === undefined) return document;
  return {
    ...document,
    cases: mapValues(cases, (text) => {
      const { program } = text as CaseText;
      if (program === undefined) return text;
      const operations = program.split("\n").filter((line) => line.trim() !== "").length;
      return { ...(text as CaseText), operations };
    }) as NonNullable<ResultsDocument["cases"]>,
    implementations: document.implementations.map((one) => ({
      ...one,
      results: one.results.map((result) => {
        const program = lookup(cases, result.case)?.program;
        if (program === undefined || result.observed === undefined) return result;
        const operation = operationBehind(program, result);
        return operation === undefined ? result : { ...result, operation };
      }),
    })),
  };
}

function implementationOf(one: unknown): unknown {
  if (!isObject(one)) return one;
  return {
    ...one,
    ...(Array.isArray(one.results) && { results: one.results.map(rebased) }),
    ...change(one, "totals", () => ({ "not-judged": 0 })),
  };
}

/** A clause or a result under the basis's name of today. */
function rebased(item: unknown): unknown {
  return isObject(item) && "basis" in item ? { ...item, basis: basisOf(item.basis) } : item;
}

const basisOf = (basis: unknown) => (basis === "seed" ? "chapter" : basis);

/** The field with these changes laid over it; nothing where it is no object. */
function change(owner: Fields, key: string, changes: (field: Fields) => Fields): Fields {
  const field = Object.hasOwn(owner, key) ? owner[key] : undefined;
  return isObject(field) ? { [key]: { ...field, ...changes(field) } } : {};
}

/** Through entries, so that no id can be taken for a property that every object inherits. */
function mapValues(fields: Fields, map: (value: unknown) => unknown): Fields {
  return Object.fromEntries(Object.entries(fields).map(([key, value]) => [key, map(value)]));
}

function isObject(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
