import {
  assign,
  call,
  callback,
  coroutine,
  same,
  show,
  try_,
  variable,
} from "../../language/build.ts";
import type { CaseDefinition } from "../../language/case.ts";
import { asyncio, callSoon, methodCall, runUntilComplete } from "../../language/loop-methods.ts";
import { kase, table, trace } from "../../language/table.ts";
import { ANOTHER_LOOP, setCurrent } from "../kit/lookups.ts";

const SEED_METHODS = [
  "run_until_complete",
  "run_forever",
  "stop",
  "is_running",
  "is_closed",
  "close",
  "shutdown_asyncgens",
  "call_soon",
  "call_soon_threadsafe",
];

/** The methods of the other headings that every edition from 3.8 on lists, for all systems. */
const CHAPTER_METHODS: Readonly<Record<string, readonly string[]>> = {
  "delayed-callbacks": ["call_later", "call_at", "time"],
  "futures-and-tasks": ["create_future", "create_task", "set_task_factory", "get_task_factory"],
  connections: ["create_connection", "create_datagram_endpoint"],
  servers: ["create_server", "connect_accepted_socket"],
  "file-transfer": ["sendfile"],
  tls: ["start_tls"],
  descriptors: ["add_reader", "remove_reader", "add_writer", "remove_writer"],
  sockets: [
    ...["sock_recv", "sock_recv_into", "sock_sendall", "sock_connect", "sock_accept"],
    "sock_sendfile",
  ],
  names: ["getaddrinfo", "getnameinfo"],
  pipes: ["connect_read_pipe", "connect_write_pipe"],
  executors: ["run_in_executor", "set_default_executor"],
  errors: [
    ...["set_exception_handler", "get_exception_handler"],
    ...["default_exception_handler", "call_exception_handler"],
  ],
  debug: ["get_debug", "set_debug"],
  subprocesses: ["subprocess_exec", "subprocess_shell"],
};

const made = assign("made", ANOTHER_LOOP);

const hasMethods = (slug: string, methods: readonly string[]): CaseDefinition =>
  kase(`new-event-loop/interface-${slug}`, `a new loop has ${methods.join(", ")}`, {
    clauses: ["new-event-loop.abstract-interface"],
    main: [made, ...methods.map((name) => show(name, { has_method: name, of: variable("made") }))],
    expect: trace(...methods.map((name) => `${name}=True`)),
  });

/** What a new loop can do. */
export const newEventLoop = table([
  ...SEED_METHODS.map((name) =>
    kase(`new-event-loop/has-${name.replaceAll("_", "-")}`, `a new loop has a method ${name}`, {
      clauses: ["new-event-loop.returns-loop-object"],
      main: [made, show("has", { has_method: name, of: variable("made") })],
      expect: trace("has=True"),
    }),
  ),
  kase("new-event-loop/not-none", "the result is not None", {
    clauses: ["new-event-loop.returns-loop-object"],
    main: [made, show("none", same(variable("made"), null))],
    expect: trace("none=False"),
  }),
  kase("new-event-loop/works", "a new loop runs callbacks and coroutines", {
    clauses: ["new-event-loop.returns-loop-object"],
    fns: { job: callback(), main: coroutine() },
    main: [
      made,
      callSoon("job", [], { on: variable("made") }),
      runUntilComplete(call("main"), { on: variable("made") }),
    ],
    expect: { trace: [{ any_order: ["job", "main"] }] },
  }),
  kase("new-event-loop/abstract-class", "a new loop is an AbstractEventLoop", {
    clauses: ["new-event-loop.abstract-interface"],
    main: [made, show("is", { is: variable("made"), type: "AbstractEventLoop" })],
    expect: trace("is=True"),
  }),
  ...Object.entries(CHAPTER_METHODS).map(([slug, methods]) => hasMethods(slug, methods)),
  kase("new-event-loop/distinct-from-current", "a new loop is not the one that is installed", {
    clauses: ["new-event-loop.fresh-each-call"],
    main: [
      setCurrent(variable("loop")),
      assign("made", asyncio("new_event_loop")),
      show("same", same(variable("made"), variable("loop"))),
      methodCall("made", "close"),
    ],
    expect: trace("same=False"),
  }),
  kase(
    "new-event-loop/distinct-from-running",
    "a loop made during a run is not the one that runs",
    {
      clauses: ["new-event-loop.fresh-each-call"],
      fns: {
        main: coroutine(
          assign("made", asyncio("new_event_loop")),
          show("same", same(variable("made"), variable("loop"))),
        ),
      },
      main: [runUntilComplete(call("main")), try_(methodCall("made", "close"))],
      expect: trace("main", "same=False"),
    },
  ),
]);
