/** The main job: judge the implementations, write the document, print the summary, decide the exit code. */
import { join } from "node:path";
import {
  checkWritable,
  type GateOptions,
  gate,
  type ResultsDocument,
  readExpectations,
  writeDocument,
} from "../../reports/index.ts";
import { allCases } from "../cases/index.ts";
import { allClauses, unknownEdition } from "../clauses/index.ts";
import { EXIT, type ExitCode } from "../exit-code.ts";
import { didYouMean } from "../suggest.ts";
import { type Control, controlRun } from "../suite/control.ts";
import { suiteDigest } from "../suite/digest.ts";
import { resultsDocument } from "../suite/document.ts";
import type { ImplementationOutcome } from "../suite/outcome.ts";
import { knownOutcomes } from "../suite/resume.ts";
import type { RunCommandOptions } from "../suite/run-options.ts";
import { planRun, type RunPlan } from "../suite/run-plan.ts";
import type { RunObserver, RunSuiteOptions } from "../suite/run-suite-options.ts";
import { suiteOptions } from "../suite/suite-options.ts";
import { runSuite } from "../suite/suite-run.ts";
import { UsageError } from "../usage-error.ts";
import type { CommandContext } from "./command-context.ts";
import { onInterrupt } from "./interrupt.ts";
import { keepEarlier } from "./keep-results.ts";
import { progress } from "./progress.ts";
import { printSummary } from "./summary.ts";
import { VerdictStream } from "./verdict-stream.ts";

/** Runs `loopspec run`. */
export async function judge(
  options: RunCommandOptions,
  context: CommandContext,
): Promise<ExitCode> {
  const plan = planRun(options);
  // Read before the run: a mistake in a file must not cost a whole run.
  const expectations = plan.expect.map(({ file, implementation }) =>
    readExpectations(file, implementation),
  );
  const path = join(plan.settings.out, "results.json");
  const { strict = false, verbose = false, json, jsonl, quiet, shard } = plan.settings;
  if (json && jsonl)
    throw new UsageError("--json and --jsonl are two ways to print one run", "Give one of them.");
  const rule: GateOptions = {
    strict,
    expectations,
    allowShard: shard !== undefined,
    universe: allCases.map(({ id, clauses }) => ({ case: id, clauses })),
    suggest: didYouMean,
  };
  checkWritable(path);
  const stream = jsonl ? new VerdictStream(plan, rule, context.output.out) : undefined;
  const { document, interrupted } = await judgeAll(plan, path, context, stream);
  // On a terminal the summary says it, too; where standard output goes elsewhere, the errors stay with the user.
  if (json || jsonl || quiet || !context.output.terminal) sayWhatDidNotStart(document, context);
  const written = writeKeeping(path, document, context);
  const outcome = gate([document], rule);
  stream?.end(document, outcome, written);
  if (jsonl) return interrupted ? EXIT.interrupted : outcome.exitCode;
  if (json) context.output.out(JSON.stringify(document));
  else if (!quiet)
    printSummary(document, written, context.output, { strict, verbose, gate: outcome });
  return interrupted ? EXIT.interrupted : outcome.exitCode;
}

/** Writes the document where nothing is lost by it; says what became of earlier results. */
function writeKeeping(
  path: string,
  document: ResultsDocument,
  { output }: CommandContext,
): string | undefined {
  const keeping = keepEarlier(path, document);
  if (keeping.what === "leave") {
    output.err(`Nothing was judged: ${path} is left as it was.`);
    return undefined;
  }
  if (keeping.what === "moved") output.err(`The earlier results are kept in ${keeping.path}`);
  writeDocument(path, document);
  return path;
}

async function judgeAll(
  plan: RunPlan,
  path: string,
  context: CommandContext,
  stream: VerdictStream | undefined,
): Promise<{ document: ResultsDocument; interrupted: boolean }> {
  const { settings, cases, implementations } = plan;
  const startedAt = new Date();
  const known = settings.resume ? knownOutcomes(path, plan) : undefined;
  const shown = progress(context.output, implementations.length, settings);
  const { signal, release } = onInterrupt();
  try {
    const options: RunSuiteOptions = {
      ...runnerOptions(plan),
      signal,
      observer: stream === undefined ? shown : both(shown, stream),
      ...(known && { known }),
    };
    const running = runSuite(cases, implementations, options);
    // The document needs it at the end; here it costs no time, for the drivers are being started.
    suiteDigest(allCases, allClauses);
    const outcomes = await running;
    const controls = settings.control ? await controlRuns(outcomes, options) : [];
    shown.done();
    for (const { implementation, edition } of outcomes) {
      const note = edition === undefined ? undefined : unknownEdition(edition);
      if (note !== undefined) context.output.err(`loopspec: ${implementation.id}: ${note}`);
    }
    const document = resultsDocument(cases, outcomes, {
      argv: context.argv,
      startedAt,
      clock: settings.clock,
      interrupted: signal.aborted,
      options: suiteOptions(plan),
      controls,
      ...(settings.shard === undefined ? {} : { shard: settings.shard }),
    });
    return { document, interrupted: signal.aborted };
  } finally {
    shown.done();
    release();
  }
}

function sayWhatDidNotStart(
  { implementations }: ResultsDocument,
  { output }: CommandContext,
): void {
  for (const { id, failure } of implementations) {
    if (failure === undefined) continue;
    output.err(`loopspec: cannot judge ${id}: ${failure.message}`);
    if (failure.hint) output.err(failure.hint);
  }
}

/** An observer that tells two. */
function both(first: RunObserver, second: RunObserver): RunObserver {
  return {
    greeted: (...told) => {
      first.greeted?.(...told);
      second.greeted?.(...told);
    },
    cannotStart: (...told) => {
      first.cannotStart?.(...told);
      second.cannotStart?.(...told);
    },
    judged: (...told) => {
      first.judged?.(...told);
      second.judged?.(...told);
    },
  };
}

function runnerOptions({ settings }: RunPlan): RunSuiteOptions {
  const { clock, jobs, startTimeout, repeat, failFast, timeout, edition, without, thorough } =
    settings;
  return {
    clock,
    jobs,
    startTimeout,
    repeat,
    failFast: failFast === true,
    ...(timeout === undefined ? {} : { timeout }),
    ...(edition === undefined ? {} : { edition }),
    ...(without === undefined ? {} : { without }),
    trials: true,
    thorough: thorough === true,
  };
}

async function controlRuns(
  outcomes: readonly ImplementationOutcome[],
  options: RunSuiteOptions,
): Promise<readonly (Control | undefined)[]> {
  const controls: (Control | undefined)[] = [];
  for (const outcome of outcomes)
    controls.push(options.signal?.aborted ? undefined : await controlRun(outcome, options));
  return controls;
}
