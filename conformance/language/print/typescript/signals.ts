/** Functions of signals as TypeScript. */
import { sitesOf } from "../../check/sites.ts";
import type { Operation } from "../../operation.ts";
import { type ProgramWriter, typescriptString } from "./writer.ts";

type SetFunction = Extract<Operation, { readonly op: "signal" }>;

/** `signal.signal`: the functions that were set before go, the new one comes. */
export function signalLines(operation: SetFunction, writer: ProgramWriter): string[] {
  const signal = typescriptString(operation.signal);
  const before = sitesOf(writer.program).operations.flatMap(({ operation: other }) =>
    other.op === "signal" && other !== operation && other.signal === operation.signal
      ? (other.fn ?? [])
      : [],
  );
  const off = [...new Set(before)].map((fn) => `process.off(${signal}, ${writer.names.of(fn)});`);
  if (operation.fn === null) return off;
  return [...off, `process.on(${signal}, ${writer.names.of(operation.fn)});`];
}

/** What a program with signals begins with, where an adapter makes the loop. */
export const signalStart = ({ hasIo, timeout }: ProgramWriter): readonly string[] => [
  'if (adapter.host.signals !== true) throw new Error("the adapter\'s loop is told of no signals");',
  ...(hasIo ? [] : hangLines(timeout * 1000)),
];

/** A loop that is told of signals lets Node run while it waits, so a timer ends what hangs. */
const hangLines = (milliseconds: number): readonly string[] => [
  "setTimeout(() => {",
  '  console.log("the program hung");',
  "  process.exit(1);",
  `}, ${milliseconds});`,
];
