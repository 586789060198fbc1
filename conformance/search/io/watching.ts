/** Descriptors that the loop watches, one ready at a time. */
import {
  assign,
  callback,
  callbackWith,
  drain,
  log,
  same,
  show,
  sleep,
} from "../../language/build.ts";
import { seen } from "../../language/build-network.ts";
import type { Expression } from "../../language/expression.ts";
import type { Operation } from "../../language/operation.ts";
import type { Random } from "../random.ts";
import type { Channel, Parts } from "./channel.ts";

/** A pair of sockets, one end watched. */
export function watching(parts: Parts, number: number): Channel {
  const pair = `pair${number}`;
  const end: Expression = { end: pair, side: 0 };
  const watched = (random: Random): Expression =>
    random.chance(0.3) ? { m: "fileno", on: end } : end;
  let reader = false;
  /** Makes a function, and what it is given; says what it writes. */
  const ready = (random: Random, step: number, ...body: Operation[]) => {
    const name = `ready${step}`;
    const args = Array.from({ length: random.pick([0, 0, 1, 2]) }, (_, index) => step + index);
    const params = args.map((_, index) => `x${index}`);
    parts.fns.set(name, args.length === 0 ? callback(...body) : callbackWith(params, ...body));
    const entry = args.length === 0 ? name : `${name}(${args.join(", ")})`;
    return { given: [{ fn: name }, ...args], entry };
  };
  const adds = (method: string, random: Random, given: readonly Expression[]): Operation => ({
    op: "do",
    what: { m: method, args: [watched(random), ...given] },
  });
  /** Which other answer says no is only implied. */
  const removes = (method: string, random: Random, label: string): Operation =>
    show(label, same({ m: method, args: [watched(random)] }, true));
  return {
    open: [assign(pair, { make: "socketpair" })],
    steps: {
      reads: (random, step) => {
        const { given, entry } = ready(random, step, drain(pair));
        const add = adds("add_reader", random, given);
        const replaced = random.chance(0.3)
          ? [adds("add_reader", random, ready(random, step + 1000).given)]
          : [];
        reader = true;
        return [...replaced, add, { op: "make_ready", pair }, seen(entry)];
      },
      removes: (random, step) => {
        const removed = removes("remove_reader", random, `removed${step}`);
        if (!reader) return [removed];
        reader = false;
        const after: Operation[] = [{ op: "make_ready", pair }, sleep(0.005), log(`silent${step}`)];
        return [removed, ...after, drain(pair)];
      },
      writes: (random, step) => {
        const gone = removes("remove_writer", random, `gone${step}`);
        const { given, entry } = ready(random, step, gone);
        const again = removes("remove_writer", random, `again${step}`);
        const replaced = random.chance(0.3)
          ? [adds("add_writer", random, ready(random, step + 1000).given)]
          : [];
        return [...replaced, adds("add_writer", random, given), seen(entry), again];
      },
    },
    close: () => (reader ? [{ op: "do", what: { m: "remove_reader", args: [end] } }] : []),
  };
}
