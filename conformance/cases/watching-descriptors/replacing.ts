/** `add_reader()` and `add_writer()` for a descriptor that is watched already, and what keeps running. */
import {
  assign,
  await_,
  call,
  callback,
  callbackWith,
  coroutine,
  event,
  eventSet,
  if_,
  log,
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
  startPeer,
  takeOver,
} from "../../language/build-network.ts";
import type { Expression } from "../../language/expression.ts";
import {
  callSoon,
  createFuture,
  methodCall,
  runUntilComplete,
} from "../../language/loop-methods.ts";
import type { Operation } from "../../language/operation.ts";
import { kase, table, trace } from "../../language/table.ts";
import { connected, numberOf, READER, WAYS, WRITER } from "../kit/descriptors.ts";
import { CIRCUMSTANCES } from "../kit/dimensions.ts";
import { END, untilEnd } from "../kit/settle.ts";

/** The promise is one of the chapter since 3.13, and one of a design document before. */
const REPLACES = {
  reader: [
    ["add-reader.replaces-and-cancels-previous", ""],
    ["add-reader.replaces-previous-unpromised", "-before-3-13"],
  ],
  writer: [
    ["add-writer.replaces-and-cancels-previous", ""],
    ["add-writer.replaces-previous-unpromised", "-before-3-13"],
  ],
} as const;
const LEVEL = "add-reader.level-triggered";
const APART = "add-writer.independent-of-reader";
const EOF = "watch-fd.eof-is-readable";
const Q = { end: "q", side: 0 } as const;

const some = CIRCUMSTANCES.filter(({ slug }) => ["plain", "debug", "second-run"].includes(slug));
const TIMES = 3;
const COUNT: Expression = { attr: "count", of: variable("seen") };
/** Counts the runs of a reader that reads nothing, and ends when there were enough. */
const counts: readonly Operation[] = [
  { op: "set_attr", of: variable("seen"), attr: "count", value: { add: [COUNT, 1] } },
  if_({ equal: [COUNT, TIMES] }, [READER.remove(), END]),
];
const heard = methodCall("heard", "set_result", [null]);

export const descriptorReplacing = table([
  ...WAYS.flatMap(({ slug: way, adds, readies, settles, add }) =>
    REPLACES[way].flatMap(([clause, suffix]) => [
      ...some.map(({ slug, title, fns, before, shown }) =>
        kase(
          `descriptors/${way}-replaced-${slug}${suffix}`,
          `a second ${adds}() replaces the callback of the first ${title}`,
          {
            clauses: [clause],
            fns: {
              ...fns,
              first: callback(settles("p"), END),
              second: callback(settles("p"), END),
            },
            main: [...before, pair("p"), ...untilEnd(add("first"), add("second"), ...readies("p"))],
            expect: trace(...shown, "second"),
          },
        ),
      ),
      kase(
        `descriptors/${way}-replaced-arguments${suffix}`,
        `a second ${adds}() of the same callback replaces its arguments`,
        {
          clauses: [clause],
          fns: { ready: callbackWith(["n"], settles("p"), END) },
          main: [
            pair("p"),
            ...untilEnd(add("ready", [1]), add("ready", [2]), add("ready", [3]), ...readies("p")),
          ],
          expect: trace("ready(3)"),
        },
      ),
      kase(
        `descriptors/${way}-replaced-from-itself${suffix}`,
        `a callback of ${adds}() replaces itself`,
        {
          clauses: [clause],
          fns: {
            first: callback(settles("p"), add("second"), ...readies("p")),
            second: callback(settles("p"), END),
          },
          main: [pair("p"), ...untilEnd(add("first"), ...readies("p"))],
          expect: trace("first", "second"),
        },
      ),
      kase(
        `descriptors/${way}-replaced-after-its-run${suffix}`,
        `${adds}() in a second run replaces the callback of the first`,
        {
          clauses: [clause],
          fns: {
            first: callback(settles("p"), heard),
            second: callback(settles("p"), END),
            replaces: quiet(coroutine(add("second"), ...readies("p"), await_(variable("end")))),
          },
          main: [
            pair("p"),
            createFuture("heard"),
            add("first"),
            ...readies("p"),
            runUntilComplete(variable("heard")),
            createFuture("end"),
            runUntilComplete(call("replaces")),
          ],
          expect: trace("first", "second"),
        },
      ),
      kase(
        `descriptors/${way}-replaced-of-two${suffix}`,
        `${adds}() replaces the callback of its own descriptor alone`,
        {
          clauses: [clause],
          fns: {
            other: callback(settles("q"), heard),
            first: callback(),
            second: callback(settles("p"), END),
            works: quiet(
              coroutine(
                createFuture("heard"),
                add("other", [], Q),
                add("first"),
                add("second"),
                ...readies("q"),
                await_(variable("heard")),
                ...readies("p"),
                await_(variable("end")),
              ),
            ),
          },
          main: [pair("p"), pair("q"), createFuture("end"), runUntilComplete(call("works"))],
          expect:
            way === "reader" ? trace("other", "second") : trace({ any_order: ["other", "second"] }),
        },
      ),
    ]),
  ),
  ...some.map(({ slug, title, fns, before, shown }) =>
    kase(`descriptors/level-${slug}`, `a reader keeps running while data is unread ${title}`, {
      clauses: [LEVEL],
      fns: { ...fns, ready: callback(...counts) },
      main: [
        ...before,
        pair("p"),
        assign("seen", { make: "object" }),
        { op: "set_attr", of: variable("seen"), attr: "count", value: 0 },
        ...untilEnd(READER.add("ready"), makeReady("p")),
      ],
      expect: trace(...shown, ...Array<string>(TIMES).fill("ready")),
    }),
  ),
  kase("descriptors/level-in-a-later-run", "data that a run leaves unread runs the reader again", {
    clauses: [LEVEL],
    fns: {
      ready: callback(READER.remove(), END),
      again: callback(READER.remove(), methodCall("later", "set_result", [null])),
    },
    main: [
      pair("p"),
      ...untilEnd(READER.add("ready"), makeReady("p")),
      log("returned"),
      createFuture("later"),
      READER.add("again"),
      runUntilComplete(variable("later")),
    ],
    expect: trace("ready", "returned", "again"),
  }),
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
    fns: {
      other: peer(takeOver(), hangUp()),
      ready: callback(READER.remove(variable("fd")), heard),
      waits: quiet(
        coroutine(
          assign("pipe", { make: "pipe" }),
          assign("fd", numberOf({ item: 0, of: variable("pipe") })),
          createFuture("heard"),
          READER.add("ready", [], variable("fd")),
          startPeer("other", "peer", { item: 1, of: variable("pipe") }),
          await_(variable("heard")),
          finished("peer"),
        ),
      ),
    },
    main: [runUntilComplete(call("waits"))],
    expect: trace("ready"),
  }),
]);
