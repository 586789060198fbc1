/**
 * The chapter's note on keywords: the scheduling methods pass positional arguments only, and a
 * partial delivers the rest. Unlike an arrow function it shows what it calls in debug output.
 *
 * Run: npx tsx reference/examples/partial.ts
 */
import { EventLoop, partial } from "../index.ts";

function print(text: string, options: { flush?: boolean } = {}): void {
  console.log(options.flush ? `${text} (flushed)` : text);
}

const loop = new EventLoop();
loop.setDebug(true);
// Will run print("Hello") with flush=True.
const handle = loop.callSoon(partial(print, ["Hello"], { flush: true }));
loop.callSoon(() => loop.stop());
console.log(String(handle));
loop.runForever();
loop.close();
