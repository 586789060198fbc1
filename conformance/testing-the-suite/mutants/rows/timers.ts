/** Mutants of `call_later()` and `call_at()`. */
import { mutantsOf } from "./row.ts";

export const timerMutants = mutantsOf("mutant_timers", {
  "call-later.args-and-context": {
    TimersGetAnArgumentMore: "gives the callbacks of timers an argument more",
    TimersIgnoreTheContext: "ignores the context that a timer is given",
    TimersRunInAnEmptyContext: "runs timers in an empty context",
  },
  "call-later.cancel": {
    TimersCannotBeCancelled: "ignores the cancellation of timers",
  },
  "call-later.int-or-float": {
    RefusesWholeSeconds: "refuses a delay that is an int",
    RefusesFractions: "refuses a delay that is a float",
  },
  "call-later.beyond-one-day": {
    DelaysOfADayAreNone: "takes a delay of more than a day for none",
  },
  "call-later.rejects-none": {
    NoDelayIsZero: "takes None for a delay of zero",
  },
  "call-at.rejects-none": {
    NoTimeIsNow: "takes None for the present time",
  },
  "call-at.rejects-none-type-error": {
    TakesNoTimeForATime: "takes None for the present time",
  },
  "call-later.closed-rejected": {
    TakesTimersWhenClosed: "accepts timers once it is closed",
  },
  "call-later.returns-timerhandle": {
    ReturnsAnotherTimer: "returns something else than a TimerHandle",
  },
  "timer-handle.is-handle": {
    ReturnsAHandleForATimer: "returns a Handle that is no TimerHandle for a timer",
  },
  "handle.cancel-cancelled": {
    TimersNeverSayCancelled: "returns timers that never say that they are cancelled",
  },
  "timer-handle.when": {
    TimersTellAnotherTime: "returns timers that tell a time one second too late",
  },
  "call-later.zero-and-negative": {
    RefusesTinyDelays: "refuses delays of less than half a millisecond",
  },
  "call-later.time-order": {
    LongDelaysFirst: "fires the longer of two short delays first",
  },
  "call-later.negative-order": {
    OverdueTimersLastFirst: "fires overdue timers in the reverse order of their deadlines",
  },
  "call-later.zero-vs-call-soon-order": {
    DueTimersGoAhead: "puts due timers ahead of the callbacks that wait",
  },
  "call-later.equal-time-order-undefined": {
    ForgetsTimersOfTheSameTime: "forgets a timer if another has the same deadline",
  },
  "call-at.past-time": {
    RefusesThePast: "refuses a time that is over",
    RunsThePastAtOnce: "calls the callback of an overdue timer at once",
  },
  "call-later.nan-inf": {
    EndsTheRunAtWhatIsNotFinite: "ends the run after a delay that is not finite",
  },
  "call-later.runs-after-delay": {
    TimersDoNotWait: "fires timers in the next iteration",
  },
  "call-at.absolute-time": {
    AbsoluteTimersDoNotWait: "fires timers in the next iteration, whatever their time",
  },
  "call-later.exactly-once": {
    TimersFireTwice: "fires timers twice",
    TimersFireAgainLater: "fires timers once more, a little later",
  },
});
