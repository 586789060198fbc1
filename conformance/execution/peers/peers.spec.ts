import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { TLSSocket } from "node:tls";
import { expect } from "chai";
import { CERTIFICATES } from "../../language/certificates.ts";
import { ProgramPeers } from "../adapters/interpreter/network/program-peers.ts";
import { Recorder } from "../adapters/interpreter/recorder.ts";
import type { Step } from "./messages.ts";
import { PeerWorker } from "./peer-worker.ts";
import { systemCallsAbsence } from "./system-calls.ts";

const TCP = { transport: "tcp", backlog: 16, refuses: false } as const;
const data = (text: string) => Buffer.from(text);

/** Runs peers; what they have said, each in its order. */
async function saidBy(
  use: (peers: ProgramPeers) => void | Promise<void>,
  seconds = 8,
): Promise<readonly string[]> {
  const recorder = new Recorder();
  const peers = new ProgramPeers(recorder, seconds);
  try {
    await use(peers);
    expect(peers.fault()).to.equal(undefined);
    return recorder.end("ok").trace;
  } finally {
    peers.dispose();
  }
}

/** A peer that connects to a server of Node; what both saw. */
async function against(
  serve: (socket: Socket) => void,
  steps: readonly Step[],
): Promise<readonly string[]> {
  const server = createServer({ allowHalfOpen: true }, serve);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as { port: number };
  try {
    return await saidBy(async (peers) => {
      const peer = peers.start("peer", [{ op: "connect" }, ...steps], undefined, port);
      // Node's own loop serves: it must not be blocked meanwhile.
      while (!peers.hasEnded(peer)) await new Promise(setImmediate);
      peers.handOver(peer);
    });
  } finally {
    server.close();
  }
}

describe("peers", function () {
  this.timeout(60_000);
  before(function () {
    if (systemCallsAbsence() !== undefined) this.skip();
  });

  it("exchange data with what knows nothing of them", async () => {
    const said = await against(
      (socket) => socket.on("data", (got) => socket.end(`got ${got}`)).on("error", () => undefined),
      [{ op: "send", data: data("hello") }, { op: "half_close" }, { op: "receive_end" }],
    );
    expect(said).to.deep.equal(["peer: received got hello", "peer: end"]);
  });

  it("are told of a reset, and of what comes before the end", async () => {
    const reset = await against((socket) => socket.resetAndDestroy(), [{ op: "receive_end" }]);
    expect(reset).to.deep.equal(["peer: reset"]);
    const short = await against(
      (socket) => socket.end("ab"),
      [
        { op: "receive", count: 5 },
        { op: "hang_up" },
        { op: "receive", count: 1 },
        { op: "send", data: data("into nothing") },
        { op: "log", text: "is never said" },
      ],
    );
    expect(short).to.deep.equal([
      "peer: received ab",
      "peer: end",
      "peer: !OSError",
      "peer: !OSError",
    ]);
  });

  it("send more than anybody takes at once", async () => {
    const much = Buffer.alloc(4_000_000, "x");
    const said = await saidBy((peers) => {
      const receives = peers.start("a", [{ op: "accept" }, { op: "receive_end" }], TCP, undefined);
      const steps: Step[] = [{ op: "connect" }, { op: "send", data: much }, { op: "hang_up" }];
      const sends = peers.start("b", steps, undefined, receives.port);
      peers.join(sends);
      peers.join(receives);
    });
    expect(said).to.have.length(2);
    expect(said[0]).to.match(/^a: received 4000000 bytes, crc32 [0-9a-f]{8}$/);
    expect(said[1]).to.equal("a: end");
  });

  it("give up when their time is over, wherever they wait", async () => {
    const event = new SharedArrayBuffer(4);
    const waiting: readonly (readonly Step[])[] = [
      [{ op: "accept" }],
      [{ op: "wait", event }],
      [{ op: "receive_from" }],
      [{ op: "connect" }, { op: "receive", count: 1 }],
      [{ op: "connect" }, { op: "send", data: Buffer.alloc(20_000_000) }],
      [{ op: "repeat", times: 1_000_000_000, body: [{ op: "repeat", times: 1, body: [] }] }],
    ];
    const said = await saidBy((peers) => {
      const silent = peers.start("silent", [{ op: "wait", event }], TCP, undefined);
      const started = waiting.map((steps, index) => {
        const listens = steps[0]?.op === "accept" || steps[0]?.op === "receive_from";
        return peers.start(String(index), steps, listens ? TCP : undefined, silent.port);
      });
      for (const peer of started) peers.join(peer);
    }, 0.2);
    expect(said).to.deep.equal(waiting.map((_, index) => `${index}: timeout`));
  });

  it("speak over Unix sockets", async () => {
    const folder = mkdtempSync(join(tmpdir(), "loopspec-peers-"));
    const path = join(folder, "s");
    try {
      const said = await saidBy((peers) => {
        const place = { transport: "unix", path, backlog: 1, refuses: false } as const;
        const a = peers.start("a", [{ op: "accept" }, { op: "receive_end" }], place, undefined);
        const says: Step[] = [
          { op: "connect" },
          { op: "send", data: data("x") },
          { op: "hang_up" },
        ];
        peers.join(peers.start("b", says, undefined, path));
        peers.join(a);
        peers.join(peers.start("c", [{ op: "connect" }], undefined, join(folder, "none")));
      });
      expect(said).to.deep.equal(["a: received x", "a: end", "c: !FileNotFoundError"]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it("go on when an event is set, and tell of what they miss", async () => {
    const event = new SharedArrayBuffer(4);
    const said = await saidBy((peers) => {
      const steps: Step[] = [
        { op: "wait", event },
        { op: "receive", count: 1 },
      ];
      const peer = peers.start("peer", steps, undefined, undefined);
      new Int32Array(event)[0] = 1;
      peers.poke();
      peers.join(peer);
    });
    expect(said).to.deep.equal(["peer: !OSError"]);
  });

  it("speak TLS with what knows nothing of them, and refuse another name", async () => {
    const serve = (socket: Socket) => {
      const secure = new TLSSocket(socket, {
        isServer: true,
        key: CERTIFICATES.server,
        cert: CERTIFICATES.server,
      });
      secure.on("data", (got) => secure.end(`got ${got}`)).on("error", () => undefined);
    };
    const shakesHands = (name: string): Step => ({ op: "handshake", side: "client", name });
    const said = await against(serve, [
      shakesHands("server.test"),
      { op: "send", data: data("hello") },
      { op: "receive_end" },
    ]);
    expect(said).to.deep.equal(["peer: encrypted", "peer: received got hello", "peer: end"]);
    expect(await against(serve, [shakesHands("other.test")])).to.deep.equal(["peer: !OSError"]);
  });

  it("tell a fault of their own from what they meet", async () => {
    const peers = new ProgramPeers(new Recorder());
    const peer = peers.start("peer", [{ op: "decrypt" }], undefined, undefined);
    peers.join(peer);
    expect(peers.fault()).to.contain("the peer peer failed: nothing is encrypted here");
    peers.dispose();
  });

  it("share one thread", () => {
    expect(PeerWorker.get()).to.equal(PeerWorker.get());
  });
});
