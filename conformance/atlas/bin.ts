/** `npm run atlas`: exit code 0 if at least one loop was judged, 1 if none was, 2 for wrong usage. */
import { CommanderError } from "commander";
import { ReportError } from "../../reports/index.ts";
import { EXIT } from "../exit-code.ts";
import { makeAtlas } from "./make-atlas.ts";
import { parseAtlasOptions } from "./options.ts";

try {
  const options = parseAtlasOptions(process.argv.slice(2));
  const { judged } = await makeAtlas(options, (line) => console.log(line));
  process.exitCode = judged > 0 ? EXIT.ok : EXIT.red;
} catch (error) {
  if (error instanceof ReportError) console.error(`${error.message} ${error.hint}`);
  else if (error instanceof CommanderError) {
    if (error.exitCode !== 0 && error.code === "commander.invalidArgument")
      console.error(error.message);
  } else throw error;
  process.exitCode = error instanceof CommanderError && error.exitCode === 0 ? EXIT.ok : EXIT.usage;
}
