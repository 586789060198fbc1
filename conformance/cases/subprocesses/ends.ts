/** How the protocol of a child hears of its ends: of each pipe, of the process, of the transport. */

import { callbackWith, quiet, show, sleep } from "../../language/build.ts";
import { seen, tell } from "../../language/build-network.ts";
import { kase, table, trace } from "../../language/table.ts";
import {
  CHILD,
  CHILD_LOST,
  CHILD_TOLD,
  childProgram,
  closeChild,
  DEVNULL,
  ERRORS_ONLY,
  EXITED,
  feed,
  OUTPUT_ONLY,
  SPAWNERS,
  spawn,
  telling,
} from "../kit/children.ts";

const PIPE_LOST = "subprocess-protocol.pipe-connection-lost";
const EXIT = "subprocess-protocol.process-exited";
const LOST = "subprocess-transport.close-calls-connection-lost";

export const subprocessEnds = table([
  ...SPAWNERS.flatMap((spawner) => [
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
                callbackWith(["self"], show("status", { m: "get_returncode", on: CHILD_TOLD })),
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
]);
