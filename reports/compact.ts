/** The compact form of a result document: the same text, compressed, for archives and repositories. */
import { constants, gunzipSync, gzipSync } from "node:zlib";
import type { ResultsDocument } from "./document.ts";
import { ReportError } from "./errors.ts";
import { serializeDocument } from "./serialize.ts";

/** The first two bytes of every gzip file. */
const MAGIC = [0x1f, 0x8b];

/**
 * The document as gzip, about a thirtieth of its text. Equal documents give equal bytes.
 *
 * @returns bytes that every reader of documents takes, and `gunzip` too
 */
export function compactDocument(document: ResultsDocument): Uint8Array {
  return gzipSync(serializeDocument(document), { level: constants.Z_BEST_COMPRESSION });
}

/** Whether these are the bytes of a compact document. */
export function isCompact(bytes: Uint8Array): boolean {
  return MAGIC.every((byte, i) => bytes[i] === byte);
}

/**
 * The text that a compact document holds.
 *
 * @param bytes What the file has
 * @param shown What to call the file in messages
 * @param maxBytes The largest text that is accepted, in bytes
 * @throws {ReportError} Where the file is cut off or damaged, or its text is too large
 */
export function expandCompact(bytes: Uint8Array, shown: string, maxBytes: number): string {
  try {
    return gunzipSync(bytes, { maxOutputLength: maxBytes }).toString("utf8");
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === "ERR_BUFFER_TOO_LARGE")
      throw new ReportError(
        "too-large",
        `${shown} holds more than ${maxBytes.toLocaleString("en-US")} bytes of text.`,
        "Split the run with `--shard I/N` or `--select`, and report the parts.",
        { cause: error },
      );
    throw new ReportError(
      "truncated",
      `${shown} is not a complete gzip file: ${message}.`,
      "Copy it again, or write it again with `loopspec report RESULTS --compact FILE`.",
      { cause: error },
    );
  }
}
