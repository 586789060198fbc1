/** Files of a script's own. */
import { pythonString } from "./literal.ts";
import type { ScriptWriter } from "./writer.ts";

/** The path of a file in the script's temporary folder. */
export function temporaryPath(name: string, writer: ScriptWriter): string {
  writer.helper("folder");
  return `${writer.from("os", "path.join")}(folder.name, ${pythonString(name)})`;
}
