/**
 * Small programs that together use every operation and expression of the case language, each in a way whose trace is
 * known. They try printers and drivers against each other; no loop is judged by them.
 */
import type { Case, ProgramFunction } from "../case.ts";
import { table } from "../table.ts";
import { CALL_SPECIMENS } from "./specimens-calls.ts";
import { CONTROL_SPECIMENS } from "./specimens-control.ts";
import { HOST_SPECIMENS } from "./specimens-host.ts";
import { NETWORK_SPECIMENS } from "./specimens-network.ts";
import { PROCESS_SPECIMENS } from "./specimens-process.ts";
import { RESOURCE_SPECIMENS } from "./specimens-resources.ts";
import { VALUE_SPECIMENS } from "./specimens-values.ts";

/** All specimens. */
export const SPECIMENS: readonly Case[] = table([
  ...VALUE_SPECIMENS,
  ...CALL_SPECIMENS,
  ...CONTROL_SPECIMENS,
  ...HOST_SPECIMENS,
  ...PROCESS_SPECIMENS,
  ...NETWORK_SPECIMENS,
  ...RESOURCE_SPECIMENS,
]);

/** Kinds of functions that specimens must show. */
export const FUNCTION_KINDS: readonly ProgramFunction["kind"][] = [
  "callback",
  "coroutine",
  "asyncgen",
  "handler",
  "thread",
  "peer",
];
