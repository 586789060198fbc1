/** KeyboardInterrupt and SystemExit from a callback of `run_forever()`. */
import { callback, log, quiet, raise, repeat, try_ } from "../../language/build.ts";
import {
  callLater,
  callSoon,
  cancel,
  runFor,
  runForever,
  STOP,
} from "../../language/loop-methods.ts";
import type { Operation } from "../../language/operation.ts";
import { kase, table, trace } from "../../language/table.ts";
import { CIRCUMSTANCES, PLACES } from "../kit/dimensions.ts";

const ESCAPES = "run-forever.interrupt-escapes-batch";
const KINDS = [
  ["KeyboardInterrupt", "keyboard-interrupt"],
  ["SystemExit", "system-exit"],
] as const;
const IN_THE_LOOP = PLACES.filter(({ duringRun, ownThread }) => duringRun && ownThread);

/** A loop that swallows the interrupt is stopped, so that it shows a wrong answer and does not hang. */
const runOrGiveUp: Operation[] = [
  callLater(1, STOP, [], { as: "give_up" }),
  try_(runForever(), log("returned")),
  cancel("give_up"),
];

export const runForeverInterrupt = table(
  KINDS.flatMap(([kind, by]) => [
    ...IN_THE_LOOP.map(({ slug, title, put }) => {
      const { fns, before } = put([raise(kind)]);
      return kase(`run-forever/${by}-from-${slug}`, `${kind} ${title} leaves run_forever()`, {
        clauses: [ESCAPES],
        fns,
        main: [...before, ...runOrGiveUp, runFor(0), log("runs again")],
        expect: trace(`!${kind}`, "runs again"),
      });
    }),
    ...CIRCUMSTANCES.filter(
      ({ slug }) => kind === "KeyboardInterrupt" || ["plain", "debug"].includes(slug),
    ).map(({ slug, title, fns, before, shown }) =>
      kase(
        `run-forever/${by}-keeps-the-rest-of-the-batch-${slug}`,
        `${kind} leaves at once, and the rest of the batch runs in the next run ${title}`,
        {
          clauses: [ESCAPES],
          fns: {
            ...fns,
            a: callback(),
            fails: callback(raise(kind)),
            b: callback(),
            c: callback(),
          },
          main: [
            ...before,
            callSoon("a"),
            callSoon("fails"),
            callSoon("b"),
            callSoon("c"),
            ...runOrGiveUp,
            runFor(0),
            log("done"),
          ],
          expect: trace(...shown, "a", "fails", `!${kind}`, "b", "c", "done"),
        },
      ),
    ),
    kase(
      `run-forever/${by}-keeps-a-long-batch`,
      `of a batch of 1,500 callbacks all that come after ${kind} run in the next run`,
      {
        clauses: [ESCAPES],
        fns: { fails: callback(raise(kind)), idle: quiet(callback()), last: callback() },
        main: [
          callSoon("fails"),
          repeat(1500, callSoon("idle")),
          callSoon("last"),
          ...runOrGiveUp,
          log("next run"),
          runFor(0),
        ],
        expect: trace("fails", `!${kind}`, "next run", "last"),
      },
    ),
  ]),
);
