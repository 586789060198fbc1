import { spawn } from "node:child_process";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { expect } from "chai";
import { referenceOracle } from "../execution/adapters/reference-oracle.ts";
import { parseImplementation } from "../execution/processes/implementation.ts";
import { pythonScriptOf } from "../language/print/python.ts";
import { generateProgram } from "./generate.ts";
import { Peer } from "./peer.ts";
import { offeredBy, parseProfile } from "./profile.ts";
import { BUDGET, refusalOf } from "./refuse.ts";

const PYTHON = process.env.LOOPSPEC_PYTHON ?? "python3";
const RUNNER = join("conformance", "search", "testing", "run_scripts.py");
const PROGRAMS = 2000;

/** A finding is shown as a script: it must show what the driver saw. */
describe("random programs as scripts", function () {
  this.timeout(900_000);

  it(`print the trace that the driver sees, ${PROGRAMS} of them`, async () => {
    const { command } = parseImplementation("python:asyncio", { python: PYTHON });
    const peer = new Peer(command, { clock: "virtual", timeout: 5, startTimeout: 60 });
    const scripts = spawn(PYTHON, [RUNNER], { stdio: ["pipe", "pipe", "inherit"] });
    const lines = createInterface({ input: scripts.stdout })[Symbol.asyncIterator]();
    const oracle = referenceOracle(BUDGET);
    try {
      const profile = offeredBy(parseProfile("default", "virtual"), await peer.hello());
      let compared = 0;
      for (let seed = 3_000_000; compared < PROGRAMS; seed += 1) {
        const program = generateProgram(seed, profile);
        if (refusalOf(oracle(program), "virtual") !== undefined) continue;
        const { outcome, trace } = await peer.observe(program);
        // On a loop with a defect a program may not end that ends on the oracle.
        if (outcome !== "ok" && !outcome.startsWith("raised ")) continue;
        compared += 1;
        const script = pythonScriptOf({ program, expect: { trace }, header: [] });
        scripts.stdin.write(`${JSON.stringify(script)}\n`);
        const { value } = await lines.next();
        expect(JSON.parse(String(value)), `seed ${seed}`).to.deep.equal(trace);
      }
    } finally {
      scripts.stdin.end();
      await peer.end();
    }
  });
});
