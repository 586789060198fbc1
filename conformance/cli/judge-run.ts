/** The main job: judge the implementations, write the document, print the summary, decide the exit code. */
import { join } from "node:path";
import {
  gate,
  type ResultsDocument,
  readExpectations,
  writeDocument,
} from "../../reports/index.ts";
import { allCases } from "../cases/index.ts";
import { messageValidator } from "../program/schema.ts";
import { type Control, controlRun } from "../runner/control.ts";
import { type ImplementationOutcome, type RunSuiteOptions, runSuite } from "../runner/suite-run.ts";
import { resultsDocument } from "./document.ts";
import { EXIT, type ExitCode } from "./exit-code.ts";
import { onInterrupt } from "./interrupt.ts";
import type { Session } from "./main.ts";
import { progress } from "./progress.ts";
import { knownOutcomes } from "./resume.ts";
import type { RunOptions } from "./run-options.ts";
import { planRun, type RunPlan } from "./run-plan.ts";
import { suiteOptions } from "./suite-options.ts";
import { printSummary } from "./summary.ts";

/** Runs `loopspec run`. */
export async function judge(options: RunOptions, session: Session): Promise<ExitCode> {
  const plan = planRun(options);
  // Read before the run: a mistake in a file must not cost a whole run.
  const expectations = plan.expect.map(({ file, implementation }) =>
    readExpectations(file, implementation),
  );
  const path = join(plan.settings.out, "results.json");
  const { document, interrupted } = await judgeAll(plan, path, session);
  writeDocument(path, document);
  const { strict = false, json, quiet, shard } = plan.settings;
  const outcome = gate([document], {
    strict,
    expectations,
    allowShard: shard !== undefined,
    universe: allCases.map(({ id, clauses }) => ({ case: id, clauses })),
  });
  if (json) session.output.out(JSON.stringify(document));
  else if (!quiet) printSummary(document, path, session.output, { strict, gate: outcome });
  return interrupted ? EXIT.interrupted : outcome.exitCode;
}

async function judgeAll(
  plan: RunPlan,
  path: string,
  session: Session,
): Promise<{ document: ResultsDocument; interrupted: boolean }> {
  const { settings, cases, implementations } = plan;
  const startedAt = new Date();
  const known = settings.resume ? knownOutcomes(path, plan) : undefined;
  const shown = progress(session.output, settings.quiet === true, implementations.length);
  const { signal, release } = onInterrupt();
  try {
    const options: RunSuiteOptions = {
      ...runnerOptions(plan),
      signal,
      observer: shown,
      ...(known && { known }),
    };
    const outcomes = await runSuite(cases, implementations, options);
    const controls = settings.control ? await controlRuns(outcomes, options) : [];
    shown.done();
    for (const { implementation, failure } of outcomes) {
      if (failure === undefined) continue;
      session.output.err(`loopspec: cannot judge ${implementation.id}: ${failure.message}`);
      session.output.err(failure.hint);
    }
    const document = resultsDocument(cases, outcomes, {
      argv: session.argv,
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

function runnerOptions({ settings }: RunPlan): RunSuiteOptions {
  const { clock, jobs, startTimeout, repeat, failFast, timeout, edition, without, validate } =
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
    ...(validate ? { check: messageValidator() } : {}),
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
