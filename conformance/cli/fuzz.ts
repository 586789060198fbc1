/** `loopspec fuzz`: searches, prints what is found, and says how it ended. */
import { join } from "node:path";
import { DriverFault } from "../execution/processes/driver-fault.ts";
import type { Implementation } from "../execution/processes/implementation.ts";
import { EXIT, type ExitCode } from "../exit-code.ts";
import type { Finding } from "../search/finding.ts";
import { rowOfFinding, scriptOfFinding } from "../search/print.ts";
import { parseProfile } from "../search/profile.ts";
import { Search, type Tally } from "../search/search.ts";
import { readConfig } from "../suite/config.ts";
import { namedImplementation } from "../suite/named-implementation.ts";
import { CannotStartError } from "../suite/observe.ts";
import { UsageError } from "../usage-error.ts";
import type { CommandContext } from "./command-context.ts";
import { DEFAULT_RUNS, type FuzzOptions } from "./fuzz-options.ts";
import { replay } from "./fuzz-replay.ts";
import { tallyLines } from "./fuzz-text.ts";
import { onInterrupt } from "./interrupt.ts";

/** Runs `loopspec fuzz`. */
export async function fuzz(options: FuzzOptions, context: CommandContext): Promise<ExitCode> {
  const implementations = chosen(options);
  const { signal, release } = onInterrupt();
  try {
    if (options.replay !== undefined)
      return await replay(options.replay, implementations, options, context, signal);
    let red = false;
    for (const implementation of implementations) {
      if (signal.aborted) break;
      const tally = await search(implementation, options, context, signal);
      red ||= tally.classes.size > 0;
    }
    if (signal.aborted) return EXIT.interrupted;
    return red ? EXIT.red : EXIT.ok;
  } finally {
    release();
  }
}

function chosen({ implementation, python }: FuzzOptions): readonly Implementation[] {
  if (implementation === undefined || implementation.length === 0)
    throw new UsageError("nothing to search", "Name an implementation: -i python:MODULE.");
  const config = readConfig(undefined);
  return implementation.map((name) => namedImplementation(name, config, python));
}

/** Prints a finding: the script, or what was asked for. */
export function show(
  finding: Finding,
  implementation: Implementation,
  options: FuzzOptions,
  { output }: CommandContext,
): void {
  if (options.json) {
    output.out(JSON.stringify(finding));
    return;
  }
  output.out(scriptOfFinding(finding, implementation.python));
  if (options.asCase) output.out(`${rowOfFinding(finding)}\n`);
}

async function search(
  implementation: Implementation,
  options: FuzzOptions,
  context: CommandContext,
  signal: AbortSignal,
): Promise<Tally> {
  const { output } = context;
  const { clock, seed, time, jobs, timeout, startTimeout } = options;
  const say = (text: string) => {
    if (!options.quiet) output.err(text);
  };
  const made = new Search(implementation, {
    profile: parseProfile(options.profile, clock ?? "virtual"),
    seed,
    runs: options.runs ?? (time === undefined ? DEFAULT_RUNS : Number.MAX_SAFE_INTEGER),
    ...(time === undefined ? {} : { time }),
    ...(clock === undefined ? {} : { clock }),
    jobs,
    timeout,
    startTimeout,
    corpus: join(options.out, "findings.jsonl"),
    cases: async () => (await import("../cases/index.ts")).allCases,
    signal,
    found: (finding, written) => {
      // The disk has it, or the terminal does: whatever happens, it is not lost.
      if (!written) {
        output.err(`loopspec: ${made.corpus.failure}; the finding is printed here instead:`);
        output.err(JSON.stringify(finding));
      }
      show(finding, implementation, options, context);
    },
  });
  try {
    const tally = await made.run();
    // An interrupted start has nothing to tell.
    if (tally.drawn > 0) for (const line of tallyLines(made, tally)) say(line);
    return tally;
  } catch (error) {
    if (error instanceof DriverFault) throw new CannotStartError(implementation, error);
    throw error;
  }
}
