/**
 * Network I/O and child processes for the reference loop, on real descriptors.
 *
 * @module
 */
export type { InternetAddress, SocketAddress } from "./address.ts";
export type { AddressHints, AddressInfo } from "./address-info.ts";
export { type Constants, constants } from "./constants.ts";
export type { ConnectionOptions } from "./create-connection.ts";
export type { DatagramOptions } from "./create-datagram-endpoint.ts";
export type { Hosts, ServerOptions } from "./create-server.ts";
export { DatagramTransport } from "./datagram-transport.ts";
export type { DescriptorLoop } from "./descriptor-loop.ts";
export { closeDescriptor, type PipeOptions, pipe, setNonBlocking } from "./descriptors.ts";
export type { FileLike, FilePart, SendfileOptions } from "./file-like.ts";
export type { WriteBufferLimits } from "./flow-control.ts";
export { koffiAbsence } from "./koffi.ts";
export type { Connected, NetworkLoop } from "./network-loop.ts";
export {
  BlockingIOError,
  BrokenPipeError,
  ChildProcessError,
  ConnectionAbortedError,
  ConnectionError,
  ConnectionRefusedError,
  ConnectionResetError,
  ExceptionGroup,
  errnos,
  FileExistsError,
  FileNotFoundError,
  GetAddrInfoError,
  InterruptedError,
  IsADirectoryError,
  NotADirectoryError,
  PermissionError,
  ProcessLookupError,
} from "./os-error.ts";
export type { PathText } from "./path-text.ts";
export {
  type PipeLike,
  type PipeObject,
  ReadPipeTransport,
  WritePipeTransport,
} from "./pipe-transports.ts";
export { newPollEventLoop, PollEventLoop } from "./poll-loop.ts";
export { createSubprocessExec, createSubprocessShell, Process } from "./process.ts";
export type { ProcessLoop } from "./process-loop.ts";
export {
  BufferedProtocol,
  DatagramProtocol,
  Protocol,
  type StreamingProtocol,
  SubprocessProtocol,
} from "./protocols.ts";
export { Server } from "./server.ts";
export { Socket, socketPair } from "./socket.ts";
export type { SocketLoop } from "./socket-loop.ts";
export { SocketTransport } from "./socket-transport.ts";
export { DEVNULL, PIPE, STDOUT, type Stdio } from "./stdio.ts";
export { IncompleteReadError, LimitOverrunError } from "./stream-errors.ts";
export { type ClientConnected, StreamReaderProtocol } from "./stream-protocol.ts";
export { StreamReader, type StreamSource } from "./stream-reader.ts";
export type { StreamTransport } from "./stream-transport.ts";
export { type StreamTarget, StreamWriter } from "./stream-writer.ts";
export {
  openConnection,
  openUnixConnection,
  type StreamOptions,
  type Streams,
  startServer,
  startUnixServer,
} from "./streams.ts";
export type { SubprocessOptions } from "./subprocess.ts";
export { type ChildPipe, SubprocessTransport } from "./subprocess-transport.ts";
export { opensslAbsence } from "./tls/openssl.ts";
export { SSLCertVerificationError, SSLError } from "./tls/ssl-error.ts";
export type { StartTlsOptions, TlsUpgrade } from "./tls/start-tls.ts";
export { TlsContext, type TlsContextOptions } from "./tls/tls-context.ts";
export type { ClientTlsOptions, ServerTlsOptions } from "./tls/tls-options.ts";
export { TlsSession } from "./tls/tls-session.ts";
export { TlsTransport } from "./tls/tls-transport.ts";
export { BaseProtocol, BaseTransport } from "./transport.ts";
export type { UnixConnectionOptions, UnixPath, UnixServerOptions } from "./unix.ts";
