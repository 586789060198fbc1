/** Programs over one child process of the loop: its protocol is `Child`, its pair is bound to `child`. */
import { await_, call, coroutine, quiet, variable } from "../../language/build.ts";
import {
  factory,
  seen,
  subprocessProtocol,
  tell,
  transportOf,
} from "../../language/build-network.ts";
import type { Program } from "../../language/case.ts";
import type { Expression, Keywords } from "../../language/expression.ts";
import { runUntilComplete } from "../../language/loop-methods.ts";
import type { ProgramProtocol } from "../../language/network.ts";
import type { Operation } from "../../language/operation.ts";
import type { StandardStream } from "../../language/resources.ts";

/** The transport that starting the child gave: no text says that its protocol was told of it by then. */
export const CHILD: Expression = { item: 0, of: variable("child") };
/** The transport that the child's protocol was told of, for what runs within the protocol. */
export const CHILD_TOLD: Expression = transportOf("Child");
export const CHILD_MADE = "Child.connection_made";
export const EXITED = "Child.process_exited";
export const CHILD_LOST = "Child.connection_lost(None)";

const METHODS = [
  "pause_writing",
  "resume_writing",
  "connection_made",
  "pipe_data_received",
  "pipe_connection_lost",
  "process_exited",
  "connection_lost",
] as const;
type Method = (typeof METHODS)[number];

/**
 * A protocol of children that tells of these methods alone.
 *
 * No text promises where the end of the process stands among its output, so most cases show one of the two.
 */
export const telling = (on: ProgramProtocol["on"], ...methods: readonly Method[]) =>
  subprocessProtocol(
    on,
    METHODS.filter((method) => !methods.includes(method)),
  );

const standard = (name: StandardStream): Expression => ({ standard: name });
export const PIPE = standard("PIPE");
export const DEVNULL = standard("DEVNULL");
export const STDOUT = standard("STDOUT");

/** The same child by either method. */
export interface Spawner {
  readonly slug: "exec" | "shell";
  readonly method: "subprocess_exec" | "subprocess_shell";
  /** Runs a command of the shell. */
  readonly runs: (command: string) => readonly Expression[];
  /** Says a text to standard output, or to standard error. */
  readonly says: (text: string) => readonly Expression[];
  readonly complains: (text: string) => readonly Expression[];
  readonly exits: (status: number) => readonly Expression[];
  /** Copies its standard input to standard output. */
  readonly echoes: () => readonly Expression[];
  /** Says `ready`, and waits to be ended. */
  readonly waits: () => readonly Expression[];
}

/** What a shell does; cheaper to start than an interpreter. */
const COMMANDS = {
  says: (text: string) => `printf '${text}'`,
  complains: (text: string) => `printf '${text}' >&2`,
  exits: (status: number) => `exit ${status}`,
  echoes: "exec cat",
  waits: "printf ready; exec sleep 20",
};

const spawner = (
  slug: Spawner["slug"],
  method: Spawner["method"],
  args: (command: string) => readonly Expression[],
): Spawner => ({
  slug,
  method,
  runs: args,
  says: (text) => args(COMMANDS.says(text)),
  complains: (text) => args(COMMANDS.complains(text)),
  exits: (status) => args(COMMANDS.exits(status)),
  echoes: () => args(COMMANDS.echoes),
  waits: () => args(COMMANDS.waits),
});

export const EXEC = spawner("exec", "subprocess_exec", (command) => ["/bin/sh", "-c", command]);
export const SHELL = spawner("shell", "subprocess_shell", (command) => [command]);

export const SPAWNERS: readonly Spawner[] = [EXEC, SHELL];

/** Starts a child; binds `(transport, protocol)` to `as`. */
export const spawn = (
  { method }: Pick<Spawner, "method">,
  args: readonly Expression[],
  kwargs?: Keywords,
  protocol = "Child",
  as?: string,
) => {
  const started = { m: method, args: [factory(protocol), ...args] };
  return await_(
    kwargs === undefined ? started : { ...started, kwargs },
    as === undefined ? {} : { as },
  );
};

const text = (part: unknown) => JSON.stringify(part);
const startsChild = (operation: Operation) =>
  operation.op === "await" && text(operation.what).includes(text(factory("Child")));
/** The same operations: where they use `CHILD`, the first child's pair is bound. */
export const withChild = (body: readonly Operation[]): readonly Operation[] => {
  if (!text(body).includes(text(CHILD))) return body;
  const first = body.find(startsChild);
  return body.map((operation) => (operation === first ? { ...operation, as: "child" } : operation));
};

/** `get_pipe_transport(fd)` of the child. */
export const pipeTransport = (fd: number, of: Expression = CHILD): Expression => ({
  m: "get_pipe_transport",
  on: of,
  args: [fd],
});

/** Gives the child an input to its end. */
export const feed = (data: Expression): Operation[] => [
  tell(pipeTransport(0), "write", [data]),
  tell(pipeTransport(0), "close"),
];

/** Closes the transport, and waits until it is lost. */
export const closeChild = (): Operation[] => [tell(CHILD, "close"), seen(CHILD_LOST)];

/** A program whose one coroutine does this. */
export const childProgram = (
  protocol: ProgramProtocol,
  body: readonly Operation[],
  { fns = {}, before = [] }: { fns?: Program["fns"]; before?: readonly Operation[] } = {},
): Program & { readonly fns: Program["fns"] } => ({
  fns: { ...fns, use: quiet(coroutine(...withChild(body))) },
  protocols: { Child: protocol },
  main: [...before, runUntilComplete(call("use"))],
});

/** Keywords with which only standard output is a pipe, or only standard error. */
export const OUTPUT_ONLY = { stdin: DEVNULL, stderr: DEVNULL };
export const ERRORS_ONLY = { stdin: DEVNULL, stdout: DEVNULL };
