/** Mutants of the functions that get loops, and of the running loop. */
import { mutantsOf } from "./row.ts";

export const getterMutants = mutantsOf("mutant_getters", {
  "obtaining.four-functions-exist": {
    no_get_running_loop: "comes with no get_running_loop()",
    no_get_event_loop: "comes with no get_event_loop()",
    no_set_event_loop: "comes with no set_event_loop()",
    no_new_event_loop: "comes with no new_event_loop()",
  },
  "get-running-loop.returns-loop-in-coroutine": {
    another_running_loop_after_an_await: "has another running loop when a task asks again",
    another_running_loop_in_coroutines: "has another running loop in coroutines",
  },
  "get-running-loop.returns-loop-in-callback": {
    another_running_loop_in_debug_mode: "has another running loop in debug mode",
    another_running_loop_in_the_second_run: "has another running loop from the second run on",
    another_running_loop_in_callbacks: "has another running loop in callbacks",
  },
  "get-running-loop.returns-loop-in-other-callback-kinds": {
    no_running_loop_in_timers: "has no running loop in timers",
    no_running_loop_in_threadsafe_callbacks:
      "has no running loop in call_soon_threadsafe()'s callbacks",
    no_running_loop_in_readers: "has no running loop in callbacks of readers",
    no_running_loop_in_writers: "has no running loop in callbacks of writers",
    no_running_loop_in_signal_handlers: "has no running loop in callbacks of signals",
  },
  "get-running-loop.raises-when-none": {
    none_when_nothing_runs: "gives None when no loop runs",
    lookup_error_when_nothing_runs: "raises LookupError when no loop runs",
  },
  "get-running-loop.raises-before-and-after-run": {
    keeps_the_loop_of_the_last_run: "goes on as the running loop when its run is over",
    answers_before_the_first_run: "is the running loop before its first run",
    keeps_the_loop_of_a_raising_run: "goes on as the running loop after a run that raised",
  },
  "get-running-loop.per-thread": {
    one_running_loop_for_all_threads: "is the running loop in all threads, the first that runs",
    the_newest_running_loop_for_all_threads:
      "is the running loop in all threads, the last that runs",
  },
  "get-running-loop.raises-in-worker-thread": {
    none_in_threads: "gives None in threads without a loop",
    worker_threads_get_the_loop: "is the running loop in worker threads",
    executor_threads_get_the_loop: "is the running loop in threads of its executor",
  },
  "get-running-loop.ignores-set-event-loop": {
    the_current_loop_counts_as_running: "is the running loop as soon as it is the current one",
  },
});
