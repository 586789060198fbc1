/** The operation `harness`: what only tests of the harness ask for. */
import { closeSync } from "node:fs";
import { Worker } from "node:worker_threads";
import type { Operation } from "../../../language/operation.ts";

type Misbehaviour = Extract<Operation, { readonly op: "harness" }>["what"];

const MISBEHAVIOURS: { readonly [what in Misbehaviour]: (text: string | undefined) => void } = {
  busy: () => {
    for (;;);
  },
  crash: () => process.kill(process.pid, "SIGSEGV"),
  exit: (text) => process.exit(text === undefined ? 1 : Number(text)),
  print: (text = "stray") => {
    console.log(text);
    process.stdout.write(`${text}\n`);
  },
  close_stdout: () => {
    for (const fd of [0, 1, 2]) closeSync(fd);
  },
  leave_thread: () => {
    new Worker("setInterval(() => {}, 1000)", { eval: true });
  },
};

/** Does it. */
export const misbehave = (what: Misbehaviour, text?: string): void => MISBEHAVIOURS[what](text);
