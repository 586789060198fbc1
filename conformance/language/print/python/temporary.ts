/** Files of a script's own. */
import { pythonString } from "./literal.ts";
import type { ScriptWriter } from "./writer.ts";

/** The path of a file in the script's temporary folder, as a text or in another form. */
export function temporaryPath(
  name: string,
  writer: ScriptWriter,
  form?: "bytes" | "path" | "abstract",
): string {
  writer.helper("folder");
  const path = `${writer.from("os", "path.join")}(folder.name, ${pythonString(name)})`;
  if (form === "bytes") return `${writer.from("os", "fsencode")}(${path})`;
  if (form === "path") return `${writer.from("pathlib", "Path")}(${path})`;
  return form === "abstract" ? `("\\0" + ${path})` : path;
}
