/** get_extra_info() of the transports of pipes and children, for a name that they know nothing of. */
import { show } from "../../language/build.ts";
import { seen, tell } from "../../language/build-network.ts";
import type { Expression } from "../../language/expression.ts";
import type { Operation } from "../../language/operation.ts";
import { kase, table, trace } from "../../language/table.ts";
import {
  CHILD,
  CHILD_LOST,
  childProgram,
  EXEC,
  OUTPUT_ONLY,
  pipeTransport,
  spawn,
  telling,
} from "../kit/children.ts";
import { closed, LOST, MADE, TRANSPORT } from "../kit/connected.ts";
import { readPipe, writePipe } from "../kit/piped.ts";

const DEFAULT = "transport.extra-info-default";
const ask = (on: Expression, ...args: readonly string[]): Expression => ({
  m: "get_extra_info",
  on,
  args: ["nothing", ...args],
});
const asks = (on: Expression): readonly Operation[] => [
  show("default", ask(on, "default")),
  show("none", ask(on)),
];
const ANSWERS = ["default=default", "none=None"];

const PIPES = [
  ["read-pipe", "a pipe that is read from", readPipe],
  ["write-pipe", "a pipe that is written to", writePipe],
] as const;
const CHILDREN = [
  ["child", "a child", CHILD],
  ["output", "a child's output", pipeTransport(1)],
] as const;

export const transportsUnknownNames = table([
  ...PIPES.map(([slug, title, connected]) =>
    kase(
      `transports/extra-info-unknown-${slug}`,
      `get_extra_info() of ${title} gives the default for an unknown name`,
      {
        clauses: [DEFAULT],
        ...connected({ other: [], body: [...asks(TRANSPORT), ...closed()] }),
        expect: trace(MADE, ...ANSWERS, LOST),
      },
    ),
  ),
  ...CHILDREN.map(([slug, title, on]) =>
    kase(
      `transports/extra-info-unknown-${slug}`,
      `get_extra_info() of the transport of ${title} gives the default for an unknown name`,
      {
        clauses: [DEFAULT],
        ...childProgram(telling({}, "connection_lost"), [
          spawn(EXEC, EXEC.waits(), OUTPUT_ONLY),
          ...asks(on),
          tell(CHILD, "close"),
          seen(CHILD_LOST),
        ]),
        expect: trace(...ANSWERS, CHILD_LOST),
      },
    ),
  ),
]);
