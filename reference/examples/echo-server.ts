/**
 * An echo server and a hundred clients at once, in one loop and one thread.
 *
 * Run: npx tsx reference/examples/echo-server.ts
 */
import {
  type Coroutine,
  gather,
  type InternetAddress,
  newPollEventLoop,
  openConnection,
  run,
  type Socket,
  type StreamReader,
  type StreamWriter,
  startServer,
} from "../index.ts";

const CLIENTS = 100;

function* echo(reader: StreamReader, writer: StreamWriter): Coroutine<void> {
  for (;;) {
    const line = yield* reader.readline();
    if (line.length === 0) break;
    writer.write(line);
    yield* writer.drain();
  }
  writer.close();
}

function* client(host: string, port: number, name: string): Coroutine<string> {
  const [reader, writer] = yield* openConnection(host, port);
  writer.write(Buffer.from(`hello from ${name}\n`));
  const answer = yield* reader.readline();
  writer.close();
  yield* writer.waitClosed();
  return String(answer).trim();
}

function* main(): Coroutine<void> {
  const server = yield* startServer(echo, "127.0.0.1", 0);
  const [socket] = server.sockets as [Socket];
  const [host, port] = socket.getsockname() as InternetAddress;
  const clients = Array.from({ length: CLIENTS }, (_, i) => client(host, port, `client ${i}`));
  const answers = yield* gather(clients);
  console.log(`${answers.length} answers, from "${answers[0]}" to "${answers.at(-1)}"`);
  server.close();
  yield* server.waitClosed();
  console.log("closed");
}

run(main(), { loopFactory: newPollEventLoop });
