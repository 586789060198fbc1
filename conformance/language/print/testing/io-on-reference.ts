/** The programs about I/O that the reference loop on descriptors can be asked to run, and how their scripts end there. */
import { createRequire } from "node:module";
import { join } from "node:path";
import { packageRoot } from "#package-root";
import { allCases } from "../../../cases/index.ts";
import { clauseById, holdsIn } from "../../../clauses/index.ts";
import { UsageError } from "../../../usage-error.ts";
import type { Case } from "../../case.ts";
import { moduleProgram } from "../typescript.ts";
import { type Decided, decide, type ScriptedAdapter } from "./module-scripts.ts";

/** Loaded by their paths, since no printer may depend on them. */
const load = createRequire(join(packageRoot, "package.json"));
const { referenceAdapter } = load("./conformance/execution/adapters/reference.ts") as {
  referenceAdapter(variant: string): ScriptedAdapter;
};
/** Why there are no system calls here; undefined where there are. */
export const { systemCallsAbsence } = load("./conformance/execution/peers/system-calls.ts") as {
  systemCallsAbsence(): string | undefined;
};
const reference = load("./reference/index.ts") as { setLogHook(hook: () => void): () => void };

const IO = new Set(
  "network unix-sockets datagrams tls pipes files sendfile blocking-sockets children".split(" "),
);

/** The adapter, and the cases about I/O whose needs it meets. */
export function ioOnReference(): {
  readonly adapter: ScriptedAdapter;
  readonly cases: readonly Case[];
} {
  const adapter = referenceAdapter("poll");
  const cases = allCases.filter(
    ({ needs }) =>
      needs.some((need) => IO.has(need)) &&
      needs.every((need) => adapter.capabilities.includes(need)),
  );
  return { adapter, cases };
}

/** Whether a text promises it to the reference loop: what none does it may do differently. */
export const isPromised = ({ clauses }: Case): boolean =>
  clauseById(clauses[0]).basis !== "observed" &&
  clauses.every((id) => holdsIn(clauseById(id), "3.13"));

/** The script, or why there is none. */
export function printedOrRefused(kase: Case): { source: string } | { refusal: string } {
  try {
    return { source: moduleProgram(kase, "./adapter.mjs", "javascript") };
  } catch (error) {
    if (error instanceof UsageError) return { refusal: error.message };
    throw error;
  }
}

/** Runs the script of a case that has one. */
export async function decided(kase: Case, adapter: ScriptedAdapter): Promise<Decided> {
  const printed = printedOrRefused(kase);
  if ("refusal" in printed) throw new Error(`${kase.id} has no script: ${printed.refusal}`);
  // What programs have go wrong in callbacks would be printed.
  const printing = reference.setLogHook(() => undefined);
  try {
    return await decide(printed.source, adapter);
  } finally {
    reference.setLogHook(printing);
  }
}

/** What the scripts of these cases say that do not exit with 0. */
export async function wrongScripts(
  cases: readonly Case[],
  adapter: ScriptedAdapter,
): Promise<readonly string[]> {
  const wrong: string[] = [];
  for (const kase of cases) {
    const { code, said } = await decided(kase, adapter);
    if (code !== 0) wrong.push(`${kase.id}: ${code} ${said}`);
  }
  return wrong;
}

/** What JavaScript has no form for, also where it is about I/O. */
export const REFUSALS: readonly string[] = [
  "the case uses the operation `gc`: JavaScript collects garbage when it likes, between two jobs",
  "the case uses the quantity `descriptors`: it has no form in a script of JavaScript",
];

/** What these cases are refused for. */
export const refusals = (cases: readonly Case[]): readonly string[] =>
  cases.flatMap((kase) => {
    const printed = printedOrRefused(kase);
    return "refusal" in printed ? printed.refusal : [];
  });
