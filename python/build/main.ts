/** `npm run wheel -- [FOLDER]`: the wheel, by default in `python/dist/`. */
import { statSync } from "node:fs";
import { join, resolve } from "node:path";
import { PYTHON } from "./stage.ts";
import { buildWheel } from "./wheel.ts";

const [target = join(PYTHON, "dist"), ...more] = process.argv.slice(1);
if (more.length > 0 || target.startsWith("-")) {
  process.stderr.write("Usage: npm run wheel -- [FOLDER]\n");
  process.exit(2);
}
const wheel = buildWheel(resolve(target), process.env.PYTHON ?? "python3");
process.stdout.write(`${wheel} (${(statSync(wheel).size / 1e6).toFixed(2)} MB)\n`);
