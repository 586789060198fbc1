/** `loopspec mutants`: the kill matrix, and the loops that must get no complaint. */
import { allCases } from "../cases/index.ts";
import { EXIT, type ExitCode } from "../exit-code.ts";
import type { Case } from "../language/case.ts";
import { globToRegExp, selectCases } from "../suite/select.ts";
import { mutants, oddLoops } from "../testing-the-suite/mutants/catalogue.ts";
import { type KillMatrix, killMatrix } from "../testing-the-suite/mutants/matrix.ts";
import { complaintsOf, SILENT } from "../testing-the-suite/mutants/odd.ts";
import { type MutantRunOptions, runLoops } from "../testing-the-suite/mutants/run.ts";
import { runStages } from "../testing-the-suite/mutants/stages.ts";
import { UsageError } from "../usage-error.ts";
import type { CommandContext } from "./command-context.ts";
import { onInterrupt } from "./interrupt.ts";
import { killsOfCases } from "./mutants-of-cases.ts";
import { searchMutants } from "./mutants-search.ts";
import type { Output } from "./output.ts";

/** Options of `loopspec mutants`. */
export interface MutantsOptions {
  readonly select?: readonly string[];
  readonly mutant?: readonly string[];
  readonly own?: boolean;
  readonly full?: boolean;
  readonly odd?: boolean;
  /** Seconds of driver time that the search gets for each mutant, instead of the cases. */
  readonly search?: number;
  readonly sample?: number;
  /** What the search draws programs from. */
  readonly profile?: string;
  readonly python: string;
  readonly jobs: number;
  readonly timeout: number;
  readonly json?: boolean;
  readonly quiet?: boolean;
}

/** Runs `loopspec mutants`. */
export async function mutantsCommand(
  options: MutantsOptions,
  { output }: CommandContext,
): Promise<ExitCode> {
  const cases = selectCases(allCases, options.select ?? []);
  const { signal, release } = onInterrupt();
  try {
    const { python, jobs, timeout, search } = options;
    if (search !== undefined) {
      await searchMutants(chosen(mutants, options.mutant), { ...options, search }, output, signal);
      return signal.aborted ? EXIT.interrupted : EXIT.ok;
    }
    const settings = { python, jobs, timeout, signal };
    const bad = options.odd
      ? await runOdd(cases, options, settings, output)
      : await runMatrix(cases, options, settings, output);
    if (signal.aborted) return EXIT.interrupted;
    return bad === 0 ? EXIT.ok : EXIT.red;
  } finally {
    release();
  }
}

function chosen<Loop extends { readonly id: string; readonly clause?: string }>(
  loops: readonly Loop[],
  globs: readonly string[] | undefined,
): readonly Loop[] {
  if (globs === undefined) return loops;
  const patterns = globs.map(globToRegExp);
  const found = loops.filter(({ id, clause = "" }) =>
    patterns.some((pattern) => pattern.test(id) || pattern.test(clause)),
  );
  if (found.length === 0)
    throw new UsageError(
      `no mutant matches ${globs.join(", ")}`,
      "`loopspec mutants --json` prints their ids.",
    );
  return found;
}

