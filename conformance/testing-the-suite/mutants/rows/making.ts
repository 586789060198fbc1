/** Mutants of the functions that get, set and make loops, wrong at every call. */
import { mutantsOf } from "./row.ts";

export const makingMutants = mutantsOf("mutant_making", {
  "get-running-loop.returns-loop-in-callback": {
    a_new_running_loop_each_time: "get_running_loop() gives another object each time",
  },
  "get-running-loop.raises-before-and-after-run": {
    the_last_loop_to_run_in_a_thread: "get_running_loop() gives a thread the last loop that ran",
  },
  "get-running-loop.no-side-effects": {
    takes_the_current_loop_away: "get_running_loop() unsets the current loop before it raises",
    installs_a_loop: "get_running_loop() sets a current loop before it raises",
  },
  "get-running-loop.forked-child-has-none": {
    the_running_loop_of_the_parent: "get_running_loop() gives a forked child its parent's loop",
  },
  "get-running-loop.returns-loop-in-other-callback-kinds": {
    another_running_loop_outside_tasks: "get_running_loop() gives callbacks another object",
  },
  "get-event-loop.returns-set-loop": {
    always_another_current_loop: "get_event_loop() gives another object",
  },
  "get-event-loop.never-null": {
    no_current_loop: "get_event_loop() gives None",
  },
  "get-event-loop.set-loop-no-warning": {
    warns_of_the_set_loop: "get_event_loop() warns although a loop is set",
  },
  "get-event-loop.set-loop-no-warning-from-3-10-9": {
    warns_of_the_set_loop_from_3_10_9: "get_event_loop() warns although a loop is set",
  },
  "get-event-loop.set-loop-no-warning-from-3-11-1": {
    warns_of_the_set_loop_from_3_11_1: "get_event_loop() warns although a loop is set",
  },
  "get-event-loop.auto-create-silent": {
    warns_when_it_makes_a_loop: "get_event_loop() warns when it makes a loop",
  },
  "get-event-loop.auto-create-warns": {
    makes_a_loop_without_a_word: "get_event_loop() makes a loop and does not warn",
  },
  "get-event-loop.not-auto-created": {
    makes_a_loop_where_there_is_none: "get_event_loop() makes a loop where there is none",
  },
  "get-event-loop.no-loop-error-type": {
    current_loop_error_of_another_kind: "get_event_loop() raises LookupError without a loop",
  },
  "get-event-loop.no-loop-error-type-unpromised": {
    current_loop_error_of_an_unpromised_kind: "get_event_loop() raises LookupError without a loop",
  },
  "get-event-loop.independent-per-thread": {
    gives_a_loop_to_one_thread_alone: "set_event_loop() sets a loop in one thread alone",
  },
  "set-event-loop.installs-for-calling-thread": {
    sets_nothing: "set_event_loop() does nothing",
    sets_the_first_loop_alone: "set_event_loop() takes the first loop alone",
  },
  "set-event-loop.other-threads-unaffected": {
    one_current_loop_for_all_threads: "set_event_loop() sets the loop of all threads",
  },
  "set-event-loop.rejects-non-loop": {
    takes_anything_for_a_loop: "set_event_loop() overlooks what is no loop",
  },
  "set-event-loop.rejects-non-loop-type-error": {
    takes_anything_for_a_loop_in_place_of_a_type_error:
      "set_event_loop() overlooks what is no loop",
  },
  "set-event-loop.returns-none": {
    returns_the_loop_that_was_set: "set_event_loop() returns the loop",
  },
  "new-event-loop.returns-loop-object": {
    makes_nothing: "new_event_loop() makes nothing",
  },
  "new-event-loop.abstract-interface": {
    makes_a_bare_object: "new_event_loop() makes an object without methods",
  },
  "new-event-loop.fresh-each-call": {
    makes_one_loop_alone: "new_event_loop() makes one loop alone",
  },
  "new-event-loop.initial-state": {
    makes_closed_loops: "new_event_loop() makes closed loops",
  },
  "new-event-loop.not-installed": {
    installs_every_new_loop: "new_event_loop() sets each new loop as the current one",
    makes_running_loops: "new_event_loop() makes each new loop the running one",
  },
  "policy.type-error": {
    takes_anything_for_a_policy: "set_event_loop_policy() overlooks what is no policy",
  },
  "policy.type-checked": {
    takes_anything_for_a_policy_as_before_3_11:
      "set_event_loop_policy() overlooks what is no policy",
  },
});
