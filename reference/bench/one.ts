/** A process that measures once: `node --expose-gc one.js JOB`, the job as JSON. */
import type { Job } from "./job.ts";
import { measureOnce } from "./measure-once.ts";

const value = measureOnce(JSON.parse(process.argv.at(-1) ?? "") as Job);
process.stdout.write(`${JSON.stringify({ value })}\n`);
