/** The file that findings go into, one a line, before anybody hears of them. */
import {
  closeSync,
  fstatSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  readSync,
  writeSync,
} from "node:fs";
import { dirname } from "node:path";
import type { Program } from "../language/case.ts";
import { checkProgram } from "../language/check/check.ts";
import { UsageError } from "../usage-error.ts";
import { FINDING_VERSION, type Finding } from "./finding.ts";

/** A corpus that is being written. What cannot be written is said once, and the search goes on. */
export class Corpus {
  readonly path: string;
  /** Why the last finding could not be written. */
  failure: string | undefined;
  /** Whether the file may end within a line: at first, as another search may have been cut off. */
  private lineOpen: boolean | undefined;

  constructor(path: string) {
    this.path = path;
  }

  /** Appends a finding and waits until the disk has it; whether it has. */
  add(finding: Finding): boolean {
    let fd: number | undefined;
    try {
      mkdirSync(dirname(this.path), { recursive: true });
      fd = openSync(this.path, "a+");
      this.lineOpen ??= endsWithinLine(fd);
      // A line that was begun and not finished must not spoil this one.
      const text = `${this.lineOpen ? "\n" : ""}${JSON.stringify(finding)}\n`;
      this.lineOpen = true;
      const bytes = Buffer.from(text);
      for (let at = 0; at < bytes.length; ) at += writeSync(fd, bytes, at);
      fsyncSync(fd);
      this.lineOpen = false;
      return true;
    } catch (error) {
      this.failure = `cannot write ${this.path}: ${(error as Error).message}`;
      return false;
    } finally {
      if (fd !== undefined) closeSync(fd);
    }
  }
}

const NEWLINE = 10;

/** Whether the last line of an open file lacks its end. */
function endsWithinLine(fd: number): boolean {
  const { size } = fstatSync(fd);
  const last = Buffer.alloc(1);
  return size > 0 && readSync(fd, last, 0, 1, size - 1) === 1 && last[0] !== NEWLINE;
}

/** What was read of a corpus. */
export interface CorpusContent {
  readonly findings: readonly Finding[];
  /** What could not be used, as sentences. */
  readonly problems: readonly string[];
}

/**
 * Reads a corpus. A line that was cut, or is of another version, is left out and told of.
 *
 * @throws UsageError where there is nothing to read, or nothing of use in it
 */
export function readCorpus(path: string): CorpusContent {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (error) {
    throw new UsageError(
      `cannot read ${path}: ${(error as Error).message}`,
      "--replay takes the file that `loopspec fuzz` wrote.",
    );
  }
  const findings: Finding[] = [];
  const problems: string[] = [];
  for (const [index, line] of text.split("\n").entries()) {
    if (line.trim() === "") continue;
    const read = readLine(line);
    if (typeof read === "string") problems.push(`${path}:${index + 1}: ${read}`);
    else findings.push(read);
  }
  if (findings.length === 0)
    throw new UsageError(
      `${path} holds no finding that could be replayed${problems.length === 0 ? "" : `: ${problems[0]}`}`,
      "--replay takes the file that `loopspec fuzz` wrote.",
    );
  return { findings, problems };
}

function readLine(line: string): Finding | string {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch (error) {
    if (!(error instanceof SyntaxError || error instanceof RangeError)) throw error;
    return "the line is truncated or not JSON; it is left out";
  }
  const { finding, program, clock } = (value ?? {}) as Partial<Finding>;
  if (finding === undefined) return "the line is not a finding; it is left out";
  if (finding !== FINDING_VERSION)
    return `the finding is of version ${String(finding)}, this is version ${FINDING_VERSION}; it is left out`;
  if (!isProgram(program) || (clock !== "real" && clock !== "virtual"))
    return "the finding lacks its program or its clock; it is left out";
  const [fault] = checkProgram(program);
  if (fault !== undefined)
    return `no driver can run the program: ${fault.path}: ${fault.message} It is left out`;
  return value as Finding;
}

function isProgram(program: unknown): program is Program {
  if (typeof program !== "object" || program === null) return false;
  const { fns, main } = program as Partial<Program>;
  return typeof fns === "object" && fns !== null && Array.isArray(main);
}
