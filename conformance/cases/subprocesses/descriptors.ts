/** The descriptors that a child has: its standard streams, those of pass_fds, and no other. */
import { assign, do_, variable } from "../../language/build.ts";
import { seen } from "../../language/build-network.ts";
import type { Expression, Keywords } from "../../language/expression.ts";
import { kase, table, trace } from "../../language/table.ts";
import { childProgram, SPAWNERS, spawn, telling } from "../kit/children.ts";

const KEYWORDS = "subprocess-exec.extra-kwargs";
const OUTPUT = telling({}, "pipe_data_received");
/** Counts the descriptors of a process that the shell starts: three streams, and the folder that is read. */
const COUNT = "ls /dev/fd/ | grep -c .";
const NONE = "4";
/** Without an end of line: an entry is one line. */
const TELL = `printf %s $(${COUNT})`;
/** The same, and one more. What else a child has is not what these cases are about. */
const ASK = `test $(${COUNT}) -ge 5 && printf passed || printf missing`;
const CLOSED: Keywords = { close_fds: true };
const pipe = assign("pipe", { make: "pipe" });
const passed: Keywords = {
  pass_fds: { list: [{ m: "fileno", on: { item: 0, of: variable("pipe") } }] },
};
const open = { make: "socket" } as const satisfies Expression;

export const subprocessDescriptors = table(
  SPAWNERS.flatMap((spawner) => {
    const { slug, method, runs } = spawner;
    return [
      kase(`subprocess/pass-fds-${slug}`, `a child of ${method}() has the descriptor of pass_fds`, {
        clauses: [KEYWORDS],
        ...childProgram(OUTPUT, [
          pipe,
          spawn(spawner, runs(ASK), passed),
          seen("Child stdout received passed"),
        ]),
        expect: trace("Child stdout received passed"),
      }),
      kase(
        `subprocess/pass-fds-once-${slug}`,
        `a descriptor of pass_fds is not there in the next child of ${method}() with close_fds`,
        {
          clauses: [KEYWORDS],
          ...childProgram(OUTPUT, [
            pipe,
            spawn(spawner, runs("exit 0"), passed),
            spawn(spawner, runs(TELL), CLOSED),
            seen(`Child#2 stdout received ${NONE}`),
          ]),
          expect: trace(`Child#2 stdout received ${NONE}`),
        },
      ),
      kase(
        `subprocess/no-other-descriptor-${slug}`,
        `a child of ${method}() with close_fds does not have what is open and inheritable`,
        {
          clauses: [KEYWORDS],
          ...childProgram(OUTPUT, [
            assign("open", open),
            do_({ m: "set_inheritable", on: variable("open"), args: [true] }),
            spawn(spawner, runs(TELL), CLOSED),
            seen(`Child stdout received ${NONE}`),
          ]),
          expect: trace(`Child stdout received ${NONE}`),
        },
      ),
    ];
  }),
);
