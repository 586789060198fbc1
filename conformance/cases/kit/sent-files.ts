/** Files that are sent, whole and in part. */
import { assign, show, variable } from "../../language/build.ts";
import { numberedBytes, shownData, tell } from "../../language/build-network.ts";
import type { Expression, Keywords } from "../../language/expression.ts";
import type { Operation } from "../../language/operation.ts";

export const FILE: Expression = variable("file");
/** A file of ten bytes. */
export const file: Operation = assign("file", { make: "file", content: { bytes: "0123456789" } });
export const position: Operation = show("position", { m: "tell", on: FILE });

/** More than the system takes for a reader who does not read. */
export const LARGE = 6_000_000;
export const LARGE_SHOWN = `other: received ${shownData(numberedBytes(LARGE))}`;

/** Which part of a file is sent. */
export interface SentRange {
  readonly name: string;
  readonly says: string;
  /** What happens to the file before. */
  readonly before: readonly Operation[];
  readonly kwargs: Keywords;
  readonly sent: string;
  readonly count: number;
  /** The file's position afterwards; absent where no text says it. */
  readonly at: number | undefined;
}

const range = (
  name: string,
  says: string,
  kwargs: Keywords,
  sent: string,
  at: number | undefined,
  before: readonly Operation[] = [],
): SentRange => ({ name, says, before, kwargs, sent, count: sent.length, at });
const WHOLE = "0123456789";
/** Reads the file to its end. */
const readAll = [tell(FILE, "read")];

export const RANGES: readonly SentRange[] = [
  range("whole", "sends the whole file", {}, WHOLE, 10),
  range("offset", "sends from an offset on", { offset: 3 }, "3456789", 10),
  range("count", "sends so many bytes", { count: 4 }, "0123", 4),
  range("part", "sends so many bytes from an offset on", { offset: 3, count: 4 }, "3456", 7),
  range("offset-0", "sends from offset 0", { offset: 0 }, WHOLE, 10),
  range("beyond", "sends what there is for a count beyond the end", { count: 99 }, WHOLE, 10),
  range("none-count", "sends the whole file with count=None", { count: null }, WHOLE, 10),
  range(
    "offset-0-after-reading",
    "sends from offset 0 after the file was read to its end",
    { offset: 0 },
    WHOLE,
    10,
    readAll,
  ),
  range("after-reading", "sends a file that was read to its end", {}, WHOLE, 10, readAll),
  range(
    "part-after-reading",
    "sends a part of a file that was read to its end",
    { offset: 2, count: 3 },
    "234",
    5,
    readAll,
  ),
  range("at-end", "sends nothing from the end of the file", { offset: 10 }, "", undefined),
];
