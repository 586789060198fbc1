import type { Coroutine } from "../futures/coroutine.ts";
import { checkFunction } from "./check.ts";
import type { DescriptorLoop } from "./descriptor-loop.ts";
import type { DescriptorTransport } from "./descriptor-transport.ts";
import {
  checkPipe,
  type PipeLike,
  pipeParts,
  ReadPipeTransport,
  WritePipeTransport,
} from "./pipe-transports.ts";
import type { StreamingProtocol } from "./protocols.ts";
import type { BaseProtocol } from "./transport.ts";

/**
 * @see PollEventLoop.connectReadPipe
 * @clause connect-read-pipe.receives-data
 * @clause pipe.set-nonblocking
 * @clause pipe.closes-fd-on-transport-close
 */
export function* connectReadPipe<P extends StreamingProtocol>(
  loop: DescriptorLoop,
  protocolFactory: () => P,
  pipe: PipeLike,
): Coroutine<[transport: ReadPipeTransport, protocol: P]> {
  checkFunction("protocolFactory", protocolFactory);
  checkPipe(pipe);
  const protocol = protocolFactory();
  // @clause connect-read-pipe.rejects-regular-file
  const transport = new ReadPipeTransport(pipeParts(loop, pipe, protocol));
  yield* untilMade(loop, transport);
  return [transport, protocol];
}

/**
 * @see PollEventLoop.connectWritePipe
 * @clause connect-write-pipe.writes
 */
export function* connectWritePipe<P extends BaseProtocol>(
  loop: DescriptorLoop,
  protocolFactory: () => P,
  pipe: PipeLike,
): Coroutine<[transport: WritePipeTransport, protocol: P]> {
  checkFunction("protocolFactory", protocolFactory);
  checkPipe(pipe);
  const protocol = protocolFactory();
  const transport = new WritePipeTransport(pipeParts<BaseProtocol>(loop, pipe, protocol));
  yield* untilMade(loop, transport);
  return [transport, protocol];
}

/** @internal Begins a transport, and waits until its protocol has been told. */
export function* untilMade<P extends BaseProtocol>(
  loop: DescriptorLoop,
  transport: DescriptorTransport<P>,
): Coroutine<void> {
  const made = loop.createFuture<void>();
  transport.begin(made);
  try {
    yield* made;
  } catch (error) {
    transport.close(); // cancelled meanwhile
    throw error;
  }
}
