/** Judges one loop by the command line, as its users do, in a process that may die without harm. */
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ReportError, type ResultsDocument, readDocument } from "../../reports/index.ts";
import { allCases } from "../cases/index.ts";
import { allClauses } from "../clauses/index.ts";
import { suiteDigest } from "../suite/digest.ts";
import type { Environment } from "./environment.ts";
import type { LoopEntry } from "./loop-entry.ts";
import { runStep, StepError } from "./steps.ts";

/** Seconds that a whole run may take. */
const LIMIT = 3_600;
/** A run ends with 1 where something is red; that is what it is for. */
const JUDGED = [0, 1];

/** What is asked of each loop. */
export interface Questions {
  /** Globs over case ids and clause ids; none means all. */
  readonly select: readonly string[];
  readonly jobs: number;
  /** The command that runs loopspec. */
  readonly loopspec: readonly string[];
}

/** A loop's document, and whether it was there already. */
export interface JudgedLoop {
  readonly document: ResultsDocument;
  readonly reused: boolean;
}

/**
 * The document of a loop: of an earlier run, if nothing has changed since, or of a new one.
 *
 * @param folder Where results are kept
 * @throws StepError where the run gave no document
 */
export async function judgeLoop(
  entry: LoopEntry,
  environment: Environment,
  folder: string,
  questions: Questions,
): Promise<JudgedLoop> {
  const out = join(folder, entry.name);
  const results = join(out, "results.json");
  const key = keyOf(entry, environment, questions);
  const keyFile = join(out, "key");
  if (existsSync(keyFile) && readFileSync(keyFile, "utf8") === key) {
    const document = documentAt(results);
    if (document !== undefined) return { document, reused: true };
  }
  mkdirSync(out, { recursive: true });
  // A key that stays behind would vouch for a document that is about to change.
  writeFileSync(keyFile, "");
  const config = join(out, "loopspec.config.json");
  writeFileSync(config, JSON.stringify(configOf(entry, environment), undefined, 2));
  const args = ["run", "-i", entry.name, "--config", config, "--out", out];
  const chosen = questions.select.flatMap((glob) => ["--select", glob]);
  const { end } = await runStep(
    [...questions.loopspec, ...args, ...chosen, "--jobs", String(questions.jobs)],
    {
      limit: LIMIT,
      accept: JUDGED,
    },
  );
  if (!existsSync(results)) throw new StepError(`the run wrote no document: ${end}`);
  const document = readDocument(results);
  if (!document.complete) throw new StepError("the run was interrupted");
  writeFileSync(keyFile, key);
  return { document, reused: false };
}

/** The row as a configuration file: the way that is open to every user. */
function configOf(entry: LoopEntry, { python }: Environment): object {
  const { spec, setup, factory, env, without } = entry;
  const named = { spec, setup, factory, env, without, python };
  return { implementations: { [entry.name]: named } };
}

/** Everything that an answer depends on: the suite, the row, what is installed, what is asked. */
function keyOf(entry: LoopEntry, { holds }: Environment, { select }: Questions): string {
  const facts = JSON.stringify([suiteDigest(allCases, allClauses), entry, holds, select]);
  return createHash("sha256").update(facts).digest("hex");
}

/** The document of an earlier run; undefined where it is damaged, so that the loop is judged again. */
function documentAt(path: string): ResultsDocument | undefined {
  try {
    return readDocument(path);
  } catch (error) {
    if (error instanceof ReportError) return undefined;
    throw error;
  }
}
