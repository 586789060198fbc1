/** The body of a peer as steps that can go to another thread: every expression has its value. */
import type { Operation } from "../../../../language/operation.ts";
import type { Step } from "../../../peers/messages.ts";
import { ProgramFault } from "../faults.ts";
import type { Scope } from "../scope.ts";
import { show } from "../show.ts";
import { ProgramEvent } from "./program-event.ts";

type Translated = { readonly [op in Operation["op"]]?: (step: never, scope: Scope) => Step };
type Of<Name extends Operation["op"]> = Extract<Operation, { readonly op: Name }>;

const bytesOf = (data: unknown): Uint8Array => {
  if (data instanceof Uint8Array) return data;
  throw new ProgramFault("a peer sends bytes");
};

const STEPS: Translated = {
  log: ({ text, value }: Of<"log">, scope): Step => ({
    op: "log",
    text: value === undefined ? text : `${text}=${show(scope.value(value))}`,
  }),
  repeat: ({ times, body }: Of<"repeat">, scope): Step => ({
    op: "repeat",
    times,
    body: peerSteps(body, scope),
  }),
  wait: ({ event }: Of<"wait">, scope): Step => {
    const value = scope.lookup(event);
    if (value instanceof ProgramEvent) return { op: "wait", event: value.memory };
    throw new ProgramFault(`a peer waits for \`${event}\`, which is no event`);
  },
  send: ({ data }: Of<"send">, scope): Step => ({ op: "send", data: bytesOf(scope.value(data)) }),
  send_to: ({ data }: Of<"send_to">, scope): Step => ({
    op: "send_to",
    data: bytesOf(scope.value(data)),
  }),
  handshake: ({ side, certificate, name }: Of<"handshake">): Step => ({
    op: "handshake",
    side,
    ...(certificate === undefined ? {} : { certificate }),
    ...(name === undefined ? {} : { name }),
  }),
};

/** The steps, without the one by which the peer listens. */
export function peerSteps(body: readonly Operation[], scope: Scope): readonly Step[] {
  return body
    .filter(({ op }) => op !== "listen")
    .map((step) => STEPS[step.op]?.(step as never, scope) ?? (step as Step));
}
