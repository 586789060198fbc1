/** Short programs about TLS that make their connections themselves. */
import { call, coroutine, log, quiet as silent, tryExcept } from "../../language/build.ts";
import { streamProtocol } from "../../language/build-network.ts";
import type { Program } from "../../language/case.ts";
import type { Expression } from "../../language/expression.ts";
import { runUntilComplete } from "../../language/loop-methods.ts";
import type { ProgramProtocol } from "../../language/network.ts";
import type { Operation } from "../../language/operation.ts";

export const not = (expression: Expression): Expression => ({ not: expression });

/** A program of these operations with a protocol `Here`, some of whose methods leave no entry. */
export const program = ({
  fns = {},
  body,
  quiet = [],
  on = {},
  before = [],
}: {
  readonly fns?: Program["fns"];
  readonly body: readonly Operation[];
  readonly quiet?: readonly string[];
  readonly on?: ProgramProtocol["on"];
  readonly before?: readonly Operation[];
}) => ({
  fns: { ...fns, use: silent(coroutine(...body)) },
  protocols: { Here: streamProtocol(on, [...quiet]) },
  main: [...before, runUntilComplete(call("use"))],
});

/** Logs `refused` where the body raises, whatever it raises; no text names the error. */
export const refusing = (...body: Operation[]): Operation =>
  tryExcept([...body, log("accepted")], "error", log("refused"));
