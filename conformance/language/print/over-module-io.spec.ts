import { expect } from "chai";
import type { Case } from "../case.ts";
import {
  decided,
  ioOnReference,
  REFUSALS,
  refusals,
  systemCallsAbsence,
  wrongScripts,
} from "./testing/io-on-reference.ts";
import type { ScriptedAdapter } from "./testing/module-scripts.ts";
import { typescriptProgram } from "./typescript.ts";

/** One of each area, and what a script has helpers for. */
const SAMPLE = [
  "transports/close-flushes-little-server",
  "unix-sockets/connects-to-path",
  "datagrams/to-and-fro-sock",
  "pipes/read-in-pieces",
  "sendfile/sock-beyond-tcp",
  "sockets/recv-waits-unix",
  "subprocess/status-in-process-exited-exec",
  "tls/encrypts-client",
];

describe("programs about I/O over the loop of a module", function () {
  this.timeout(60_000);
  let adapter: ScriptedAdapter;
  let cases: readonly Case[];
  before(function () {
    // As on Windows, and where the package koffi is missing.
    if (systemCallsAbsence() !== undefined) this.skip();
    ({ adapter, cases } = ioOnReference());
  });

  it("are refused only for what JavaScript has no form for", () => {
    expect(cases.length).to.be.greaterThan(1100);
    // Neighbours in a table differ in one dimension; at night every one is printed.
    for (const refusal of refusals(cases.filter((_kase, index) => index % 6 === 0))) {
      expect(REFUSALS).to.include(refusal);
    }
  });

  it("exit with 0 on a loop that keeps its promises", async () => {
    const chosen = cases.filter(({ id }) => SAMPLE.includes(id));
    expect(chosen.length).to.equal(SAMPLE.length);
    expect(await wrongScripts(chosen, adapter)).to.deep.equal([]);
  });

  it("exit with 1 on a loop that loses what was written", async () => {
    const makeLoop = () => {
      const loop = adapter.makeLoop() as {
        createConnection(...args: unknown[]): Iterable<unknown>;
      };
      const connect = loop.createConnection.bind(loop);
      loop.createConnection = function* (...args) {
        const pair = (yield* connect(...args)) as unknown as [{ write(): void }];
        pair[0].write = () => undefined;
        return pair;
      };
      return loop;
    };
    const kase = cases.find(({ id }) => id === "transports/close-flushes-little-client") as Case;
    const { code, said } = await decided(kase, { ...adapter, makeLoop });
    expect(code).to.equal(1);
    expect(said).to.match(/^observed ok .*"other: end"\]$/m);
    expect(said.split("\nobserved")[1]).not.to.include("received");
  });

  it("have no form in virtual time", () => {
    expect(() => typescriptProgram(cases[0] as Case)).to.throw("over a module");
  });
});
