import type { PlaceName } from "./places.ts";
import type { Edition } from "./types.ts";

/** Where a sentence stands in English: the place, its number there, the only edition that has it. */
type English = readonly [place: PlaceName, sentence: number, edition?: Edition];

/** A heading of the Chinese text with its sentences, each led to its English original. */
interface Heading {
  readonly heading: string;
  readonly english: readonly [English, ...English[]];
}

/**
 * The headings of the Chinese text that the suite began with, in its order.
 *
 * It files the remark on policies under `new_event_loop`, as that entry's second sentence. Code below
 * a heading is cited as `"example"` and not counted.
 */
export const SEED_HEADINGS = {
  preface: { heading: "前言", english: inOrder("Event Loop: Preface", 4) },
  obtaining: {
    heading: "获取事件循环",
    english: [["Event Loop: Obtaining the Event Loop", 5]],
  },
  getRunningLoop: {
    heading: "获取事件循环 › asyncio.get_running_loop()",
    english: inOrder("asyncio.get_running_loop()", 3),
  },
  getEventLoop: {
    heading: "获取事件循环 › asyncio.get_event_loop()",
    english: [
      ["asyncio.get_event_loop()", 1],
      ["asyncio.get_event_loop()", 2, "3.9"],
      ["asyncio.get_event_loop()", 4],
      ["asyncio.get_event_loop()", 5],
    ],
  },
  setEventLoop: {
    heading: "获取事件循环 › asyncio.set_event_loop(loop)",
    english: inOrder("asyncio.set_event_loop()", 1),
  },
  newEventLoop: {
    heading: "获取事件循环 › asyncio.new_event_loop()",
    english: [
      ["asyncio.new_event_loop()", 1],
      ["Event Loop: Obtaining the Event Loop", 6],
    ],
  },
  runUntilComplete: {
    heading: "运行和停止循环 › loop.run_until_complete(future)",
    english: inOrder("loop.run_until_complete()", 3),
  },
  runForever: {
    heading: "运行和停止循环 › loop.run_forever()",
    english: inOrder("loop.run_forever()", 4),
  },
  stop: { heading: "运行和停止循环 › loop.stop()", english: inOrder("loop.stop()", 1) },
  isRunning: {
    heading: "运行和停止循环 › loop.is_running()",
    english: inOrder("loop.is_running()", 1),
  },
  isClosed: {
    heading: "运行和停止循环 › loop.is_closed()",
    english: inOrder("loop.is_closed()", 1),
  },
  close: { heading: "运行和停止循环 › loop.close()", english: inOrder("loop.close()", 6) },
  shutdownAsyncgens: {
    heading: "运行和停止循环 › loop.shutdown_asyncgens()",
    english: inOrder("loop.shutdown_asyncgens()", 4),
  },
  callSoon: {
    heading: "调度回调 › loop.call_soon()",
    // The English page has moved the sentence on the handle to the second place.
    english: [
      ["loop.call_soon()", 1],
      ["loop.call_soon()", 3],
      ["loop.call_soon()", 4],
      ["loop.call_soon()", 5],
      ["loop.call_soon()", 6],
      ["loop.call_soon()", 2],
      ["loop.call_soon()", 7],
    ],
  },
  callSoonThreadsafe: {
    heading: "调度回调 › loop.call_soon_threadsafe()",
    english: inOrder("loop.call_soon_threadsafe()", 2),
  },
  partial: {
    heading: "调度回调 › 注解",
    english: inOrder("Event Loop: Passing keyword arguments", 3),
  },
} as const satisfies Readonly<Record<string, Heading>>;

/** Short name of a heading of the Chinese text. */
export type SeedHeading = keyof typeof SEED_HEADINGS;

/** Sentences that stand in the same order in both languages. */
function inOrder(place: PlaceName, sentences: number): readonly [English, ...English[]] {
  const rest = Array.from({ length: sentences - 1 }, (_, at): English => [place, at + 2]);
  return [[place, 1], ...rest];
}
