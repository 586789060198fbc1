/** `loopspec list methods`: what a loop needs, by the cases that each method opens. */
import { allCases } from "../cases/index.ts";
import { camelCase } from "../execution/adapters/interpreter/python-names.ts";
import { capabilitiesOffered } from "../execution/adapters/offered.ts";
import type { Case } from "../language/case.ts";
import { ALWAYS_THERE } from "../language/methods.ts";
import { PRECONDITIONS, preconditionsOf } from "../language/preconditions.ts";
import type { Output } from "./output.ts";

/** A method, and how many cases cannot be judged without it. */
export interface MethodRow {
  /** As in Python: `loop.create_future`, `handle.cancel`. */
  readonly method: string;
  /** The same in an adapted loop: `loop.createFuture`. */
  readonly javascript: string;
  readonly cases: number;
  /** Of these, the cases that an adapter opens which gives `makeLoop` and nothing else. */
  readonly plain: number;
}

/** Everything that a module gives which exports no more than a loop. */
const PLAIN: ReadonlySet<string> = new Set(
  capabilitiesOffered({ asyncio: {}, host: {}, keywords: false }, undefined),
);

const isPlain = ({ needs }: Case) => needs.every((need) => PLAIN.has(need));

/** A row for each method of the chapter, those that open the most first. */
export function methodRows(cases: readonly Case[]): readonly MethodRow[] {
  const counts = new Map<string, { cases: number; plain: number }>();
  for (const name of PRECONDITIONS.keys())
    if (name.includes(".")) counts.set(name, { cases: 0, plain: 0 });
  for (const kase of cases) {
    for (const name of preconditionsOf(kase.program)) {
      const count = counts.get(name);
      if (count === undefined) continue;
      count.cases += 1;
      if (isPlain(kase)) count.plain += 1;
    }
  }
  return [...counts]
    .map(([method, count]) => ({ method, javascript: camelCase(method), ...count }))
    .sort((one, other) => other.plain - one.plain || other.cases - one.cases);
}

/** Prints the methods. */
export function listMethods(output: Output, json: boolean | undefined): void {
  const always = [...ALWAYS_THERE].map((name) => `loop.${name}`);
  const rows = methodRows(allCases);
  if (json) {
    output.out(JSON.stringify({ always, methods: rows }, null, 2));
    return;
  }
  output.out(`No loop can be judged without
  ${always.map(camelCase).join(", ")}

Each of these opens so many of the ${allCases.length} cases, and so many where an adapter gives \`makeLoop\` alone:
`);
  const width = Math.max(...rows.map(({ javascript }) => javascript.length)) + 2;
  for (const { method, javascript, cases, plain } of rows.filter((row) => row.cases > 0))
    output.out(
      `  ${javascript.padEnd(width)}${String(cases).padStart(5)}${String(plain).padStart(6)}  ${method}`,
    );
  const silent = rows.filter((row) => row.cases === 0).map(({ javascript }) => javascript);
  output.out(`
No case calls ${silent.join(", ")} yet.
A method that is missing is one deviation of the sentence that demands it; the other cases that call it are not judged.`);
}
