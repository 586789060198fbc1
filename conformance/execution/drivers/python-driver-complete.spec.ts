/** The tables of the Python driver's specs use every operation and every way to make something. */
import { expect } from "chai";
import type { Makeable } from "../../language/expression.ts";
import { ANATOMY, OPERATION_NAMES, type OperationName } from "../../language/operation.ts";
import type { MadeResource } from "../../language/resources.ts";
import { SPECIMENS } from "../../language/testing/specimens.ts";
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

/** `harness` is in the specs of faults, peers are in those of the network. */
const ELSEWHERE: ReadonlySet<OperationName> = new Set(["harness", "peer"]);
const WANTED = OPERATION_NAMES.filter((op) => !ELSEWHERE.has(op) && ANATOMY[op].where !== "peers");
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
    for (const { fns = {}, main } of [...ROWS, ...SPECIMENS.map(({ program }) => program)]) {
      const bodies = [...Object.values(fns).map(({ body }) => body), main];
      walk(bodies, {
        operation: ({ op }) => operations.add(op),
        expression: (expression) => {
          for (const key of Object.keys(expression)) keys.add(key);
          if ("make" in expression) made.add(expression.make);
        },
      });
    }
    expect([...operations]).to.include.members(WANTED);
    expect([...made]).to.include.members(Object.keys(MAKEABLE));
    expect([...keys]).to.include.members(EXPRESSION_KEYS);
  });
});
