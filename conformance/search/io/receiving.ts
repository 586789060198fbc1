/** Steps that receive by `sock_*` methods, over whatever lets data arrive at the socket. */
import {
  assign,
  await_,
  call,
  coroutine,
  log,
  quiet,
  show,
  sleep,
  try_,
  variable,
} from "../../language/build.ts";
import type { Expression } from "../../language/expression.ts";
import { asyncio, createTask } from "../../language/loop-methods.ts";
import type { Operation } from "../../language/operation.ts";
import type { Random } from "../random.ts";
import type { Channel, Parts } from "./channel.ts";
import { type Data, text } from "./data.ts";

/** A socket that data comes to. */
export interface Receiver {
  readonly sock: Expression;
  /** Whether nothing comes any more. */
  over(): boolean;
  /** Lets data arrive; the program goes on when it is there, or is on its way. */
  arrive(number: number, data: Data): readonly Operation[];
}

/** More than any of the steps sends. */
const PLENTY = 10_000;

/** The steps of a receiver, which may be one of two that are chosen from by `random`. */
export function receivingSteps(
  parts: Parts,
  receiver: (random: Random) => Receiver,
): Channel["steps"] {
  const received = (sock: Expression, most: number, name: string): Operation[] => [
    await_({ m: "sock_recv", args: [sock, most] }, { as: name }),
    show(`of_${name}`, { decode: variable(name) }),
  ];
  const reader = (sock: Expression, number: number): string => {
    const name = `reads${number}`;
    parts.fns.set(name, quiet(coroutine(...received(sock, PLENTY, `later${number}`))));
    return name;
  };
  return {
    receive: (random, number) => {
      const { sock, over, arrive } = receiver(random);
      if (over()) return undefined;
      const data = text(number);
      const arrived = arrive(number, data);
      if (random.chance(0.5)) return [...arrived, ...received(sock, PLENTY, `data${number}`)];
      return [
        ...arrived,
        ...received(sock, 2, `first${number}`),
        ...received(sock, PLENTY, `rest${number}`),
      ];
    },
    // It waits while nothing is there: in a task that another one goes on beside.
    wait: (random, number) => {
      const { sock, over, arrive } = receiver(random);
      if (over()) return undefined;
      const task = `task${number}`;
      return [
        createTask(call(reader(sock, number)), task),
        sleep(random.pick([0, 0.005])),
        log(`waits${number}`),
        ...arrive(number, text(number)),
        await_(variable(task)),
      ];
    },
    into: (random, number) => {
      const { sock, over, arrive } = receiver(random);
      if (over()) return undefined;
      const data = text(number);
      const size = data.length + random.pick([-2, 0, 3]);
      const buffer = `buffer${number}`;
      const rest = size < data.length ? received(sock, PLENTY, `rest${number}`) : [];
      return [
        ...arrive(number, data),
        assign(buffer, { make: "buffer", size }),
        await_({ m: "sock_recv_into", args: [sock, variable(buffer)] }, { show: `count${number}` }),
        show(`last${number}`, { item: 1, of: variable(buffer) }),
        ...rest,
      ];
    },
    // What was given up has taken nothing away.
    cancel: (random, number) => {
      const { sock, over, arrive } = receiver(random);
      if (over()) return undefined;
      const task = `task${number}`;
      return [
        createTask(call(reader(sock, number)), task),
        sleep(random.pick([0, 0.005])),
        { op: "do", what: { m: "cancel", on: variable(task) } },
        try_(await_(variable(task))),
        ...arrive(number, text(number)),
        ...received(sock, PLENTY, `data${number}`),
      ];
    },
    give_up: (random, number) => {
      const { sock, over, arrive } = receiver(random);
      if (over()) return undefined;
      const waits = call(reader(sock, number));
      return [
        try_(await_(asyncio("wait_for", waits, 0.01))),
        ...arrive(number, text(number)),
        ...received(sock, PLENTY, `data${number}`),
      ];
    },
  };
}
