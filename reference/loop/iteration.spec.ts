import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect } from "chai";
import { packageRoot } from "#package-root";
import { EventLoop, VirtualSelector } from "../index.ts";

const PAGE = join(packageRoot, "reference/ITERATION.md");
const LOOP = join(packageRoot, "reference/loop/event-loop.ts");

describe("the walk through one iteration", () => {
  const page = readFileSync(PAGE, "utf8");

  it("shows an example that prints what the page says", () => {
    const example = /```ts\n([\s\S]*?)```/.exec(page)?.[1];
    const printed: unknown[] = [];
    const run = new Function("EventLoop", "VirtualSelector", "console", example ?? "throw 0");
    run(EventLoop, VirtualSelector, { log: (value: unknown) => printed.push(value) });
    expect(printed).to.deep.equal(["a", "b", "timer", [0, 0, 1, 1]]);
    expect(page).to.contain("It prints `a`, `b`, `timer` and `[ 0, 0, 1, 1 ]`.");
  });

  it("points to files that exist", () => {
    const links = [...page.matchAll(/\]\(([^)]+)\)/g)].map((match) => match[1] as string);
    expect(links.length).to.be.greaterThan(10);
    for (const link of links)
      expect(() => readFileSync(join(dirname(PAGE), link)), link).not.to.throw();
  });

  it("names every part of the loop", () => {
    const listed = page.slice(page.indexOf("## Where the methods are"));
    const parts = [...readFileSync(LOOP, "utf8").matchAll(/= new (\w+)\(/g)]
      .map(([, name = ""]) => name.replace(/(?<!^)[A-Z]/g, "-$&").toLowerCase())
      .filter((file) => existsSync(join(dirname(LOOP), `${file}.ts`)));
    expect(parts).to.have.length(9);
    for (const file of parts) expect(listed).to.contain(`[${file}.ts](loop/${file}.ts)`);
  });
});

describe("an iteration", () => {
  it("runs queued callbacks, then ready descriptors, then due timers by deadline", () => {
    const selector = new VirtualSelector();
    const loop = new EventLoop(selector);
    const trace: string[] = [];
    const log = (text: string) => trace.push(text);
    loop.callAt(-1, log, ["timer -1"]);
    loop.callAt(-2, log, ["timer -2"]);
    loop.addReader(5, log, ["descriptor"]);
    selector.makeReady(5);
    loop.callSoon(log, ["soon"]);
    loop.stop();
    loop.runForever();
    expect(trace).to.deep.equal(["soon", "descriptor", "timer -2", "timer -1"]);
  });

  it("does not wait while something is ready, and not for a cancelled timer", () => {
    const selector = new VirtualSelector();
    const loop = new EventLoop(selector);
    loop.callLater(1, () => {}).cancel();
    loop.callLater(5, () => loop.callSoon(() => loop.stop()));
    loop.runForever();
    expect(selector.polls).to.deep.equal([5, 0]);
  });
});
