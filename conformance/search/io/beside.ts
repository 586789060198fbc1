/** What goes on beside input and output: timers, jobs of executors, other threads, signals; each waited for at once. */
import {
  assign,
  await_,
  call,
  callback,
  callbackWith,
  coroutine,
  join,
  quiet,
  raise,
  raiseSignal,
  return_,
  same,
  show,
  sleep,
  thread,
  threadFunction,
  try_,
  variable,
} from "../../language/build.ts";
import { seen } from "../../language/build-network.ts";
import type { Expression } from "../../language/expression.ts";
import {
  callLater,
  callSoon,
  callSoonThreadsafe,
  createTask,
  loopCall,
} from "../../language/loop-methods.ts";
import type { Operation } from "../../language/operation.ts";
import { refused } from "../draft.ts";
import type { Random } from "../random.ts";
import type { Channel, Parts } from "./channel.ts";

/** Callbacks, timers and tasks. */
export function moments(parts: Parts): Channel {
  const called = (step: number): string => {
    const name = `call${step}`;
    parts.fns.set(name, callback());
    return name;
  };
  return {
    open: [],
    steps: {
      soon: (_random, step) => [callSoon(called(step)), seen(`call${step}`)],
      later: (random, step) => [
        callLater(random.pick([0.002, 0.006]), called(step)),
        seen(`call${step}`),
      ],
      rest: (random) => [sleep(random.pick([0, 0.004]))],
      task: (_random, step) => {
        parts.fns.set(`work${step}`, coroutine(sleep(0), return_(step)));
        return [
          createTask(call(`work${step}`), `task${step}`),
          await_(variable(`task${step}`), { show: `result${step}` }),
        ];
      },
    },
    close: () => [],
  };
}

/** Jobs of executors, and threads that hand callbacks over. */
export function jobs(parts: Parts, number: number): Channel {
  let down = false;
  const inExecutor = (fn: string): Expression => ({ m: "run_in_executor", args: [null, { fn }] });
  const job = (step: number, ...body: Operation[]): string => {
    parts.fns.set(`job${step}`, quiet(threadFunction(...body)));
    return `job${step}`;
  };
  const handsOver = (step: number): string => {
    parts.fns.set(`call${step}`, callbackWith(["x"]));
    return job(step, callSoonThreadsafe(`call${step}`, [step]));
  };
  return {
    open: [],
    steps: {
      result: (_random, step) =>
        down
          ? [refused(inExecutor(job(step)))]
          : [await_(inExecutor(job(step, return_(step))), { show: `result${step}` })],
      fails: (_random, step) =>
        down ? undefined : [try_(await_(inExecutor(job(step, raise("AppError", "of a job")))))],
      together: (_random, step) => {
        if (down) return undefined;
        const [one, two] = [`one${step}`, `two${step}`];
        const shown = `result${step}`;
        return [
          assign(one, inExecutor(job(step, return_(step)))),
          assign(two, inExecutor(job(step + 1000, return_(step + 1000)))),
          await_(variable(two), { show: shown }),
          await_(variable(one), { show: shown }),
        ];
      },
      hands_over: (random, step) => {
        const name = handsOver(step);
        if (down || random.chance(0.5))
          return [
            thread(name, `thread${step}`),
            join(`thread${step}`),
            seen(`call${step}(${step})`),
          ];
        return [await_(inExecutor(name)), seen(`call${step}(${step})`)];
      },
      pool: (_random, step) => {
        if (down) return undefined;
        const pool = `pool${step}`;
        return [
          assign(pool, { make: "thread_pool" }),
          loopCall("set_default_executor", [variable(pool)]),
          await_(inExecutor(job(step, return_(step))), { show: `result${step}` }),
        ];
      },
      shut_down: () => {
        if (down) return undefined;
        down = true;
        return [await_({ m: "shutdown_default_executor" }, { show: `down${number}` })];
      },
    },
    close: () => [],
  };
}

/** Signals of the own process, in a process that runs nothing else. */
export function signals(parts: Parts): Channel {
  const signal = "SIGUSR1";
  const given: Expression = { signal_number: signal };
  let handled: string | undefined;
  let times = 0;
  const adds = (random: Random, step: number): Operation => {
    const name = `handle${step}`;
    const args = Array.from({ length: random.pick([0, 1, 2, 3]) }, (_, index) => step + index);
    parts.fns.set(
      name,
      args.length === 0 ? callback() : callbackWith(args.map((_, index) => `x${index}`)),
    );
    handled = args.length === 0 ? name : `${name}(${args.join(", ")})`;
    times = 1;
    return loopCall("add_signal_handler", [given, { fn: name }, ...args]);
  };
  return {
    open: [],
    steps: {
      handle: (random, step) => {
        const add = adds(random, step);
        return handled === undefined ? undefined : [add, raiseSignal(signal), seen(handled)];
      },
      again: () => {
        if (handled === undefined) return undefined;
        times += 1;
        return [raiseSignal(signal), seen(handled, times)];
      },
      remove: (_random, step) => {
        const removed = show(
          `removed${step}`,
          same({ m: "remove_signal_handler", args: [given] }, true),
        );
        handled = undefined;
        return [removed];
      },
    },
    close: () => (handled === undefined ? [] : [loopCall("remove_signal_handler", [given])]),
  };
}
