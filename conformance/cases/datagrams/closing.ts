/** Datagram endpoints: errors, protocols that are exchanged, and how they end. */
import {
  callbackWith,
  event,
  eventSet,
  log,
  quiet,
  same,
  show,
  sleep,
  variable,
  wait,
} from "../../language/build.ts";
import {
  datagramProtocol,
  finished,
  instance,
  newProtocol,
  numbered,
  receiveFrom,
  seen,
  sendTo,
  tell,
} from "../../language/build-network.ts";
import { kase, table, trace } from "../../language/table.ts";
import { LOST, MADE, TRANSPORT } from "../kit/connected.ts";
import { closed, ENDPOINTS } from "../kit/endpoints.ts";

const FLUSHES = "transport.close-flushes";
const STOPS = "transport.close-stops-receiving";
const ABORT = "transport.abort";
const CLOSING = "transport.is-closing";
const AGAIN = "transport.close-repeated";
const SETS = "transport.set-protocol";
const ONCE = "protocol.called-once";
const DEFAULT = "transport.extra-info-default";
const FAILS = "datagram-protocol.error-received";
const TYPE = "datagram-transport.type";

const saw = (data: string) => `other: datagram(${data})`;
/** Beyond what a datagram of IPv4 can hold. */
const TOO_MUCH = 70_000;

export const datagramsClosing = table(
  ENDPOINTS.flatMap(({ slug, title, sends, exchanging }) => [
    kase(
      `datagrams/close-flushes-${slug}`,
      `close() of an endpoint ${title} sends what sendto() was given, and connection_lost() gets None`,
      {
        clauses: [FLUSHES],
        ...exchanging({
          other: [receiveFrom(), receiveFrom(), receiveFrom()],
          body: [
            sends("one"),
            sends("two"),
            sends("three"),
            tell(TRANSPORT, "close"),
            log("closes"),
            seen(LOST),
            finished("p"),
          ],
        }),
        expect: trace(
          MADE,
          { any_order: ["closes", LOST] },
          { any_order: [saw("one"), saw("two"), saw("three")] },
        ),
      },
    ),
    ...(["close", "abort"] as const).map((method) =>
      kase(
        `datagrams/${method}-stops-receiving-${slug}`,
        `an endpoint ${title} receives nothing after ${method}()`,
        {
          clauses: [method === "close" ? STOPS : ABORT],
          ...exchanging({
            before: [event("go")],
            other: [receiveFrom(), wait("go"), sendTo("too late")],
            body: [
              sends("ping"),
              seen(saw("ping")),
              tell(TRANSPORT, method),
              eventSet("go"),
              seen(LOST),
              finished("p"),
              sleep(0.02),
            ],
          }),
          expect: trace(MADE, LOST, saw("ping")),
        },
      ),
    ),
    kase(
      `datagrams/is-closing-${slug}`,
      `is_closing() of an endpoint ${title} is True from close() on`,
      {
        clauses: [CLOSING],
        ...exchanging({
          other: [receiveFrom()],
          body: [
            show("before", { m: "is_closing", on: TRANSPORT }),
            sends("x"),
            tell(TRANSPORT, "close"),
            show("after", { m: "is_closing", on: TRANSPORT }),
            seen(LOST),
            finished("p"),
            show("at last", { m: "is_closing", on: TRANSPORT }),
          ],
        }),
        expect: trace(
          MADE,
          "before=False",
          { any_order: ["after=True", LOST] },
          saw("x"),
          "at last=True",
        ),
      },
    ),
    kase(
      `datagrams/lost-once-${slug}`,
      `connection_lost() of an endpoint ${title} is called once, by abort() after close() too`,
      {
        clauses: [ONCE],
        ...exchanging({
          other: [receiveFrom()],
          body: [
            sends("x"),
            tell(TRANSPORT, "close"),
            tell(TRANSPORT, "abort"),
            seen(LOST),
            finished("p"),
            sleep(0.02),
          ],
        }),
        expect: trace(MADE, LOST, saw("x")),
      },
    ),
    kase(`datagrams/close-again-${slug}`, `an endpoint ${title} may be closed again`, {
      clauses: [AGAIN],
      ...exchanging({
        other: [receiveFrom()],
        body: [
          sends("x"),
          tell(TRANSPORT, "close"),
          tell(TRANSPORT, "close"),
          seen(LOST),
          tell(TRANSPORT, "close"),
          finished("p"),
        ],
      }),
      expect: trace(MADE, LOST, saw("x")),
    }),
    kase(
      `datagrams/set-protocol-${slug}`,
      `an endpoint ${title} calls the protocol that it was given last`,
      {
        clauses: [SETS],
        ...exchanging({
          protocols: { There: datagramProtocol() },
          other: [receiveFrom(), sendTo("pong")],
          body: [
            tell(TRANSPORT, "set_protocol", [newProtocol("There")]),
            show("current", same({ m: "get_protocol", on: TRANSPORT }, instance("There"))),
            sends("ping"),
            seen("There.datagram_received(pong)"),
            tell(TRANSPORT, "close"),
            seen("There.connection_lost(None)"),
            finished("p"),
          ],
        }),
        expect: trace(
          MADE,
          "current=True",
          "There.datagram_received(pong)",
          "There.connection_lost(None)",
          saw("ping"),
        ),
      },
    ),
    kase(
      `datagrams/extra-info-default-${slug}`,
      `get_extra_info() of an endpoint ${title} gives the default for an unknown name`,
      {
        clauses: [DEFAULT],
        ...exchanging({
          other: [receiveFrom()],
          body: [
            show("default", { m: "get_extra_info", on: TRANSPORT, args: ["nothing", "default"] }),
            show("none", { m: "get_extra_info", on: TRANSPORT, args: ["nothing"] }),
            sends("x"),
            ...closed(),
          ],
        }),
        expect: trace(MADE, "default=default", "none=None", LOST, saw("x")),
      },
    ),
    kase(
      `datagrams/error-of-sending-${slug}`,
      `an endpoint ${title} tells its protocol the OSError of a datagram that is too long`,
      {
        clauses: [FAILS],
        ...exchanging({
          fns: {
            looks: quiet(
              callbackWith(
                ["self", "error"],
                show("an OSError", { is: variable("error"), type: "OSError" }),
              ),
            ),
          },
          protocol: datagramProtocol({ error_received: "looks" }, ["error_received"]),
          other: [receiveFrom()],
          body: [
            sends(numbered(TOO_MUCH)),
            seen("an OSError=True"),
            sends("in order"),
            ...closed(),
          ],
        }),
        expect: trace(MADE, "an OSError=True", LOST, saw("in order")),
      },
    ),
    kase(
      `datagrams/transport-type-${slug}`,
      `the transport of an endpoint ${title} is a DatagramTransport`,
      {
        clauses: [TYPE],
        ...exchanging({
          other: [receiveFrom()],
          body: [
            show("type", { is: TRANSPORT, type: "DatagramTransport" }),
            sends("x"),
            ...closed(),
          ],
        }),
        expect: trace(MADE, "type=True", LOST, saw("x")),
      },
    ),
  ]),
);
