import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { koffiAbsence } from "../../../reference/index.ts";
import { await_, call, coroutine, log, quiet, show } from "../../language/build.ts";
import {
  accept,
  child,
  connect as connects,
  factory,
  finished,
  hangUp,
  listen,
  peer,
  portOf,
  receiveEnd,
  seen,
  send,
  startPeer,
  subprocessProtocol,
  temporary,
} from "../../language/build-network.ts";
import { runUntilComplete } from "../../language/loop-methods.ts";
import type { Operation } from "../../language/operation.ts";
import { NodeDriver } from "./testing/node-driver.ts";

const BUSY: Operation = { op: "harness", what: "busy" };
const waits = peer(listen(), accept(), receiveEnd());

/** Whether nothing listens at a port of this machine. */
const refuses = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1");
    socket.once("connect", () => resolve(false) ?? socket.destroy());
    socket.once("error", () => resolve(true));
  });

const shownIn = (trace: readonly string[], label: string): string =>
  (trace.find((entry) => entry.startsWith(`${label}=`)) ?? "").slice(label.length + 1);

/** Processes whose environment has this text, and which are no zombies. */
const processesWith = (mark: string): string[] =>
  readdirSync("/proc").filter((pid) => {
    if (!/^\d+$/.test(pid)) return false;
    try {
      return readFileSync(`/proc/${pid}/environ`, "utf8").includes(mark);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === "ENOENT" || code === "ESRCH" || code === "EACCES") return false;
      throw error;
    }
  });

describe("the Node driver and programs about I/O", function () {
  this.timeout(60_000);
  let driver: NodeDriver;
  before(function () {
    if (koffiAbsence() !== null) this.skip();
  });
  beforeEach(() => {
    driver = new NodeDriver({ reference: "poll" });
  });
  afterEach(() => driver.end());

  it("ends the peers of a program that leaves them waiting, and does not disturb the next", async () => {
    await driver.hello();
    const first = await driver.run([startPeer("waits", "p"), show("port", portOf("p"))], {
      fns: { waits },
    });
    expect(first.outcome).to.equal("ok");
    expect(await refuses(Number(shownIn(first.trace, "port")))).to.equal(true);
    const fns = {
      waits,
      says: peer(connects(), send("hello"), hangUp()),
      use: quiet(
        coroutine(startPeer("waits", "p"), startPeer("says", "q", portOf("p")), finished("p")),
      ),
    };
    const second = await driver.run([runUntilComplete(call("use"))], { fns });
    expect([second.outcome, second.trace]).to.deep.equal([
      "ok",
      ["waits: received hello", "waits: end"],
    ]);
  });

  it("leaves no socket and no file of a program that hangs", async () => {
    await driver.hello();
    const main = [
      startPeer("waits", "p"),
      show("port", portOf("p")),
      startPeer("unix", "u"),
      show("path", temporary("s")),
      BUSY,
    ];
    const fns = { waits, unix: peer(listen({ transport: "unix", path: "s" }), accept()) };
    const { outcome, trace } = await driver.run(main, { fns, timeout: 0.5 });
    expect(outcome).to.equal("hang");
    await driver.end();
    expect(await refuses(Number(shownIn(trace, "port")))).to.equal(true);
    expect(existsSync(shownIn(trace, "path"))).to.equal(false);
  });

  it("leaves no child of a program that hangs, or that does not wait for it", async () => {
    const mark = mkdtempSync(join(tmpdir(), "loopspec-mark-"));
    rmSync(mark, { recursive: true });
    const start = await_({
      m: "subprocess_exec",
      args: [factory("Child"), child("stubborn")],
      kwargs: { env: { mapping: { MARK: mark } } },
    });
    const request = (rest: readonly Operation[], timeout: number) =>
      driver.run([runUntilComplete(call("use"))], {
        fns: { use: quiet(coroutine(start, seen("Child stdout received ready"), ...rest)) },
        protocols: { Child: subprocessProtocol() },
        timeout,
      });
    await driver.hello();
    expect((await request([log("over")], 30)).outcome).to.equal("ok");
    expect(processesWith(mark)).to.deep.equal([]);
    expect((await request([log("hangs"), BUSY], 2)).outcome).to.equal("hang");
    await driver.end();
    expect(processesWith(mark)).to.deep.equal([]);
  });

  it("says what a loop without descriptors lacks", async () => {
    const virtual = new NodeDriver();
    await virtual.hello();
    const { outcome, why } = await virtual.run([startPeer("waits", "p"), log("never")], {
      fns: { waits },
    });
    expect([outcome, why]).to.deep.equal(["unsupported", "needs network"]);
    await virtual.end();
  });
});
