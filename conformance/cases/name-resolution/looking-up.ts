/** getaddrinfo() and getnameinfo(): what they give, what they raise, and where they run. */
import {
  assign,
  await_,
  call,
  coroutine,
  event,
  eventSet,
  quiet,
  show,
  sleep,
  threadFunction,
  tryExcept,
  variable,
  wait,
} from "../../language/build.ts";
import type { Expression, Keywords } from "../../language/expression.ts";
import { runUntilComplete } from "../../language/loop-methods.ts";
import type { Operation } from "../../language/operation.ts";
import { kase, table, trace } from "../../language/table.ts";

const ADDRESSES = "getaddrinfo.async-equivalent";
const ERRORS = "getaddrinfo.errors";
const EXECUTOR = "getaddrinfo.uses-default-executor";
const NAMES = "getnameinfo.async-equivalent";

const AF_INET = 2;
const SOCK_STREAM = 1;
const SOCK_DGRAM = 2;
const UDP = 17;
const AI_PASSIVE = 1;
/** Numbers for host and service, on Linux and elsewhere. */
const NUMERIC = 3;
/** A port that no service has a name for. */
const PORT = 65_432;

const program = (...body: Operation[]) => ({
  fns: { use: quiet(coroutine(...body)) },
  main: [runUntilComplete(call("use"))],
});
const lookUp = (host: Expression, kwargs: Keywords, port: Expression = PORT): Expression => ({
  m: "getaddrinfo",
  args: [host, port],
  kwargs,
});
const firstOf = (list: string): Expression => ({ item: 0, of: variable(list) });

