/** connect_accepted_socket(): a connection over a socket that was accepted elsewhere. */

import { show, variable } from "../../language/build.ts";
import {
  connect,
  finished,
  instance,
  peer,
  portOf,
  receiveEnd,
  seen,
  send,
  tell,
} from "../../language/build-network.ts";
import { kase, table, trace } from "../../language/table.ts";
import { acceptElsewhere, LISTENING } from "../kit/accepting.ts";
import { LOST, MADE } from "../kit/connected.ts";
import { withProtocol } from "../kit/serving.ts";

const ACCEPTED = "connect-accepted-socket.wraps";

export const serversAcceptedSocket = table([
  kase(
    "servers/accepted-socket",
    "connect_accepted_socket() makes a connection of a socket that was accepted elsewhere",
    {
      clauses: [ACCEPTED],
      ...withProtocol(
        { other: peer(connect(), send("hello"), receiveEnd()) },
        ...acceptElsewhere(LISTENING, portOf("listener"), { as: "pair" }),
        seen("Here received hello"),
        show("protocol", { same: [{ item: 1, of: variable("pair") }, instance("Here")] }),
        tell({ item: 0, of: variable("pair") }, "write", [{ bytes: "welcome" }]),
        tell({ item: 0, of: variable("pair") }, "close"),
        seen(LOST),
        finished("p"),
      ),
      expect: trace(
        MADE,
        "Here received hello",
        "protocol=True",
        LOST,
        "other: received welcome",
        "other: end",
      ),
    },
  ),
]);
