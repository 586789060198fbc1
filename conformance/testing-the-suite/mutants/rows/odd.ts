/** Loops that are unusual and right. */
import type { ClauseId } from "../../../clauses/index.ts";
import type { OddLoop } from "../types.ts";

type Row = string | readonly [odd: string, ...differs: ClauseId[]];

const oddLoopsOf = (module: string, rows: Readonly<Record<string, Row>>): OddLoop[] =>
  Object.entries(rows).map(([factory, row]) => {
    const [odd, ...differs] = typeof row === "string" ? ([row] as const) : row;
    return { id: `${module}:${factory}` as const, odd, differs };
  });

/** What is unusual about each: `it …`. Nothing that any text asks for. */
export const oddLoops: readonly OddLoop[] = [
  ...oddLoopsOf("odd_waiting", {
    with_select: "waits with select()",
    with_poll: "waits with poll()",
    with_epoll: "waits with epoll()",
    ShortWaits: "never waits longer than two milliseconds, so that most iterations do nothing",
    BusyPolling: "never blocks in its selector",
    EmptyRounds: "makes two empty rounds before each iteration",
    SlowIterations: "takes a millisecond more for each iteration",
    SlowCallbacks: "takes a moment before each of the first callbacks of a batch",
    CoarseClock: "has a clock that moves in steps of 16 milliseconds",
    DistantClock: "has a clock that began a year ago",
    ShuffledDescriptors: "takes ready descriptors in any order",
    HelperThreadWakes: "is woken by a thread of its own, a moment later",
    EagerWakeUps: "wakes itself for every callback",
    Heartbeat: "has callbacks and timers of its own",
    WithAnExecutor: "has a default executor from the start",
    WatchesADescriptor: "watches a descriptor of its own",
  }),
  ...oddLoopsOf("odd_order", {
    OwnHandles: "makes handles of classes of its own",
    OwnTasks: "makes tasks of a class of its own",
    OwnFutures: "makes futures in Python",
    ListBased: "keeps what is ready in a list",
    BatchFirst: "takes the whole batch from the queue before it runs any of it",
    ReversedEqualDeadlines: "runs timers with equal deadlines in the reverse order",
    DueTimersFirst: [
      "runs due timers ahead of what is ready",
      "call-later.zero-vs-call-soon-order",
    ],
    TimersBeforeDescriptors: "looks for due timers before it polls",
    DescriptorsFirst: "runs the callbacks of ready descriptors ahead of what is ready",
    PollsBetweenCallbacks: "polls between the callbacks of a batch",
    OwnThreadsafeQueue: "keeps the callbacks of other threads apart until an iteration begins",
    TalkativeReports: "gives exception handlers a dict with keys of its own",
    CopiesContextsTwice: "copies the caller's context before the handle would",
  }),
];
