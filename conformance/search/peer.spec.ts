import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect } from "chai";
import { parseImplementation } from "../execution/processes/implementation.ts";
import type { Program } from "../language/case.ts";
import { Peer } from "./peer.ts";

const harness = (what: string): Program => ({
  fns: {},
  main: [{ op: "log", text: what }, { op: "harness", what } as never],
});
const plain = (text: string): Program => ({ fns: {}, main: [{ op: "log", text }] });

describe("Peer", function () {
  this.timeout(60_000);
  let peer: Peer;
  beforeEach(() => {
    const { command } = parseImplementation("python:asyncio", { python: "python3" });
    peer = new Peer(command, { clock: "real", timeout: 0.5, startTimeout: 30 });
  });
  afterEach(() => peer.end());

  const all = (programs: readonly Program[]) =>
    Promise.all(programs.map((program) => peer.observe(program)));

  it("runs programs that are given ahead in their order, in one process", async () => {
    const texts = ["a", "b", "c", "d"];
    const seen = await all(texts.map(plain));
    expect(seen.map(({ trace }) => trace)).to.deep.equal(texts.map((text) => [text]));
    expect(peer.starts).to.equal(1);
  });

  it("loses nothing of what was given ahead where the process dies, hangs, or is spoiled", async () => {
    const programs = ["exit", "busy", "leave_thread", "crash"].flatMap((what) => [
      plain(`before ${what}`),
      harness(what),
      plain(`after ${what}`),
    ]);
    const seen = await all(programs);
    expect(seen.map(({ outcome }) => outcome)).to.deep.equal([
      ...["ok", "crash", "ok"],
      ...["ok", "hang", "ok"],
      ...["ok", "ok", "ok"],
      ...["ok", "crash", "ok"],
    ]);
    for (const [index, { trace, outcome }] of seen.entries())
      if (outcome !== "crash") expect(trace).to.have.length(1, `program ${index}`);
    expect(seen.at(-1)?.trace).to.deep.equal(["after crash"]);
    expect(peer.starts).to.equal(5);
  });

  it("blames a death on no program that was given afterwards", async () => {
    // The first process ends by itself, the next one does not.
    const once = "import os, threading; threading.Timer(0.2, os._exit, (3,)).start()";
    const flag = join(mkdtempSync(join(tmpdir(), "loopspec-peer-")), "ended");
    const line = `import os; d = os.path.exists(${JSON.stringify(flag)}); open(${JSON.stringify(flag)}, "w").close()`;
    const { command } = parseImplementation("python:asyncio", {
      python: "python3",
      setup: { setup: [line, `if not d: ${once}`] },
    });
    const mortal = new Peer(command, { clock: "real", timeout: 5, startTimeout: 30 });
    await mortal.hello();
    while (!mortal.died) await new Promise((resolve) => setTimeout(resolve, 20));
    const { outcome, trace } = await mortal.observe(plain("late"));
    await mortal.end();
    rmSync(dirname(flag), { recursive: true });
    expect({ outcome, trace }).to.deep.equal({ outcome: "ok", trace: ["late"] });
    expect(mortal.starts).to.equal(2);
  });

  it("gives all programs up when it is interrupted", async () => {
    await peer.hello();
    const running = [plain("a"), harness("busy"), plain("b")].map((program) =>
      peer.observe(program).then(
        () => "seen",
        (error: { readonly code?: string }) => error.code,
      ),
    );
    await running[0];
    peer.interrupt();
    expect(await Promise.all(running)).to.deep.equal(["seen", "interrupted", "interrupted"]);
  });
});
