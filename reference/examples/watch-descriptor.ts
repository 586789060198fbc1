/**
 * The chapter's example of watching a descriptor: wait until something can be read, and read it.
 *
 * Run: npx tsx reference/examples/watch-descriptor.ts
 */
import { newPollEventLoop, socketPair } from "../index.ts";

const [reader, writer] = socketPair();
const loop = newPollEventLoop();

loop.addReader(reader, () => {
  console.log(`Received: ${reader.recv(100)}`);
  loop.removeReader(reader); // one message is all that is expected
  loop.stop();
});
loop.callSoon(() => writer.send(Buffer.from("abc"))); // as if it came from the network

try {
  loop.runForever();
} finally {
  reader.close();
  writer.close();
  loop.close();
}
