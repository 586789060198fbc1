/** Options of a transport's socket, read where the transport tells its socket. */
import { assign, if_, log, same, show, variable } from "../../language/build.ts";
import type { Expression } from "../../language/expression.ts";
import type { Operation } from "../../language/operation.ts";

/**
 * Reads an option of the socket that `get_extra_info()` tells; no text promises that it tells one.
 *
 * @param transport whose socket
 * @param level the level of `getsockopt()`
 * @param name the number of the option
 */
export const option = (
  transport: Expression,
  level: number,
  name: number,
): readonly Operation[] => [
  assign("socket", { m: "get_extra_info", on: transport, args: ["socket"] }),
  if_(
    same(variable("socket"), null),
    [log("no socket is told")],
    [
      // The numbers of Linux; another system may know no such option.
      {
        op: "try",
        body: [
          show("set", {
            less: [0, { m: "getsockopt", on: variable("socket"), args: [level, name] }],
          }),
        ],
      },
    ],
  ),
];

/** What a program sees of an option that is set, if it sees anything. */
export const SET = { one_of: [["set=True"], ["no socket is told"], ["!OSError"]] };
