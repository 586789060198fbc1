/** Keywords of children that show in no stream: a session of its own, another program, standard streams that are discarded. */

import { seen } from "../../language/build-network.ts";
import type { Expression, Keywords } from "../../language/expression.ts";
import { kase, table, trace } from "../../language/table.ts";
import {
  childProgram,
  DEVNULL,
  EXEC,
  OUTPUT_ONLY,
  SPAWNERS,
  type Spawner,
  spawn,
  telling,
} from "../kit/children.ts";

const KEYWORDS = "subprocess-exec.extra-kwargs";
const STREAMS = "subprocess-exec.std-streams";
const OUTPUT = telling({}, "pipe_data_received");
/** Says whether the shell leads a session: Linux tells it behind the name of the program, state, parent and group. */
const SESSION =
  'read -r id name state parent group session rest < /proc/$$/stat; test "$session" = $$ && printf own || printf inherited';
/** Says whether a stream is a device, as what discards all is; the driver's own streams are pipes. */
const device = (fd: number, to: string) =>
  `test -c /dev/fd/${fd} && printf device${to} || printf other${to}`;

/** The child says this. */
const says = (
  spawner: Spawner,
  args: readonly Expression[],
  output: string,
  kwargs: Keywords,
  stream = "stdout",
) => ({
  ...childProgram(OUTPUT, [
    spawn(spawner, args, kwargs),
    seen(`Child ${stream} received ${output}`),
  ]),
  expect: trace(`Child ${stream} received ${output}`),
});

export const subprocessKeywords = table([
  ...SPAWNERS.flatMap((spawner) => [
    ...([true, false] as const).map((start) =>
      kase(
        `subprocess/start-new-session-${start}-${spawner.slug}`,
        `a child of ${spawner.method}() with start_new_session=${start ? "True" : "False"} ${start ? "leads a session of its own" : "leads no session"}`,
        {
          clauses: [KEYWORDS],
          ...says(spawner, spawner.runs(SESSION), start ? "own" : "inherited", {
            start_new_session: start,
            ...OUTPUT_ONLY,
          }),
        },
      ),
    ),
    ...(
      [
        [0, "stdin", "stdout", { stdin: DEVNULL }, ""],
        [2, "stderr", "stdout", { stderr: DEVNULL }, ""],
        [1, "stdout", "stderr", { stdout: DEVNULL }, " >&2"],
      ] as const
    ).map(([fd, name, by, kwargs, to]) =>
      kase(
        `subprocess/discarded-${name}-${spawner.slug}`,
        `${name} of a child of ${spawner.method}() is the device that discards all where it is DEVNULL`,
        {
          clauses: [STREAMS],
          ...says(spawner, spawner.runs(device(fd, to)), "device", kwargs, by),
        },
      ),
    ),
  ]),
  kase(
    "subprocess/executable",
    "subprocess_exec() starts the program that executable names, with the arguments that were given",
    {
      clauses: [KEYWORDS],
      ...says(EXEC, ["name", "-c", 'printf "out of $0"'], "out of name", {
        executable: "/bin/sh",
        ...OUTPUT_ONLY,
      }),
    },
  ),
]);
