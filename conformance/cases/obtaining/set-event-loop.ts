import {
  evaluate,
  event,
  join,
  open,
  quiet,
  set,
  thread,
  threadFn,
  v,
  wait,
} from "../../language/build.ts";
import { kase, table, trace } from "../../language/table.ts";
import { ANOTHER_LOOP, CURRENT, setCurrent, showCurrent, showRaises } from "../kit/lookups.ts";

const asked = showRaises(evaluate(CURRENT));

/** Which loop set_event_loop() installs, and for whom. */
export const setEventLoop = table("conformance/cases/obtaining/set-event-loop.ts", [
  kase("set-event-loop/installs", "the loop given becomes the current one", {
    clauses: ["set-event-loop.installs-for-calling-thread"],
    main: [setCurrent(v("loop")), showCurrent("current")],
    expect: trace("current=True"),
  }),
  kase("set-event-loop/last-wins", "of two loops set the last is the current one", {
    clauses: ["set-event-loop.installs-for-calling-thread"],
    main: [
      set("other", ANOTHER_LOOP),
      setCurrent(v("loop")),
      setCurrent(v("other")),
      showCurrent("first"),
      showCurrent("second", "other"),
    ],
    expect: trace("first=False", "second=True"),
  }),
  kase("set-event-loop/back-again", "a loop may be set again after another", {
    clauses: ["set-event-loop.installs-for-calling-thread"],
    main: [
      set("other", ANOTHER_LOOP),
      setCurrent(v("loop")),
      setCurrent(v("other")),
      setCurrent(v("loop")),
      showCurrent("current"),
    ],
    expect: trace("current=True"),
  }),
  kase("set-event-loop/after-none", "a loop may be set after None", {
    clauses: ["set-event-loop.installs-for-calling-thread"],
    main: [setCurrent(null), setCurrent(v("loop")), showCurrent("current")],
    expect: trace("current=True"),
  }),
  kase("set-event-loop/in-thread", "another thread may set a loop for itself", {
    clauses: ["set-event-loop.installs-for-calling-thread"],
    fns: { worker: quiet(threadFn(setCurrent(v("loop")), showCurrent("current"))) },
    main: [thread("worker", "t"), join("t")],
    expect: trace("current=True"),
  }),
  kase("set-event-loop/thread-leaves-main", "a thread that sets a loop does not change main's", {
    clauses: ["set-event-loop.other-threads-unaffected"],
    fns: { worker: quiet(threadFn(setCurrent(v("other")))) },
    main: [
      set("other", ANOTHER_LOOP),
      setCurrent(v("loop")),
      thread("worker", "t"),
      join("t"),
      showCurrent("current"),
    ],
    expect: trace("current=True"),
  }),
  kase("set-event-loop/thread-none-leaves-main", "a thread that sets None changes only itself", {
    clauses: ["set-event-loop.other-threads-unaffected"],
    fns: { worker: quiet(threadFn(setCurrent(null))) },
    main: [setCurrent(v("loop")), thread("worker", "t"), join("t"), showCurrent("current")],
    expect: trace("current=True"),
  }),
  kase("set-event-loop/main-leaves-thread", "what main sets does not change a thread's loop", {
    clauses: ["set-event-loop.other-threads-unaffected"],
    fns: {
      worker: quiet(
        threadFn(setCurrent(v("other")), open("ready"), wait("changed"), showCurrent("t", "other")),
      ),
    },
    main: [
      set("other", ANOTHER_LOOP),
      event("ready"),
      event("changed"),
      thread("worker", "t"),
      wait("ready"),
      setCurrent(v("loop")),
      open("changed"),
      join("t"),
    ],
    expect: trace("t=True"),
  }),
  kase("set-event-loop/main-gives-thread-none", "nor does it give a thread without one a loop", {
    clauses: ["set-event-loop.other-threads-unaffected"],
    fns: { worker: quiet(threadFn(open("ready"), wait("changed"), asked)) },
    main: [
      event("ready"),
      event("changed"),
      thread("worker", "t"),
      wait("ready"),
      setCurrent(v("loop")),
      open("changed"),
      join("t"),
    ],
    expect: trace("raised"),
  }),
  kase("set-event-loop/none-clears", "after None there is no current loop", {
    clauses: ["set-event-loop.none-clears"],
    main: [setCurrent(v("loop")), setCurrent(null), asked],
    expect: trace("raised"),
  }),
  kase("set-event-loop/none-clears-in-thread", "so it is in another thread", {
    clauses: ["set-event-loop.none-clears"],
    fns: { worker: quiet(threadFn(setCurrent(v("loop")), setCurrent(null), asked)) },
    main: [thread("worker", "t"), join("t")],
    expect: trace("raised"),
  }),
]);
