import { Command, InvalidArgumentError } from "commander";
import { CATALOGUE, smaller, type Workload } from "./catalogue.ts";
import { BenchError } from "./errors.ts";

/** By how much `--quick` makes each n smaller. */
const QUICK = 20;

interface Output {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
}

/** What the command line asks for. */
export interface Options {
  readonly python: string;
  readonly rounds: number;
  readonly quick: boolean;
  readonly workloads: readonly Workload[];
  /** File for the result; relative to the current folder. */
  readonly json: string;
}

/**
 * Reads the command line.
 *
 * @param args arguments without Node and script
 * @param output where help and complaints go
 * @throws BenchError when `--only` matches nothing
 * @throws CommanderError when an option is wrong, and for `--help`
 */
export function parseOptions(args: readonly string[], output: Output): Options {
  const command = new Command("npm run bench --")
    .description("Measures the reference loop beside asyncio, uvloop, rloop and blazio.")
    .option("--python <exe>", "interpreter to make the virtual environment with", "python3")
    .option(
      "--rounds <n>",
      "how often each is measured; the best counts (default: 5, quick: 1)",
      count,
    )
    .option("--quick", "a twentieth of the work: for a look, not for figures", false)
    .option("--only <glob>", "workloads to measure, such as 'task*'", collect, [])
    .option("--json <file>", "file for the result", "bench-results/bench.json")
    .exitOverride()
    .configureOutput({ writeOut: output.out, writeErr: output.err })
    .allowExcessArguments(false)
    .parse(args, { from: "user" });
  const { python, rounds, quick, only, json } = command.opts<{
    python: string;
    rounds?: number;
    quick: boolean;
    only: readonly string[];
    json: string;
  }>();
  const chosen = choose(only);
  return {
    python,
    rounds: rounds ?? (quick ? 1 : 5),
    quick,
    workloads: quick ? smaller(chosen, QUICK) : chosen,
    json,
  };
}

function choose(globs: readonly string[]): readonly Workload[] {
  if (globs.length === 0) return CATALOGUE;
  const patterns = globs.map(pattern);
  const unused = globs.find((_, i) => !CATALOGUE.some(({ name }) => patterns[i]?.test(name)));
  if (unused !== undefined) {
    const names = CATALOGUE.map(({ name }) => name).join("; ");
    throw new BenchError(
      "no-workload",
      `No workload is called \`${unused}\``,
      `There are: ${names}`,
    );
  }
  return CATALOGUE.filter(({ name }) => patterns.some((each) => each.test(name)));
}

/** `*` matches any characters; the rest stands for itself, in upper or lower case. */
function pattern(glob: string): RegExp {
  const literal = glob.split("*").map((part) => part.replace(/[.+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${literal.join(".*")}$`, "i");
}

function collect(value: string, before: readonly string[]): readonly string[] {
  return [...before, value];
}

function count(value: string): number {
  if (!/^[1-9]\d*$/.test(value)) {
    throw new InvalidArgumentError("Expected a whole number of at least 1.");
  }
  return Number(value);
}
