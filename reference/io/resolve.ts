import { join } from "node:path";
import { packageRoot } from "#package-root";
import type { Coroutine } from "../futures/coroutine.ts";
import { checkText } from "../text/check.ts";
import { OSError } from "../text/errors.ts";
import { describe } from "../text/format.ts";
import {
  checkPair,
  checkPort,
  decodeAddress,
  encodeAddress,
  type InternetAddress,
  isNumericHost,
  type SocketAddress,
} from "./address.ts";
import type { AddressHints, AddressInfo } from "./address-info.ts";
import { checkInteger } from "./check.ts";
import { constants } from "./constants.ts";
import { GetAddrInfoError, osError } from "./os-error.ts";
import type { SocketLoop } from "./socket-loop.ts";

const { AF_INET, AF_INET6, AF_UNIX, SOCK_STREAM, IPPROTO_TCP, IPPROTO_UDP } = constants;
const { ADDRINFO_ADDR, ADDRINFO_CANONNAME, EAI_SYSTEM } = constants;
const LOOKUP = join(packageRoot, "reference/io/lookup.cjs");

/** What the worker answers instead of a result. */
interface Failure {
  readonly code: number;
  readonly errno: number;
  readonly message: string;
}

type Info = Omit<AddressInfo, "address"> & { readonly address: Uint8Array };

/**
 * @see PollEventLoop.getaddrinfo
 * @clause getaddrinfo.async-equivalent
 * @clause getaddrinfo.errors
 * @clause getaddrinfo.uses-default-executor
 */
export function* getaddrinfo(
  loop: SocketLoop,
  host: string | null,
  port: number | string | null,
  { family = 0, type = 0, proto = 0, flags = 0 }: AddressHints = {},
): Coroutine<AddressInfo[]> {
  if (host !== null) checkText("host", host);
  const service = serviceOf(port);
  const hints = [flags, family, type, proto];
  for (const [index, name] of ["flags", "family", "type", "proto"].entries()) {
    checkInteger(name, hints[index]);
  }
  const layout = { addr: ADDRINFO_ADDR, canonname: ADDRINFO_CANONNAME };
  const target = { module: LOOKUP, name: "getaddrinfo" };
  const answer = yield* loop.runInExecutor<{ infos: Info[] } | Failure>(null, target, [
    host,
    service,
    hints,
    layout,
  ]);
  if ("code" in answer) throw failureError(answer, `resolving ${describe(host)}`);
  return answer.infos.map((info) => ({
    ...info,
    address: decodeAddress(info.address, info.address.length),
  }));
}

/**
 * @see PollEventLoop.getnameinfo
 * @clause getnameinfo.async-equivalent
 */
export function* getnameinfo(
  loop: SocketLoop,
  address: InternetAddress,
  flags = 0,
): Coroutine<[host: string, service: string]> {
  checkPair("address", address);
  checkInteger("flags", flags);
  const family = isNumericHost(AF_INET, address[0]) ? AF_INET : AF_INET6;
  const target = { module: LOOKUP, name: "getnameinfo" };
  const answer = yield* loop.runInExecutor<{ host: string; service: string } | Failure>(
    null,
    target,
    [encodeAddress(family, address), flags],
  );
  if ("code" in answer) throw failureError(answer, `naming ${describe(address[0])}`);
  return [answer.host, answer.service];
}

/** The number of a port, or name of a service, as text. */
function serviceOf(port: unknown): string | null {
  if (port === null) return null;
  if (typeof port === "string") {
    checkText("port", port);
    return port;
  }
  checkPort("port", port);
  return String(port);
}

/**
 * The ways to reach an address. One that is a number needs no look-up and no worker.
 *
 * @throws GetAddrInfoError when the name does not resolve
 */
export function* resolve(
  loop: SocketLoop,
  host: string | null,
  port: number | string | null,
  hints: AddressHints,
): Coroutine<AddressInfo[]> {
  const numeric = numericInfo(host, port, hints);
  if (numeric !== null) return [numeric];
  const infos = yield* loop.getaddrinfo(host, port, hints);
  if (infos.length === 0) throw new OSError(`getaddrinfo(${describe(host)}) returned nothing`);
  return infos;
}

/** The address that a socket is to connect to, its host resolved. */
export function* resolveFor(
  loop: SocketLoop,
  { family, type, proto }: { family: number; type: number; proto: number },
  address: SocketAddress,
): Coroutine<SocketAddress> {
  if (family === AF_UNIX || !Array.isArray(address)) return address;
  const [host, port] = address as InternetAddress;
  if (isNumericHost(family, host)) return address;
  const [first] = yield* resolve(loop, host, port, { family, type, proto });
  return (first as AddressInfo).address;
}

function numericInfo(
  host: string | null,
  port: number | string | null,
  { family = 0, type = 0, proto = 0 }: AddressHints,
): AddressInfo | null {
  if (typeof host !== "string" || type === 0) return null;
  if (typeof port === "string" && !/^\d*$/.test(port)) return null; // the name of a service
  const number = typeof port === "string" ? Number(port) : (port ?? 0);
  const found = [AF_INET, AF_INET6].find((candidate) => {
    return (family === 0 || family === candidate) && isNumericHost(candidate, host);
  });
  if (found === undefined) return null;
  checkPort("port", number);
  const usual = type === SOCK_STREAM ? IPPROTO_TCP : IPPROTO_UDP;
  const address: InternetAddress = found === AF_INET ? [host, number] : [host, number, 0, 0];
  return { family: found, type, proto: proto || usual, canonname: "", address };
}

function failureError({ code, errno, message }: Failure, doing: string): OSError {
  if (code === EAI_SYSTEM) return osError(errno, doing);
  return new GetAddrInfoError(`[Errno ${code}] ${message}, while ${doing}`, code);
}
