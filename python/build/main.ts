/** `npm run wheel -- [FOLDER]`: the wheel, by default in `python/dist/`. */
import { statSync } from "node:fs";
import { join, resolve } from "node:path";
import { PYTHON } from "./stage.ts";
import { buildWheel } from "./wheel.ts";

const [target = join(PYTHON, "dist")] = process.argv.slice(1);
const wheel = buildWheel(resolve(target), process.env.PYTHON ?? "python3");
process.stdout.write(`${wheel} (${(statSync(wheel).size / 1e6).toFixed(2)} MB)\n`);
