/** Several children: each has its own environment, streams and end, and nothing of what it has said is lost. */
import { block, callback, callbackWith, quiet, sleep, variable } from "../../language/build.ts";
import {
  bytesOf,
  child,
  numbered,
  numberedBytes,
  seen,
  shownData,
  tell,
} from "../../language/build-network.ts";
import type { Expression } from "../../language/expression.ts";
import { callSoon } from "../../language/loop-methods.ts";
import { kase, table, trace } from "../../language/table.ts";
import {
  CHILD,
  CHILD_LOST,
  CHILD_MADE,
  childProgram,
  DEVNULL,
  ERRORS_ONLY,
  EXEC,
  EXITED,
  feed,
  OUTPUT_ONLY,
  pipeTransport,
  SPAWNERS,
  spawn,
  telling,
} from "../kit/children.ts";

const KEYWORDS = "subprocess-exec.extra-kwargs";
const DATA = "subprocess-protocol.pipe-data-received";
const NOTHING = { stdin: DEVNULL, stdout: DEVNULL, stderr: DEVNULL };
const OUTPUT = telling({}, "pipe_data_received");
const END = telling({}, "process_exited");
/** The transport of the second child. */
const SECOND: Expression = { item: 0, of: variable("second") };
/** Less than a pipe holds, so that a child has ended though nobody has read. */
const HELD = 60_000;
const ZEROS = shownData(new Uint8Array(HELD));
const SOME = 300_000;
/** The loop finds all that happens meanwhile at once. */
const stalls = { stalls: quiet(callback(block(0.04))) };

