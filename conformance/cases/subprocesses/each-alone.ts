/** Children beside others: a child has no folder, session or stream of the child before. */
import { do_ } from "../../language/build.ts";
import { seen, temporary } from "../../language/build-network.ts";
import { kase, table, trace } from "../../language/table.ts";
import { childProgram, OUTPUT_ONLY, SPAWNERS, spawn, telling } from "../kit/children.ts";

const KEYWORDS = "subprocess-exec.extra-kwargs";
const OUTPUT = telling({}, "pipe_data_received");
/** Says whether the current folder is the program's own: a name was left there. */
const looks = "test -e marker && printf there || printf elsewhere";
const leavesMarker = do_({
  make: "socket",
  transport: "unix",
  state: "bound",
  path: "marker",
});

export const subprocessEachAlone = table(
  SPAWNERS.flatMap((first) =>
    SPAWNERS.map((second) =>
      kase(
        `subprocess/cwd-of-one-alone-${first.slug}-${second.slug}`,
        `a child of ${second.method}() without cwd has not the cwd of a child of ${first.method}() before`,
        {
          clauses: [KEYWORDS],
          ...childProgram(OUTPUT, [
            leavesMarker,
            spawn(first, first.runs(looks), {
              cwd: { file_path: temporary(".") },
              ...OUTPUT_ONLY,
            }),
            seen("Child stdout received there"),
            spawn(second, second.runs(looks), OUTPUT_ONLY),
            seen("Child#2 stdout received elsewhere"),
          ]),
          expect: trace("Child stdout received there", "Child#2 stdout received elsewhere"),
        },
      ),
    ),
  ),
);
