/** The main job: judge the implementations, write the document, print the summary, decide the exit code. */
import { join } from "node:path";
import {
  type GateOptions,
  gate,
  type ResultsDocument,
  readExpectations,
  writeDocument,
} from "../../reports/index.ts";
import { allCases } from "../cases/index.ts";
import { messageValidator } from "../language/schema.ts";
import { type Control, controlRun } from "../suite/control.ts";
import { resultsDocument } from "../suite/document.ts";
import { knownOutcomes } from "../suite/resume.ts";
import { suiteOptions } from "../suite/suite-options.ts";
import {
  type ImplementationOutcome,
  type RunObserver,
  type RunSuiteOptions,
  runSuite,
} from "../suite/suite-run.ts";
import { UsageError } from "../usage-error.ts";
import { EXIT, type ExitCode } from "./exit-code.ts";
import { onInterrupt } from "./interrupt.ts";
import type { Session } from "./main.ts";
import { progress } from "./progress.ts";
import type { RunOptions } from "./run-options.ts";
import { planRun, type RunPlan } from "./run-plan.ts";
import { printSummary } from "./summary.ts";
import { VerdictStream } from "./verdict-stream.ts";

/** Runs `loopspec run`. */
export async function judge(options: RunOptions, session: Session): Promise<ExitCode> {
  const plan = planRun(options);
  // Read before the run: a mistake in a file must not cost a whole run.
  const expectations = plan.expect.map(({ file, implementation }) =>
    readExpectations(file, implementation),
  );
  const path = join(plan.settings.out, "results.json");
  const { strict = false, json, jsonl, quiet, shard } = plan.settings;
  if (json && jsonl)
    throw new UsageError("--json and --jsonl are two ways to print one run", "Give one of them.");
  const rule: GateOptions = {
    strict,
    expectations,
    allowShard: shard !== undefined,
    universe: allCases.map(({ id, clauses }) => ({ case: id, clauses })),
  };
  const stream = jsonl ? new VerdictStream(plan, rule, session.output.out) : undefined;
  const { document, interrupted } = await judgeAll(plan, path, session, stream);
  writeDocument(path, document);
  const outcome = gate([document], rule);
  stream?.end(document, outcome, path);
  if (jsonl) return interrupted ? EXIT.interrupted : outcome.exitCode;
  if (json) session.output.out(JSON.stringify(document));
  else if (!quiet) printSummary(document, path, session.output, { strict, gate: outcome });
  return interrupted ? EXIT.interrupted : outcome.exitCode;
}

async function judgeAll(
  plan: RunPlan,
  path: string,
  session: Session,
  stream: VerdictStream | undefined,
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
      observer: stream === undefined ? shown : both(shown, stream),
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