export const subprocessSeveral = table([
  kase(
    "subprocess/empty-environment",
    "a child with an empty env has no variable of its parent's",
    {
      clauses: [KEYWORDS],
      ...childProgram(OUTPUT, [
        spawn(EXEC, [child("environment", "PATH")], { env: { mapping: {} }, ...OUTPUT_ONLY }),
        seen("Child stdout received unset"),
      ]),
      expect: trace("Child stdout received unset"),
    },
  ),
  ...SPAWNERS.map((spawner) =>
    kase(
      `subprocess/environment-of-one-alone-${spawner.slug}`,
      `a child of ${spawner.method}() has nothing of the env of the child before`,
      {
        clauses: [KEYWORDS],
        ...childProgram(OUTPUT, [
          spawn(spawner, spawner.runs('printf "<$NAME>"'), {
            env: { mapping: { NAME: "value" } },
            ...OUTPUT_ONLY,
          }),
          seen("Child stdout received <value>"),
          spawn(spawner, spawner.runs('printf "<$NAME>"'), OUTPUT_ONLY),
          seen("Child#2 stdout received <>"),
        ]),
        expect: trace("Child stdout received <value>", "Child#2 stdout received <>"),
      },
    ),
  ),
  kase(
    "subprocess/arguments-unchanged-lines",
    "arguments reach a child of subprocess_exec() unchanged: the ends of lines, too",
    {
      clauses: ["subprocess-exec.arg-types"],
      ...childProgram(OUTPUT, [
        spawn(
          EXEC,
          ["/bin/sh", "-c", 'printf %s "$1" | tr "\\n" /', "name", "one\ntwo\n\nfour"],
          OUTPUT_ONLY,
        ),
        seen("Child stdout received one/two//four"),
      ]),
      expect: trace("Child stdout received one/two//four"),
    },
  ),
  ...SPAWNERS.flatMap((spawner) => [
    kase(
      `subprocess/ends-before-an-older-one-${spawner.slug}`,
      `process_exited() of a child of ${spawner.method}() is called while an older child still runs`,
      {
        clauses: ["subprocess-protocol.process-exited"],
        ...childProgram(END, [
          spawn(spawner, spawner.waits(), NOTHING),
          spawn(spawner, spawner.exits(0), NOTHING),
          seen("Child#2.process_exited"),
          tell(CHILD, "kill"),
          seen(EXITED),
        ]),
        expect: trace("Child#2.process_exited", EXITED),
      },
    ),
    kase(
      `subprocess/input-of-each-${spawner.slug}`,
      `each of two children of ${spawner.method}() gets the input that is meant for it`,
      {
        clauses: ["subprocess-exec.std-streams"],
        ...childProgram(OUTPUT, [
          spawn(spawner, spawner.echoes(), { stderr: DEVNULL }),
          spawn(spawner, spawner.echoes(), { stderr: DEVNULL }, "Child", "second"),
          ...feed(bytesOf("one")),
          seen("Child stdout received one"),
          tell(pipeTransport(0, SECOND), "write", [bytesOf("two")]),
          tell(pipeTransport(0, SECOND), "close"),
          seen("Child#2 stdout received two"),
        ]),
        expect: trace("Child stdout received one", "Child#2 stdout received two"),
      },
    ),
  ]),
  kase(
    "subprocess/four-ends-at-once",
    "process_exited() is called for each of four children whose ends come at the same time",
    {
      clauses: ["subprocess-protocol.process-exited"],
      ...childProgram(
        END,
        [
          ...Array.from({ length: 4 }, () => spawn(EXEC, EXEC.exits(0), NOTHING)),
          callSoon("stalls"),
          seen(EXITED),
          seen("Child#2.process_exited"),
          seen("Child#3.process_exited"),
          seen("Child#4.process_exited"),
        ],
        { fns: stalls },
      ),
      expect: trace({
        any_order: [
          EXITED,
          "Child#2.process_exited",
          "Child#3.process_exited",
          "Child#4.process_exited",
        ],
      }),
    },
  ),
  ...(
    [
      ["stdout", `head -c ${HELD} /dev/zero`, OUTPUT_ONLY],
      ["stderr", `head -c ${HELD} /dev/zero >&2`, ERRORS_ONLY],
    ] as const
  ).map(([name, command, kwargs]) =>
    kase(
      `subprocess/all-of-${name}-before-the-loss`,
      `what a child has written to ${name} before it ended reaches the protocol whole, and before the loss`,
      {
        clauses: [DATA],
        ...childProgram(
          telling({}, "pipe_data_received", "connection_lost"),
          [spawn(EXEC, EXEC.runs(command), kwargs), callSoon("stalls"), seen(CHILD_LOST)],
          { fns: stalls },
        ),
        expect: trace(`Child ${name} received ${ZEROS}`, CHILD_LOST),
      },
    ),
  ),
  kase(
    "subprocess/much-on-stderr",
    "all that a child writes to stderr reaches the protocol, however much it is",
    {
      clauses: [DATA],
      ...childProgram(OUTPUT, [
        spawn(EXEC, EXEC.runs("exec cat >&2"), { stdout: DEVNULL }),
        ...feed(numbered(SOME)),
        seen(`Child stderr received ${shownData(numberedBytes(SOME))}`),
      ]),
      expect: trace(`Child stderr received ${shownData(numberedBytes(SOME))}`),
    },
  ),
  kase(
    "subprocess/pauses-its-output",
    "the transport of a child's stdout passes nothing on while it is paused",
    {
      clauses: ["transport.pause-reading"],
      ...childProgram(OUTPUT, [
        spawn(EXEC, EXEC.echoes(), { stderr: DEVNULL }),
        tell(pipeTransport(1), "pause_reading"),
        ...feed(bytesOf("hello")),
        sleep(0.03),
        { op: "log", text: "resumes" },
        tell(pipeTransport(1), "resume_reading"),
        seen("Child stdout received hello"),
      ]),
      expect: trace("resumes", "Child stdout received hello"),
    },
  ),
  kase(
    "subprocess/ends-its-input",
    "write_eof() of the transport of a child's stdin ends the input behind what was written",
    {
      clauses: ["transport.write-eof"],
      ...childProgram(telling({}, "pipe_data_received", "connection_lost"), [
        spawn(EXEC, EXEC.echoes(), { stderr: DEVNULL }),
        tell(pipeTransport(0), "write", [bytesOf("hello")]),
        tell(pipeTransport(0), "write_eof"),
        seen(CHILD_LOST),
      ]),
      expect: trace("Child stdout received hello", CHILD_LOST),
    },
  ),
  kase(
    "subprocess/first-input",
    "what is written to a child in connection_made() comes before all that is written later",
    {
      clauses: ["transport.write"],
      ...childProgram(
        telling({ connection_made: "begins" }, "connection_made", "pipe_data_received"),
        [
          spawn(EXEC, EXEC.echoes(), { stderr: DEVNULL }),
          // The protocol may be told later than the caller.
          seen(CHILD_MADE),
          ...feed(bytesOf("second")),
          seen("Child stdout received first second"),
        ],
        {
          fns: {
            begins: quiet(
              callbackWith(
                ["self", "transport"],
                tell(pipeTransport(0, variable("transport")), "write", [bytesOf("first ")]),
              ),
            ),
          },
        },
      ),
      expect: trace(CHILD_MADE, "Child stdout received first second"),
    },
  ),
  kase("subprocess/closes-both", "close() of each of two children that run kills it", {
    clauses: ["subprocess.close-kills-child"],
    ...childProgram(END, [
      spawn(EXEC, EXEC.waits(), NOTHING),
      spawn(EXEC, EXEC.waits(), NOTHING, "Child", "second"),
      tell(CHILD, "close"),
      tell(SECOND, "close"),
      seen(EXITED),
      seen("Child#2.process_exited"),
    ]),
    expect: trace({ any_order: [EXITED, "Child#2.process_exited"] }),
  }),
]);
