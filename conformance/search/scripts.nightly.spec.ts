import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { referenceOracle } from "../execution/adapters/reference-oracle.ts";
import { parseImplementation } from "../execution/processes/implementation.ts";
import { pythonScriptOf } from "../language/print/python.ts";
import { type BatchScript, runScripts } from "../language/print/testing/script-batch.ts";
import { generateProgram } from "./generate.ts";
import { Peer } from "./peer.ts";
import { offeredBy, parseProfile } from "./profile.ts";
import { BUDGET, refusalOf } from "./refuse.ts";

const PYTHON = process.env.LOOPSPEC_PYTHON ?? "python3";
const VIRTUAL_TIME = join("conformance", "search", "testing", "virtual_time.py");
const PROGRAMS = 2000;

/** A finding is shown as a script: it must show what the driver saw. */
describe("random programs as scripts", function () {
  this.timeout(900_000);

  it(`print the trace that the driver sees, ${PROGRAMS} of them`, async () => {
    const { command } = parseImplementation("python:asyncio", { python: PYTHON });
    const peer = new Peer(command, { clock: "virtual", timeout: 5, startTimeout: 60 });
    const virtualTime = readFileSync(VIRTUAL_TIME, "utf8");
    const scripts: BatchScript[] = [];
    const traces = new Map<string, readonly string[]>();
    const oracle = referenceOracle(BUDGET);
    try {
      const profile = offeredBy(parseProfile("default", "virtual"), await peer.hello());
      for (let seed = 3_000_000; scripts.length < PROGRAMS; seed += 1) {
        const program = generateProgram(seed, profile);
        if (refusalOf(oracle(program), "virtual") !== undefined) continue;
        const { outcome, trace } = await peer.observe(program);
        // On a loop with a defect a program may not end that ends on the oracle.
        if (outcome !== "ok" && !outcome.startsWith("raised ")) continue;
        const id = `seed ${seed}`;
        const script = pythonScriptOf({ program, expect: { trace }, header: [] });
        scripts.push({ id, source: `${virtualTime}\n${script}`, timeout: 30, quick: true });
        traces.set(id, trace);
      }
    } finally {
      await peer.end();
    }
    for (const [id, { status, stdout, stderr }] of await runScripts(scripts, PYTHON)) {
      expect({ status, lines: stdout.split("\n").slice(0, -1) }, `${id}: ${stderr}`).to.deep.equal({
        status: 0,
        lines: traces.get(id),
      });
    }
  });
});
