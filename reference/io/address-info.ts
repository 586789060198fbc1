import type { SocketAddress } from "./address.ts";

/** One way to reach a host. */
export interface AddressInfo {
  /** AF_INET or AF_INET6. */
  readonly family: number;
  /** SOCK_STREAM or SOCK_DGRAM. */
  readonly type: number;
  /** Protocol number. */
  readonly proto: number;
  /** The host's official name, where AI_CANONNAME asked for it; else empty. */
  readonly canonname: string;
  /** The address, for `connect()` and `bind()`. */
  readonly address: SocketAddress;
}

/** What to look for. Zero means any. */
export interface AddressHints {
  /** AF_INET or AF_INET6. */
  readonly family?: number | undefined;
  /** SOCK_STREAM or SOCK_DGRAM. */
  readonly type?: number | undefined;
  /** Protocol number. */
  readonly proto?: number | undefined;
  /** Flags AI_…, added up. */
  readonly flags?: number | undefined;
}
