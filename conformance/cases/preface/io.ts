/** The preface: a loop performs network I/O and runs subprocesses. */
import {
  await_,
  call,
  callback,
  callbackWith,
  coroutine,
  drain,
  if_,
  log,
  makeReady,
  pair,
  quiet,
  repeat,
  repeatWith,
  return_,
  show,
  variable,
} from "../../language/build.ts";
import type { Expression } from "../../language/expression.ts";
import {
  addReader,
  asyncio,
  callLater,
  callSoon,
  createFuture,
  createTask,
  methodCall,
  runForever,
  runUntilComplete,
  stop,
} from "../../language/loop-methods.ts";
import { kase, table, trace } from "../../language/table.ts";
import { CIRCUMSTANCES } from "../kit/dimensions.ts";
import { received, receiveText } from "../kit/plain-sockets.ts";
import { LONG } from "../kit/shorthand.ts";

const RUNS = "preface.runs-callbacks-and-tasks";
const NETWORK = "preface.performs-network-io";
const CHILDREN = "preface.runs-subprocesses";

const receive = (side: 0 | 1): Expression => ({
  m: "sock_recv",
  args: [{ end: "p", side }, 100],
});
const send = (side: 0 | 1, text: string): Expression => ({
  m: "sock_sendall",
  args: [{ end: "p", side }, { bytes: text }],
});
const resolve = (future: string) => methodCall(future, "set_result", [null]);

export const prefaceIo = table([
  ...CIRCUMSTANCES.filter(({ slug }) =>
    ["plain", "debug", "second-run", "after-raising-run", "waiting-task"].includes(slug),
  ).map(({ slug, title, fns, before, shown }) =>
    kase(
      `preface/network-io-${slug}`,
      `bytes that a peer sends reach a waiting coroutine while callbacks run ${title}`,
      {
        clauses: [NETWORK],
        fns: {
          ...fns,
          reads: coroutine(
            callSoon("meanwhile"),
            await_(receive(0), { as: "data" }),
            show("data", { decode: variable("data") }),
          ),
          meanwhile: callback(makeReady("p")),
        },
        main: [...before, pair("p"), runUntilComplete(call("reads"))],
        expect: trace(...shown, "reads", "meanwhile", "data=x"),
      },
    ),
  ),
  kase("preface/network-io-both-ways", "a question and its answer cross a connection", {
    clauses: [NETWORK],
    fns: {
      server: coroutine(
        ...receiveText(receive(1), 8, "question", "asked"),
        show("server got", received("question")),
        await_(send(1, "answer")),
      ),
      client: coroutine(
        await_(send(0, "question")),
        ...receiveText(receive(0), 6, "answer", "answered"),
        show("client got", received("answer")),
        await_(variable("task")),
      ),
    },
    main: [pair("p"), createTask(call("server"), "task"), runUntilComplete(call("client"))],
    expect: trace({ any_order: ["server", "client"] }, "server got=question", "client got=answer"),
  }),
  kase("preface/network-io-timers-tick", "timers fire while a coroutine waits for a peer", {
    clauses: [NETWORK],
    fns: {
      reads: coroutine(
        await_(receive(0), { as: "data" }),
        show("data", { decode: variable("data") }),
      ),
      tick: callbackWith(["n"], callLater(0.01, "sends")),
      sends: callback(makeReady("p")),
    },
    main: [pair("p"), callLater(0.002, "tick", [0]), runUntilComplete(call("reads"))],
    expect: trace({ interleave: [["reads"], ["tick(0)"]] }, "sends", "data=x"),
  }),
  kase("preface/network-io-five-hundred-messages", "500 messages cross a connection in turn", {
    timeout: LONG,
    clauses: [NETWORK],
    fns: {
      echo: quiet(
        coroutine(
          repeat(
            500,
            ...receiveText(receive(1), 4, "question", "asked"),
            if_({ equal: [received("question"), "ping"] }, [await_(send(1, "pong"))]),
          ),
        ),
      ),
      client: quiet(
        coroutine(
          repeatWith(
            500,
            "i",
            await_(send(0, "ping")),
            ...receiveText(receive(0), 4, "answer", "answered"),
            show("answer", received("answer")),
          ),
        ),
      ),
    },
    main: [pair("p"), createTask(call("echo"), "task"), runUntilComplete(call("client"))],
    expect: trace(...Array<string>(500).fill("answer=pong")),
  }),
  kase(
    "preface/network-io-by-callback",
    "a watched descriptor's callback runs when a peer has sent",
    {
      clauses: [NETWORK],
      fns: { reader: callback(drain("p"), stop()), sends: callback(makeReady("p")) },
      main: [pair("p"), addReader("p", "reader"), callSoon("sends"), runForever(), log("returned")],
      expect: trace("sends", "reader", "returned"),
    },
  ),
  kase(
    "preface/network-io-each-of-a-hundred-events",
    "each of 100 messages wakes the descriptor's callback",
    {
      clauses: [NETWORK],
      fns: {
        reader: callback(drain("p"), resolve("heard")),
        sends: quiet(callback(makeReady("p"))),
        talks: quiet(
          coroutine(
            repeatWith(
              100,
              "i",
              createFuture("heard"),
              callSoon("sends"),
              await_(variable("heard")),
            ),
          ),
        ),
      },
      main: [pair("p"), addReader("p", "reader"), runUntilComplete(call("talks")), log("returned")],
      expect: trace(...Array<string>(100).fill("reader"), "returned"),
    },
  ),
  ...[0, 7, 255].map((status) =>
    kase(`preface/subprocess-exit-${status}`, `a child's exit status ${status} is reported`, {
      clauses: [CHILDREN],
      fns: { runs: coroutine(await_({ subprocess_exit: status }, { show: "status" })) },
      main: [runUntilComplete(call("runs"))],
      expect: trace("runs", `status=${status}`),
    }),
  ),
  kase("preface/subprocess-while-others-run", "callbacks run while a child does", {
    clauses: [CHILDREN],
    fns: {
      runs: coroutine(callSoon("meanwhile"), await_({ subprocess_exit: 3 }, { show: "status" })),
      meanwhile: callback(),
    },
    main: [runUntilComplete(call("runs"))],
    expect: trace("runs", "meanwhile", "status=3"),
  }),
  kase("preface/two-subprocesses", "two children at once report each its own exit status", {
    clauses: [CHILDREN],
    fns: {
      runs_one: quiet(coroutine(await_({ subprocess_exit: 4 }, { show: "one" }))),
      runs_two: quiet(coroutine(await_({ subprocess_exit: 5 }, { show: "two" }))),
      both: quiet(coroutine(await_(asyncio("gather", call("runs_one"), call("runs_two"))))),
    },
    main: [runUntilComplete(call("both")), log("returned")],
    expect: trace({ any_order: ["one=4", "two=5"] }, "returned"),
  }),
  kase("preface/all-kinds-in-one-run", "tasks, callbacks, network and a child share one run", {
    clauses: [CHILDREN, RUNS, NETWORK],
    fns: {
      a: callback(makeReady("p")),
      reads: coroutine(
        await_(receive(0), { as: "data" }),
        show("data", { decode: variable("data") }),
      ),
      runs: coroutine(await_({ subprocess_exit: 9 }, { show: "status" })),
      all: quiet(coroutine(await_(asyncio("gather", call("reads"), call("runs"))), return_(7))),
    },
    main: [pair("p"), callSoon("a"), runUntilComplete(call("all"), { show: "result" })],
    expect: trace({ interleave: [["a"], ["reads", "data=x"], ["runs", "status=9"]] }, "result=7"),
  }),
]);
