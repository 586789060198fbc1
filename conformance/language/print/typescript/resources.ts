/** What programs about connections, pipes, files and children are given, as TypeScript. */
import type { Expression } from "../../expression.ts";
import type { ExpressionNode } from "../../parts.ts";
import type { MadeResource } from "../../resources.ts";
import { tlsMaterial } from "./tls-material.ts";
import { type ProgramWriter, typescriptString } from "./writer.ts";

/** Writes an expression: handed in, since expressions nest in each other. */
type Argument = (expression: Expression) => string;

/** What makes one of them. */
export function madeResource(
  node: MadeResource,
  writer: ProgramWriter,
  argument: Argument,
): string {
  switch (node.make) {
    case "socket":
      return madeSocket(node, writer, argument);
    case "pipe":
      return `${writer.helper("pipe")}()`;
    case "file":
      return `${writer.helper("file")}(${argument(node.content)})`;
    case "buffer":
      return `new Uint8Array(${node.size})`;
    case "tls": {
      const { side, certificate = "server", trusts = true } = node;
      const material = tlsMaterial(side, certificate, trusts, writer);
      return `adapter.host.io.tls({ side: ${typescriptString(side)}, ...${material} })`;
    }
  }
}

function madeSocket(
  { transport = "tcp", state, path, to }: Extract<MadeResource, { make: "socket" }>,
  writer: ProgramWriter,
  argument: Argument,
): string {
  const given = [typescriptString(transport)];
  if (state === "bound" || state === "listening") {
    given.push(path === undefined ? "0" : temporary(path, writer));
  }
  if (state === "listening") given.push("16");
  if (state === "connected" && to !== undefined) {
    given.push("null", "null", argument(to));
  }
  return `${writer.helper("socketOf")}(${given.join(", ")})`;
}

/** The path of a file in the program's folder. */
const temporary = (name: string, writer: ProgramWriter): string =>
  `${writer.helper("temporary")}(${typescriptString(name)})`;

/** An expression about connections or resources; undefined for others. */
export function networkExpression(
  node: ExpressionNode,
  writer: ProgramWriter,
  argument: Argument,
): string | undefined {
  if ("finished" in node) {
    return `${writer.helper("finished")}(${writer.names.of(node.finished)})`;
  }
  if ("seen" in node) {
    const times = node.times === undefined ? "" : `, ${node.times}`;
    return `${writer.helper("seen")}(${typescriptString(node.seen)}${times})`;
  }
  if ("port" in node) return `${writer.helper("portOf")}(${argument(node.port)})`;
  if ("protocol" in node) return `() => new ${writer.names.of(node.protocol)}()`;
  if ("new" in node) return `new ${writer.names.of(node.new)}()`;
  if ("instance" in node) return `${writer.names.of(node.instance)}.made[${node.index ?? 0}]`;
  if ("numbered" in node) return `${writer.helper("numbered")}(${node.numbered})`;
  if ("temporary" in node) {
    const path = temporary(node.temporary, writer);
    if (node.form === "bytes") return `new TextEncoder().encode(${path})`;
    if (node.form === "path") return fileUrl(path, writer);
    return node.form === "abstract" ? `"\\u{0}" + ${path}` : path;
  }
  if ("child" in node) {
    const given = [node.child, ...(node.with ?? [])].map((each) =>
      typeof each === "string" ? typescriptString(each) : String(each),
    );
    return `...${writer.helper("child")}(${given.join(", ")})`;
  }
  if ("standard" in node) return writer.from(node.standard);
  if ("part" in node) return `${argument(node.part)}.subarray(${node.start}, ${node.stop})`;
  if ("file_path" in node) return fileUrl(argument(node.file_path), writer);
  if ("mapping" in node) {
    const entries = Object.entries(node.mapping).map(
      ([key, value]) => `${key}: ${argument(value)}`,
    );
    return `{ ${entries.join(", ")} }`;
  }
  if ("signal_number" in node) {
    writer.importFrom("node:os", "constants");
    return `constants.signals.${node.signal_number}`;
  }
  return undefined;
}

function fileUrl(path: string, writer: ProgramWriter): string {
  writer.importFrom("node:url", "pathToFileURL");
  return `pathToFileURL(${path})`;
}
