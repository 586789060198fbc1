/** The preface and the end of a loop where single rows leave something out: parts of messages, busy tasks, a refused run. */
import {
  awaitFor,
  call,
  cb,
  coro,
  drain,
  log,
  makeReady,
  pair,
  quiet,
  repeat,
  rescue,
  show,
  sleep,
  v,
} from "../../language/build.ts";
import {
  addReader,
  close,
  createTask,
  runForever,
  runUntilComplete,
} from "../../language/loop-methods.ts";
import { kase, table, trace } from "../../language/table.ts";
import { IS_CLOSED } from "../kit/shorthand.ts";

const receive = (name: string, count: number) =>
  awaitFor({ m: "sock_recv", args: [{ end: "p", side: 0 }, count] }, { as: name });

export const prefaceCrossed = table("conformance/cases/preface/crossed.ts", [
  kase("preface/network-io-in-parts", "what one call leaves of a message the next one receives", {
    clauses: ["preface.performs-network-io"],
    fns: {
      work: quiet(
        coro(
          awaitFor({ m: "sock_sendall", args: [{ end: "p", side: 1 }, { bytes: "hello" }] }),
          receive("head", 2),
          receive("tail", 100),
          show("head", { decode: v("head") }),
          show("tail", { decode: v("tail") }),
        ),
      ),
    },
    main: [pair("p"), runUntilComplete(call("work"))],
    expect: trace("head=he", "tail=llo"),
  }),
  kase("run-forever/reader-beside-busy-tasks", "tasks that never wait do not starve a descriptor", {
    clauses: ["run-forever.no-starvation"],
    fns: {
      busy: quiet(coro(repeat(500, sleep(0)))),
      last: quiet(coro(repeat(500, sleep(0)), log("done"))),
      reads: cb(drain("p")),
    },
    main: [
      pair("p"),
      addReader("p", "reads"),
      makeReady("p"),
      createTask(call("busy"), "task"),
      runUntilComplete(call("last")),
      runUntilComplete(v("task")),
    ],
    expect: trace("reads", "done"),
  }),
  kase("close/for-ever-despite-run-forever", "a closed loop stays closed when it refuses to run", {
    clauses: ["close.irreversible"],
    main: [close(), rescue([runForever()], "problem", log("refused")), show("closed", IS_CLOSED)],
    expect: trace("refused", "closed=True"),
  }),
]);
