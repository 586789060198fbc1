/** `npm run mutation`: puts mutants into the core of the reference loop and has the conformance cases find them. */
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Command } from "commander";
import { type ParseError, parse, printParseErrorCode } from "jsonc-parser";
import { packageRoot } from "#package-root";
import { casesOf, changedFiles, merged, placesOfSurvivors } from "./rerun.ts";
import { score, scoreOfPromises, table, tally } from "./score.ts";
import {
  type Explanation,
  type MutationReport,
  mutantsOf,
  type Review,
  review,
  settled,
  textOf,
} from "./survivors.ts";

/** Percentage that the cases kill at least of the mutants that change something which is promised. */
const REQUIRED_SCORE = 92;

const FIGURES = `score     killed by a case, or without an end, of all mutants that were run
promised  the same without the survivors that conformance/testing-the-suite/mutation/survivors.jsonc calls equivalent or unpromised;
          those that only show elsewhere, and those that are not explained, count as survivors
`;

const FOLDER = join(packageRoot, "conformance/testing-the-suite/mutation");
const TOOLS = join(FOLDER, "tools");
const STRYKER = join(TOOLS, "node_modules/@stryker-mutator/core/bin/stryker.js");
const REPORT = join(FOLDER, "reports/mutation.json");
/** Which cases the survivors have met. */
const KNOWN = join(FOLDER, "reports/known-cases.json");
const EXPLANATIONS = join(FOLDER, "survivors.jsonc");

function main(): void {
  const command = new Command("npm run mutation --")
    .argument("[files...]", "files of the core to put mutants into; default: all of them")
    .option("--survivors", "only mutants that survived the last run, and files changed since")
    .option("--judge", "judge the last run's report once more, without a run")
    .parse();
  const { judge: only, survivors } = command.opts<{ judge?: boolean; survivors?: boolean }>();
  if (survivors === true) runSurvivors();
  else if (command.args.length > 0) runSome(existing(command.args));
  else if (only !== true) run([]);
  judge();
}

function existing(files: readonly string[]): readonly string[] {
  const missing = files.find((file) => !existsSync(join(packageRoot, file)));
  if (missing === undefined) return files;
  return refuse(`there is no file \`${missing}\``, "Give paths from the package's root.");
}

/** Wrong usage: exit status 2. */
function refuse(what: string, hint: string): never {
  console.error(`error: ${what}\n${hint}`);
  process.exit(2);
}

/** The survivors meet the cases that are new; files that have changed since meet all of them. */
function runSurvivors(): void {
  const last = readReport();
  const changed = changedFiles(last, (file) => readFileSync(join(packageRoot, file), "utf8"));
  const places = placesOfSurvivors(last).filter(
    (place) => !changed.some((file) => place.startsWith(`${file}:`)),
  );
  writeFileSync(KNOWN, JSON.stringify(casesOf(last)));
  if (places.length > 0) runSome(places, { LOOPSPEC_MUTATION_KNOWN_CASES: KNOWN });
  if (changed.length > 0) runSome(changed);
}

/** Some files, or places in files; the rest of the last report stays. */
function runSome(places: readonly string[], environment: NodeJS.ProcessEnv = {}): void {
  const last = existsSync(REPORT) ? readReport() : undefined;
  run(["--mutate", places.join(",")], environment);
  if (last !== undefined) writeFileSync(REPORT, JSON.stringify(merged(last, readReport())));
}

function run(options: readonly string[], environment: NodeJS.ProcessEnv = {}): void {
  if (!existsSync(STRYKER)) {
    execute("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund"], TOOLS);
  }
  const args = [
    STRYKER,
    "run",
    join("conformance/testing-the-suite/mutation", "stryker.conf.json"),
    ...options,
  ];
  execute(process.execPath, args, packageRoot, environment);
}

function readReport(): MutationReport {
  if (!existsSync(REPORT))
    refuse("there is no report of a run yet", "Run `npm run mutation` first.");
  return JSON.parse(readFileSync(REPORT, "utf8"));
}

function execute(
  program: string,
  args: readonly string[],
  cwd: string,
  environment: NodeJS.ProcessEnv = {},
): void {
  const env = { ...process.env, ...environment };
  const { status, error } = spawnSync(program, args, { cwd, env, stdio: "inherit" });
  if (error !== undefined) throw error;
  if (status !== 0) process.exit(status ?? 1);
}

function judge(): void {
  const known = explanations();
  const mutants = settled(mutantsOf(readReport()), known);
  const reviewed = review(mutants, known);
  const total = tally(mutants, reviewed);
  console.log(`\n${table(mutants, reviewed).join("\n")}\n`);
  console.log(FIGURES);
  const complaints = complaintsOf(reviewed);
  const [all, promised] = [score(total), scoreOfPromises(total)].map((value) => value.toFixed(1));
  if (scoreOfPromises(total) < REQUIRED_SCORE) {
    complaints.push(`Promised: ${promised} % are killed, less than ${REQUIRED_SCORE} %.`);
  }
  for (const complaint of complaints) console.log(complaint);
  console.log(`\n${all} % of all mutants are killed, ${promised} % of those that break a promise.`);
  if (complaints.length > 0) process.exitCode = 1;
}

function complaintsOf({ unexplained, stale }: Review): string[] {
  return [
    ...unexplained.map(
      (mutant) => `Neither killed nor explained: ${textOf(mutant)} (line ${mutant.row})`,
    ),
    ...stale.map((text) => `Explained, and no survivor: ${text}`),
  ];
}

function explanations(): readonly Explanation[] {
  const errors: ParseError[] = [];
  const found = parse(readFileSync(EXPLANATIONS, "utf8"), errors, { allowTrailingComma: true });
  const [error] = errors;
  if (error !== undefined) {
    throw new Error(
      `conformance/testing-the-suite/mutation/survivors.jsonc: ${printParseErrorCode(error.error)} at offset ${error.offset}`,
    );
  }
  return found;
}

main();
