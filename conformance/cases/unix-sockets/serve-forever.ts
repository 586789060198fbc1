/** Unix servers that serve until they are cancelled. */
import { assign, await_, show, sleep, try_, variable } from "../../language/build.ts";
import { finished, seen, startPeer, tell } from "../../language/build-network.ts";
import { kase, table, trace } from "../../language/table.ts";
import { LOST, MADE, TRANSPORT } from "../kit/connected.ts";
import { caller, isServing, refused, SERVER, withProtocol } from "../kit/serving.ts";
import { PATH, serve } from "../kit/unix-sockets.ts";

const FOREVER = "server.serve-forever";
const SERVING = variable("serving");
const starts = assign("serving", { m: "create_task", args: [{ m: "serve_forever", on: SERVER }] });
const called = [
  startPeer("other", "p", PATH),
  seen("Here received hello"),
  tell(TRANSPORT, "close"),
  seen(LOST),
  finished("p"),
];

export const unixSocketsServeForever = table(
  (
    [
      ["at-once", "serves already", undefined],
      ["later", "was made with start_serving=False", { start_serving: false }],
    ] as const
  ).map(([slug, what, kwargs]) =>
    kase(
      `unix-sockets/serve-forever-cancelled-${slug}`,
      `cancelling serve_forever() of a Unix server that ${what} closes it`,
      {
        clauses: [FOREVER],
        ...withProtocol(
          { other: caller, late: refused },
          serve([PATH], kwargs),
          starts,
          // A server that serves later only begins now.
          sleep(0.01),
          ...called,
          tell(SERVING, "cancel"),
          try_(await_(SERVING)),
          show("serving", isServing),
          sleep(0.01),
          startPeer("late", "q", PATH),
          finished("q"),
        ),
        expect: trace(
          MADE,
          "Here received hello",
          LOST,
          "other: end",
          "!CancelledError",
          "serving=False",
          // Whether the socket's file stays is another matter.
          { one_of: [["late: !ConnectionRefusedError"], ["late: !FileNotFoundError"]] },
        ),
      },
    ),
  ),
);
