/** What protocols of children hear, and in which order: output, ends of pipes, the end of the process, the loss. */
import { callbackWith, quiet, same, show, sleep, variable } from "../../language/build.ts";
import {
  instance,
  numbered,
  numberedBytes,
  seen,
  shownData,
  tell,
} from "../../language/build-network.ts";
import { kase, table, trace } from "../../language/table.ts";
import {
  CHILD,
  CHILD_LOST,
  CHILD_MADE,
  childProgram,
  closeChild,
  DEVNULL,
  EXITED,
  feed,
  SPAWNERS,
  spawn,
  telling,
} from "../kit/children.ts";

const PAIR = "subprocess-exec.pair-and-protocol-events";
const BETWEEN = "subprocess-protocol.called-between";
const PIPE_LOST = "subprocess-protocol.pipe-connection-lost";
const EXIT = "subprocess-protocol.process-exited";
const LOST = "subprocess-transport.close-calls-connection-lost";

const NO_INPUT = { stdin: DEVNULL };
const OUTPUT_ONLY = { stdin: DEVNULL, stderr: DEVNULL };
const ERRORS_ONLY = { stdin: DEVNULL, stdout: DEVNULL };
const NO_PIPES = { stdin: DEVNULL, stdout: DEVNULL, stderr: DEVNULL };
const MUCH = 300_000;
const MUCH_SHOWN = `Child stdout received ${shownData(numberedBytes(MUCH))}`;

