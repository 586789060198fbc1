/** A descriptor that stays ready for reading and writing: neither keeps the other's callback waiting. */
import { callback, makeReady, pair, quiet } from "../../language/build.ts";
import { kase, table, trace } from "../../language/table.ts";
import { READER, WRITER } from "../kit/descriptors.ts";
import { CIRCUMSTANCES } from "../kit/dimensions.ts";
import { END, untilEnd } from "../kit/settle.ts";

const some = CIRCUMSTANCES.filter(({ slug }) => ["plain", "debug", "second-run"].includes(slug));

export const descriptorsReadyForBoth = table(
  some.flatMap(({ slug, title, fns, before, shown }) => [
    kase(
      `descriptors/writer-beside-unread-data-${slug}`,
      `the writer of a descriptor runs though its reader leaves the data unread ${title}`,
      {
        clauses: ["add-writer.fires-when-writable"],
        fns: {
          ...fns,
          reads: quiet(callback()),
          writes: callback(WRITER.remove(), READER.remove(), END),
        },
        main: [
          ...before,
          pair("p"),
          makeReady("p"),
          READER.add("reads"),
          WRITER.add("writes"),
          ...untilEnd(),
        ],
        expect: trace(...shown, "writes"),
      },
    ),
    kase(
      `descriptors/reader-beside-writable-${slug}`,
      `the reader of a descriptor runs though its writer runs all the time ${title}`,
      {
        clauses: ["add-reader.fires-when-readable"],
        fns: {
          ...fns,
          reads: callback(READER.settles("p"), READER.remove(), WRITER.remove(), END),
          writes: quiet(callback()),
        },
        main: [
          ...before,
          pair("p"),
          makeReady("p"),
          READER.add("reads"),
          WRITER.add("writes"),
          ...untilEnd(),
        ],
        expect: trace(...shown, "reads"),
      },
    ),
  ]),
);
