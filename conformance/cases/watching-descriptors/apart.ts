/** Reader and writer of one descriptor are independent; a reader learns of the end of a stream. */
import {
  await_,
  call,
  callback,
  coroutine,
  event,
  eventSet,
  makeReady,
  pair,
  quiet,
  variable,
  wait,
} from "../../language/build.ts";
import {
  accept,
  finished,
  halfClose,
  hangUp,
  listen,
  peer,
  receiveEnd,
  reset,
  takeOver,
} from "../../language/build-network.ts";
import {
  callSoon,
  createFuture,
  methodCall,
  runUntilComplete,
} from "../../language/loop-methods.ts";
import { kase, table, trace } from "../../language/table.ts";
import { connected, READER, readerOfPipe, WRITER } from "../kit/descriptors.ts";
import { CIRCUMSTANCES } from "../kit/dimensions.ts";
import { END, untilEnd } from "../kit/settle.ts";

const APART = "add-writer.independent-of-reader";
const EOF = "watch-fd.eof-is-readable";
const some = CIRCUMSTANCES.filter(({ slug }) => ["plain", "debug", "second-run"].includes(slug));
const heard = methodCall("heard", "set_result", [null]);

export const descriptorsApart = table([
  ...some.flatMap(({ slug, title, fns, before, shown }) => [
    kase(`descriptors/apart-both-${slug}`, `reader and writer of a descriptor both run ${title}`, {
      clauses: [APART],
      fns: {
        ...fns,
        reads: callback(READER.settles("p"), methodCall("read", "set_result", [null])),
        writes: callback(WRITER.remove(), methodCall("written", "set_result", [null])),
        waits: quiet(coroutine(await_(variable("read")), await_(variable("written")))),
      },
      main: [
        ...before,
        pair("p"),
        createFuture("read"),
        createFuture("written"),
        READER.add("reads"),
        WRITER.add("writes"),
        makeReady("p"),
        runUntilComplete(call("waits")),
      ],
      expect: trace(...shown, { any_order: ["reads", "writes"] }),
    }),
    kase(
      `descriptors/apart-writer-removed-${slug}`,
      `a reader runs when the writer of its descriptor is gone ${title}`,
      {
        clauses: [APART],
        fns: { ...fns, reads: callback(READER.settles("p"), END), writes: callback() },
        main: [
          ...before,
          pair("p"),
          READER.add("reads"),
          WRITER.add("writes"),
          WRITER.remove(),
          ...untilEnd(makeReady("p")),
        ],
        expect: trace(...shown, "reads"),
      },
    ),
    kase(
      `descriptors/apart-reader-removed-${slug}`,
      `a writer runs when the reader of its descriptor is gone ${title}`,
      {
        clauses: [APART],
        fns: { ...fns, reads: callback(), writes: callback(WRITER.remove(), END) },
        main: [
          ...before,
          pair("p"),
          WRITER.add("writes"),
          READER.add("reads"),
          READER.remove(),
          ...untilEnd(makeReady("p")),
        ],
        expect: trace(...shown, "writes"),
      },
    ),
  ]),
  kase("descriptors/apart-replaced", "a writer that is replaced leaves the reader as it is", {
    clauses: [APART],
    fns: {
      reads: callback(READER.settles("p"), END),
      writes: callback(WRITER.remove(), callSoon("sends")),
      sends: quiet(callback(makeReady("p"))),
    },
    main: [pair("p"), ...untilEnd(READER.add("reads"), WRITER.add("writes"), WRITER.add("writes"))],
    expect: trace("writes", "reads"),
  }),
  ...(
    [
      ["hang-up", "closes a TCP connection", [hangUp()]],
      ["half-close", "ends its side of a TCP connection", [halfClose(), receiveEnd()]],
      ["reset", "resets a TCP connection", [reset()]],
    ] as const
  ).map(([slug, title, steps]) =>
    kase(`descriptors/end-by-${slug}`, `a reader runs when the peer ${title}`, {
      clauses: [EOF],
      fns: {
        other: peer(listen(), accept(), wait("go"), ...steps),
        ready: callback(READER.remove(variable("fd")), heard),
        waits: quiet(
          coroutine(
            ...connected,
            createFuture("heard"),
            READER.add("ready", [], variable("fd")),
            eventSet("go"),
            await_(variable("heard")),
            methodCall("sock", "close"),
            finished("peer"),
          ),
        ),
      },
      main: [event("go"), runUntilComplete(call("waits"))],
      expect: trace("ready", ...(slug === "half-close" ? ["other: end"] : [])),
    }),
  ),
  kase("descriptors/end-of-a-pipe", "a reader runs when the other end of its pipe is closed", {
    clauses: [EOF],
    fns: readerOfPipe(peer(takeOver(), hangUp())),
    main: [runUntilComplete(call("waits"))],
    expect: trace("ready"),
  }),
]);
