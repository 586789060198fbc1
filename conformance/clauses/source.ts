import type { Source } from "./types.ts";

/**
 * The headings of the seed in its order, each with the number of its sentences.
 *
 * The seed files the remark on policies under `new_event_loop`, as that entry's second sentence.
 * Code below a heading is cited as `"example"` and not counted.
 */
export const SEED_HEADINGS = {
  preface: { heading: "前言", sentences: 4 },
  obtaining: { heading: "获取事件循环", sentences: 1 },
  getRunningLoop: { heading: "获取事件循环 › asyncio.get_running_loop()", sentences: 3 },
  getEventLoop: { heading: "获取事件循环 › asyncio.get_event_loop()", sentences: 4 },
  setEventLoop: { heading: "获取事件循环 › asyncio.set_event_loop(loop)", sentences: 1 },
  newEventLoop: { heading: "获取事件循环 › asyncio.new_event_loop()", sentences: 2 },
  runUntilComplete: { heading: "运行和停止循环 › loop.run_until_complete(future)", sentences: 3 },
  runForever: { heading: "运行和停止循环 › loop.run_forever()", sentences: 4 },
  stop: { heading: "运行和停止循环 › loop.stop()", sentences: 1 },
  isRunning: { heading: "运行和停止循环 › loop.is_running()", sentences: 1 },
  isClosed: { heading: "运行和停止循环 › loop.is_closed()", sentences: 1 },
  close: { heading: "运行和停止循环 › loop.close()", sentences: 6 },
  shutdownAsyncgens: { heading: "运行和停止循环 › loop.shutdown_asyncgens()", sentences: 4 },
  callSoon: { heading: "调度回调 › loop.call_soon()", sentences: 7 },
  callSoonThreadsafe: { heading: "调度回调 › loop.call_soon_threadsafe()", sentences: 2 },
  partial: { heading: "调度回调 › 注解", sentences: 3 },
} as const;

/** Short name of a heading of the seed. */
export type SeedHeading = keyof typeof SEED_HEADINGS;

/**
 * A sentence of the seed.
 *
 * @param heading the heading it stands under
 * @param sentence its number there, counted from 1, or `"example"` for the code below the heading
 * @param note the reading taken where the translation and the English original differ
 */
export function seed(heading: SeedHeading, sentence: number | "example", note?: string): Source {
  return source("seed", SEED_HEADINGS[heading].heading, sentence, note);
}

/**
 * A sentence of the documentation outside the seed.
 *
 * @param heading title of the page and section
 * @param sentence a pointer to the sentence, in our own words
 * @param note what qualifies it
 */
export function docs(heading: string, sentence: string, note?: string): Source {
  return source("docs", heading, sentence, note);
}

/**
 * Behaviour of CPython that no text promises.
 *
 * @param heading the function or topic it belongs to
 * @param sentence why no sentence carries it, where the text comes near
 * @param note what was seen
 */
export function observed(
  heading: string,
  sentence = "none: CPython behaves so, no text says it",
  note?: string,
): Source {
  return source("observed", heading, sentence, note);
}

/** A source as one line for people: document, heading, sentence, note. */
export function describeSource({ document, heading, sentence, note }: Source): string {
  const place = typeof sentence === "number" ? `sentence ${sentence}` : sentence;
  return `${document}: ${heading}, ${place}${note === undefined ? "" : ` (${note})`}`;
}

function source(
  document: Source["document"],
  heading: string,
  sentence: number | string,
  note?: string,
): Source {
  return note === undefined
    ? { document, heading, sentence }
    : { document, heading, sentence, note };
}
