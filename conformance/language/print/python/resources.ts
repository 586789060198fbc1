/** Sockets, pipes, files and TLS contexts as Python. */
import type { Expression } from "../../expression.ts";
import type { MadeResource } from "../../resources.ts";
import { pythonString } from "./literal.ts";
import { temporaryPath } from "./temporary.ts";
import type { ScriptWriter } from "./writer.ts";

/** What makes one of them. `argument` writes an expression. */
export function madeResource(
  node: MadeResource,
  writer: ScriptWriter,
  argument: (expression: Expression) => string,
): string {
  switch (node.make) {
    case "socket":
      return madeSocket(node, writer, argument);
    case "pipe":
      return `${writer.helper("pipe")}()`;
    case "file":
      return `${writer.helper("file")}(${argument(node.content)})`;
    case "buffer":
      return `bytearray(${node.size})`;
    case "tls": {
      const { side, certificate = "server", trusts = true } = node;
      const rest = trusts ? "" : ", trusts=False";
      return `${writer.helper("tls")}(${pythonString(side)}, ${pythonString(certificate)}${rest})`;
    }
  }
}

function madeSocket(
  node: Extract<MadeResource, { make: "socket" }>,
  writer: ScriptWriter,
  argument: (expression: Expression) => string,
): string {
  const { transport = "tcp", state, path, to } = node;
  const family = writer.from("socket", transport === "unix" ? "AF_UNIX" : "AF_INET");
  const given = [family, `socket.${transport === "udp" ? "SOCK_DGRAM" : "SOCK_STREAM"}`];
  if (state === "bound" || state === "listening") {
    const address = transport === "unix" ? temporaryPath(path ?? "", writer) : '("127.0.0.1", 0)';
    given.push(`bind=${address}`);
  }
  if (state === "listening") given.push("listen=True");
  if (state === "connected" && to !== undefined) given.push(`to=${argument(to)}`);
  return `${writer.helper("socket_of")}(${given.join(", ")})`;
}
