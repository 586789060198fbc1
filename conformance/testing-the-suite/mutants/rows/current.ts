/** Mutants of the current loop, of new loops, and of policies. */
import { mutantsOf } from "./row.ts";

export const currentMutants = mutantsOf("mutant_current", {
  "get-event-loop.returns-running-in-coroutine": {
    overlooks_the_running_loop_in_coroutines: "asks the policy in coroutines",
  },
  "get-event-loop.returns-running-in-callback": {
    overlooks_the_running_loop_in_callbacks: "asks the policy in callbacks",
    overlooks_the_running_loop_in_debug_mode: "asks the policy in debug mode",
  },
  "get-event-loop.running-beats-current": {
    overlooks_the_running_loop_if_another_is_current: "prefers the current loop to the running one",
    overlooks_the_running_loop_in_the_second_run:
      "prefers the current loop to the running one from the second run on",
    keeps_answering_the_loop_that_ran: "goes on as the current loop when its run is over",
  },
  "get-event-loop.may-return-closed-loop": {
    replaces_a_closed_current_loop: "is replaced as the current loop when it was closed",
  },
  "get-event-loop.auto-creates-in-main-thread": {
    never_creates: "is never made by get_event_loop()",
    creates_a_closed_loop: "is closed already when get_event_loop() makes it",
  },
  "get-event-loop.auto-created-is-installed": {
    makes_a_new_loop_each_time: "is made anew by each get_event_loop()",
    creates_and_does_not_install: "is made by get_event_loop() and not installed",
  },
  "get-event-loop.not-auto-created-in-other-threads": {
    creates_in_threads_too: "is made by get_event_loop() in any thread",
    none_for_want_of_a_loop: "leaves get_event_loop() to give None for want of a loop",
  },
  "get-event-loop.after-explicit-none-raises": {
    creates_after_an_explicit_none: "is made by get_event_loop() after set_event_loop(None)",
  },
  "get-event-loop.auto-create-warns": {
    does_not_warn_when_it_creates: "is made by get_event_loop() without a warning",
  },
  "get-event-loop.independent-per-thread": {
    current_loop_is_common_to_all_threads: "is the current loop of all threads",
  },
  "set-event-loop.installs-for-calling-thread": {
    first_set_wins: "stays the current loop when another is set",
    sets_nothing_in_threads: "cannot be set in other threads",
  },
  "set-event-loop.other-threads-unaffected": {
    a_thread_sets_the_loop_of_the_main_thread: "is set for the main thread by any thread",
  },
  "set-event-loop.during-run-does-not-redirect": {
    sets_nothing_during_a_run: "cannot be set during a run",
    redirects_the_running_loop: "becomes the running loop when it is set during a run",
  },
  "set-event-loop.does-not-start-or-close": {
    set_starts_to_run: "counts as running when it is set",
    closes_what_it_replaces: "is closed when another is set",
  },
  "set-event-loop.none-clears": {
    none_does_not_clear: "stays the current loop after set_event_loop(None)",
  },
  "new-event-loop.returns-loop-object": {
    HasNoThreadsafeMethod: "has no call_soon_threadsafe()",
    HasNoShutdown: "has no shutdown_asyncgens()",
  },
  "new-event-loop.fresh-each-call": {
    makes_one_loop_for_all: "is made once and given out again until it is closed",
    new_gives_the_current_loop: "is given out again by new_event_loop() if it is the current one",
    new_gives_the_running_loop: "is given out again by new_event_loop() while it runs",
    SharesItsQueue: "shares its queue with all others",
  },
  "new-event-loop.initial-state": {
    makes_a_closed_loop_now_and_then: "is closed when new, one in three",
    SaysThatItRunsWhenNew: "says that it runs when new",
  },
  "new-event-loop.not-installed": {
    installs_the_new_loop: "is the current loop when new",
  },
  "new-event-loop.while-another-runs": {
    CannotBeMadeInARun: "cannot be made during a run",
  },
  "new-event-loop.any-thread": {
    CannotBeMadeInThreads: "cannot be made in other threads",
  },
  "policy.overrides-new": {
    new_overlooks_the_policy: "is made without asking the policy",
  },
  "policy.overrides-set": {
    set_overlooks_the_policy: "is set without telling the policy",
    set_overlooks_the_policy_during_a_run: "is set without telling the policy during a run",
  },
  "policy.overrides-get-when-not-running": {
    get_overlooks_the_policy: "is the current loop whatever the policy says",
    swallows_errors_of_the_policy: "is made anew when the policy raises",
  },
  "policy.not-consulted-while-running": {
    asks_a_custom_policy_while_running: "is not the current loop in a run with a custom policy",
  },
  "policy.none-restores-default": {
    no_way_back_to_the_default_policy: "stays with the custom policy for ever",
  },
});
