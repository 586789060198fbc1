import { must, should } from "../row.ts";
import { docs, observed } from "../source.ts";
import type { ChapterTable } from "../types.ts";

/** `loop.connect_read_pipe()` and `loop.connect_write_pipe()` */
export const pipes = {
  "connect-read-pipe.receives-data": must(
    docs("loop.connect_read_pipe()", 5, "connect_read_pipe"),
    "connect_read_pipe() returns transport and protocol; the protocol gets the data, then hears of the end and of the lost connection.",
  ),
  "connect-read-pipe.rejects-regular-file": should(
    observed("loop.connect_read_pipe()"),
    "connect_read_pipe() and connect_write_pipe() raise ValueError for a regular file.",
  ),
  "connect-write-pipe.writes": must(
    docs("loop.connect_write_pipe()", 5, "connect_write_pipe"),
    "connect_write_pipe() returns transport and protocol; what is written reaches the reader, and a reader that closes leads to connection_lost.",
  ),
  "pipe.set-nonblocking": should(
    observed("loop.connect_read_pipe()"),
    "connect_read_pipe() and connect_write_pipe() put the pipe into non-blocking mode.",
  ),
  "pipe.closes-fd-on-transport-close": must(
    observed("loop.connect_read_pipe()"),
    "The transport of a pipe owns the pipe object, and closes it when it is closed itself.",
  ),
} as const satisfies ChapterTable;
