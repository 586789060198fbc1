import { callback, callbackWith, quiet, show, variable } from "../../language/build.ts";
import { callSoon, cancel, runForever, STOP, setDebug } from "../../language/loop-methods.ts";
import { kase, table, trace } from "../../language/table.ts";
import { OWN_PLACES, placed, underEach } from "../kit/callback-rows.ts";
import { ARGUMENT_COUNTS, CONTEXTS } from "../kit/dimensions.ts";
import { END, untilEnd } from "../kit/settle.ts";

const HANDLE = ["call-soon.returns-handle"] as const;
const QUERY = ["call-soon.handle-cancelled-query"] as const;
const AS_HANDLE = { as: "h" };

const isHandle = show("handle", { is: variable("h"), type: "Handle" });
const asked = (label: string) => show(label, { m: "cancelled", on: variable("h") });
const last = quiet(callback(END));

/** What call_soon returns, and what its cancel() and cancelled() answer. */
export const callSoonHandle = table([
  ...OWN_PLACES.map((place) =>
    kase(
      `call-soon/handle-${place.slug}`,
      `called ${place.title}, it returns an asyncio.Handle`,
      placed(place, [callSoon("last", [], AS_HANDLE), isHandle], {
        clauses: HANDLE,
        fns: { last },
        expect: trace("handle=True"),
      }),
    ),
  ),
  ...ARGUMENT_COUNTS.filter(({ count }) => count > 0).map(({ slug, title, args, params }) =>
    kase(`call-soon/handle-${slug}`, `for a callback ${title} it returns a Handle`, {
      clauses: HANDLE,
      fns: { job: callbackWith(params) },
      main: [callSoon("job", args, AS_HANDLE), isHandle],
      expect: trace("handle=True"),
    }),
  ),
  ...CONTEXTS.filter(({ options }) => options.context).map(({ slug, title, before, options }) =>
    kase(`call-soon/handle-${slug}`, `for a callback ${title} it returns a Handle`, {
      clauses: HANDLE,
      fns: { job: callback() },
      main: [...before, callSoon("job", [], { ...options, ...AS_HANDLE }), isHandle],
      expect: trace("handle=True"),
    }),
  ),
  kase("call-soon/handle-debug", "in debug mode it returns a Handle", {
    clauses: HANDLE,
    fns: { job: callback() },
    main: [setDebug(true), callSoon("job", [], AS_HANDLE), isHandle],
    expect: trace("handle=True"),
  }),
  ...ARGUMENT_COUNTS.map(({ slug, title, args, params }) =>
    kase(
      `call-soon/cancelled-${slug}`,
      `cancelled() reports the cancellation of a callback ${title}`,
      {
        clauses: QUERY,
        fns: { job: callbackWith(params) },
        main: [callSoon("job", args, AS_HANDLE), asked("before"), cancel("h"), asked("after")],
        expect: trace("before=False", "after=True"),
      },
    ),
  ),
  ...underEach("call-soon/cancelled", "cancelled() reports a cancellation", () => ({
    clauses: QUERY,
    fns: { job: callback() },
    main: [callSoon("job", [], AS_HANDLE), asked("before"), cancel("h"), asked("after")],
    expect: trace("before=False", "after=True"),
  })),
  ...OWN_PLACES.map((place) =>
    kase(
      `call-soon/cancelled-${place.slug}`,
      `cancelled() reports a cancellation ${place.title}`,
      placed(
        place,
        [
          callSoon("job", [], AS_HANDLE),
          callSoon("last"),
          asked("before"),
          cancel("h"),
          asked("after"),
        ],
        {
          clauses: QUERY,
          fns: { job: quiet(callback()), last },
          expect: trace("before=False", "after=True"),
        },
      ),
    ),
  ),
  kase("call-soon/cancelled-not-by-run", "a callback that ran was not cancelled", {
    clauses: QUERY,
    fns: { job: callback() },
    main: [callSoon("job", [], AS_HANDLE), callSoon(STOP), runForever(), asked("after")],
    expect: trace("job", "after=False"),
  }),
  kase("call-soon/cancelled-own-only", "a cancel does not show on another handle", {
    clauses: QUERY,
    fns: { job: callback() },
    main: [
      callSoon("job", [], { as: "other" }),
      callSoon("job", [], AS_HANDLE),
      cancel("other"),
      asked("other's"),
    ],
    expect: trace("other's=False"),
  }),
  kase("call-soon/cancelled-inside", "while its callback runs a handle is not cancelled", {
    clauses: QUERY,
    fns: { job: quiet(callback(END, asked("inside"))) },
    main: untilEnd(callSoon("job", [], AS_HANDLE)),
    expect: trace("inside=False"),
  }),
]);
