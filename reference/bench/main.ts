import { CommanderError } from "commander";
import { documentOf, now, writeDocument } from "./document.ts";
import { BenchError } from "./errors.ts";
import { LOOPS } from "./job.ts";
import { judge } from "./judging.ts";
import { measure } from "./measuring.ts";
import { type Options, parseOptions } from "./options.ts";
import { hasFailed, reportOf } from "./report.ts";
import { Results } from "./results.ts";
import { TARGETS } from "./targets.ts";
import {
  type Installed,
  install,
  prepareInterpreter,
  requirements,
} from "./virtual-environment.ts";

/** Where the bench writes. */
export interface Output {
  /** The result. */
  readonly out: (text: string) => void;
  /** Progress and errors. */
  readonly err: (text: string) => void;
}

/**
 * Measures the reference loop beside others, prints ratios, and writes all of it as JSON.
 *
 * @param args arguments without Node and script
 * @param output where to write
 * @returns exit code: 0, whatever the figures; 1 when the reference or asyncio could not be
 *   measured; 2 for wrong usage
 */
export async function main(args: readonly string[], output: Output): Promise<number> {
  try {
    return await bench(parseOptions(args, output), output);
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2; // it has said why
    if (!(error instanceof BenchError)) throw error;
    output.err(`error: ${error.message}\n${error.hint}`);
    return 2;
  }
}

async function bench(options: Options, { out, err }: Output): Promise<number> {
  const { workloads, rounds, quick, json } = options;
  const begin = now();
  const interpreter = await prepareInterpreter(options.python);
  const installed: Installed[] = [];
  for (const required of requirements()) installed.push(await install(interpreter, required));
  const absent = installed.flatMap((one) => ("absent" in one ? [one.name] : []));
  const loops = LOOPS.filter((loop) => !absent.includes(loop));
  const python = interpreter.command;
  const outcomes = await measure({ workloads, loops, rounds, python, progress: err });
  const results = new Results(workloads, outcomes);
  const judged = judge(results, TARGETS);
  const measured = { results, judged, interpreter, installed, loops, rounds, quick };
  const found = { ...measured, begin, end: now() };
  out(reportOf(found));
  writeDocument(json, documentOf(found));
  out(`All values: ${json}`);
  return hasFailed(outcomes) ? 1 : 0;
}
