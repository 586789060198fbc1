/** `add_reader()` and `add_writer()`: the callback runs once its descriptor is ready, and not before. */
import {
  await_,
  call,
  callback,
  callbackWith,
  coroutine,
  join,
  log,
  makeReady,
  pair,
  quiet,
  repeat,
  repeatWith,
  thread,
  threadFunction,
  variable,
} from "../../language/build.ts";
import {
  callLater,
  callSoon,
  createFuture,
  methodCall,
  runFor,
  runUntilComplete,
} from "../../language/loop-methods.ts";
import { kase, table, trace } from "../../language/table.ts";
import { READER, WAYS } from "../kit/descriptors.ts";
import { ARGUMENT_COUNTS, CIRCUMSTANCES } from "../kit/dimensions.ts";
import { END, untilEnd } from "../kit/settle.ts";

const CLAUSE = {
  reader: "add-reader.fires-when-readable",
  writer: "add-writer.fires-when-writable",
} as const;
const MANY = 50;

export const descriptorFiring = table([
  ...WAYS.flatMap(({ slug: way, adds, readies, settles, add, remove }) => [
    ...CIRCUMSTANCES.map(({ slug, title, fns, before, shown }) =>
      kase(`descriptors/${way}-runs-${slug}`, `the callback of ${adds}() runs ${title}`, {
        clauses: [CLAUSE[way]],
        fns: { ...fns, ready: callbackWith(["n"], settles("p"), END) },
        main: [...before, pair("p"), ...untilEnd(add("ready", [7]), ...readies("p"))],
        expect: trace(...shown, "ready(7)"),
      }),
    ),
    ...ARGUMENT_COUNTS.map(({ slug, title, args, params, shown }) =>
      kase(`descriptors/${way}-${slug}`, `${adds}() calls a callback ${title}`, {
        clauses: [CLAUSE[way]],
        fns: { ready: callbackWith(params, settles("p"), END) },
        main: [pair("p"), ...untilEnd(add("ready", args), ...readies("p"))],
        expect: trace(`ready${shown}`),
      }),
    ),
    kase(
      `descriptors/${way}-ready-before`,
      `${adds}() runs for a descriptor that is ready already`,
      {
        clauses: [CLAUSE[way]],
        fns: { ready: callback(settles("p"), END) },
        main: [pair("p"), ...readies("p"), ...untilEnd(add("ready"))],
        expect: trace("ready"),
      },
    ),
    kase(`descriptors/${way}-from-callback`, `${adds}() called by a callback runs its own`, {
      clauses: [CLAUSE[way]],
      fns: {
        ready: callback(settles("p"), END),
        starts: callback(add("ready"), ...readies("p")),
      },
      main: [pair("p"), ...untilEnd(callSoon("starts"))],
      expect: trace("starts", "ready"),
    }),
    kase(`descriptors/${way}-from-timer`, `${adds}() called by a timer runs its callback`, {
      clauses: [CLAUSE[way]],
      fns: {
        ready: callback(settles("p"), END),
        starts: callback(add("ready"), ...readies("p")),
      },
      main: [pair("p"), ...untilEnd(callLater(0.01, "starts"))],
      expect: trace("starts", "ready"),
    }),
    kase(`descriptors/${way}-from-coroutine`, `a coroutine is woken by the callback of ${adds}()`, {
      clauses: [CLAUSE[way]],
      fns: {
        ready: callback(settles("p"), methodCall("heard", "set_result", [5])),
        waits: quiet(
          coroutine(
            createFuture("heard"),
            add("ready"),
            ...readies("p"),
            await_(variable("heard"), { show: "heard" }),
          ),
        ),
      },
      main: [pair("p"), runUntilComplete(call("waits"))],
      expect: trace("ready", "heard=5"),
    }),
    kase(`descriptors/${way}-in-turn`, `each of ${MANY} descriptors runs its own callback`, {
      clauses: [CLAUSE[way]],
      fns: {
        ready: callback(settles("p"), methodCall("heard", "set_result", [null])),
        waits: quiet(
          coroutine(
            repeatWith(
              MANY,
              "index",
              pair("p"),
              createFuture("heard"),
              add("ready"),
              ...readies("p"),
              await_(variable("heard")),
              remove(),
            ),
          ),
        ),
      },
      main: [runUntilComplete(call("waits"))],
      expect: trace(...Array<string>(MANY).fill("ready")),
    }),
    kase(`descriptors/${way}-of-two`, `of two descriptors each runs its own ${way}`, {
      clauses: [CLAUSE[way]],
      fns: {
        ready: callbackWith(["which"], settles("p"), callSoon("second")),
        second: quiet(callback(add("last", [2], { end: "q", side: 0 }), ...readies("q"))),
        last: callbackWith(["which"], settles("q"), END),
      },
      main: [pair("p"), pair("q"), ...untilEnd(add("ready", [1]), ...readies("p"))],
      expect: trace("ready(1)", "last(2)"),
    }),
  ]),
  kase("descriptors/reader-silent", "a reader does not run while nothing can be read", {
    clauses: [CLAUSE.reader],
    fns: { ready: callback(READER.settles("p"), END) },
    main: [
      pair("p"),
      READER.add("ready"),
      runFor(0.02),
      log("silent"),
      ...untilEnd(makeReady("p")),
    ],
    expect: trace("silent", "ready"),
  }),
  kase("descriptors/reader-of-the-right-one", "a reader does not run for another descriptor", {
    clauses: [CLAUSE.reader],
    fns: { wrong: callback(), right: callback(READER.settles("q"), END) },
    main: [
      pair("p"),
      pair("q"),
      ...untilEnd(
        READER.add("wrong"),
        READER.add("right", [], { end: "q", side: 0 }),
        makeReady("q"),
      ),
    ],
    expect: trace("right"),
  }),
  kase("descriptors/reader-again", "a reader runs again for what arrives later", {
    clauses: [CLAUSE.reader],
    fns: {
      ready: callback(READER.settles("p"), methodCall("heard", "set_result", [null])),
      waits: quiet(
        coroutine(
          READER.add("ready"),
          repeatWith(
            3,
            "index",
            createFuture("heard"),
            makeReady("p"),
            await_(variable("heard")),
            log("heard", variable("index")),
          ),
        ),
      ),
    },
    main: [pair("p"), runUntilComplete(call("waits"))],
    expect: trace("ready", "heard=0", "ready", "heard=1", "ready", "heard=2"),
  }),
  kase("descriptors/reader-in-a-later-run", "a reader stays for later runs", {
    clauses: [CLAUSE.reader],
    fns: {
      ready: callback(READER.settles("p"), methodCall("heard", "set_result", [null])),
      waits: quiet(coroutine(createFuture("heard"), makeReady("p"), await_(variable("heard")))),
    },
    main: [
      pair("p"),
      READER.add("ready"),
      repeat(3, runUntilComplete(call("waits")), log("returned")),
    ],
    expect: trace("ready", "returned", "ready", "returned", "ready", "returned"),
  }),
  kase("descriptors/reader-woken-by-a-thread", "a byte that a thread sends wakes an idle loop", {
    clauses: [CLAUSE.reader],
    fns: {
      ready: callback(READER.settles("p"), END),
      other: quiet(threadFunction(makeReady("p"))),
      starts: quiet(callback(thread("other", "t"))),
    },
    main: [pair("p"), ...untilEnd(READER.add("ready"), callLater(0.01, "starts")), join("t")],
    expect: trace("ready"),
  }),
]);
