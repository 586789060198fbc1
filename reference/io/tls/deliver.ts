/** What arrives encrypted, on its way to a program's protocol. */
import { BufferedProtocol, type StreamingProtocol } from "../protocols.ts";
import type { TlsSession } from "./tls-session.ts";

/** Where records are decrypted to; what a protocol gets is a copy. */
const plain = Buffer.allocUnsafe(16_384);

/**
 * Decrypts what a protocol takes at once, and gives it to that protocol.
 *
 * @param guarded calls a method of the protocol, and deals with its error
 * @returns bytes; 0 at the end of the stream, null when more is needed first
 */
export function deliver(
  session: TlsSession,
  protocol: StreamingProtocol,
  guarded: (method: string, call: () => unknown) => void,
): number | null {
  if (!(protocol instanceof BufferedProtocol)) {
    const size = session.read(plain);
    if (size) {
      const data = Buffer.from(plain.subarray(0, size));
      guarded("dataReceived", () => protocol.dataReceived(data));
    }
    return size;
  }
  let size: number | null = null;
  guarded("getBuffer", () => {
    size = session.read(protocol.getBuffer(-1));
  });
  const filled = size ?? 0;
  if (filled > 0) guarded("bufferUpdated", () => protocol.bufferUpdated(filled));
  return size;
}