export const subprocessLifecycle = table(
  SPAWNERS.flatMap((spawner) => [
    kase(
      `subprocess/pair-${spawner.slug}`,
      `${spawner.method}() returns the child's transport and the protocol that the factory made`,
      {
        clauses: [PAIR],
        ...childProgram(telling({}, "connection_made"), [
          spawn(spawner, spawner.exits(0), NO_PIPES, "Child", "pair"),
          seen(CHILD_MADE),
          show("transport", same({ item: 0, of: variable("pair") }, CHILD)),
          show("protocol", same({ item: 1, of: variable("pair") }, instance("Child"))),
        ]),
        expect: trace(CHILD_MADE, "transport=True", "protocol=True"),
      },
    ),
    kase(
      `subprocess/hears-everything-${spawner.slug}`,
      `the protocol of a child of ${spawner.method}() hears of its output, of its end and of the loss`,
      {
        clauses: [PAIR],
        ...childProgram(
          telling(
            {},
            "connection_made",
            "pipe_data_received",
            "pipe_connection_lost",
            "process_exited",
            "connection_lost",
          ),
          [
            spawn(spawner, spawner.says("x"), OUTPUT_ONLY),
            seen(EXITED),
            seen("Child.pipe_connection_lost(1, None)"),
            ...closeChild(),
          ],
        ),
        expect: trace(
          CHILD_MADE,
          {
            interleave: [
              ["Child stdout received x", "Child.pipe_connection_lost(1, None)"],
              [EXITED],
            ],
          },
          CHILD_LOST,
        ),
      },
    ),
    kase(
      `subprocess/two-children-${spawner.slug}`,
      `each of two children of ${spawner.method}() has a protocol of its own`,
      {
        clauses: [PAIR],
        ...childProgram(telling({}, "pipe_data_received"), [
          spawn(spawner, spawner.says("a"), OUTPUT_ONLY),
          spawn(spawner, spawner.says("b"), OUTPUT_ONLY),
          seen("Child stdout received a"),
          seen("Child#2 stdout received b"),
        ]),
        expect: trace({ any_order: ["Child stdout received a", "Child#2 stdout received b"] }),
      },
    ),
    kase(
      `subprocess/output-before-loss-${spawner.slug}`,
      `the output of a child of ${spawner.method}() comes before the loss of its connection`,
      {
        clauses: [BETWEEN],
        ...childProgram(telling({}, "pipe_data_received", "connection_lost"), [
          spawn(spawner, spawner.says("x"), OUTPUT_ONLY),
          seen("Child stdout received x"),
          ...closeChild(),
        ]),
        expect: trace("Child stdout received x", CHILD_LOST),
      },
    ),
    kase(
      `subprocess/errors-before-loss-${spawner.slug}`,
      `what a child of ${spawner.method}() writes to stderr comes before the loss of its connection`,
      {
        clauses: [BETWEEN],
        ...childProgram(telling({}, "pipe_data_received", "connection_lost"), [
          spawn(spawner, spawner.complains("x"), ERRORS_ONLY),
          seen("Child stderr received x"),
          ...closeChild(),
        ]),
        expect: trace("Child stderr received x", CHILD_LOST),
      },
    ),
    kase(
      `subprocess/much-output-before-loss-${spawner.slug}`,
      `much output of a child of ${spawner.method}() comes before the loss of its connection`,
      {
        clauses: [BETWEEN],
        ...childProgram(telling({}, "pipe_data_received", "connection_lost"), [
          spawn(spawner, spawner.echoes(), { stderr: DEVNULL }),
          ...feed(numbered(MUCH)),
          seen(MUCH_SHOWN),
          ...closeChild(),
        ]),
        expect: trace(MUCH_SHOWN, CHILD_LOST),
      },
    ),
    kase(
      `subprocess/end-before-loss-${spawner.slug}`,
      `the end of a child of ${spawner.method}() comes before the loss of its connection`,
      {
        clauses: [BETWEEN],
        ...childProgram(telling({}, "process_exited", "connection_lost"), [
          spawn(spawner, spawner.exits(0), NO_PIPES),
          seen(EXITED),
          ...closeChild(),
        ]),
        expect: trace(EXITED, CHILD_LOST),
      },
    ),
    kase(
      `subprocess/ends-of-pipes-before-loss-${spawner.slug}`,
      `the ends of the pipes of a child of ${spawner.method}() come before the loss of its connection`,
      {
        clauses: [BETWEEN],
        ...childProgram(telling({}, "pipe_connection_lost", "connection_lost"), [
          spawn(spawner, spawner.exits(0), NO_INPUT),
          seen("Child.pipe_connection_lost(1, None)"),
          seen("Child.pipe_connection_lost(2, None)"),
          ...closeChild(),
        ]),
        expect: trace(
          {
            any_order: [
              "Child.pipe_connection_lost(1, None)",
              "Child.pipe_connection_lost(2, None)",
            ],
          },
          CHILD_LOST,
        ),
      },
    ),
    ...[
      { fd: 1, name: "stdout", kwargs: OUTPUT_ONLY },
      { fd: 2, name: "stderr", kwargs: ERRORS_ONLY },
    ].map(({ fd, name, kwargs }) =>
      kase(
        `subprocess/pipe-lost-${name}-${spawner.slug}`,
        `the protocol hears that ${name} of a child of ${spawner.method}() is closed`,
        {
          clauses: [PIPE_LOST],
          ...childProgram(telling({}, "pipe_connection_lost"), [
            spawn(spawner, spawner.exits(3), kwargs),
            seen(`Child.pipe_connection_lost(${fd}, None)`),
          ]),
          expect: trace(`Child.pipe_connection_lost(${fd}, None)`),
        },
      ),
    ),
    kase(
      `subprocess/pipe-lost-stdin-${spawner.slug}`,
      `the protocol hears that the program has closed stdin of a child of ${spawner.method}()`,
      {
        clauses: [PIPE_LOST],
        ...childProgram(telling({}, "pipe_connection_lost"), [
          spawn(spawner, spawner.echoes(), { stdout: DEVNULL, stderr: DEVNULL }),
          ...feed({ bytes: "hello" }),
          seen("Child.pipe_connection_lost(0, None)"),
        ]),
        expect: trace("Child.pipe_connection_lost(0, None)"),
      },
    ),
    kase(
      `subprocess/pipe-lost-after-output-${spawner.slug}`,
      `a pipe of a child of ${spawner.method}() is lost behind the output that came through it`,
      {
        clauses: [PIPE_LOST],
        ...childProgram(telling({}, "pipe_data_received", "pipe_connection_lost"), [
          spawn(spawner, spawner.says("hello"), OUTPUT_ONLY),
          seen("Child.pipe_connection_lost(1, None)"),
        ]),
        expect: trace("Child stdout received hello", "Child.pipe_connection_lost(1, None)"),
      },
    ),
    ...[
      { slug: "with-status-0", title: "with the status 0", args: spawner.exits(0) },
      { slug: "with-status-7", title: "with the status 7", args: spawner.exits(7) },
      { slug: "with-output", title: "after some output", args: spawner.says("hello") },
    ].map(({ slug, title, args }) =>
      kase(
        `subprocess/exits-once-${slug}-${spawner.slug}`,
        `process_exited() is called once for a child of ${spawner.method}() that ends ${title}`,
        {
          clauses: [EXIT],
          ...childProgram(telling({}, "process_exited"), [
            spawn(spawner, args),
            seen(EXITED),
            tell(CHILD, "close"),
            sleep(0.02),
          ]),
          expect: trace(EXITED),
        },
      ),
    ),
    kase(
      `subprocess/exits-once-killed-${spawner.slug}`,
      `process_exited() is called once for a child of ${spawner.method}() that is killed`,
      {
        clauses: [EXIT],
        ...childProgram(telling({}, "pipe_data_received", "process_exited"), [
          spawn(spawner, spawner.waits()),
          seen("Child stdout received ready"),
          tell(CHILD, "kill"),
          seen(EXITED),
          sleep(0.02),
        ]),
        expect: trace("Child stdout received ready", EXITED),
      },
    ),
    kase(
      `subprocess/status-in-process-exited-${spawner.slug}`,
      `get_returncode() in process_exited() is the status of a child of ${spawner.method}()`,
      {
        clauses: ["subprocess-transport.get-returncode"],
        ...childProgram(
          telling({ process_exited: "looks" }, "process_exited"),
          [spawn(spawner, spawner.exits(7)), seen("status=7")],
          {
            fns: {
              looks: quiet(
                callbackWith(["self"], show("status", { m: "get_returncode", on: CHILD })),
              ),
            },
          },
        ),
        expect: trace(EXITED, "status=7"),
      },
    ),
    ...[
      {
        slug: "running",
        title: "that runs",
        args: spawner.waits(),
        first: "Child stdout received ready",
      },
      { slug: "ended", title: "that has ended", args: spawner.exits(0), first: EXITED },
    ].map(({ slug, title, args, first }) =>
      kase(
        `subprocess/close-of-${slug}-child-${spawner.slug}`,
        `close() leads to the loss of the connection to a child of ${spawner.method}() ${title}`,
        {
          clauses: [LOST],
          ...childProgram(
            telling(
              {},
              "connection_lost",
              slug === "running" ? "pipe_data_received" : "process_exited",
            ),
            [spawn(spawner, args, OUTPUT_ONLY), seen(first), ...closeChild(), sleep(0.01)],
          ),
          expect: trace(first, CHILD_LOST),
        },
      ),
    ),
    kase(
      `subprocess/close-twice-${spawner.slug}`,
      `a second close() of the transport of a child of ${spawner.method}() does nothing more`,
      {
        clauses: [LOST],
        ...childProgram(telling({}, "pipe_data_received", "connection_lost"), [
          spawn(spawner, spawner.waits(), OUTPUT_ONLY),
          seen("Child stdout received ready"),
          tell(CHILD, "close"),
          ...closeChild(),
          tell(CHILD, "close"),
          sleep(0.01),
        ]),
        expect: trace("Child stdout received ready", CHILD_LOST),
      },
    ),
  ]),
);
