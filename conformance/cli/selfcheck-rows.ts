/** What `loopspec selfcheck` runs, and the exit code that each command line must have. */
import { join } from "node:path";
import { EXIT, type ExitCode } from "../exit-code.ts";
import { MUTANTS_FOLDER } from "../testing-the-suite/mutants/run.ts";

/** A command line and what must become of it. */
export interface SelfcheckRow {
  readonly what: string;
  readonly argv: readonly string[];
  readonly demanded: ExitCode;
  /** It needs a Python interpreter. */
  readonly python: boolean;
}

/** Files that the command lines read, by name. */
export type SelfcheckFiles = Readonly<Record<string, unknown>>;

const CASE = "run-until-complete/no-return-gives-none";
const SELECT = ["--select", "run-until-complete.returns-result"];
const ONE = ["--select", CASE];

/** Bad loops: name -> factory, of the modules for mutants. */
const BAD = {
  wrong: "mutant_complete:GivesNoneForFalsyResults",
  "wrong-in-debug-mode": "mutant_complete:GivesNoneInDebugMode",
  hanging: "selfcheck_loops:Spins",
  dying: "selfcheck_loops:Dies",
  "makes-nothing": "selfcheck_loops:makes_nothing",
  unimportable: "selfcheck_unimportable",
  absent: "selfcheck_absent",
};

/** The files: one configuration, and expectations that are kept and not kept. */
export function selfcheckFiles(python: string): SelfcheckFiles {
  const env = { PYTHONPATH: [MUTANTS_FOLDER, process.env.PYTHONPATH].filter(Boolean).join(":") };
  const entries = Object.entries(BAD).map(([name, factory]) => [
    name,
    { spec: `python:${factory}`, python, env },
  ]);
  const entry = (match: string, max?: number) => ({
    match,
    verdict: "fail",
    reason: "known to be so",
    ...(max === undefined ? {} : { max }),
  });
  return {
    "config.json": { implementations: Object.fromEntries(entries) },
    "failing.json": { implementations: { wrong: [entry("run-until-complete/*", 500)] } },
    "passing.json": { implementations: { reference: [entry(CASE)] } },
  };
}

/**
 * The command lines.
 *
 * @param folder where the files are, and where results may be written
 */
export function selfcheckRows(folder: string, python: string): readonly SelfcheckRow[] {
  const file = (name: string) => join(folder, name);
  const run = (name: string, ...more: readonly string[]) => [
    ...["run", "--quiet", "--no-control", "--config", file("config.json")],
    ...["--out", file(name), "--python", python, ...more],
  ];
  const row = (what: string, demanded: ExitCode, argv: readonly string[]): SelfcheckRow => ({
    what,
    argv,
    demanded,
    python: argv.some((word) => word in BAD || word.startsWith("python:")),
  });
  return [
    row("the reference loop", EXIT.ok, run("reference", "-i", "reference", ...SELECT)),
    row("asyncio", EXIT.ok, run("asyncio", "-i", "python:asyncio", ...SELECT)),
    row("a loop with wrong results", EXIT.red, run("wrong", "-i", "wrong", ...SELECT)),
    row(
      "a loop that is wrong only in debug mode",
      EXIT.red,
      run("debug", "-i", "wrong-in-debug-mode", ...SELECT),
    ),
    row(
      "a good loop and a bad one",
      EXIT.red,
      run("both", "-i", "reference", "-i", "wrong", ...SELECT),
    ),
    row("a loop that hangs", EXIT.red, run("hang", "-i", "hanging", "--timeout", "0.5", ...ONE)),
    row("a loop that takes the process with it", EXIT.red, run("die", "-i", "dying", ...ONE)),
    row("a factory that makes no loop", EXIT.cannotStart, run("no", "-i", "makes-nothing", ...ONE)),
    row(
      "a module that cannot be imported",
      EXIT.cannotStart,
      run("import", "-i", "unimportable", ...ONE),
    ),
    row("a module that is not there", EXIT.cannotStart, run("absent", "-i", "absent", ...ONE)),
    row(
      "a good loop and one that does not start",
      EXIT.cannotStart,
      run("incomplete", "-i", "reference", "-i", "exec:loopspec-no-such-command", ...ONE),
    ),
    row(
      "a run that was cut short",
      EXIT.red,
      run("cut", "-i", "wrong", "--fail-fast", "--expect", file("failing.json"), ...SELECT),
    ),
    row("results that are not complete, of a run that was cut short", EXIT.red, [
      ...["gate", file("cut/results.json"), "--expect", file("failing.json")],
    ]),
    row("results that are not complete, for want of a loop", EXIT.cannotStart, [
      ...["gate", file("incomplete/results.json")],
    ]),
    row(
      "no case that applies",
      EXIT.red,
      run(
        "none",
        "-i",
        "reference",
        "--edition",
        "3.8",
        "--select",
        "get-event-loop.auto-create-warns",
      ),
    ),
    row(
      "an expectation that passes",
      EXIT.red,
      run("passes", "-i", "reference", "--expect", file("passing.json"), ...ONE),
    ),
    row("an unknown option", EXIT.usage, ["run", "--no-such-option"]),
    row("a glob that matches nothing", EXIT.usage, run("glob", "--select", "no-such-clause.*")),
    row("a file that is not there", EXIT.usage, ["report", file("nowhere.json")]),
  ];
}
