/** What programs about signals need of the host. */
import type { Program } from "./case.ts";
import { walk, walkProgram } from "./walk.ts";

/** The number that every POSIX host gives to this signal. */
const SIGINT = 2;

const SIGNAL_METHODS: ReadonlySet<string> = new Set([
  "add_signal_handler",
  "remove_signal_handler",
]);

/** Whether functions of the program, which a loop may call in another thread than main's, say what signals do. */
export function setsSignalsInRun({ fns }: Program): boolean {
  let found = false;
  for (const { kind, body } of Object.values(fns)) {
    if (kind === "thread") continue;
    walk(body, {
      operation: ({ op }) => {
        found ||= op === "signal";
      },
      expression: (expression) => {
        if ("m" in expression) found ||= SIGNAL_METHODS.has(expression.m);
      },
    });
  }
  return found;
}

/**
 * Whether a signal is to raise something in the code that it finds: SIGINT without a function of the program, and any
 * signal whose function raises.
 */
export function interruptsAtOnce(program: Program): boolean {
  const raisesItself = new Set<string>();
  for (const [name, { body }] of Object.entries(program.fns)) {
    walk(body, { operation: ({ op }) => op === "raise" && raisesItself.add(name) });
  }
  let raised = false;
  let handled = false;
  let interrupts = false;
  walkProgram(program, {
    operation: (operation) => {
      if (operation.op === "raise_signal") raised ||= operation.signal === "SIGINT";
      if (operation.op !== "signal") return;
      const { signal, fn } = operation;
      interrupts ||= fn === null ? signal === "SIGINT" : raisesItself.has(fn);
      handled ||= signal === "SIGINT";
    },
    expression: (expression) => {
      if (!("m" in expression) || expression.m !== "add_signal_handler") return;
      handled ||= expression.args?.[0] === SIGINT;
    },
  });
  return interrupts || (raised && !handled);
}
