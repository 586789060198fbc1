/** The words of a program: which parts of the language it uses. */
import type { Program } from "../language/case.ts";
import { walkProgram } from "../language/walk.ts";

/** Operations that only shape a body or record something. */
const PLAIN = new Set(["do", "log", "try", "if", "repeat", "return", "finally", "await", "raise"]);

/** Names of methods, functions of asyncio, things made, and operations that do more than shape a body. */
export function wordsOf(program: Program): readonly string[] {
  const words = new Set<string>();
  walkProgram(program, {
    operation: ({ op }) => {
      if (!PLAIN.has(op)) words.add(op);
    },
    expression: (node) => {
      for (const key of ["m", "bound", "asyncio", "make", "error"]) {
        const word = (node as { [key: string]: unknown })[key];
        if (typeof word === "string") words.add(word);
      }
      for (const key of ["partial", "cv", "anext", "asend", "athrow", "aclose"])
        if (key in node) words.add(key);
      if ("kwargs" in node && node.kwargs !== undefined && "context" in node.kwargs)
        words.add("context=");
    },
  });
  // A run inside a run is refused, which is another matter than the run itself.
  if (Object.values(program.fns).some(({ body }) => RUN.test(JSON.stringify(body))))
    words.add("nested");
  return [...words].sort();
}

const RUN = /"m":"run_(forever|until_complete)"/;

/** What only shows that something happened, or makes it happen: any of several would do. */
const INCIDENTAL = new Set(
  [
    "call_soon call_soon_threadsafe call_later call_at create_task ensure_future create_future",
    "run_forever run_until_complete sleep stop socketpair set_result set_exception loop",
    "done cancelled result exception is_running is_closed current_task cv cv_set Handle",
    "set_exception_handler get_exception_handler AppError ValueError OSError RuntimeError",
    "CancelledError TimeoutError AppExit InvalidStateError get_debug get_task_factory",
  ].flatMap((line) => line.split(" ")),
);

/** Whether a word tells one class from another. */
export const isTelling = (word: string): boolean => !INCIDENTAL.has(word);

/** What a program of input and output needs for its channels: the other end, what it is told, and the ends of both. */
const OF_CHANNELS = new Set(
  [
    "peer listen connect accept send receive receive_from receive_end half_close hang_up swallow",
    "take_over event set wait socket pipe buffer fileno close wait_closed make_ready drain",
  ].flatMap((line) => line.split(" ")),
);

/**
 * The words that tell one class of findings from another: what is left without the incidental ones, or all of them
 * where nothing is.
 */
export function tellingWords(program: Program): readonly string[] {
  const words = wordsOf(program);
  const own = words.filter(isTelling);
  const hasChannels = words.includes("peer") || words.includes("socket");
  const beyond = hasChannels ? own.filter((word) => !OF_CHANNELS.has(word)) : [];
  const telling = beyond.length > 0 ? beyond : own;
  return telling.length > 0 ? telling : words.filter(isOfRuns);
}

/** Whether a word tells classes apart where no other does. */
export const isOfRuns = (word: string): boolean => RUNS.has(word);

const RUNS = new Set(["run_forever", "run_until_complete", "stop", "call_soon_threadsafe", "loop"]);
