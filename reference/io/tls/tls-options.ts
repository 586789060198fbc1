/** What the methods that open and serve connections are told about encryption. */
import { ValueError } from "../../text/errors.ts";
import { describe } from "../../text/format.ts";
import { TlsContext } from "./tls-context.ts";

/** How long the ends of a connection by TLS wait for each other. */
export interface TlsTimes {
  /** Seconds until a handshake is given up; 60 without it. */
  readonly sslHandshakeTimeout?: number | undefined;
  /** Seconds until the other end's answer to `close()` is not waited for any more; 30 without it. */
  readonly sslShutdownTimeout?: number | undefined;
}

/** Options of a server's connections. */
export interface ServerTlsOptions extends TlsTimes {
  /** Encrypts: with which certificate. */
  readonly ssl?: TlsContext | null | undefined;
}

/** Options of a client's connection. */
export interface ClientTlsOptions extends TlsTimes {
  /** Encrypts: whom to trust. True means a context with the certificates that Node carries. */
  readonly ssl?: TlsContext | boolean | null | undefined;
  /** The name that the server's certificate is for; the host without it. */
  readonly serverHostname?: string | null | undefined;
}

/** How a connection is encrypted. */
export interface TlsParts {
  readonly context: TlsContext;
  readonly side: "client" | "server";
  /** The name that the server's certificate is for; null for none. */
  readonly serverHostname: string | null;
  /** Seconds until a handshake is given up. */
  readonly handshakeTimeout: number;
  /** Seconds until the other end's answer to the end is not waited for any more. */
  readonly shutdownTimeout: number;
}

/** The names of a server's options. */
export const SERVER_TLS = ["ssl", "sslHandshakeTimeout", "sslShutdownTimeout"] as const;
/** The names of a client's options. */
export const CLIENT_TLS = [...SERVER_TLS, "serverHostname"] as const;

const HANDSHAKE_SECONDS = 60;
const SHUTDOWN_SECONDS = 30;

/**
 * How a client's connection is encrypted; null when it is not.
 *
 * @param host what the client connects to, where it is a name
 * @throws ValueError, TypeError when the options make no sense
 * @clause create-connection.ssl-args
 */
export function clientTls(options: ClientTlsOptions, host: string | null): TlsParts | null {
  const { ssl, serverHostname } = options;
  const times = timesFrom(options);
  if (!ssl) {
    if (serverHostname != null) throw new ValueError("server_hostname has a meaning with ssl only");
    return refuseTimes(options);
  }
  const context = ssl === true ? new TlsContext("client") : checkTlsContext("ssl", ssl);
  const name = serverHostname ?? host;
  if (name === null) throw new ValueError("ssl without a host needs server_hostname");
  return { context, side: "client", serverHostname: checkName(context, name), ...times };
}

/**
 * How a server's connections are encrypted; null when they are not.
 *
 * @throws ValueError, TypeError when the options make no sense
 * @clause create-server.ssl-args
 */
export function serverTls(options: ServerTlsOptions): TlsParts | null {
  const times = timesFrom(options);
  if (options.ssl === undefined || options.ssl === null) return refuseTimes(options);
  const context = checkTlsContext("ssl", options.ssl);
  return { context, side: "server", serverHostname: null, ...times };
}

/** The times of the options, in seconds. */
export function timesFrom(options: TlsTimes): {
  handshakeTimeout: number;
  shutdownTimeout: number;
} {
  const { sslHandshakeTimeout, sslShutdownTimeout } = options;
  return {
    handshakeTimeout: positive("sslHandshakeTimeout", sslHandshakeTimeout ?? HANDSHAKE_SECONDS),
    shutdownTimeout: positive("sslShutdownTimeout", sslShutdownTimeout ?? SHUTDOWN_SECONDS),
  };
}

/**
 * The name that a certificate is held against; null for none.
 *
 * @clause create-connection.check-hostname
 */
export function checkName(context: TlsContext, name: string | null): string | null {
  if (name !== "") return name;
  if (!context.checkHostname) return null;
  throw new ValueError("The context checks the server's name: server_hostname cannot be empty");
}

/** Refuses what is no context. */
export function checkTlsContext(name: string, value: unknown): TlsContext {
  if (value instanceof TlsContext) return value;
  throw new TypeError(`Expected \`${name}\` to be a TlsContext, got ${describe(value)}`);
}

function refuseTimes({ sslHandshakeTimeout, sslShutdownTimeout }: TlsTimes): null {
  if (sslHandshakeTimeout != null || sslShutdownTimeout != null) {
    throw new ValueError("The times of TLS have a meaning with ssl only");
  }
  return null;
}

function positive(name: string, value: unknown): number {
  if (typeof value !== "number") {
    throw new TypeError(`Expected \`${name}\` to be a number, got ${describe(value)}`);
  }
  if (value > 0) return value;
  throw new ValueError(`Expected \`${name}\` to be more than 0 seconds, got ${describe(value)}`);
}
