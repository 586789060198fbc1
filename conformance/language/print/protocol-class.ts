/** The classes of protocols, as scripts of every language name them. */
import type { ProtocolKind } from "../network.ts";

/** The base class of each kind. */
export const PROTOCOL_BASES: { readonly [kind in ProtocolKind]: string } = {
  stream: "Protocol",
  buffered: "BufferedProtocol",
  datagram: "DatagramProtocol",
  subprocess: "SubprocessProtocol",
};

/** What each method of a protocol takes. */
export const PROTOCOL_PARAMETERS: { readonly [method: string]: readonly string[] } = {
  connection_made: ["transport"],
  connection_lost: ["error"],
  data_received: ["data"],
  get_buffer: ["size"],
  buffer_updated: ["count"],
  datagram_received: ["data", "address"],
  error_received: ["error"],
  pipe_data_received: ["fd", "data"],
  pipe_connection_lost: ["fd", "error"],
};
