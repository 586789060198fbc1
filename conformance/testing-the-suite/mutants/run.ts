/** Runs mutants and odd loops under one Python interpreter. */
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { packageRoot } from "#package-root";
import {
  type Implementation,
  parseImplementation,
} from "../../execution/processes/implementation.ts";
import type { Case } from "../../language/case.ts";
import type { ImplementationOutcome } from "../../suite/outcome.ts";
import type { RunObserver } from "../../suite/run-suite-options.ts";
import { runSuite } from "../../suite/suite-run.ts";

/** The folder that their modules are imported from. */
export const MUTANTS_FOLDER = join(packageRoot, "conformance/testing-the-suite/mutants/python");

export interface MutantRunOptions {
  readonly python: string;
  readonly jobs: number;
  /** Seconds that a case may take: a mutant that hangs costs this for each case. */
  readonly timeout: number;
  /** Believe a failure only when a fresh process repeats it: for loops that are right. */
  readonly confirmed?: boolean;
  /** Let a loop be once a case has killed it. */
  readonly untilKilled?: boolean;
  readonly signal?: AbortSignal;
  readonly observer?: RunObserver;
}

/** A mutant or odd loop as an implementation. */
export function asImplementation(id: string, python: string): Implementation {
  const path = [MUTANTS_FOLDER, process.env.PYTHONPATH].filter(Boolean).join(":");
  return parseImplementation(`python:${id}`, { id, python, env: { PYTHONPATH: path } });
}

/**
 * The interpreter behind a launcher such as pyenv's, which would cost its time at each start.
 *
 * @returns `python` itself where it cannot say: the runner then tells what is wrong with it
 */
function interpreterBehind(python: string): string {
  const { status, stdout } = spawnSync(python, ["-c", "import sys; print(sys.executable)"], {
    encoding: "utf8",
  });
  return status === 0 && stdout.trim() !== "" ? stdout.trim() : python;
}

/** A loop and the cases that it meets: asked for when its turn comes. */
export type Meeting = readonly [id: string, cases: readonly Case[] | (() => readonly Case[])];

/**
 * Runs loops, each on its own cases. Failures are believed at once, unless the options say otherwise.
 *
 * @param work loops with their cases; one that meets no case is not started
 * @param done told of each outcome at once, so that later turns can build on it
 * @returns one outcome a loop, none for a loop that met no case
 */
export async function runLoops(
  work: readonly Meeting[],
  options: MutantRunOptions,
  done?: (index: number, outcome: ImplementationOutcome) => void,
): Promise<readonly (ImplementationOutcome | undefined)[]> {
  const python = interpreterBehind(options.python);
  const left = [...work.entries()];
  const outcomes: (ImplementationOutcome | undefined)[] = work.map(() => undefined);
  const place = async (): Promise<void> => {
    for (let next = left.shift(); next !== undefined; next = left.shift()) {
      const [index, [id, asked]] = next;
      const cases = typeof asked === "function" ? asked() : asked;
      if (cases.length === 0) continue;
      const [outcome] = await runSuite(cases, [asImplementation(id, python)], {
        clock: "real",
        jobs: 1,
        startTimeout: 20,
        repeat: 1,
        failFast: options.untilKilled === true,
        unconfirmed: options.confirmed !== true,
        // Loops that are right are run as users run theirs: what they do not offer is found out.
        trials: options.confirmed === true,
        timeout: options.timeout,
        ...(options.signal === undefined ? {} : { signal: options.signal }),
        ...(options.observer === undefined ? {} : { observer: options.observer }),
      });
      outcomes[index] = outcome;
      if (outcome !== undefined) done?.(index, outcome);
    }
  };
  await Promise.all(Array.from({ length: options.jobs }, place));
  return outcomes;
}
