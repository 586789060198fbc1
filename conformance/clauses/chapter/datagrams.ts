import { must, should } from "../row.ts";
import { docs, observed } from "../source.ts";
import type { ChapterTable } from "../types.ts";

const TOPIC = "loop.create_datagram_endpoint()";

/** `loop.create_datagram_endpoint()`, datagram transports and datagram protocols */
export const datagrams = {
  "create-datagram-endpoint.pair": must(
    docs(TOPIC, 5, "create_datagram_endpoint"),
    "create_datagram_endpoint() returns transport and protocol; sendto sends a datagram and datagram_received gets one.",
  ),
  "create-datagram-endpoint.family": must(
    docs(TOPIC, 2, "family"),
    "The family of create_datagram_endpoint() may be AF_INET, AF_INET6 or AF_UNIX; without an address it is the family given.",
  ),
  "create-datagram-endpoint.lookup-options": must(
    docs(TOPIC, "proto and flags", "handed on to getaddrinfo()"),
    "create_datagram_endpoint() looks its addresses up with the proto and the flags that are given.",
  ),
  "create-datagram-endpoint.local-addr": must(
    docs(TOPIC, 7, "local_addr"),
    "With local_addr create_datagram_endpoint() binds its socket to that address, and sends wherever sendto() says.",
  ),
  "create-datagram-endpoint.remote-addr": must(
    docs(TOPIC, 10, "remote_addr"),
    "With remote_addr create_datagram_endpoint() connects its socket to that address: it exchanges datagrams with it alone.",
  ),
  "create-datagram-endpoint.sock": must(
    docs(TOPIC, 18, "sock"),
    "create_datagram_endpoint() uses the connected socket that is given.",
  ),
  "create-datagram-endpoint.sock-ownership": must(
    docs(TOPIC, 20, "who owns sock; from the 3.10 page on"),
    "The transport of create_datagram_endpoint() owns the socket that was given, and closes it.",
    { since: "3.10" },
  ),
  "create-datagram-endpoint.sock-exclusive": must(
    observed(TOPIC, "none: the text binds the caller and names no error"),
    "create_datagram_endpoint() raises ValueError for a socket together with address arguments, or one that is not for datagrams.",
  ),
  "create-datagram-endpoint.address-errors": must(
    observed(TOPIC),
    "create_datagram_endpoint() raises an OSError for an address that it cannot look up, bind or connect to, and ValueError for neither address nor family.",
  ),
  "create-datagram-endpoint.reuse-address": must(
    observed(TOPIC),
    "create_datagram_endpoint() with reuse_address=True raises ValueError, and with False emits a DeprecationWarning.",
    { since: "3.8.1", until: "3.10" },
  ),
  "create-datagram-endpoint.reuse-address-removed": must(
    observed(TOPIC),
    "create_datagram_endpoint() raises TypeError for the keyword reuse_address.",
    { since: "3.11" },
  ),
  "create-datagram-endpoint.reuse-address-refused": must(
    docs(TOPIC, "change of 3.8.1"),
    "create_datagram_endpoint() raises an exception for reuse_address=True.",
    { since: "3.8.1" },
  ),
  "create-datagram-endpoint.options": must(
    docs(TOPIC, 14, "reuse_port and allow_broadcast"),
    "With reuse_port create_datagram_endpoint() may share a port, and with allow_broadcast its transport may send to the broadcast address.",
  ),
  "create-datagram-endpoint.options-unset": should(
    observed(
      TOPIC,
      "none: the text says what the options allow, and not what is refused without them",
    ),
    "Without reuse_port create_datagram_endpoint() gets no port in use, and without allow_broadcast nothing is sent to the broadcast address.",
  ),
  "create-datagram-endpoint.error-received": should(
    observed(TOPIC),
    "A datagram that the peer's host refuses leads to a call of error_received.",
  ),
  "datagram-transport.type": should(
    docs("asyncio.DatagramTransport", 2, "what create_datagram_endpoint() returns"),
    "The transport of create_datagram_endpoint() is an instance of asyncio.DatagramTransport.",
  ),
  "datagram-transport.sendto": must(
    docs("DatagramTransport.sendto()", 1, "addr"),
    "sendto() of a datagram transport sends one datagram to the address that it is given, or else to the endpoint's remote address.",
  ),
  "datagram-transport.sendto-buffers": should(
    docs("DatagramTransport.sendto()", 3, "on BSD systems excess datagrams are dropped"),
    "sendto() of a datagram transport does not block: what the system does not take at once is sent later, by close() too.",
  ),
  "datagram-transport.sendto-empty": must(
    docs("DatagramTransport.sendto()", "change of 3.13"),
    "sendto() of a datagram transport sends an empty datagram for empty data.",
    { since: "3.13" },
  ),
  "datagram-protocol.datagram-received": must(
    docs("DatagramProtocol.datagram_received()", 1),
    "datagram_received() is called once for each datagram, with its data as bytes and the address of its sender.",
  ),
  "datagram-protocol.error-received": must(
    docs("DatagramProtocol.error_received()", 1),
    "error_received() is called with the OSError of a send or receive operation that failed.",
  ),
} as const satisfies ChapterTable;
