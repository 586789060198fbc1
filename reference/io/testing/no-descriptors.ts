/** A program that runs out of descriptors, and gets them back. Prints what it is told. */
import type { Coroutine } from "../../futures/coroutine.ts";
import { OSError } from "../../text/errors.ts";
import { errnos } from "../os-error.ts";
import { newPollEventLoop, type PollEventLoop } from "../poll-loop.ts";
import { Socket } from "../socket.ts";
import { DEVNULL } from "../stdio.ts";
import { addressOf, failureOf, Recorder } from "./recorder.ts";

function fillUp(): Socket[] {
  const sockets: Socket[] = [];
  for (;;) {
    try {
      sockets.push(new Socket());
    } catch (error) {
      print("socket", error);
      return sockets;
    }
  }
}

function print(what: string, error: unknown): void {
  const isExpected = error instanceof OSError && error.errno === errnos.EMFILE;
  console.log(`${what}: ${isExpected ? "EMFILE" : error}`);
}

function* main(loop: PollEventLoop): Coroutine<void> {
  const there = new Recorder(loop);
  const server = yield* loop.createServer(() => there, "127.0.0.1", 0);
  const client = new Socket();
  const sockets = fillUp();
  print("connection", yield* failureOf(loop.createConnection(() => there, ...addressOf(server))));
  print("name", yield* failureOf(loop.getaddrinfo("localhost", 80)));
  print("child", yield* failureOf(loop.subprocessExec(() => there as never, ["true"])));
  const streams = { stdin: DEVNULL, stdout: null, stderr: null } as const;
  print("null", yield* failureOf(loop.subprocessExec(() => there as never, ["true"], streams)));
  const reported = loop.createFuture<unknown>();
  loop.setExceptionHandler((_, { exception }) => reported.setResult(exception));
  yield* loop.sockConnect(client, addressOf(server));
  print("server", yield* reported);
  for (const socket of sockets) socket.close();
  yield* there.until("made");
  console.log("served after all");
  const infos = yield* loop.getaddrinfo("localhost", 80);
  if (infos.length > 0) console.log("resolved after all");
  client.close();
  yield* there.over;
  server.close();
}

const loop = newPollEventLoop();
loop.runUntilComplete(main(loop));
loop.close();
