/** getaddrinfo() with ports as texts and for canonical names, getnameinfo() of addresses of IPv6. */
import { await_, call, coroutine, quiet, show, tryExcept, variable } from "../../language/build.ts";
import type { Expression } from "../../language/expression.ts";
import { runUntilComplete } from "../../language/loop-methods.ts";
import type { Operation } from "../../language/operation.ts";
import { kase, table, trace } from "../../language/table.ts";

const ADDRESSES = "getaddrinfo.async-equivalent";
const NAMES = "getnameinfo.async-equivalent";

const SOCK_STREAM = 1;
const SOCK_DGRAM = 2;
const AI_CANONNAME = 2;
/** Numbers for host and service, on Linux and elsewhere. */
const NUMERIC = 3;
const PORT = 65_432;

const program = (...body: Operation[]) => ({
  fns: { use: quiet(coroutine(...body)) },
  main: [runUntilComplete(call("use"))],
});
const first: Expression = { item: 0, of: variable("found") };
const lookUp = (port: Expression, kwargs: { [name: string]: number }): Operation =>
  await_({ m: "getaddrinfo", args: ["127.0.0.1", port], kwargs }, { as: "found" });
const showPort = show("port", { item: 1, of: { item: 4, of: first } });

export const nameResolutionServices = table([
  kase(
    "name-resolution/port-as-text",
    "getaddrinfo() takes the number of a port that is given as a text",
    {
      clauses: [ADDRESSES],
      ...program(lookUp(String(PORT), { type: SOCK_STREAM }), showPort),
      expect: trace(`port=${PORT}`),
    },
  ),
  ...(
    [
      ["http", "streams", SOCK_STREAM, 80],
      ["domain", "streams", SOCK_STREAM, 53],
      ["syslog", "datagrams", SOCK_DGRAM, 514],
    ] as const
  ).map(([service, kind, type, port]) =>
    kase(
      `name-resolution/port-of-${service}`,
      `getaddrinfo() finds the port of the service ${service} for ${kind}`,
      {
        clauses: [ADDRESSES],
        ...program(
          tryExcept(
            [lookUp(service, { type }), showPort],
            "error",
            show("an OSError", { is: variable("error"), type: "OSError" }),
          ),
        ),
        // A system may have no names of services.
        expect: trace({ one_of: [[`port=${port}`], ["an OSError=True"]] }),
      },
    ),
  ),
  ...(
    [
      [
        "with",
        "gives the canonical name that it is asked for",
        { flags: AI_CANONNAME },
        "127.0.0.1",
      ],
      ["without", "gives no canonical name unless it is asked for one", {}, ""],
    ] as const
  ).map(([slug, what, flags, name]) =>
    kase(`name-resolution/canonical-name-${slug}-flag`, `getaddrinfo() ${what}`, {
      clauses: [ADDRESSES],
      ...program(
        lookUp(PORT, { type: SOCK_STREAM, ...flags }),
        show("name", { equal: [{ item: 3, of: first }, name] }),
      ),
      expect: trace("name=True"),
    }),
  ),
  ...(["::1", "::", "2001:db8::7"] as const).map((host, index) =>
    kase(
      `name-resolution/numbers-of-ipv6-${index + 1}`,
      `getnameinfo() gives ${host} and its port as texts`,
      {
        clauses: [NAMES],
        ...program(
          await_(
            { m: "getnameinfo", args: [{ list: [host, PORT, 0, 0] }, NUMERIC] },
            { as: "found" },
          ),
          show("host", first),
          show("port", { item: 1, of: variable("found") }),
        ),
        expect: trace(`host=${host}`, `port=${PORT}`),
      },
    ),
  ),
]);
