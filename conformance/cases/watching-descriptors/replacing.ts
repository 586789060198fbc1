/** `add_reader()` and `add_writer()` for a descriptor that is watched already, and what keeps running. */
import {
  assign,
  await_,
  call,
  callback,
  callbackWith,
  coroutine,
  if_,
  log,
  makeReady,
  pair,
  quiet,
  variable,
} from "../../language/build.ts";
import type { Expression } from "../../language/expression.ts";
import { createFuture, methodCall, runUntilComplete } from "../../language/loop-methods.ts";
import type { Operation } from "../../language/operation.ts";
import { kase, table, trace } from "../../language/table.ts";
import { READER, WAYS } from "../kit/descriptors.ts";
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
]);
