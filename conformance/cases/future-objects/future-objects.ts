import { errorOf, show, try_, variable } from "../../language/build.ts";
import { kase, table, trace } from "../../language/table.ts";
import { ASKED, future, inEachState, of, on, SEEN, seen } from "../kit/future-terms.ts";

/** What can be asked of a future. */
export const futureObjects = table([
  ...inEachState(({ slug, title, make, cancelled }) =>
    kase(`future/done-${slug}`, `a future ${title} is done, and was not before`, {
      clauses: ["future.done"],
      main: [future, ...ASKED, make, ...ASKED, seen],
      expect: trace(
        "done=False",
        "cancelled=False",
        "done=True",
        `cancelled=${cancelled}`,
        SEEN[slug],
      ),
    }),
  ),
  ...inEachState(({ slug, title, make, cancelled }) =>
    kase(`future/cancelled-${slug}`, `cancelled() of a future ${title} is ${cancelled}`, {
      clauses: ["future.cancelled"],
      main: [future, make, show("cancelled", of("cancelled")), seen],
      expect: trace(`cancelled=${cancelled}`, SEEN[slug]),
    }),
  ),
  ...inEachState(({ slug, title, make }) =>
    kase(`future/result-${slug}`, `what result() of a future ${title} says`, {
      clauses: [slug === "cancelled" ? "future.of-cancelled" : "future.result"],
      main: [future, make, try_(show("result", of("result")))],
      expect: trace(
        { result: "result=5", exception: "!AppError:x", cancelled: "!CancelledError" }[slug],
      ),
    }),
  ),
  ...inEachState(({ slug, title, make }) =>
    kase(`future/exception-${slug}`, `what exception() of a future ${title} says`, {
      clauses: [slug === "cancelled" ? "future.of-cancelled" : "future.exception"],
      main: [future, make, seen],
      expect: trace(SEEN[slug]),
    }),
  ),
  ...["result", "exception"].map((method) =>
    kase(`future/pending-${method}`, `${method}() of a pending future is refused`, {
      clauses: ["future.not-done"],
      main: [future, try_(show("value", of(method)))],
      expect: trace("!InvalidStateError"),
    }),
  ),
  ...inEachState(({ slug, title, make }) =>
    kase(`future/set-again-${slug}`, `a future ${title} takes neither result nor exception`, {
      clauses: ["future.set-once"],
      main: [
        future,
        make,
        try_(on("set_result", 6)),
        try_(on("set_exception", errorOf("AppError", "y"))),
        seen,
      ],
      expect: trace("!InvalidStateError", "!InvalidStateError", SEEN[slug]),
    }),
  ),
  ...inEachState(({ slug, title, make }) =>
    kase(
      `future/cancel-${slug}`,
      `cancel() of a future ${title} returns False and changes nothing`,
      {
        clauses: ["future.cancel"],
        main: [future, make, show("again", of("cancel")), seen],
        expect: trace("again=False", SEEN[slug]),
      },
    ),
  ),
  kase("future/cancel-pending", "cancel() of a pending future returns True", {
    clauses: ["future.cancel"],
    main: [future, show("first", of("cancel")), ...ASKED],
    expect: trace("first=True", "done=True", "cancelled=True"),
  }),
  kase("future/representation-pending", "the representation of a pending future says so", {
    clauses: ["future.representation"],
    main: [
      future,
      show("pending", { contains: { repr: variable("future") }, text: " pending" }),
      show("finished", { contains: { repr: variable("future") }, text: "finished" }),
    ],
    expect: trace("pending=True", "finished=False"),
  }),
  ...inEachState(({ slug, title, make }) =>
    kase(`future/representation-${slug}`, `the representation of a future ${title} says so`, {
      clauses: ["future.representation"],
      main: [
        future,
        make,
        seen,
        ...["finished", "cancelled", " result=5", " exception=", "pending"].map((text) =>
          show(text.trim().replace(/\W/g, ""), { contains: { repr: variable("future") }, text }),
        ),
      ],
      expect: trace(
        SEEN[slug],
        `finished=${slug === "cancelled" ? "False" : "True"}`,
        `cancelled=${slug === "cancelled" ? "True" : "False"}`,
        `result5=${slug === "result" ? "True" : "False"}`,
        `exception=${slug === "exception" ? "True" : "False"}`,
        "pending=False",
      ),
    }),
  ),
]);
