/** What protocols of children hear, and in which order: output, ends of pipes, the end of the process, the loss. */

import { same, show, variable } from "../../language/build.ts";
import {
  instance,
  numbered,
  numberedBytes,
  seen,
  shownData,
} from "../../language/build-network.ts";
import { kase, table, trace } from "../../language/table.ts";
import {
  CHILD_LOST,
  CHILD_MADE,
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

const PAIR = "subprocess-exec.pair-and-protocol-events";
const BETWEEN = "subprocess-protocol.called-between";
const NO_INPUT = { stdin: DEVNULL };
const NO_PIPES = { stdin: DEVNULL, stdout: DEVNULL, stderr: DEVNULL };
const MUCH = 300_000;
const MUCH_SHOWN = `Child stdout received ${shownData(numberedBytes(MUCH))}`;

export const subprocessLifecycle = table([
  ...SPAWNERS.flatMap((spawner) => [
    kase(
      `subprocess/pair-${spawner.slug}`,
      `${spawner.method}() returns the child's transport and the protocol that the factory made`,
      {
        clauses: [PAIR],
        ...childProgram(telling({}, "connection_made"), [
          spawn(spawner, spawner.exits(0), NO_PIPES, "Child", "pair"),
          seen(CHILD_MADE),
          show("transport", same({ item: 0, of: variable("pair") }, CHILD_TOLD)),
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
  ]),
]);