async function runMatrix(
  cases: readonly Case[],
  { mutant, own, full, select, json, quiet }: MutantsOptions,
  settings: MutantRunOptions,
  output: Output,
): Promise<number> {
  const named = chosen(mutants, mutant);
  // Cases that are named answer for their clauses: a mutant of another clause says nothing about them.
  const about = new Set<string>(cases.map(({ clauses }) => clauses[0]));
  const wanted =
    select === undefined || mutant !== undefined
      ? named
      : named.filter(({ clause }) => about.has(clause));
  const met = (clause: string) =>
    own ? cases.filter((kase) => kase.clauses[0] === clause) : cases;
  const say = (text: string) => {
    if (!quiet) output.err(text);
  };
  const others = named.length - wanted.length;
  say(
    `${wanted.length} mutants, ${cases.length} cases${others === 0 ? "" : ` (${others} mutants of other clauses left out)`}`,
  );
  const [baseline] = await runLoops([["asyncio", cases]], { ...settings, timeout: 10 });
  if (baseline?.failure !== undefined)
    throw new UsageError(`cannot run asyncio: ${baseline.failure.message}`, baseline.failure.hint);
  const sound = new Set(
    (baseline?.outcomes ?? [])
      .filter(({ verdict }) => verdict === "pass")
      .map(({ kase }) => kase.id),
  );
  const outcomes =
    own || full || select !== undefined
      ? await runLoops(
          wanted.map(({ id, clause }) => [id, met(clause)] as const),
          { ...settings, observer: { greeted: ({ id }) => say(`  ${id}`) } },
        )
      : await runStages(wanted, cases, sound, settings, say);
  const whole = !own && mutant === undefined && select === undefined;
  const matrix = killMatrix({
    mutants: wanted,
    outcomes,
    baseline: baseline as NonNullable<typeof baseline>,
    cases,
    whole,
  });
  if (select !== undefined && mutant === undefined && !own && !full) {
    const { lines, problems } = killsOfCases(matrix.rows, cases);
    if (json) output.out(JSON.stringify({ rows: matrix.rows, problems }, null, 2));
    else for (const line of [...lines, ...problems]) output.out(line);
    return problems.length;
  }
  const problems =
    mutant === undefined
      ? matrix.problems
      : matrix.problems.filter((text) => !text.includes("no mutant breaks it"));
  if (json) output.out(JSON.stringify({ ...matrix, problems }, null, 2));
  else for (const line of matrixLines({ ...matrix, problems })) output.out(line);
  return problems.length;
}

function matrixLines({ rows, problems }: KillMatrix): string[] {
  const lines: string[] = [];
  let clause = "";
  for (const { mutant, killedBy, alsoKilledBy } of [...rows].sort((a, b) =>
    a.mutant.clause < b.mutant.clause ? -1 : 1,
  )) {
    if (mutant.clause !== clause) {
      clause = mutant.clause;
      lines.push(clause);
    }
    const others =
      alsoKilledBy.length === 0 ? "" : `, and by ${alsoKilledBy.length} about other clauses`;
    const verdict = killedBy.length === 0 ? "SURVIVES" : `killed by ${killedBy.length}`;
    lines.push(`  ${mutant.id}: ${verdict}${others}`, `      ${mutant.breaks}`);
    lines.push(...killedBy.slice(0, 3).map((id) => `      ${id}`));
    if (killedBy.length > 3) lines.push(`      … ${killedBy.length - 3} more`);
  }
  const killed = rows.filter(({ killedBy }) => killedBy.length > 0).length;
  lines.push(
    "",
    ...problems,
    `${killed} of ${rows.length} mutants killed by a case about the clause that they break.`,
  );
  return lines;
}

async function runOdd(
  cases: readonly Case[],
  { mutant, json, quiet }: MutantsOptions,
  settings: MutantRunOptions,
  output: Output,
): Promise<number> {
  const wanted = chosen(oddLoops, mutant);
  const outcomes = await runLoops(
    wanted.map(({ id }) => [id, cases] as const),
    // A slow loop is not a hanging one: these get the time that every loop gets.
    {
      ...settings,
      confirmed: true,
      timeout: Math.max(10, settings.timeout),
      observer: {
        judged: ({ id }, { kase, verdict }) => {
          if (!quiet && !SILENT.has(verdict)) output.err(`  ${id}: ${verdict} ${kase.id}`);
        },
      },
    },
  );
  const complaints = wanted.flatMap((loop, index) => complaintsOf(loop, outcomes[index]));
  if (json) output.out(JSON.stringify({ loops: wanted, complaints }, null, 2));
  else {
    if (!quiet) for (const { id, odd } of wanted) output.out(`${id}: ${odd}`);
    for (const { loop, text } of complaints) output.out(`${loop}: ${text}`);
    output.out(`${complaints.length} complaints about ${wanted.length} unusual loops.`);
  }
  return complaints.length;
}
