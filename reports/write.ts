import { randomBytes } from "node:crypto";
import {
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  realpathSync,
  renameSync,
  rmSync,
  type Stats,
  statSync,
  writeSync,
} from "node:fs";
import { basename, dirname, join } from "node:path";
import type { ResultsDocument } from "./document.ts";
import { ReportError } from "./errors.ts";
import { serializeDocument } from "./serialize.ts";
import { visibleLine } from "./text.ts";

/** A file that is to be written. */
export interface OutputFile {
  path: string;
  /** The content; parts are written one after another, so that no joined copy is needed. */
  content: string | Uint8Array | Iterable<string>;
}

/**
 * Writes a result document, whole or not at all.
 *
 * @param path The file; folders that are missing are made
 * @throws {ReportError} Where it cannot be written; what was there before is untouched
 */
export function writeDocument(path: string, document: ResultsDocument): void {
  writeFiles([{ path, content: serializeDocument(document) }]);
}

/**
 * Makes sure that a file can be written before there is anything to write: makes its folder, and a temporary file in it.
 *
 * @throws {ReportError} Where it cannot be written
 */
export function checkWritable(path: string): void {
  attempt(path, () => {
    const target = prepareTarget(path);
    if (isStream(target)) return;
    const temporary = temporaryFor(target);
    writeContent(temporary, "");
    rmSync(temporary);
  });
}

/**
 * Writes files, all or none: each goes to a temporary file beside its target first, and only when
 * all of them are on disk are they renamed.
 *
 * @throws {ReportError} Where one cannot be written
 */
export function writeFiles(files: readonly OutputFile[]): void {
  const staged: { temporary: string; target: string; path: string }[] = [];
  try {
    for (const file of files) {
      const target = attempt(file.path, () => prepareTarget(file.path));
      if (isStream(target)) continue;
      const temporary = temporaryFor(target);
      staged.push({ temporary, target, path: file.path });
      attempt(file.path, () => writeContent(temporary, file.content, modeOf(target)));
    }
    for (const { temporary, target, path } of staged) {
      attempt(path, () => renameSync(temporary, target));
    }
  } catch (error) {
    for (const { temporary } of staged) rmSync(temporary, { force: true });
    throw error;
  }
  // Devices and pipes cannot be renamed onto; they come last, when nothing else can fail.
  for (const file of files) {
    if (isStream(file.path)) attempt(file.path, () => writeContent(file.path, file.content));
  }
}

/** Makes the folder and follows a link, so that the link stays and what it names is replaced. */
function prepareTarget(path: string): string {
  makeFolder(dirname(path));
  const stats = statsOf(path);
  if (stats?.isDirectory()) {
    throw Object.assign(new Error("it is a folder"), { code: "EISDIR" });
  }
  return stats === undefined || isStream(path) ? path : realpathSync(path);
}

/**
 * Makes a folder and those above it. Node's own `recursive` never returns where the system says that
 * a folder does not exist which is there, as below /proc.
 */
function makeFolder(path: string): void {
  if (statsOf(path)?.isDirectory()) return;
  const above = dirname(path);
  if (above !== path) makeFolder(above);
  try {
    mkdirSync(path);
  } catch (error) {
    // Another process may have been quicker.
    if (!statsOf(path)?.isDirectory()) throw error;
  }
}

function statsOf(path: string): Stats | undefined {
  return statSync(path, { throwIfNoEntry: false });
}

function isStream(path: string): boolean {
  const stats = statsOf(path);
  return stats !== undefined && !stats.isFile() && !stats.isDirectory();
}

function modeOf(path: string): number {
  return statsOf(path)?.mode ?? 0o666;
}

function temporaryFor(target: string): string {
  return join(dirname(target), `.${basename(target)}.${randomBytes(6).toString("hex")}.tmp`);
}

function writeContent(path: string, content: OutputFile["content"], mode = 0o666): void {
  const fd = openSync(path, "w", mode);
  try {
    for (const part of partsOf(content)) writeAll(fd, part);
    if (!isStream(path)) fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
}

function partsOf(content: OutputFile["content"]): Iterable<string | Uint8Array> {
  return typeof content === "string" || content instanceof Uint8Array ? [content] : content;
}

/** A single write may take only a part. */
function writeAll(fd: number, part: string | Uint8Array): void {
  const bytes = typeof part === "string" ? Buffer.from(part, "utf8") : part;
  for (let done = 0; done < bytes.length; ) done += writeSync(fd, bytes, done);
}

function attempt<T>(path: string, action: () => T): T {
  try {
    return action();
  } catch (error) {
    throw cannotWrite(visibleLine(path), error as NodeJS.ErrnoException);
  }
}

const HINTS: Record<string, string> = {
  EACCES: "Choose a folder that you may write to, or change its permissions.",
  EPERM: "Choose a folder that you may write to, or change its permissions.",
  EROFS: "The file system is read-only: choose another place.",
  ENOSPC: "Free some space and run the command again.",
  EISDIR: "Name a file, not a folder.",
  ENOTDIR: "A part of the path is a file, not a folder: choose another place.",
  EEXIST: "A part of the path is a file, not a folder: choose another place.",
};

function cannotWrite(shown: string, error: NodeJS.ErrnoException): ReportError {
  const hint = HINTS[error.code ?? ""] ?? "Check the path and its disk.";
  const message = `${shown} cannot be written: ${visibleLine(error.message)}`;
  return new ReportError("unwritable", message, `${hint} Nothing was overwritten.`, {
    cause: error,
  });
}
