/** What a child's transport has of every transport: is_closing() and set_protocol(). */
import { assign, show, variable } from "../../language/build.ts";
import { newProtocol, seen, tell } from "../../language/build-network.ts";
import type { Operation } from "../../language/operation.ts";
import { kase, table, trace } from "../../language/table.ts";
import { CHILD, childProgram, OUTPUT_ONLY, SPAWNERS, spawn, telling } from "../kit/children.ts";

const CLOSING = "transport.is-closing";
const SET = "transport.set-protocol";

const READY = "Child stdout received ready";
const transport = variable("transport");
/** Keeps the transport, and gives it another protocol. */
const change: readonly Operation[] = [
  assign("transport", CHILD),
  tell(transport, "set_protocol", [newProtocol("There")]),
];
const closing = (label: string) => show(label, { m: "is_closing", on: CHILD });
const child = telling({}, "pipe_data_received", "process_exited");

export const subprocessBaseTransport = table(
  SPAWNERS.flatMap((spawner) => {
    const { slug, method } = spawner;
    const withTwo = (there: typeof child, ...body: Operation[]) => {
      const program = childProgram(child, body);
      return { ...program, protocols: { ...program.protocols, There: there } };
    };
    return [
      kase(
        `subprocess/is-closing-${slug}`,
        `is_closing() of a child of ${method}() that runs tells of close()`,
        {
          clauses: [CLOSING],
          ...childProgram(telling({}, "pipe_data_received"), [
            spawn(spawner, spawner.waits(), OUTPUT_ONLY),
            seen(READY),
            closing("before"),
            tell(CHILD, "close"),
            closing("after"),
          ]),
          expect: trace(READY, "before=False", "after=True"),
        },
      ),
      kase(
        `subprocess/is-closing-after-close-${slug}`,
        `is_closing() of a child of ${method}() stays True`,
        {
          clauses: [CLOSING],
          ...childProgram(telling({}, "pipe_data_received", "connection_lost"), [
            spawn(spawner, spawner.waits(), OUTPUT_ONLY),
            seen(READY),
            assign("transport", CHILD),
            tell(transport, "close"),
            seen("Child.connection_lost(None)"),
            show("after", { m: "is_closing", on: transport }),
          ]),
          expect: trace(READY, "Child.connection_lost(None)", "after=True"),
        },
      ),
      kase(
        `subprocess/set-protocol-output-${slug}`,
        `the output of a child of ${method}() reaches the protocol that was set last`,
        {
          clauses: [SET],
          ...withTwo(
            telling({}, "pipe_data_received"),
            spawn(spawner, spawner.echoes()),
            ...change,
            tell({ m: "get_pipe_transport", on: transport, args: [0] }, "write", [
              { bytes: "hello" },
            ]),
            seen("There stdout received hello"),
            tell(transport, "close"),
          ),
          expect: trace("There stdout received hello"),
        },
      ),
      kase(
        `subprocess/set-protocol-end-${slug}`,
        `the end of a child of ${method}() reaches the protocol that was set last`,
        {
          clauses: [SET],
          ...withTwo(
            telling({}, "process_exited"),
            spawn(spawner, spawner.waits(), OUTPUT_ONLY),
            seen(READY),
            ...change,
            tell(transport, "kill"),
            seen("There.process_exited"),
          ),
          expect: trace(READY, "There.process_exited"),
        },
      ),
    ];
  }),
);