export const nameResolutionLookingUp = table([
  ...(
    [
      ["address", "127.0.0.1", { type: SOCK_STREAM }, "127.0.0.1"],
      ["name", "localhost", { type: SOCK_STREAM, family: AF_INET }, "127.0.0.1"],
      ["another-address", "192.0.2.7", { type: SOCK_STREAM }, "192.0.2.7"],
      ["no-host", null, { type: SOCK_STREAM, family: AF_INET, flags: AI_PASSIVE }, "0.0.0.0"],
      ["no-host-to-connect-to", null, { type: SOCK_STREAM, family: AF_INET }, "127.0.0.1"],
    ] as const
  ).map(([slug, host, kwargs, address]) =>
    kase(
      `name-resolution/addresses-of-${slug}`,
      `getaddrinfo() gives family, type and ${address} for ${slug.replaceAll("-", " ")}`,
      {
        clauses: [ADDRESSES],
        ...program(
          await_(lookUp(host, kwargs), { as: "found" }),
          show("one of five", { len: firstOf("found") }),
          show("family", { equal: [{ item: 0, of: firstOf("found") }, AF_INET] }),
          show("type", { equal: [{ item: 1, of: firstOf("found") }, SOCK_STREAM] }),
          show("address", { item: 0, of: { item: 4, of: firstOf("found") } }),
          show("port", { item: 1, of: { item: 4, of: firstOf("found") } }),
        ),
        expect: trace(
          "one of five=5",
          "family=True",
          "type=True",
          `address=${address}`,
          `port=${PORT}`,
        ),
      },
    ),
  ),
  kase(
    "name-resolution/type-of-addresses",
    "getaddrinfo() gives addresses of the type that it is asked for alone",
    {
      clauses: [ADDRESSES],
      ...program(
        await_(lookUp("127.0.0.1", { type: SOCK_DGRAM }), { as: "found" }),
        show("one", { len: variable("found") }),
        show("type", { equal: [{ item: 1, of: firstOf("found") }, SOCK_DGRAM] }),
      ),
      expect: trace("one=1", "type=True"),
    },
  ),
  kase(
    "name-resolution/protocol-of-addresses",
    "getaddrinfo() gives addresses of the protocol that it is asked for",
    {
      clauses: [ADDRESSES],
      ...program(
        await_(lookUp("127.0.0.1", { proto: UDP }), { as: "found" }),
        show("one", { len: variable("found") }),
        show("protocol", { equal: [{ item: 2, of: firstOf("found") }, UDP] }),
        show("type", { equal: [{ item: 1, of: firstOf("found") }, SOCK_DGRAM] }),
      ),
      expect: trace("one=1", "protocol=True", "type=True"),
    },
  ),
  ...(
    [
      ["family-and-type", "a type", "127.0.0.1", { family: AF_INET, type: SOCK_DGRAM }],
      ["family-and-protocol", "a protocol", "127.0.0.1", { family: AF_INET, proto: UDP }],
      [
        "all-keywords",
        "a type, a protocol and flags",
        null,
        { family: AF_INET, type: SOCK_DGRAM, proto: UDP, flags: AI_PASSIVE },
      ],
    ] as const
  ).map(([slug, what, host, kwargs]) =>
    kase(
      `name-resolution/${slug}`,
      `getaddrinfo() gives what it is asked for by a family with ${what}`,
      {
        clauses: [ADDRESSES],
        ...program(
          await_(lookUp(host, kwargs), { as: "found" }),
          show("one", { len: variable("found") }),
          show("type", { equal: [{ item: 1, of: firstOf("found") }, SOCK_DGRAM] }),
          show("protocol", { equal: [{ item: 2, of: firstOf("found") }, UDP] }),
          show("address", { item: 0, of: { item: 4, of: firstOf("found") } }),
        ),
        expect: trace(
          "one=1",
          "type=True",
          "protocol=True",
          `address=${host === null ? "0.0.0.0" : host}`,
        ),
      },
    ),
  ),
  kase("name-resolution/two-ports", "two lookups of one host each get their own port", {
    clauses: [ADDRESSES],
    ...program(
      await_(lookUp("127.0.0.1", { type: SOCK_STREAM }), { as: "found" }),
      show("first", { item: 1, of: { item: 4, of: firstOf("found") } }),
      await_(lookUp("127.0.0.1", { type: SOCK_STREAM }, PORT + 1), { as: "again" }),
      show("second", { item: 1, of: { item: 4, of: firstOf("again") } }),
    ),
    expect: trace(`first=${PORT}`, `second=${PORT + 1}`),
  }),
  kase("name-resolution/two-at-once", "two lookups at once each get their own addresses", {
    clauses: [ADDRESSES],
    ...program(
      await_(
        {
          asyncio: "gather",
          args: [
            lookUp("127.0.0.1", { type: SOCK_STREAM }),
            lookUp("192.0.2.7", { type: SOCK_STREAM }),
          ],
        },
        { as: "both" },
      ),
      show("first", { item: 0, of: { item: 4, of: { item: 0, of: firstOf("both") } } }),
      show("second", {
        item: 0,
        of: { item: 4, of: { item: 0, of: { item: 1, of: variable("both") } } },
      }),
    ),
    expect: trace("first=127.0.0.1", "second=192.0.2.7"),
  }),
  ...(
    [
      ["unknown-name", "127.0.0.1.invalid"],
      ["name-with-blanks", "no name"],
    ] as const
  ).map(([slug, host]) =>
    kase(
      `name-resolution/no-addresses-of-${slug}`,
      `getaddrinfo() raises an OSError for ${slug.replaceAll("-", " ")}`,
      {
        clauses: [ERRORS],
        ...program(
          tryExcept(
            [await_(lookUp(host, {}))],
            "error",
            show("an OSError", { is: variable("error"), type: "OSError" }),
          ),
        ),
        expect: trace("an OSError=True"),
      },
    ),
  ),
  kase(
    "name-resolution/waits-for-the-executor",
    "getaddrinfo() waits while the default executor is busy",
    {
      clauses: [EXECUTOR],
      fns: {
        blocks: quiet(threadFunction(wait("go"))),
        use: quiet(
          coroutine(
            assign("busy", { m: "run_in_executor", args: [null, { fn: "blocks" }] }),
            assign("lookup", {
              asyncio: "ensure_future",
              args: [lookUp("127.0.0.1", { type: SOCK_STREAM })],
            }),
            sleep(0.05),
            show("done", { m: "done", on: variable("lookup") }),
            eventSet("go"),
            await_(variable("busy")),
            await_(variable("lookup"), { as: "found" }),
            show("address", { item: 0, of: { item: 4, of: firstOf("found") } }),
          ),
        ),
      },
      main: [
        event("go"),
        assign("pool", { make: "thread_pool", workers: 1 }),
        { op: "do", what: { m: "set_default_executor", args: [variable("pool")] } },
        runUntilComplete(call("use")),
      ],
      expect: trace("done=False", "address=127.0.0.1"),
    },
  ),
  ...(["127.0.0.1", "192.0.2.7", "0.0.0.0"] as const).map((host) =>
    kase(
      `name-resolution/numbers-of-${host.replaceAll(".", "-")}`,
      `getnameinfo() gives ${host} and its port as texts`,
      {
        clauses: [NAMES],
        ...program(
          await_({ m: "getnameinfo", args: [{ list: [host, PORT] }, NUMERIC] }, { as: "found" }),
          show("host", firstOf("found")),
          show("port", { item: 1, of: variable("found") }),
        ),
        expect: trace(`host=${host}`, `port=${PORT}`),
      },
    ),
  ),
]);
