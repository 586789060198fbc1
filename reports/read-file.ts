/** Reads files that people name: whole, of a size that can be held, in a form that can be told. */
import { closeSync, openSync, readFileSync, readSync, statSync } from "node:fs";
import { expandCompact, isCompact } from "./compact.ts";
import { ReportError } from "./errors.ts";
import { visibleLine } from "./text.ts";

/** The largest file that is read, in bytes: what V8 can hold in one string. */
export const MAX_BYTES = 512_000_000;

/** What is said of a file that is not there, or is a folder. */
export interface FileAdvice {
  /** What writes such a file, as a sentence. */
  readonly ifMissing: string;
  /** What such a file is usually called. */
  readonly usualName: string;
}

const DOCUMENT: FileAdvice = {
  ifMissing: "`loopspec run --out DIR` writes DIR/results.json.",
  usualName: "results.json",
};

/**
 * Reads a text file whole, its size checked first. A compact one is expanded.
 *
 * @throws {ReportError} Where it is missing, unreadable, larger than `maxBytes`, or no UTF-8
 */
export function readText(
  path: string,
  maxBytes: number = MAX_BYTES,
  advice: FileAdvice = DOCUMENT,
): string {
  const shown = visibleLine(path);
  try {
    const bytes = readBytes(path, shown, maxBytes);
    if (isCompact(bytes)) return withoutMark(expandCompact(bytes, shown, maxBytes));
    refuseOtherForms(bytes, shown);
    return withoutMark(bytes.toString("utf8"));
  } catch (error) {
    if (error instanceof ReportError) throw error;
    throw cannotRead(shown, error as NodeJS.ErrnoException, advice);
  }
}

const withoutMark = (text: string): string => text.replace(/^\ufeff/, "");

function readBytes(path: string, shown: string, maxBytes: number): Buffer {
  const stats = statSync(path);
  if (stats.size > maxBytes) throw tooLarge(shown, `has ${megabytes(stats.size)}`, maxBytes);
  if (stats.isFile() || stats.isDirectory()) return readFileSync(path);
  return readStream(path, shown, maxBytes);
}

/** Pipes and devices do not tell their size, and /dev/zero has no end. */
function readStream(path: string, shown: string, maxBytes: number): Buffer {
  const parts: Buffer[] = [];
  const fd = openSync(path, "r");
  try {
    for (let total = 0; ; ) {
      const part = Buffer.alloc(65_536);
      const length = readSync(fd, part);
      if (length === 0) return Buffer.concat(parts);
      total += length;
      if (total > maxBytes) throw tooLarge(shown, "does not end", maxBytes);
      parts.push(part.subarray(0, length));
    }
  } finally {
    closeSync(fd);
  }
}

const megabytes = (bytes: number): string => `${Math.ceil(bytes / 1e6).toLocaleString("en-US")} MB`;

function tooLarge(shown: string, size: string, maxBytes: number): ReportError {
  return new ReportError(
    "too-large",
    `${shown} ${size}, more than the ${megabytes(maxBytes)} that can be read.`,
    "Split the run with `--shard I/N` or `--select`, and report the parts.",
  );
}

/** What a CI job or a shell makes of a text file on its way; a parser would only name a strange character. */
function refuseOtherForms(bytes: Buffer, shown: string): void {
  if (bytes.subarray(0, 4).toString("latin1") === "PK\u0003\u0004") {
    throw new ReportError(
      "unreadable",
      `${shown} is a zip archive.`,
      "Unpack it, and name the file in it.",
    );
  }
  const [first, second] = bytes;
  const marked = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
  // JSON begins with ASCII: a zero byte there is the other half of a character.
  if (marked || bytes.subarray(0, 2).includes(0)) {
    throw new ReportError(
      "unreadable",
      `${shown} is UTF-16, not UTF-8.`,
      "Save it as UTF-8. `>` of Windows PowerShell writes UTF-16: name the file in an option instead, such as `--out`.",
    );
  }
}

function cannotRead(
  shown: string,
  error: NodeJS.ErrnoException,
  { ifMissing, usualName }: FileAdvice,
): ReportError {
  const cause = { cause: error };
  switch (error.code) {
    case "ENOENT":
      return new ReportError(
        "not-found",
        `There is no file ${shown}.`,
        `${whereAbouts(shown)} ${ifMissing}`,
        cause,
      );
    case "EISDIR":
      return new ReportError(
        "unreadable",
        `${shown} is a folder.`,
        `Name the file in it: ${shown.replace(/\/+$/, "")}/${usualName}`,
        cause,
      );
    default:
      return new ReportError(
        "unreadable",
        `${shown} cannot be read: ${error.message}`,
        "Check the file's permissions and its disk.",
        cause,
      );
  }
}

function whereAbouts(shown: string): string {
  if (/^https?:\/\//.test(shown)) return "Download it first, and name the file.";
  if (shown.includes("*")) return "No file matches, or the shell left the pattern as it is.";
  return "Check the path.";
}
