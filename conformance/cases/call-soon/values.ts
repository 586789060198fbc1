import {
  assign,
  callback,
  callbackWith,
  quiet,
  same,
  show,
  variable,
  variadic,
} from "../../language/build.ts";
import type { Expression } from "../../language/expression.ts";
import { callSoon } from "../../language/loop-methods.ts";
import { kase, table, trace } from "../../language/table.ts";
import { END, untilEnd } from "../kit/settle.ts";

const CLAUSES = ["call-soon.passes-args"] as const;
const VALUES: readonly (readonly [
  slug: string,
  title: string,
  value: Expression,
  shown: string,
])[] = [
  ["none", "None", null, "None"],
  ["false", "False", false, "False"],
  ["zero", "0", 0, "0"],
  ["empty-text", "an empty text", "", ""],
  ["float", "a float", 0.25, "0.25"],
  ["tuple", "a tuple", { list: [1, 2] }, "(1, 2)"],
  ["empty-tuple", "an empty tuple", { list: [] }, "()"],
  ["bytes", "bytes", { bytes: "ab" }, "ab"],
  ["error", "an error object", { error: "AppError", message: "x" }, "AppError:x"],
];
const objects = [1, 2, 3].map((n) => assign(`object${n}`, { make: "object" }));

/** Arguments arrive unchanged. */
export const callSoonValues = table([
  ...VALUES.map(([slug, title, value, shown]) =>
    kase(`call-soon/value-${slug}`, `${title} as the one argument arrives unchanged`, {
      clauses: CLAUSES,
      fns: { job: variadic(callback(END)) },
      main: untilEnd(callSoon("job", [value])),
      expect: trace(`job(${shown})`),
    }),
  ),
  kase("call-soon/value-identity", "the callback gets the very objects", {
    clauses: CLAUSES,
    fns: {
      job: quiet(
        callbackWith(
          ["a", "b", "c"],
          show("a", same(variable("a"), variable("object1"))),
          show("b", same(variable("b"), variable("object2"))),
          show("c", same(variable("c"), variable("object3"))),
          END,
        ),
      ),
    },
    main: untilEnd(
      ...objects,
      callSoon("job", [variable("object1"), variable("object2"), variable("object3")]),
    ),
    expect: trace("a=True", "b=True", "c=True"),
  }),
  kase("call-soon/value-identity-of-one", "a callback with one argument gets the very object", {
    clauses: CLAUSES,
    fns: {
      job: quiet(callbackWith(["a"], END, show("a", same(variable("a"), variable("object1"))))),
    },
    main: untilEnd(assign("object1", { make: "object" }), callSoon("job", [variable("object1")])),
    expect: trace("a=True"),
  }),
  kase("call-soon/value-loop", "the loop itself can be an argument", {
    clauses: CLAUSES,
    fns: { job: quiet(callbackWith(["a"], END, show("a", same(variable("a"), variable("loop"))))) },
    main: untilEnd(callSoon("job", [variable("loop")])),
    expect: trace("a=True"),
  }),
  kase("call-soon/value-function", "a function as an argument is not called", {
    clauses: CLAUSES,
    fns: {
      other: callback(),
      job: quiet(callbackWith(["a"], END, show("a", same(variable("a"), { fn: "other" })))),
    },
    main: untilEnd(callSoon("job", [{ fn: "other" }])),
    expect: trace("a=True"),
  }),
  kase("call-soon/value-same-twice", "one object may be given twice", {
    clauses: CLAUSES,
    fns: {
      job: quiet(callbackWith(["a", "b"], END, show("same", same(variable("a"), variable("b"))))),
    },
    main: untilEnd(
      assign("object1", { make: "object" }),
      callSoon("job", [variable("object1"), variable("object1")]),
    ),
    expect: trace("same=True"),
  }),
  kase("call-soon/value-tuple-not-spread", "a tuple of one stays one argument", {
    clauses: CLAUSES,
    fns: { job: variadic(callback(END)) },
    main: untilEnd(callSoon("job", [{ list: [7] }])),
    expect: trace("job((7,))"),
  }),
  kase("call-soon/value-twenty", "twenty arguments arrive in their order", {
    clauses: CLAUSES,
    fns: { job: variadic(callback(END)) },
    main: untilEnd(
      callSoon(
        "job",
        Array.from({ length: 20 }, (_, index) => index),
      ),
    ),
    expect: trace(`job(${Array.from({ length: 20 }, (_, index) => index).join(", ")})`),
  }),
]);
