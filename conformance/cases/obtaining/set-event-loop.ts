import {
  assign,
  do_,
  event,
  eventSet,
  join,
  quiet,
  thread,
  threadFunction,
  variable,
  wait,
} from "../../language/build.ts";
import { kase, table, trace } from "../../language/table.ts";
import { ANOTHER_LOOP, CURRENT, setCurrent, showCurrent, showRaises } from "../kit/lookups.ts";

const asked = showRaises(do_(CURRENT));

/** Which loop set_event_loop() installs, and for whom. */
export const setEventLoop = table([
  kase("set-event-loop/installs", "the loop given becomes the current one", {
    clauses: ["set-event-loop.installs-for-calling-thread"],
    main: [setCurrent(variable("loop")), showCurrent("current")],
    expect: trace("current=True"),
  }),
  kase("set-event-loop/last-wins", "of two loops set the last is the current one", {
    clauses: ["set-event-loop.installs-for-calling-thread"],
    main: [
      assign("other", ANOTHER_LOOP),
      setCurrent(variable("loop")),
      setCurrent(variable("other")),
      showCurrent("first"),
      showCurrent("second", "other"),
    ],
    expect: trace("first=False", "second=True"),
  }),
  kase("set-event-loop/back-again", "a loop may be set again after another", {
    clauses: ["set-event-loop.installs-for-calling-thread"],
    main: [
      assign("other", ANOTHER_LOOP),
      setCurrent(variable("loop")),
      setCurrent(variable("other")),
      setCurrent(variable("loop")),
      showCurrent("current"),
    ],
    expect: trace("current=True"),
  }),
  kase("set-event-loop/after-none", "a loop may be set after None", {
    clauses: ["set-event-loop.installs-for-calling-thread"],
    main: [setCurrent(null), setCurrent(variable("loop")), showCurrent("current")],
    expect: trace("current=True"),
  }),
  kase("set-event-loop/in-thread", "another thread may set a loop for itself", {
    clauses: ["set-event-loop.installs-for-calling-thread"],
    fns: { worker: quiet(threadFunction(setCurrent(variable("loop")), showCurrent("current"))) },
    main: [thread("worker", "t"), join("t")],
    expect: trace("current=True"),
  }),
  kase("set-event-loop/thread-leaves-main", "a thread that sets a loop does not change main's", {
    clauses: ["set-event-loop.other-threads-unaffected"],
    fns: { worker: quiet(threadFunction(setCurrent(variable("other")))) },
    main: [
      assign("other", ANOTHER_LOOP),
      setCurrent(variable("loop")),
      thread("worker", "t"),
      join("t"),
      showCurrent("current"),
    ],
    expect: trace("current=True"),
  }),
  kase("set-event-loop/thread-none-leaves-main", "a thread that sets None changes only itself", {
    clauses: ["set-event-loop.other-threads-unaffected"],
    fns: { worker: quiet(threadFunction(setCurrent(null))) },
    main: [setCurrent(variable("loop")), thread("worker", "t"), join("t"), showCurrent("current")],
    expect: trace("current=True"),
  }),
  kase("set-event-loop/main-leaves-thread", "what main sets does not change a thread's loop", {
    clauses: ["set-event-loop.other-threads-unaffected"],
    fns: {
      worker: quiet(
        threadFunction(
          setCurrent(variable("other")),
          eventSet("ready"),
          wait("changed"),
          showCurrent("t", "other"),
        ),
      ),
    },
    main: [
      assign("other", ANOTHER_LOOP),
      event("ready"),
      event("changed"),
      thread("worker", "t"),
      wait("ready"),
      setCurrent(variable("loop")),
      eventSet("changed"),
      join("t"),
    ],
    expect: trace("t=True"),
  }),
  kase(
    "set-event-loop/main-gives-thread-none",
    "what main sets gives no loop to a thread without one",
    {
      clauses: ["set-event-loop.other-threads-unaffected"],
      fns: { worker: quiet(threadFunction(eventSet("ready"), wait("changed"), asked)) },
      main: [
        event("ready"),
        event("changed"),
        thread("worker", "t"),
        wait("ready"),
        setCurrent(variable("loop")),
        eventSet("changed"),
        join("t"),
      ],
      expect: trace("raised"),
    },
  ),
  kase("set-event-loop/none-clears", "after None there is no current loop", {
    clauses: ["set-event-loop.none-clears"],
    main: [setCurrent(variable("loop")), setCurrent(null), asked],
    expect: trace("raised"),
  }),
  kase(
    "set-event-loop/none-clears-in-thread",
    "after None there is no current loop in another thread",
    {
      clauses: ["set-event-loop.none-clears"],
      fns: { worker: quiet(threadFunction(setCurrent(variable("loop")), setCurrent(null), asked)) },
      main: [thread("worker", "t"), join("t")],
      expect: trace("raised"),
    },
  ),
]);
