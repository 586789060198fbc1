/** Digests that tell changed questions from changed answers. */
import { createHash } from "node:crypto";
import type { Clause } from "../clauses/index.ts";
import type { Case } from "../program/case.ts";

/** JSON with sorted keys: equal data give equal texts, however they were put together. */
function canonical(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(canonical);
  const entries = Object.entries(value).filter(([, each]) => each !== undefined);
  return Object.fromEntries(
    entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, each]) => [key, canonical(each)]),
  );
}

const digestOf = (value: unknown) =>
  createHash("sha256")
    .update(JSON.stringify(canonical(value)))
    .digest("hex")
    .slice(0, 16);

/** Digest of what a case runs and expects; its title and place do not count. */
export function caseDigest({ clauses, program, expect, timeout, isolate, needs }: Case): string {
  return digestOf({ clauses, program, expect, timeout, isolate, needs });
}

/** Digest of all cases and of what decides about verdicts in the clauses: equal digests ask the same questions. */
export function suiteDigest(cases: readonly Case[], clauses: readonly Clause[]): string {
  return digestOf({
    cases: Object.fromEntries(cases.map((kase) => [kase.id, caseDigest(kase)])),
    clauses: clauses.map(({ id, level, basis, since, until, status }) => ({
      id,
      level,
      basis,
      since,
      until,
      status,
    })),
  });
}
