/** The preface and the end of a loop where single rows leave something out: parts of messages, busy tasks, a refused run. */
import {
  await_,
  call,
  callback,
  coroutine,
  drain,
  log,
  makeReady,
  pair,
  quiet,
  repeat,
  show,
  sleep,
  tryExcept,
  variable,
} from "../../language/build.ts";
import type { Expression } from "../../language/expression.ts";
import {
  addReader,
  close,
  createTask,
  runForever,
  runUntilComplete,
} from "../../language/loop-methods.ts";
import { kase, table, trace } from "../../language/table.ts";
import { received, receiveText } from "../kit/plain-sockets.ts";
import { IS_CLOSED } from "../kit/shorthand.ts";

const receive = (count: number): Expression => ({
  m: "sock_recv",
  args: [{ end: "p", side: 0 }, count],
});

export const prefaceCrossed = table([
  kase("preface/network-io-in-parts", "what one call leaves of a message the next one receives", {
    clauses: ["preface.performs-network-io"],
    fns: {
      work: quiet(
        coroutine(
          await_({ m: "sock_sendall", args: [{ end: "p", side: 1 }, { bytes: "hello" }] }),
          await_(receive(1), { as: "head" }),
          ...receiveText(receive(100), 4, "tail"),
          show("head", { decode: variable("head") }),
          show("tail", received("tail")),
        ),
      ),
    },
    main: [pair("p"), runUntilComplete(call("work"))],
    expect: trace("head=h", "tail=ello"),
  }),
  kase("run-forever/reader-beside-busy-tasks", "tasks that never wait do not starve a descriptor", {
    clauses: ["run-forever.no-starvation"],
    fns: {
      busy: quiet(coroutine(repeat(500, sleep(0)))),
      last: quiet(coroutine(repeat(500, sleep(0)), log("done"))),
      reads: callback(drain("p")),
    },
    main: [
      pair("p"),
      addReader("p", "reads"),
      makeReady("p"),
      createTask(call("busy"), "task"),
      runUntilComplete(call("last")),
      runUntilComplete(variable("task")),
    ],
    expect: trace("reads", "done"),
  }),
  kase("close/for-ever-despite-run-forever", "a closed loop stays closed when it refuses to run", {
    clauses: ["close.irreversible"],
    main: [
      close(),
      tryExcept([runForever()], "problem", log("refused")),
      show("closed", IS_CLOSED),
    ],
    expect: trace("refused", "closed=True"),
  }),
]);
