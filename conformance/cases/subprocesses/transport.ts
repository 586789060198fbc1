/** The methods of a child's transport. */
import { assign, show, sleep, variable } from "../../language/build.ts";
import {
  child,
  finished,
  peer,
  receive,
  receiveEnd,
  seen,
  startPeer,
  takeOver,
  tell,
} from "../../language/build-network.ts";
import type { Expression } from "../../language/expression.ts";
import type { Operation } from "../../language/operation.ts";
import { kase, table, trace } from "../../language/table.ts";
import {
  CHILD,
  childProgram,
  DEVNULL,
  EXEC,
  EXITED,
  pipeTransport,
  SPAWNERS,
  spawn,
  telling,
} from "../kit/children.ts";

const METHODS = "subprocess-transport.methods";
const PID = "subprocess-transport.get-pid";
const STATUS = "subprocess-transport.get-returncode";
const PIPES = "subprocess-transport.get-pipe-transport";
const KILL = "subprocess-transport.kill";
const TERMINATE = "subprocess-transport.terminate";
const SIGNAL = "subprocess-transport.send-signal";
const CLOSE = "subprocess.close-kills-child";

const READY = "Child stdout received ready";
const HEARS = telling({}, "pipe_data_received", "process_exited");
const ENDS = telling({}, "process_exited");
const status = show("status", { m: "get_returncode", on: CHILD });
const signal = (name: "SIGTERM" | "SIGUSR1" | "SIGUSR2"): Expression => ({ signal_number: name });
const stubborn = [child("stubborn")];

/** A child that waits is sent something, and ends. */
const sent = (...operations: Operation[]): Operation[] => [
  seen(READY),
  ...operations,
  seen(EXITED),
  status,
];

/** A child holds the only writing end of a pipe, so that its end shows at the reading one. */
const heldPipe = (start: (stdout: Expression) => Operation): Operation[] => [
  assign("pipe", { make: "pipe" }),
  start({ item: 1, of: variable("pipe") }),
  tell({ item: 1, of: variable("pipe") }, "close"),
  startPeer("reader", "p", { item: 0, of: variable("pipe") }),
  seen("reader: received ready"),
];
const READER = { reader: peer(takeOver(), receive(5), receiveEnd()) };

