import { must, should } from "../row.ts";
import { docs, observed } from "../source.ts";
import type { ChapterTable } from "../types.ts";

/** `loop.add_reader()`, `loop.add_writer()` and their removal */
export const watchingDescriptors = {
  "add-reader.fires-when-readable": must(
    docs("loop.add_reader()", 1, "add_reader"),
    "The callback of add_reader() runs with its arguments once the descriptor is readable.",
  ),
  "add-reader.level-triggered": should(
    observed("loop.add_reader()"),
    "The callback of add_reader() keeps running as long as unread data remains.",
  ),
  "add-reader.replaces-and-cancels-previous": must(
    docs("loop.add_reader()", 2, "earlier callback of the descriptor"),
    "A second add_reader() for a descriptor replaces the first callback, which no longer runs.",
    { since: "3.13" },
  ),
  "add-reader.replaces-previous-unpromised": should(
    docs("PEP 3156: I/O Callbacks", "add_reader implies remove_reader"),
    "A second add_reader() for a descriptor replaces the first callback, which no longer runs.",
    { until: "3.12" },
  ),
  "add-reader.accepts-fd-or-object": should(
    docs("PEP 3156: I/O Callbacks", "objects with fileno()"),
    "add_reader() and add_writer() accept a descriptor's number or an object with fileno().",
  ),
  "add-reader.invalid-fd": must(
    observed("loop.add_reader()"),
    "add_reader() raises ValueError for a negative number or an object that is not a descriptor.",
  ),
  "add-reader.transport-fd-rejected": should(
    observed("loop.add_reader()"),
    "add_reader() raises RuntimeError for a descriptor that belongs to a transport.",
  ),
  "remove-reader.returns-bool": must(
    docs("loop.remove_reader()", 2, "result of remove_reader; False otherwise is only implied"),
    "remove_reader() returns True if the descriptor was watched for reading, else False.",
    { since: "3.10" },
  ),
  "remove-reader.returns-bool-unpromised": must(
    observed("loop.remove_reader()", "none: the pages before 3.10 name no result"),
    "remove_reader() returns True if the descriptor was watched for reading, else False.",
    { until: "3.9" },
  ),
  "remove-reader.pending-callback-dropped": should(
    observed("loop.remove_reader()"),
    "A reader that is removed in the batch in which it became ready, before its turn, does not run.",
  ),
  "add-writer.fires-when-writable": must(
    docs("loop.add_writer()", 1, "add_writer"),
    "The callback of add_writer() runs with its arguments once the descriptor is writable.",
  ),
  "add-writer.replaces-and-cancels-previous": must(
    docs("loop.add_writer()", 2, "earlier callback of the descriptor"),
    "A second add_writer() for a descriptor replaces the first callback, which no longer runs.",
    { since: "3.13" },
  ),
  "add-writer.replaces-previous-unpromised": should(
    docs("PEP 3156: I/O Callbacks", "add_writer implies remove_writer"),
    "A second add_writer() for a descriptor replaces the first callback, which no longer runs.",
    { until: "3.12" },
  ),
  "add-writer.independent-of-reader": must(
    observed("loop.add_writer()"),
    "Reader and writer of one descriptor are independent: removing one keeps the other.",
  ),
  "remove-writer.returns-bool": must(
    docs("loop.remove_writer()", 2, "result of remove_writer; False otherwise is only implied"),
    "remove_writer() returns True if the descriptor was watched for writing, else False.",
    { since: "3.10" },
  ),
  "remove-writer.returns-bool-unpromised": must(
    observed("loop.remove_writer()", "none: the pages before 3.10 name no result"),
    "remove_writer() returns True if the descriptor was watched for writing, else False.",
    { until: "3.9" },
  ),
  "watch-fd.eof-is-readable": should(
    observed("loop.add_reader()"),
    "A peer that closes its end makes the reader run.",
  ),
} as const satisfies ChapterTable;
