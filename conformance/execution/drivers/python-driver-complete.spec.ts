/** The tables of the Python driver's specs use every operation and every way to make something. */
import { expect } from "chai";
import type { Makeable } from "../../language/expression.ts";
import type { OperationName } from "../../language/operation.ts";
import type { MadeResource } from "../../language/resources.ts";
import { walk } from "../../language/walk.ts";
import { coroutines } from "./python-driver-coroutines.spec.ts";
import { calls, makes } from "./python-driver-expressions.spec.ts";
import { functions } from "./python-driver-functions.spec.ts";
import { flow } from "./python-driver-operations.spec.ts";
import { processWide } from "./python-driver-process-wide.spec.ts";
import { blocking, contexts } from "./python-driver-surroundings.spec.ts";
import { typeRow, values } from "./python-driver-values.spec.ts";

const ROWS = [
  ...flow,
  ...functions,
  ...coroutines,
  ...contexts,
  ...blocking,
  ...values,
  typeRow,
  ...calls,
  ...makes,
  ...processWide,
];

/**
 * All names: the compiler refuses this table when one is missing. `harness` is in the specs of faults, peers are in
 * those of the network.
 */
const OPERATIONS: Record<OperationName, "table" | "elsewhere"> = {
  log: "table",
  do: "table",
  await: "table",
  raise: "table",
  try: "table",
  finally: "table",
  repeat: "table",
  if: "table",
  return: "table",
  yield: "table",
  async_for: "table",
  break: "table",
  in_context: "table",
  cv_set: "table",
  set_attr: "table",
  thread: "table",
  join: "table",
  wait: "table",
  block: "table",
  make_ready: "table",
  drain: "table",
  drop: "table",
  weak: "table",
  gc: "table",
  measure: "table",
  difference: "table",
  metric: "table",
  set_asyncgen_hook: "table",
  signal: "table",
  raise_signal: "table",
  fork: "table",
  policy: "table",
  peer: "elsewhere",
  listen: "elsewhere",
  accept: "elsewhere",
  connect: "elsewhere",
  send: "elsewhere",
  receive: "elsewhere",
  receive_end: "elsewhere",
  receive_nothing: "elsewhere",
  swallow: "elsewhere",
  half_close: "elsewhere",
  hang_up: "elsewhere",
  reset: "elsewhere",
  stop_listening: "elsewhere",
  take_over: "elsewhere",
  handshake: "elsewhere",
  decrypt: "elsewhere",
  receive_from: "elsewhere",
  send_to: "elsewhere",
  harness: "elsewhere",
};
/** Not every interpreter that tests run on has it. */
type Newer = "interpreter_pool";
const MAKEABLE: Record<Exclude<Makeable["make"], MadeResource["make"] | Newer>, true> = {
  loop: true,
  object: true,
  context: true,
  copy_context: true,
  event: true,
  socketpair: true,
  thread_pool: true,
  concurrent_future: true,
  generator: true,
  awaitable: true,
  runner: true,
  task: true,
  future: true,
};
const EXPRESSION_KEYS = [
  "$",
  "fn",
  "list",
  "bytes",
  "decode",
  "m",
  "bound",
  "attr",
  "has_method",
  "has_function",
  "asyncio",
  "run",
  "call",
  "partial",
  "error",
  "make",
  "host",
  "time_plus",
  "item",
  "len",
  "cv",
  "in",
  "end",
  "anext",
  "asend",
  "athrow",
  "aclose",
  "subprocess_exit",
  "alive",
  "disposition",
  "repr",
  "kind",
  "same",
  "equal",
  "less",
  "contains",
  "not",
  "add",
  "is",
];

describe("python driver: tables", () => {
  it("use the whole language", () => {
    const operations = new Set<string>();
    const made = new Set<string>();
    const keys = new Set<string>();
    for (const { fns = {}, main } of ROWS) {
      const bodies = [...Object.values(fns).map(({ body }) => body), main];
      walk(bodies, {
        operation: ({ op }) => operations.add(op),
        expression: (expression) => {
          for (const key of Object.keys(expression)) keys.add(key);
          if ("make" in expression) made.add(expression.make);
        },
      });
    }
    const wanted = Object.entries(OPERATIONS).filter(([, where]) => where === "table");
    expect([...operations]).to.have.members(wanted.map(([name]) => name));
    expect([...made]).to.have.members(Object.keys(MAKEABLE));
    expect([...keys]).to.include.members(EXPRESSION_KEYS);
  });
});
