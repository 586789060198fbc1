import { expect } from "chai";
import { allCases } from "../cases/index.ts";
import type { ClauseId } from "../clauses/index.ts";
import { isClauseId } from "../clauses/index.ts";
import { caseOf } from "../judge/testing/case-and-observation.ts";
import { log } from "../language/build.ts";
import { loopCall } from "../language/loop-methods.ts";
import { PRECONDITIONS } from "../language/preconditions.ts";
import { notJudged, type PlanFacts, planCases, preconditionsToTry } from "./plan.ts";

const facts = (...broken: string[]): PlanFacts => ({
  edition: "3.13",
  capabilities: ["descriptors", "debug"],
  clock: "real",
  surroundings: { platform: "linux-x86_64", language: "Python" },
  broken: new Set(broken),
});
const needing = (method: string, clause: ClauseId, id = method) =>
  caseOf({ trace: [] }, clause, { id, program: { fns: {}, main: [loopCall(method, [true])] } });

describe("planCases", () => {
  const debug = needing("set_debug", "set-debug.toggles", "debug");
  const other = needing("set_debug", "call-soon.fifo", "other");
  const plain = caseOf({ trace: [] }, "call-soon.fifo", {
    id: "plain",
    program: { fns: {}, main: [log("a")] },
  });

  it("runs everything where nothing is broken", () => {
    const plan = planCases([plain, other, debug], facts());
    expect(plan.queue).to.deep.equal([plain, other, debug]);
    expect(plan.deferred).to.deep.equal([]);
  });

  it("runs the cases about a broken method first, and lets the others that need it wait", () => {
    const plan = planCases([plain, other, debug], facts("loop.set_debug"));
    expect(plan.queue).to.deep.equal([debug, plain]);
    expect(plan.deferred).to.deep.equal([
      { kase: other, precondition: "loop.set_debug", because: "set-debug.toggles" },
    ]);
  });

  it("lets a case that only switches debug mode off run without it", () => {
    const off = caseOf({ trace: [] }, "call-soon.fifo", {
      program: { fns: {}, main: [loopCall("set_debug", [false])] },
    });
    expect(planCases([off], facts("debug mode")).queue).to.deep.equal([off]);
    expect(planCases([other, debug], facts("debug mode")).deferred).to.have.lengthOf(1);
  });

  it("takes the first case that may accuse where none is about the method", () => {
    const third = needing("set_debug", "call-soon.passes-args", "third");
    const plan = planCases([other, third], facts("loop.set_debug"));
    expect(plan.queue).to.deep.equal([other]);
    expect(plan.deferred[0]?.because).to.equal("call-soon.fifo");
  });

  it("shows what is broken by the cases that lack nothing else", () => {
    const both = caseOf({ trace: [] }, "set-debug.toggles", {
      id: "both",
      program: { fns: {}, main: [loopCall("create_future"), loopCall("set_debug", [true])] },
    });
    const future = needing("create_future", "create-future.bound-to-loop", "future");
    const missing = facts("loop.set_debug", "loop.create_future");
    const plan = planCases([both, debug, future], missing);
    expect(plan.queue).to.deep.equal([debug, future]);
    expect(plan.deferred).to.deep.equal([
      { kase: both, precondition: "loop.create_future", because: "create-future.bound-to-loop" },
    ]);
    expect(planCases([both, future], missing).queue).to.deep.equal([both, future]);
  });

  it("calls unsupported what a sentence permits to be absent here, and gives the sentence", () => {
    const reader = needing("add_reader", "call-soon.fifo");
    const windows = { platform: "win32-AMD64", language: "Python" };
    const plan = planCases([reader], { ...facts("loop.add_reader"), surroundings: windows });
    expect(plan.settled[0]?.judgement).to.include({ verdict: "unsupported" });
    expect(plan.settled[0]?.judgement.message).to.include("Proactor");
    expect(planCases([reader], facts("loop.add_reader")).settled).to.deep.equal([]);
  });

  it("gives the reason of a capability that may be absent", () => {
    const forks = caseOf({ trace: [] }, "call-soon.fifo", { needs: ["fork"] });
    const javaScript = { platform: "linux x64", language: "JavaScript" };
    const [settled] = planCases([forks], { ...facts(), surroundings: javaScript }).settled;
    expect(settled?.judgement.message).to.match(/^needs `fork`: Node has threads/);
    expect(planCases([forks], facts()).settled[0]?.judgement.message).to.equal("needs `fork`");
  });

  it("names the broken precondition and the sentence in the judgement", () => {
    const deferred = { kase: other, precondition: "debug mode", because: "set-debug.toggles" };
    expect(notJudged(deferred)).to.include({ verdict: "not-judged", because: "set-debug.toggles" });
    expect(notJudged(deferred).message).to.include("needs `debug mode`, which is broken: After");
  });
});

describe("preconditions", () => {
  it("are demanded by clauses of the catalogue", () => {
    for (const { name, clause } of PRECONDITIONS.values())
      expect(clause.endsWith(".") || isClauseId(clause), `${name}: ${clause}`).to.equal(true);
  });

  it("are tried only where a case that can be run needs them", () => {
    const offer = { edition: "3.13", capabilities: [], clock: "real" } as const;
    const reader = { ...needing("add_reader", "call-soon.fifo"), needs: ["descriptors"] as const };
    expect([...preconditionsToTry([reader], offer)]).to.deep.equal([]);
    const all = [...preconditionsToTry(allCases, { ...offer, capabilities: ["debug"] })];
    expect(all).to.include.members(["loop.call_later", "loop.set_debug", "debug mode"]);
  });
});
