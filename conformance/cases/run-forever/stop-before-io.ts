/** `stop()` before `run_forever()`: the one pass serves the descriptors that are ready. */
import { callback, callbackWith, drain, log, makeReady, pair } from "../../language/build.ts";
import { addReader, callSoon, loopCall, runForever, stop } from "../../language/loop-methods.ts";
import { kase, table, trace } from "../../language/table.ts";
import { ARGUMENT_COUNTS } from "../kit/dimensions.ts";

export const runForeverStopBeforeIo = table([
  ...ARGUMENT_COUNTS.map(({ title, slug, args, params, shown }) =>
    kase(
      `run-forever/stop-before-run-reader-${slug}`,
      `the pass after stop() calls a reader's callback ${title}`,
      {
        clauses: ["run-forever.stop-before-run.runs-io-callbacks"],
        fns: { reader: callbackWith(params, drain("p")) },
        main: [pair("p"), addReader("p", "reader", args), makeReady("p"), stop(), runForever()],
        expect: trace(`reader${shown}`),
      },
    ),
  ),
  kase("run-forever/stop-before-run-writer", "the pass after stop() calls a writer's callback", {
    clauses: ["run-forever.stop-before-run.runs-io-callbacks"],
    fns: { writer: callback() },
    main: [
      pair("p"),
      loopCall("add_writer", [{ end: "p", side: 0 }, { fn: "writer" }]),
      stop(),
      runForever(),
    ],
    expect: trace("writer"),
  }),
  kase(
    "run-forever/stop-before-run-ready-after-stop",
    "a descriptor that becomes ready between stop() and run_forever() is served in the pass",
    {
      clauses: ["run-forever.stop-before-run.runs-io-callbacks"],
      fns: { reader: callback(drain("p")) },
      main: [pair("p"), addReader("p", "reader"), stop(), makeReady("p"), runForever()],
      expect: trace("reader"),
    },
  ),
  kase(
    "run-forever/stop-before-run-two-descriptors",
    "the pass after stop() serves every descriptor that is ready",
    {
      clauses: ["run-forever.stop-before-run.runs-io-callbacks"],
      fns: {
        reader_p: callback(drain("p")),
        reader_q: callback(drain("q")),
        reader_r: callback(drain("r")),
      },
      main: [
        ...["p", "q", "r"].flatMap((name) => [pair(name), addReader(name, `reader_${name}`)]),
        makeReady("p"),
        makeReady("r"),
        stop(),
        runForever(),
        log("returned"),
      ],
      expect: trace({ any_order: ["reader_p", "reader_r"] }, "returned"),
    },
  ),
  kase(
    "run-forever/stop-before-run-descriptor-and-callbacks",
    "the pass after stop() serves ready descriptors and ready callbacks alike",
    {
      clauses: [
        "run-forever.stop-before-run.runs-io-callbacks",
        "run-forever.stop-before-run.runs-ready-callbacks",
      ],
      fns: { reader: callback(drain("p")), a: callback(), b: callback() },
      main: [
        pair("p"),
        addReader("p", "reader"),
        makeReady("p"),
        callSoon("a"),
        callSoon("b"),
        stop(),
        runForever(),
      ],
      expect: trace({ interleave: [["reader"], ["a", "b"]] }),
    },
  ),
]);
