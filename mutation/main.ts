/** `npm run mutation`: puts mutants into the core of the reference loop and has the conformance cases find them. */
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Command } from "commander";
import { type ParseError, parse, printParseErrorCode } from "jsonc-parser";
import { packageRoot } from "#package-root";
import { score, table, tally } from "./score.ts";
import {
  type Explanation,
  type MutationReport,
  mutantsOf,
  type Review,
  review,
  textOf,
} from "./survivors.ts";

/** Percentage of the mutants that the cases kill at least. */
const REQUIRED_SCORE = 92;

const FOLDER = join(packageRoot, "mutation");
const TOOLS = join(FOLDER, "tools");
const STRYKER = join(TOOLS, "node_modules/@stryker-mutator/core/bin/stryker.js");
const REPORT = join(FOLDER, "reports/mutation.json");
const EXPLANATIONS = join(FOLDER, "survivors.jsonc");

function main(): void {
  const command = new Command("npm run mutation --")
    .argument("[files...]", "files of the core to put mutants into; default: all of them")
    .option("--judge", "judge the last run's report once more, without a run")
    .parse();
  if (command.opts<{ judge?: boolean }>().judge !== true) run(command.args);
  judge(command.args.length === 0);
}

function run(files: readonly string[]): void {
  if (!existsSync(STRYKER)) {
    execute("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund"], TOOLS);
  }
  const only = files.length === 0 ? [] : ["--mutate", files.join(",")];
  const args = [STRYKER, "run", join("mutation", "stryker.conf.json"), ...only];
  execute(process.execPath, args, packageRoot);
}

function execute(program: string, args: readonly string[], cwd: string): void {
  const { status, error } = spawnSync(program, args, { cwd, stdio: "inherit" });
  if (error !== undefined) throw error;
  if (status !== 0) process.exit(status ?? 1);
}

function judge(whole: boolean): void {
  const mutants = mutantsOf(JSON.parse(readFileSync(REPORT, "utf8")) as MutationReport);
  const reviewed = review(mutants, explanations());
  const total = tally(mutants, reviewed);
  console.log(`\n${table(mutants, reviewed).join("\n")}\n`);
  console.log("score: killed by a case, or not ended in time, of all mutants that were run");
  console.log("the rest: the same without the survivors that mutation/survivors.jsonc explains\n");
  const complaints = complaintsOf(reviewed);
  if (whole && score(total) < REQUIRED_SCORE) {
    complaints.push(`The score is ${score(total).toFixed(1)} %, less than ${REQUIRED_SCORE} %.`);
  }
  if (complaints.length > 0) process.exitCode = 1;
  for (const complaint of complaints) console.log(complaint);
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
      `mutation/survivors.jsonc: ${printParseErrorCode(error.error)} at offset ${error.offset}`,
    );
  }
  return found;
}

main();
