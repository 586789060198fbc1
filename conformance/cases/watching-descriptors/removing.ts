/** `remove_reader()` and `remove_writer()`: what they return, and what no longer runs. */
import {
  call,
  callback,
  coroutine,
  drain,
  log,
  makeReady,
  pair,
  quiet,
  sleep,
} from "../../language/build.ts";
import type { TraceItem } from "../../language/case.ts";
import { callSoon, runFor, runUntilComplete } from "../../language/loop-methods.ts";
import type { Operation } from "../../language/operation.ts";
import { kase, table, trace } from "../../language/table.ts";
import { READER, WAYS, type Watching, WRITER } from "../kit/descriptors.ts";
import { END, untilEnd } from "../kit/settle.ts";

const RESULT = {
  reader: ["remove-reader.returns-bool", "remove-reader.returns-bool-unpromised"],
  writer: ["remove-writer.returns-bool", "remove-writer.returns-bool-unpromised"],
} as const;
const DROPPED = "remove-reader.pending-callback-dropped";
const Q = { end: "q", side: 0 } as const;

/** What is done before the run, and what the results are. */
interface Row {
  readonly slug: string;
  readonly title: string;
  readonly body: (way: Watching, opposite: Watching) => readonly Operation[];
  readonly results: readonly string[];
}

const ROWS: readonly Row[] = [
  {
    slug: "watched",
    title: "of a watched descriptor returns True",
    body: ({ add, removeShown }) => [add("ready"), removeShown()],
    results: ["removed=True"],
  },
  {
    slug: "unwatched",
    title: "of a descriptor that is not watched returns False",
    body: ({ removeShown }) => [removeShown()],
    results: ["removed=False"],
  },
  {
    slug: "twice",
    title: "returns True once",
    body: ({ add, removeShown }) => [add("ready"), removeShown(), removeShown()],
    results: ["removed=True", "removed=False"],
  },
  {
    slug: "replaced",
    title: "of a replaced callback returns True once",
    body: ({ add, removeShown }) => [add("ready"), add("other"), removeShown(), removeShown()],
    results: ["removed=True", "removed=False"],
  },
  {
    slug: "added-again",
    title: "returns True again for what was added again",
    body: ({ add, removeShown }) => [add("ready"), removeShown(), add("ready"), removeShown()],
    results: ["removed=True", "removed=True"],
  },
  {
    slug: "other-descriptor",
    title: "of another descriptor returns False",
    body: ({ add, removeShown }) => [add("ready"), removeShown(Q), removeShown()],
    results: ["removed=False", "removed=True"],
  },
  {
    slug: "other-way",
    title: "of a descriptor that is watched in the other way returns False",
    body: ({ removeShown }, opposite) => [opposite.add("ready"), removeShown()],
    results: ["removed=False"],
  },
  {
    slug: "both-ways",
    title: "of a descriptor that is watched in both ways returns True",
    body: ({ add, removeShown }, opposite) => [
      opposite.add("other"),
      add("ready"),
      removeShown(),
      removeShown(),
      // What this one returns is another clause's.
      opposite.remove(),
    ],
    results: ["removed=True", "removed=False"],
  },
];
/** Enough where the pages promise nothing. */
const FEW = new Set(["watched", "unwatched", "twice"]);
/** Those with a second callback. */
const TWO = new Set(["replaced", "both-ways"]);
const opposite = ({ slug }: Watching) => (slug === "reader" ? WRITER : READER);

const turns: readonly TraceItem[] = [{ one_of: [["first"], ["second"]] }, "returned"];

export const descriptorRemoving = table([
  ...WAYS.flatMap((way) =>
    ROWS.flatMap(({ slug, title, body, results }) =>
      RESULT[way.slug].flatMap((clause, index) => {
        if (index === 1 && !FEW.has(slug)) return [];
        const suffix = index === 1 ? "-before-3-10" : "";
        const operations = body(way, opposite(way));
        const fns = {
          ...(slug === "unwatched" ? {} : { ready: quiet(callback()) }),
          ...(TWO.has(slug) ? { other: quiet(callback()) } : {}),
        };
        const pairs = [pair("p"), ...(slug === "other-descriptor" ? [pair("q")] : [])];
        return [
          kase(`descriptors/remove-${way.slug}-${slug}${suffix}`, `${way.removes}() ${title}`, {
            clauses: [clause],
            fns,
            main: [...pairs, ...operations],
            expect: trace(...results),
          }),
          kase(
            `descriptors/remove-${way.slug}-${slug}-in-run${suffix}`,
            `${way.removes}() in a run ${title}`,
            {
              clauses: [clause],
              fns: { ...fns, works: quiet(coroutine(...operations, sleep(0))) },
              main: [...pairs, runUntilComplete(call("works"))],
              expect: trace(...results),
            },
          ),
        ];
      }),
    ),
  ),
  ...WAYS.map((way) =>
    kase(
      `descriptors/remove-${way.slug}-after-its-run`,
      `${way.removes}() returns True for a callback that has run`,
      {
        clauses: [RESULT[way.slug][0]],
        fns: {
          ready: callback(
            ...(way === READER ? [drain("p")] : []),
            way.removeShown(),
            way.removeShown(),
            END,
          ),
        },
        main: [pair("p"), ...untilEnd(way.add("ready"), ...way.readies("p"))],
        expect: trace("ready", "removed=True", "removed=False"),
      },
    ),
  ),
  kase("descriptors/dropped-by-a-reader", "of two ready readers the first removes the second", {
    clauses: [DROPPED],
    fns: {
      first: callback(READER.remove(Q), READER.remove()),
      second: callback(READER.remove(), READER.remove(Q)),
    },
    main: [
      pair("p"),
      pair("q"),
      READER.add("first"),
      READER.add("second", [], Q),
      makeReady("p"),
      makeReady("q"),
      runFor(0.01),
      log("returned"),
    ],
    expect: trace(...turns),
  }),
  kase(
    "descriptors/dropped-by-a-reader-in-run",
    "of two readers that became ready in a run the first removes the second",
    {
      clauses: [DROPPED],
      fns: {
        first: callback(READER.remove(Q), READER.remove()),
        second: callback(READER.remove(), READER.remove(Q)),
        sends: quiet(callback(makeReady("p"), makeReady("q"))),
      },
      main: [
        pair("p"),
        pair("q"),
        READER.add("first"),
        READER.add("second", [], Q),
        callSoon("sends"),
        runFor(0.01),
        log("returned"),
      ],
      expect: trace(...turns),
    },
  ),
  kase("descriptors/dropped-by-a-callback", "a callback removes a reader before its turn", {
    clauses: [DROPPED],
    fns: { first: callback(READER.remove()), second: callback(drain("p")) },
    main: [
      pair("p"),
      READER.add("second"),
      makeReady("p"),
      callSoon("first"),
      runFor(0.01),
      log("returned"),
    ],
    // Which of the two has the first turn is open; a removed reader has none.
    expect: trace({ one_of: [["first"], ["second", "first"]] }, "returned"),
  }),
]);
