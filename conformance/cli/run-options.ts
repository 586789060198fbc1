/** The options of `loopspec run`. */
import type { Command } from "commander";
import { DEFAULTS } from "../suite/defaults.ts";
import {
  bases,
  clock,
  collect,
  edition,
  jobs,
  levels,
  seconds,
  shard,
  wholeNumber,
} from "./parse-options.ts";

/** Where a run without `--out` leaves its document: what commands for readers take unless told otherwise. */
export const RESULTS_FILE = `${DEFAULTS.out}/results.json`;

/** Adds the options to a command, by what they decide. */
export function addRunOptions(command: Command): Command {
  addChoiceOptions(command);
  addPartOptions(command);
  command
    .optionsGroup("How it is judged:")
    .option("--clock <clock>", `real or virtual (default: ${DEFAULTS.clock})`, clock)
    .option(
      "--jobs <n>",
      `drivers at the same time; three times as many where a loop lets programs wait in vain (default: ${DEFAULTS.jobs})`,
      jobs,
    )
    .option("--timeout <seconds>", "limit for every case, in place of its own limit", seconds)
    .option(
      "--start-timeout <seconds>",
      "limit for a driver to greet",
      seconds,
      DEFAULTS.startTimeout,
    )
    .option("--repeat <n>", "run each case this many times (default: 1)", wholeNumber(1))
    .option("--no-control", "do not run failures on the interpreter's own asyncio")
    .option("--thorough", "give every case its full limit, however often the loop hangs")
    .option("--fail-fast", "stop at the first red verdict")
    .option("--resume", "go on with an interrupted run in --out: judge only what was not judged");
  return command
    .optionsGroup("What decides the exit code:")
    .option("--expect <file>", "known deviations; may be repeated", collect)
    .option("--strict", "a verdict `differs` is red too")
    .optionsGroup("What is written and shown:")
    .option("--out <dir>", `folder of the result document (default: ${DEFAULTS.out})`)
    .option("--json", "print the result document on standard output")
    .option(
      "--jsonl",
      "print a header, a line for each verdict, and a footer while the run goes on",
    )
    .option("--quiet", "no progress and no summary")
    .option("--verbose", "list every case that does not pass, as it is judged and at the end")
    .option("--no-color", "no colours (also: NO_COLOR)");
}

function addChoiceOptions(command: Command): void {
  command
    .optionsGroup("What is judged:")
    .option(
      "-i, --implementation <spec>",
      "what to judge (default: those of the configuration, or `reference`); may be repeated; see `loopspec list implementations`",
      collect,
    )
    .option("--config <file>", "configuration (default: loopspec.config.json, if there is one)")
    .option(
      "--python <exe>",
      `Python interpreter of \`python:\` implementations (default: ${DEFAULTS.python})`,
    )
    .option(
      "--edition <version>",
      "judge by the clauses of this documentation version (default: the implementation's)",
      edition,
    )
    .option("--without <capability>", "treat a capability as absent; may be repeated", collect);
}

function addPartOptions(command: Command): void {
  command
    .optionsGroup("A part of the suite:")
    .option("--quick", "a first look: one case for each clause, 4 s at most each")
    .option(
      "--select <glob>",
      "only cases whose id or any of whose clauses matches; `!glob` removes; may be repeated",
      collect,
    )
    .option(
      "--level <levels>",
      "only cases about clauses of these levels: MUST, SHOULD, MAY, INFO",
      levels,
    )
    .option(
      "--basis <bases>",
      "only cases about clauses of these bases: chapter, docs, observed",
      bases,
    )
    .option("--shard <i/n>", "only the i-th of n parts of the cases", shard)
    .option("--timings <file>", "balance shards by the times in this result document");
}
