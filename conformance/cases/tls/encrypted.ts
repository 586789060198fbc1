/** ssl= and start_tls(): that what goes over the wire is encrypted. The peer speaks TLS alone. */

import type { ClauseId } from "../../clauses/index.ts";
import { log, same, show, variable } from "../../language/build.ts";
import {
  accept,
  bytesOf,
  createConnection,
  finished,
  listen,
  numbered,
  numberedBytes,
  peer,
  portOf,
  receive,
  receiveEnd,
  seen,
  send,
  shownData,
  startPeer,
  streamProtocol,
  tell,
} from "../../language/build-network.ts";
import { kase, table, trace } from "../../language/table.ts";
import { LOST, MADE, TRANSPORT } from "../kit/connected.ts";
import type { StreamSide } from "../kit/stream-cases.ts";
import {
  ACCEPTED,
  asServer,
  CLIENT_TLS,
  NAME,
  STARTED_CLIENT,
  STARTED_SERVER,
  startTls,
  TLS_CLIENT,
  TLS_SERVER,
  UNIX_TLS_CLIENT,
  UNIX_TLS_SERVER,
} from "../kit/tls.ts";
import { not, program } from "../kit/tls-terms.ts";

const UPGRADES = "start-tls.upgrades";
const SIDES: readonly (readonly [StreamSide, ClauseId])[] = [
  [TLS_CLIENT, "create-connection.ssl-handshake"],
  [TLS_SERVER, "create-server.ssl-accept"],
  [STARTED_CLIENT, UPGRADES],
  [STARTED_SERVER, UPGRADES],
  [UNIX_TLS_CLIENT, "create-unix-connection.ssl"],
  [UNIX_TLS_SERVER, "create-unix-server.ssl"],
  [ACCEPTED, "connect-accepted-socket.ssl"],
];
const SOME = 300_000;
const SOME_SHOWN = shownData(numberedBytes(SOME));
const plain = streamProtocol({}, ["eof_received"]);

export const tlsEncrypted = table([
  ...SIDES.flatMap(([{ slug, title, connected, transport, ends, leaves }, clause]) => {
    const closed = [tell(transport, "close"), seen(LOST), finished("p")];
    return [
      kase(`tls/encrypts-${slug}`, `${title} and a peer that speaks TLS understand each other`, {
        clauses: [clause],
        ...connected({
          protocol: plain,
          other: [send("question"), receive(6), send("thanks"), receiveEnd(), ...leaves],
          body: [
            seen("Here received question"),
            tell(transport, "write", [bytesOf("answer")]),
            seen("Here received questionthanks"),
            ...closed,
          ],
        }),
        expect: trace(
          MADE,
          "Here received questionthanks",
          LOST,
          "other: encrypted",
          "other: received answer",
          "other: end",
        ),
      }),
      kase(`tls/encrypts-much-${slug}`, `${title} encrypts 300,000 bytes in each direction`, {
        clauses: [clause],
        ...connected({
          protocol: streamProtocol({}, ["eof_received", "pause_writing", "resume_writing"]),
          other: [receive(SOME), send(numbered(SOME)), receiveEnd(), ...leaves],
          body: [
            tell(transport, "write", [numbered(SOME)]),
            seen(`Here received ${SOME_SHOWN}`),
            ...closed,
          ],
        }),
        expect: trace(
          MADE,
          `Here received ${SOME_SHOWN}`,
          LOST,
          "other: encrypted",
          `other: received ${SOME_SHOWN}`,
          "other: end",
        ),
      }),
      kase(`tls/encrypts-to-the-end-${slug}`, `${title} answers before the peer ends the stream`, {
        clauses: [clause],
        ...connected({
          protocol: plain,
          other: [receive(5), send("bye"), ...ends],
          body: [tell(transport, "write", [bytesOf("hello")]), seen(LOST), finished("p")],
        }),
        expect: trace(MADE, "Here received bye", LOST, "other: encrypted", "other: received hello"),
      }),
    ];
  }),
  kase(
    "tls/starts-after-plain-data",
    "start_tls() encrypts a connection over which plain data has gone both ways",
    {
      clauses: [UPGRADES],
      ...program({
        fns: {
          other: peer(
            listen(),
            accept(),
            send("plain"),
            receive(5),
            asServer,
            send("encrypted"),
            receiveEnd(),
          ),
        },
        body: [
          startPeer("other", "p"),
          createConnection("Here", portOf("p")),
          seen("Here received plain"),
          tell(TRANSPORT, "write", [bytesOf("start")]),
          // The peer begins no handshake by itself, so nothing encrypted can come too early.
          log("upgrades"),
          startTls(CLIENT_TLS, { server_hostname: NAME }, "tls"),
          // What is encrypted may come before whoever waits for start_tls() goes on.
          seen("Here received encrypted"),
          show("new", not(same(variable("tls"), TRANSPORT))),
          tell(variable("tls"), "abort"),
          finished("p"),
        ],
        quiet: ["connection_lost"],
      }),
      expect: trace(
        MADE,
        "Here received plain",
        "upgrades",
        "Here received encrypted",
        "new=True",
        "other: received start",
        "other: encrypted",
        { one_of: [["other: end"], ["other: reset"]] },
      ),
    },
  ),
]);