export const subprocessTransport = table([
  ...SPAWNERS.flatMap((spawner) => {
    const { slug, method } = spawner;
    const of = `of a child of ${method}()`;
    const waiting = (...body: Operation[]) =>
      childProgram(HEARS, [spawn(spawner, spawner.waits()), ...body]);
    return [
      kase(`subprocess/has-methods-${slug}`, `the transport ${of} has the documented methods`, {
        clauses: [METHODS],
        ...childProgram(ENDS, [
          spawn(spawner, spawner.exits(0)),
          seen(EXITED),
          ...[
            "get_pid",
            "get_returncode",
            "get_pipe_transport",
            "send_signal",
            "terminate",
            "kill",
            "close",
          ].map((name) => show(name, { has_method: name, of: CHILD })),
        ]),
        expect: trace(
          EXITED,
          "get_pid=True",
          "get_returncode=True",
          "get_pipe_transport=True",
          "send_signal=True",
          "terminate=True",
          "kill=True",
          "close=True",
        ),
      }),
      kase(`subprocess/pid-${slug}`, `get_pid() ${of} is the process that a signal ends`, {
        clauses: [PID],
        ...waiting(
          seen(READY),
          spawn(
            { method: "subprocess_exec" },
            ["/bin/sh", "-c", "kill -9 $0", { repr: { m: "get_pid", on: CHILD } }],
            undefined,
            "Killer",
          ),
          seen(EXITED),
          status,
        ),
        protocols: { Child: HEARS, Killer: telling({}) },
        expect: trace(READY, EXITED, "status=-9"),
      }),
      kase(`subprocess/pid-is-a-number-${slug}`, `get_pid() ${of} is a number above 0`, {
        clauses: [PID],
        ...childProgram(ENDS, [
          spawn(spawner, spawner.exits(0)),
          assign("number", { m: "get_pid", on: CHILD }),
          seen(EXITED),
          show("is a number", { is: variable("number"), type: "int" }),
          show("above 0", { less: [0, variable("number")] }),
        ]),
        expect: trace(EXITED, "is a number=True", "above 0=True"),
      }),
      kase(`subprocess/pids-differ-${slug}`, `get_pid() of two children of ${method}() differ`, {
        clauses: [PID],
        ...childProgram(telling({}, "pipe_data_received"), [
          spawn(spawner, spawner.waits(), undefined, "Child", "first"),
          spawn(spawner, spawner.waits(), undefined, "Child", "second"),
          seen(READY),
          seen("Child#2 stdout received ready"),
          show("same", {
            equal: [
              { m: "get_pid", on: { item: 0, of: variable("first") } },
              { m: "get_pid", on: { item: 0, of: variable("second") } },
            ],
          }),
        ]),
        expect: trace({ any_order: [READY, "Child#2 stdout received ready"] }, "same=False"),
      }),
      ...[0, 3, 255].map((code) =>
        kase(`subprocess/status-${code}-${slug}`, `get_returncode() ${of} is its status ${code}`, {
          clauses: [STATUS],
          ...childProgram(ENDS, [spawn(spawner, spawner.exits(code)), seen(EXITED), status]),
          expect: trace(EXITED, `status=${code}`),
        }),
      ),
      kase(`subprocess/status-of-running-${slug}`, `get_returncode() ${of} is None while it runs`, {
        clauses: [STATUS],
        ...waiting(seen(READY), status),
        expect: trace(READY, "status=None"),
      }),
      kase(`subprocess/status-later-${slug}`, `get_returncode() ${of} stays after close()`, {
        clauses: [STATUS],
        ...childProgram(ENDS, [
          spawn(spawner, spawner.exits(3)),
          seen(EXITED),
          tell(CHILD, "close"),
          sleep(0.01),
          status,
        ]),
        expect: trace(EXITED, "status=3"),
      }),
      kase(`subprocess/pipe-transport-stdin-${slug}`, `get_pipe_transport(0) ${of} writes to it`, {
        clauses: [PIPES],
        ...childProgram(telling({}, "pipe_data_received"), [
          spawn(spawner, spawner.echoes()),
          tell(pipeTransport(0), "write", [{ bytes: "one " }]),
          tell(pipeTransport(0), "write", [{ bytes: "two" }]),
          tell(pipeTransport(0), "close"),
          seen("Child stdout received one two"),
        ]),
        expect: trace("Child stdout received one two"),
      }),
      ...[
        { fd: 1, name: "stdout", other: { stderr: DEVNULL } },
        { fd: 2, name: "stderr", other: { stdout: DEVNULL } },
      ].map(({ fd, name, other }) =>
        kase(
          `subprocess/pipe-transport-${name}-${slug}`,
          `get_pipe_transport(${fd}) ${of} is a transport that can be closed`,
          {
            clauses: [PIPES],
            ...childProgram(telling({}, "pipe_connection_lost"), [
              spawn(spawner, spawner.waits(), { stdin: DEVNULL, ...other }),
              tell(pipeTransport(fd), "close"),
              seen(`Child.pipe_connection_lost(${fd}, None)`),
            ]),
            expect: trace(`Child.pipe_connection_lost(${fd}, None)`),
          },
        ),
      ),
      kase(`subprocess/pipe-transport-3-${slug}`, `get_pipe_transport(3) ${of} is None`, {
        clauses: [PIPES],
        ...childProgram(telling({}), [
          spawn(spawner, spawner.exits(0)),
          show("transport", pipeTransport(3)),
        ]),
        expect: trace("transport=None"),
      }),
      kase(`subprocess/kill-${slug}`, `kill() ends a child of ${method}()`, {
        clauses: [KILL],
        ...waiting(...sent(tell(CHILD, "kill"))),
        expect: trace(READY, EXITED, "status=-9"),
      }),
      kase(`subprocess/terminate-${slug}`, `terminate() ends a child of ${method}()`, {
        clauses: [TERMINATE],
        ...waiting(...sent(tell(CHILD, "terminate"))),
        expect: trace(READY, EXITED, "status=-15"),
      }),
      ...(["SIGTERM", "SIGUSR1", "SIGUSR2"] as const).map((name) =>
        kase(
          `subprocess/send-${name.toLowerCase()}-${slug}`,
          `send_signal(${name}) reaches a child of ${method}()`,
          {
            clauses: [SIGNAL],
            ...childProgram(HEARS, [
              spawn(spawner, spawner.waits()),
              ...sent(tell(CHILD, "send_signal", [signal(name)])).slice(0, -1),
              show("status", {
                equal: [{ add: [{ m: "get_returncode", on: CHILD }, signal(name)] }, 0],
              }),
            ]),
            expect: trace(READY, EXITED, "status=True"),
          },
        ),
      ),
      kase(`subprocess/close-kills-${slug}`, `close() kills a child of ${method}() that runs`, {
        clauses: [CLOSE],
        ...childProgram(
          telling({}),
          [
            ...heldPipe((stdout) => spawn(spawner, spawner.waits(), { stdout })),
            tell(CHILD, "close"),
            finished("p"),
          ],
          { fns: READER },
        ),
        expect: trace("reader: received ready", "reader: end"),
      }),
      kase(
        `subprocess/close-with-unread-input-${slug}`,
        `close() kills a child of ${method}() that reads its input no more`,
        {
          clauses: [CLOSE],
          ...childProgram(
            telling({}),
            [
              ...heldPipe((stdout) => spawn(spawner, spawner.waits(), { stdout })),
              tell(pipeTransport(0), "write", [{ bytes: "unread" }]),
              tell(CHILD, "close"),
              finished("p"),
            ],
            { fns: READER },
          ),
          expect: trace("reader: received ready", "reader: end"),
        },
      ),
    ];
  }),
  kase("subprocess/kill-stubborn", "kill() ends a child that ignores SIGTERM", {
    clauses: [KILL],
    ...childProgram(HEARS, [spawn(EXEC, stubborn), ...sent(tell(CHILD, "kill"))]),
    expect: trace(READY, EXITED, "status=-9"),
  }),
  kase("subprocess/terminate-stubborn", "a child that ignores SIGTERM survives terminate()", {
    clauses: [TERMINATE],
    ...childProgram(HEARS, [
      spawn(EXEC, stubborn),
      seen(READY),
      tell(CHILD, "terminate"),
      sleep(0.05),
      status,
      tell(CHILD, "kill"),
      seen(EXITED),
      status,
    ]),
    expect: trace(READY, "status=None", EXITED, "status=-9"),
  }),
  kase("subprocess/close-kills-stubborn", "close() kills a child that ignores SIGTERM", {
    clauses: [CLOSE],
    ...childProgram(
      telling({}),
      [
        ...heldPipe((stdout) => spawn(EXEC, stubborn, { stdout })),
        tell(CHILD, "close"),
        finished("p"),
      ],
      { fns: READER },
    ),
    expect: trace("reader: received ready", "reader: end"),
  }),
]);
