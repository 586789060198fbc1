import type { ResultsDocument, Verdict } from "../document.ts";
import { VERDICTS } from "../document.ts";
import { countVerdicts } from "../totals.ts";
import { sampleDocument } from "./sample-document.ts";

/** Text that tries to break out of whatever shows it. */
export const HOSTILE = [
  "</script><script>globalThis.ranHostile = true</script>",
  "<img src=x onerror='globalThis.ranHostile = true'>",
  '"><svg onload=globalThis.ranHostile=true>',
  "]]><x/>--><!--",
  "\u202egnp.exe\u2066\u200f",
  "\u0000\u0007\u001b[2J\u001b]0;owned\u0007\r\n\t",
  "\ud800\uffff\ufffe\u2028\u2029",
  "=cmd|'/c calc'!A1",
  // biome-ignore lint/suspicious/noTemplateCurlyInString: it must not be obeyed
  "`$(touch owned)` ${globalThis.ranHostile = true} $& \\",
  "| # * _ ~~ [x](javascript:globalThis.ranHostile=true) @everyone https://evil.example ::error::x",
  "</textarea></style></title>{{constructor.constructor('ranHostile=true')()}}",
].join(" ");

const LONG = "x".repeat(100_000);

/**
 * A document with hostile text in every field that can hold text, traces of 100 kB, ids that are
 * names of inherited properties, and results that share nothing.
 */
export function hostileDocument(): ResultsDocument {
  const base = poison(sampleDocument({ implementations: 2, cases: VERDICTS.length }), []);
  const ids = ["__proto__", "constructor", `${HOSTILE}/case`, "toString", HOSTILE];
  base.implementations.forEach((implementation, n) => {
    implementation.id = n === 0 ? HOSTILE : "__proto__";
    implementation.arguments = ["-i", HOSTILE];
    implementation.results.forEach((result, i) => {
      result.verdict = VERDICTS[i] as Verdict;
      result.case = ids[i] ?? `${HOSTILE}${i}`;
      result.clauses = [ids[(i + 1) % ids.length]!, HOSTILE];
      result.message = HOSTILE;
      result.reason = HOSTILE;
      result.attribution = { to: "environment", why: HOSTILE };
      result.expected = {
        outcome: HOSTILE,
        trace: [HOSTILE, LONG, { any_order: [HOSTILE, LONG] }],
      };
      result.observed = {
        outcome: { [HOSTILE]: HOSTILE },
        trace: [LONG, HOSTILE, ...Array.from({ length: 3000 }, () => HOSTILE.slice(0, 30))],
        ...{ [HOSTILE]: HOSTILE, __proto__: { polluted: true }, logs: [{ message: LONG }] },
      };
    });
    implementation.totals = countVerdicts(implementation.results);
  });
  // Computed keys make own properties, also of `__proto__`.
  const clause = Object.values(base.clauses!)[0]!;
  const text = Object.values(base.cases!)[0]!;
  base.clauses = Object.fromEntries([...ids, `${HOSTILE}0`].map((id) => [id, clause]));
  base.cases = Object.fromEntries(ids.map((id) => [id, text]));
  return base;
}

/** Fields whose values are not free: poisoning them makes the document no document. */
const FIXED = /^(schema|startedAt|finishedAt|verdict|level|basis|digest)$/;

function poison<T>(value: T, path: string[]): T {
  if (typeof value === "string") {
    return (FIXED.test(path.at(-1) ?? "") ? value : `${HOSTILE} ${value}`) as T;
  }
  if (Array.isArray(value)) return value.map((item) => poison(item, path)) as T;
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, poison(item, [...path, key])]),
  ) as T;
}
