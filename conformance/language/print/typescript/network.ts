/** Peers and protocols as TypeScript. */

import { type PeerStep, PROTOCOL_METHODS, type ProgramProtocol } from "../../network.ts";
import { isPeerStep, type Operation, type OperationOf } from "../../operation.ts";
import { bodiesOf } from "../../parts.ts";
import { PROTOCOL_BASES, PROTOCOL_PARAMETERS } from "../protocol-class.ts";
import { camelCase } from "./call.ts";
import { typescriptExpression } from "./expression.ts";
import { tlsMaterial } from "./tls-material.ts";
import { notPrintable, type ProgramWriter, typescriptString } from "./writer.ts";

/** The body of a peer's function. */
export function peerBody(body: readonly Operation[], writer: ProgramWriter): string[] {
  return body.flatMap((operation) => {
    if (operation.op === "repeat") {
      const index = writer.names.claim("i");
      const head = `for (let ${index} = 0; ${index} < ${operation.times}; ${index} += 1) {`;
      return [head, ...peerBody(operation.body, writer).map((line) => `  ${line}`), "}"];
    }
    if (operation.op === "listen") return [];
    if (operation.op === "log") return [`peer.say(${typescriptString(operation.text)});`];
    if (operation.op !== "wait" && !isPeerStep(operation)) {
      throw notPrintable(`the operation \`${operation.op}\` in a peer`);
    }
    writer.peerMethods.add(operation.op);
    return [`peer.${camelCase(operation.op)}(${peerArguments(operation, writer)});`];
  });
}

function peerArguments(step: PeerStep | OperationOf<"wait">, writer: ProgramWriter): string {
  switch (step.op) {
    case "send":
    case "send_to":
      return typescriptExpression(step.data, writer);
    case "receive":
      return String(step.count);
    case "receive_nothing":
      return String(step.seconds);
    case "wait":
      return typescriptString(step.event);
    case "handshake": {
      writer.importFrom("loopspec/reference", "TlsContext");
      writer.importFrom("loopspec/reference", "TlsSession");
      const name = step.name === undefined ? [] : [typescriptString(step.name)];
      const material = `${tlsMaterial(step.side, step.certificate ?? "server", true, writer)}`;
      return [typescriptString(step.side), material, ...name].join(", ");
    }
    default:
      return "";
  }
}

/** `name = new StartedPeer("label", { … });` */
export function peerStart({ fn, to, as }: OperationOf<"peer">, writer: ProgramWriter): string {
  writer.helper("StartedPeer");
  const body = writer.program.fns[fn]?.body ?? [];
  const [first] = body;
  const given: string[] = [];
  if (first?.op === "listen") given.push(`listener: ${listener(first, writer)}`);
  if (to !== undefined) {
    const source = typescriptExpression(to, writer);
    const takes = body.some(({ op }) => op === "take_over");
    given.push(`to: ${takes ? `${writer.helper("handedOver")}(${source})` : source}`);
  }
  const events = eventsOf(body).map((event) =>
    writer.names.of(event) === event ? event : `${event}: ${writer.names.of(event)}`,
  );
  if (events.length > 0) given.push(`events: { ${events.join(", ")} }`);
  const options = given.length === 0 ? "" : `, { ${given.join(", ")} }`;
  return `${writer.names.of(as)} = new StartedPeer(${typescriptString(fn)}${options});`;
}

function eventsOf(body: readonly Operation[]): readonly string[] {
  const events = body.flatMap((operation): readonly string[] => {
    if (operation.op === "wait") return [operation.event];
    return bodiesOf(operation).flatMap(([, inner]) => eventsOf(inner));
  });
  return [...new Set(events)];
}

function listener(
  { transport = "tcp", path, backlog = 16, refuses = false }: OperationOf<"listen">,
  writer: ProgramWriter,
): string {
  const place =
    path === undefined ? "0" : `${writer.helper("temporary")}(${typescriptString(path)})`;
  const listens = transport !== "udp" && !refuses;
  const rest = listens ? [place, String(backlog)] : [place];
  return `${writer.helper("boundSocket")}(${[typescriptString(transport), ...rest].join(", ")})`;
}

/** The class of a protocol, as lines. */
export function protocolClass(
  name: string,
  { kind, on = {}, quiet = [] }: ProgramProtocol,
  writer: ProgramWriter,
): readonly string[] {
  const methods = PROTOCOL_METHODS[kind].flatMap((method) => {
    const parameters = PROTOCOL_PARAMETERS[method] ?? [];
    const then = on[method];
    const own = writer.names.of(then ?? "");
    const body = [
      ...(method === "connection_made" ? ["this.transport = transport;"] : []),
      ...(quiet.includes(method) || method === "get_buffer" ? [] : [entryOf(method, writer)]),
      ...(method === "get_buffer" && then === undefined ? ["return this.buffer;"] : []),
      ...(then === undefined ? [] : [`return ${own}(${["this", ...parameters].join(", ")});`]),
    ];
    const typed = parameters.map((parameter) => `${parameter}: any`).join(", ");
    const head = `${camelCase(method)}(${typed}): any {`;
    return ["", `  ${head}`, ...body.map((line) => `    ${line}`), "  }"];
  });
  return [
    `class ${writer.names.of(name)} extends ${writer.from(PROTOCOL_BASES[kind])} {`,
    "  static made: any[] = [];",
    `  label: any = ${writer.helper("labelOf")}(this, ${typescriptString(name)});`,
    "  transport: any = null;",
    ...(kind === "buffered" ? ["  buffer: any = new Uint8Array(65536);"] : []),
    ...methods,
    "}",
  ];
}

function entryOf(method: string, writer: ProgramWriter): string {
  const received = (label: string, data: string) =>
    `${writer.helper("received")}(${label}, ${data});`;
  switch (method) {
    case "data_received":
      return received("this.label", "data");
    case "buffer_updated":
      return received("this.label", "this.buffer.slice(0, count)");
    case "pipe_data_received":
      return received('`${this.label} ${fd === 1 ? "stdout" : "stderr"}`', "data");
    case "datagram_received":
      return `log(\`\${this.label}.datagram_received(\${${writer.helper("text")}(data)})\`);`;
    case "connection_lost":
    case "error_received":
      return `log(\`\${this.label}.${method}(\${${writer.helper("show")}(error)})\`);`;
    case "pipe_connection_lost":
      return `log(\`\${this.label}.pipe_connection_lost(\${fd}, \${${writer.helper("show")}(error)})\`);`;
    default:
      return `log(\`\${this.label}.${method}\`);`;
  }
}
