import { lstatSync, statSync, unlinkSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Coroutine } from "../futures/coroutine.ts";
import { checkOptions } from "../text/check.ts";
import { OSError, ValueError } from "../text/errors.ts";
import { describe } from "../text/format.ts";
import { log } from "../text/logging.ts";
import { checkFunction, checkSize, checkSocket } from "./check.ts";
import { constants } from "./constants.ts";
import { establish } from "./create-connection.ts";
import { startOrClose } from "./create-server.ts";
import { errnos } from "./os-error.ts";
import { utf8Text } from "./path-text.ts";
import type { StreamingProtocol } from "./protocols.ts";
import { Server } from "./server.ts";
import { Socket } from "./socket.ts";
import type { SocketLoop } from "./socket-loop.ts";
import type { StreamTransport } from "./stream-transport.ts";
import {
  CLIENT_TLS,
  type ClientTlsOptions,
  clientTls,
  SERVER_TLS,
  type ServerTlsOptions,
  serverTls,
} from "./tls/tls-options.ts";

const { AF_UNIX, SOCK_STREAM } = constants;

/** Where a Unix socket is: a path as text or bytes, or the URL of a file. */
export type UnixPath = string | Uint8Array | URL;

/** Options of {@link PollEventLoop.createUnixServer}. */
export interface UnixServerOptions extends ServerTlsOptions {
  /** A bound socket to use, instead of a path. */
  readonly sock?: Socket | undefined;
  /** How many connections may wait to be accepted. */
  readonly backlog?: number | undefined;
  /** False: no connection is accepted before `startServing()` or `serveForever()`. */
  readonly startServing?: boolean | undefined;
  /** Whether the file is removed when the server is closed. True without it. */
  readonly cleanupSocket?: boolean | undefined;
}

/** Options of {@link PollEventLoop.createUnixConnection}. */
export interface UnixConnectionOptions extends ClientTlsOptions {
  /** A connected socket to use, instead of a path. The transport owns it. */
  readonly sock?: Socket | undefined;
}

const SERVER_OPTIONS: (keyof UnixServerOptions)[] = [
  "sock",
  "backlog",
  "startServing",
  "cleanupSocket",
  ...SERVER_TLS,
];

/**
 * @see PollEventLoop.createUnixServer
 * @clause create-unix-server.path-and-cleanup
 */
export function* createUnixServer(
  loop: SocketLoop,
  protocolFactory: () => StreamingProtocol,
  given: UnixPath | null,
  options: UnixServerOptions,
): Coroutine<Server> {
  checkFunction("protocolFactory", protocolFactory);
  checkOptions("createUnixServer", options, SERVER_OPTIONS);
  const tls = serverTls(options);
  const { sock, backlog = 100, startServing = true, cleanupSocket = true } = options;
  checkSize("backlog", backlog);
  const path = textOf(given);
  const socket = chooseSocket(path, sock, bindToPath);
  const file = cleanupSocket ? inodeOf(socket) : null;
  const onClose = () => removeFile(file);
  const server = new Server({ loop, sockets: [socket], protocolFactory, backlog, tls, onClose });
  if (startServing) yield* startOrClose(server);
  return server;
}

/**
 * @see PollEventLoop.createUnixConnection
 * @clause create-unix-connection.path-kinds
 */
export function* createUnixConnection<P extends StreamingProtocol>(
  loop: SocketLoop,
  protocolFactory: () => P,
  given: UnixPath | null,
  options: UnixConnectionOptions,
): Coroutine<[transport: StreamTransport, protocol: P]> {
  checkFunction("protocolFactory", protocolFactory);
  checkOptions("createUnixConnection", options, ["sock", ...CLIENT_TLS]);
  const tls = clientTls(options, null);
  const path = textOf(given);
  const socket = chooseSocket(path, options.sock, () => new Socket(AF_UNIX, SOCK_STREAM));
  if (options.sock !== undefined) loop.owned.refuse(socket);
  else {
    try {
      yield* loop.sockConnect(socket, path as string);
    } catch (error) {
      socket.close();
      throw error;
    }
  }
  return yield* establish(loop, socket, protocolFactory, tls);
}

function textOf(path: UnixPath | null): string | null {
  if (path === null || typeof path === "string") return path;
  if (path instanceof URL) return fileURLToPath(path);
  if (path instanceof Uint8Array) return utf8Text("path", path);
  const kinds = "text, bytes or a URL";
  throw new TypeError(`Expected \`path\` to be ${kinds}, got ${describe(path)}`);
}

function chooseSocket(
  path: string | null,
  sock: Socket | undefined,
  make: (path: string) => Socket,
): Socket {
  if (sock === undefined) {
    if (path === null) throw new ValueError("path was not specified, and no sock specified");
    return make(path);
  }
  if (path !== null) throw new ValueError("path and sock can not be specified at the same time");
  checkSocket("sock", sock);
  if (sock.family !== AF_UNIX || sock.type !== SOCK_STREAM) {
    throw new ValueError(`Expected \`sock\` to be a Unix stream socket, got ${describe(sock)}`);
  }
  return sock;
}

function bindToPath(path: string): Socket {
  const socket = new Socket(AF_UNIX, SOCK_STREAM);
  try {
    removeStaleSocket(path);
    socket.bind(path);
    return socket;
  } catch (error) {
    socket.close();
    if (!(error instanceof OSError) || error.errno !== errnos.EADDRINUSE) throw error;
    throw new OSError(`Address ${describe(path)} is already in use`, error.errno);
  }
}

/** @internal A socket that an earlier server left behind would be in the way; other files stay. */
export function removeStaleSocket(path: string): void {
  if (isAbstract(path) || !lstatSync(path, { throwIfNoEntry: false })?.isSocket()) return;
  unlinkSync(path);
}

/** The file of a socket, as it was when it was bound. */
interface SocketFile {
  readonly path: string;
  readonly inode: bigint;
}

function inodeOf(socket: Socket): SocketFile | null {
  const path = socket.getsockname() as string;
  if (isAbstract(path)) return null;
  const stat = statSync(path, { bigint: true, throwIfNoEntry: false });
  return stat === undefined ? null : { path, inode: stat.ino };
}

/** Removes the file, unless another server has put its own there meanwhile. */
function removeFile(file: SocketFile | null): void {
  if (file === null) return;
  const stat = statSync(file.path, { bigint: true, throwIfNoEntry: false });
  if (stat === undefined || stat.ino !== file.inode) return;
  try {
    unlinkSync(file.path);
  } catch (error) {
    log("error", `Unable to clean up listening Unix socket ${file.path}`, error);
  }
}

function isAbstract(path: string): boolean {
  return path === "" || path.startsWith("\0");
}
