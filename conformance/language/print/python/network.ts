/** Peers and protocols as Python. */

import type { PeerStep, ProgramProtocol } from "../../network.ts";
import { PROTOCOL_METHODS } from "../../network.ts";
import { isPeerStep, type Operation, type OperationOf } from "../../operation.ts";
import { PROTOCOL_BASES, PROTOCOL_PARAMETERS } from "../protocol-class.ts";
import { pythonExpression } from "./expression.ts";
import { pythonNumber, pythonString } from "./literal.ts";
import { temporaryPath } from "./temporary.ts";
import type { ScriptWriter } from "./writer.ts";

/** What a peer can do that is one line; its repetitions are printed as those of other functions. */
type PeerOperation = PeerStep | OperationOf<"log" | "wait">;

/** Whether a peer's operation is one line of its own. */
export const isPeerOperation = (operation: Operation): operation is PeerOperation =>
  isPeerStep(operation) || operation.op === "log" || operation.op === "wait";

/** The method of the script's class `Peer` that carries a step out, as a call. */
export function peerStep(operation: PeerOperation, writer: ScriptWriter): string {
  const does = (method: string, argument = "") => {
    writer.peerMethods.add(method);
    return `peer.${method}(${argument})`;
  };
  switch (operation.op) {
    case "listen":
      return "";
    case "log":
      return `peer.say(${pythonString(operation.text)})`;
    case "wait":
      return does("wait", writer.names.of(operation.event));
    case "send":
      return does("send", pythonExpression(operation.data, writer));
    case "receive":
      return does("receive", `${operation.count}`);
    case "receive_nothing":
      return does("receive_nothing", pythonNumber(operation.seconds));
    case "handshake": {
      writer.helper("tls");
      const given = [operation.side, operation.certificate ?? "server"].map(pythonString);
      if (operation.name !== undefined) given.push(pythonString(operation.name));
      return does("handshake", given.join(", "));
    }
    case "send_to":
      return does("send_to", pythonExpression(operation.data, writer));
    case "take_over":
      writer.helper("PipeEnd");
      return does("take_over");
    case "decrypt":
    case "receive_from":
    case "accept":
    case "connect":
    case "receive_end":
    case "swallow":
    case "half_close":
    case "hang_up":
    case "reset":
    case "stop_listening":
      return does(operation.op);
  }
}

/** `name = Peer("label", steps, …)`. */
export function peerStart({ fn, to, as }: OperationOf<"peer">, writer: ScriptWriter): string {
  writer.helper("Peer");
  const own = [pythonString(fn), writer.names.of(fn)];
  const first = writer.program.fns[fn]?.body[0];
  if (first?.op === "listen") own.push(`listener=${listener(first, writer)}`);
  if (to !== undefined) own.push(`to=${pythonExpression(to, writer)}`);
  return `${writer.names.of(as)} = Peer(${own.join(", ")})`;
}

function listener(
  { transport = "tcp", path = "", backlog = 16, refuses = false }: OperationOf<"listen">,
  writer: ScriptWriter,
): string {
  writer.imports.add("socket");
  writer.helper("listening");
  if (transport === "udp") {
    return 'listening(socket.AF_INET, ("127.0.0.1", 0), None, socket.SOCK_DGRAM)';
  }
  const queue = refuses ? "None" : `${backlog}`;
  if (transport === "tcp") return `listening(socket.AF_INET, ("127.0.0.1", 0), ${queue})`;
  return `listening(socket.AF_UNIX, ${temporaryPath(path, writer)}, ${queue})`;
}

/** The class of a protocol, as lines. */
export function pythonProtocol(
  name: string,
  { kind, on = {}, quiet = [] }: ProgramProtocol,
  writer: ScriptWriter,
): readonly string[] {
  writer.helper("Labelled");
  const methods = PROTOCOL_METHODS[kind].flatMap((method) => {
    const parameters = PROTOCOL_PARAMETERS[method] ?? [];
    const then = on[method];
    const body = [
      ...(method === "connection_made" ? ["self.transport = transport"] : []),
      ...(quiet.includes(method) || method === "get_buffer" ? [] : [entryOf(method, writer)]),
      ...(method === "get_buffer" && then === undefined ? ["return self.buffer"] : []),
      ...(then === undefined
        ? []
        : [`return ${writer.names.of(then)}(${["self", ...parameters].join(", ")})`]),
    ];
    const head = `def ${method}(${["self", ...parameters].join(", ")}):`;
    return [
      "",
      `    ${head}`,
      ...(body.length === 0 ? ["pass"] : body).map((line) => `        ${line}`),
    ];
  });
  return [
    `class ${writer.names.of(name)}(Labelled, ${writer.from("asyncio", PROTOCOL_BASES[kind])}):`,
    "    made = []",
    ...methods,
  ];
}

function entryOf(method: string, writer: ScriptWriter): string {
  switch (method) {
    case "data_received":
      writer.helper("received");
      return "received(self.label, data)";
    case "buffer_updated":
      writer.helper("received");
      return "received(self.label, self.buffer[:count])";
    case "pipe_data_received":
      writer.helper("received");
      return "received(f\"{self.label} {'stdout' if fd == 1 else 'stderr'}\", data)";
    case "datagram_received":
      writer.helper("text");
      return 'log(f"{self.label}.datagram_received({text(data)})")';
    case "connection_lost":
    case "error_received":
      writer.helper("kind");
      return `log(f"{self.label}.${method}({error and kind(error)})")`;
    case "pipe_connection_lost":
      writer.helper("kind");
      return 'log(f"{self.label}.pipe_connection_lost({fd}, {error and kind(error)})")';
    default:
      return `log(f"{self.label}.${method}")`;
  }
}
