/** What children are started with: their program and arguments, a shell's command, other keyword arguments. */
import {
  call,
  coroutine,
  difference,
  do_,
  join,
  measure,
  quiet,
  repeat,
  show,
  thread,
  threadFunction,
  try_,
} from "../../language/build.ts";
import { child, seen, temporary } from "../../language/build-network.ts";
import type { Expression, Keywords } from "../../language/expression.ts";
import { runUntilComplete } from "../../language/loop-methods.ts";
import { kase, table, trace } from "../../language/table.ts";
import {
  CHILD,
  childProgram,
  DEVNULL,
  EXEC,
  EXITED,
  SHELL,
  SPAWNERS,
  STDOUT,
  spawn,
  telling,
  withChild,
} from "../kit/children.ts";

const TYPES = "subprocess-exec.arg-types";
const KEYWORDS = "subprocess-exec.extra-kwargs";
const SHELL_RUNS = "subprocess-shell.runs-shell";
const TEXT = "subprocess-exec.rejects-text-args";
const MISSING = "subprocess.missing-executable";
const THREAD = "subprocess.any-thread-loop";

const OUTPUT = telling({}, "pipe_data_received");
const END = telling({}, "process_exited");
const bytes = (text: string): Expression => ({ bytes: text });
const path = (of: Expression): Expression => ({ file_path: of });
const mapping = (items: Keywords): Expression => ({ mapping: items });

/** Shows what a child says. */
const says = (
  spawner: typeof EXEC,
  args: readonly Expression[],
  output: string,
  kwargs?: Keywords,
) => ({
  ...childProgram(OUTPUT, [spawn(spawner, args, kwargs), seen(`Child stdout received ${output}`)]),
  expect: trace(`Child stdout received ${output}`),
});

const FOLDERS: readonly { slug: string; title: string; cwd: Expression; name: string }[] = [
  { slug: "text", title: "a text", cwd: "/usr", name: "/usr" },
  { slug: "root", title: "the root", cwd: "/", name: "/" },
  { slug: "bytes", title: "bytes", cwd: bytes("/usr"), name: "/usr" },
  { slug: "path", title: "a Path", cwd: path("/usr"), name: "/usr" },
  { slug: "path-of-root", title: "the Path of the root", cwd: path("/"), name: "/" },
];
const ENVIRONMENTS: readonly { slug: string; title: string; env: Keywords; says: string }[] = [
  { slug: "given", title: "has a variable of env", env: { NAME: "value" }, says: "<value>" },
  { slug: "replaced", title: "has no variable that env lacks", env: { OTHER: "x" }, says: "<>" },
  { slug: "empty", title: "has none with an empty env", env: {}, says: "<>" },
];
const REFUSED: readonly { slug: string; kwargs: Keywords }[] = [
  { slug: "universal_newlines", kwargs: { universal_newlines: true } },
  { slug: "shell", kwargs: { shell: true } },
  { slug: "bufsize", kwargs: { bufsize: 1 } },
  { slug: "text", kwargs: { text: true } },
  { slug: "encoding", kwargs: { encoding: "ascii" } },
  { slug: "errors", kwargs: { errors: "strict" } },
];

export const subprocessArguments = table([
  ...(
    [
      ["texts", "texts", ["/bin/sh", "-c", "printf out"]],
      ["bytes", "bytes", [bytes("/bin/sh"), bytes("-c"), bytes("printf out")]],
      ["mixed", "texts and bytes", [bytes("/bin/sh"), "-c", bytes("printf out")]],
    ] as const
  ).map(([slug, title, args]) =>
    kase(`subprocess/arguments-${slug}`, `program and arguments of a child may be ${title}`, {
      clauses: [TYPES],
      ...says(EXEC, args, "out"),
    }),
  ),
  ...(
    [
      ["one", ["a b"], "a b."],
      ["several", ["a", "b", "c"], "a.b.c."],
      ["empty", ["", "a"], ".a."],
      ["special", ["$HOME", "*", "'x'"], "$HOME.*.'x'."],
    ] as const
  ).map(([slug, given, output]) =>
    kase(
      `subprocess/arguments-unchanged-${slug}`,
      `arguments reach a child of subprocess_exec() unchanged: ${JSON.stringify(given)}`,
      {
        clauses: [TYPES],
        ...says(EXEC, ["/bin/sh", "-c", 'printf %s. "$@"', "name", ...given], output),
      },
    ),
  ),
  kase("subprocess/interpreter", "a child of subprocess_exec() may be the own interpreter", {
    clauses: [TYPES],
    ...says(EXEC, [child("say", "out")], "out"),
  }),
  ...(
    [
      ["text", "a text", "printf out", "out"],
      ["bytes", "bytes", bytes("printf out"), "out"],
      ["pipeline", "a pipeline", "printf out | cat", "out"],
      ["sequence", "several commands", "printf a; printf b", "ab"],
      ["variable", "an assignment", "NAME=value; printf $NAME", "value"],
    ] as const
  ).map(([slug, title, command, output]) =>
    kase(`subprocess/shell-command-${slug}`, `the shell runs ${title}`, {
      clauses: [SHELL_RUNS],
      ...says(SHELL, [command], output),
    }),
  ),
  kase("subprocess/shell-not-found", "the shell says that it does not find a command", {
    clauses: [SHELL_RUNS],
    ...childProgram(END, [
      spawn(SHELL, ["/absent/program"], { stderr: DEVNULL }),
      seen(EXITED),
      show("status", { m: "get_returncode", on: CHILD }),
    ]),
    expect: trace(EXITED, "status=127"),
  }),
  ...SPAWNERS.flatMap((spawner) => [
    ...FOLDERS.map(({ slug, title, cwd, name }) =>
      kase(
        `subprocess/cwd-${slug}-${spawner.slug}`,
        `a child of ${spawner.method}() runs in the folder that cwd names as ${title}`,
        {
          clauses: [KEYWORDS],
          ...says(spawner, spawner.runs('printf %s "$PWD"'), name, { cwd }),
        },
      ),
    ),
    kase(
      `subprocess/cwd-new-folder-${spawner.slug}`,
      `a child of ${spawner.method}() runs in a new folder that cwd names as a Path`,
      {
        clauses: [KEYWORDS],
        ...childProgram(OUTPUT, [
          // Leaves a name in the folder that the child can look for.
          do_({ make: "socket", transport: "unix", state: "bound", path: "marker" }),
          spawn(spawner, spawner.runs("test -e marker && printf found"), {
            cwd: path(temporary(".")),
          }),
          seen("Child stdout received found"),
        ]),
        expect: trace("Child stdout received found"),
      },
    ),
    ...ENVIRONMENTS.map(({ slug, title, env, says: output }) =>
      kase(`subprocess/env-${slug}-${spawner.slug}`, `a child of ${spawner.method}() ${title}`, {
        clauses: [KEYWORDS],
        ...says(spawner, spawner.runs('printf "<$NAME>"'), output, { env: mapping(env) }),
      }),
    ),
    kase(
      `subprocess/env-not-inherited-${spawner.slug}`,
      `a child of ${spawner.method}() with env has no HOME of the parent's`,
      {
        clauses: [KEYWORDS],
        ...says(spawner, spawner.runs('printf "<$HOME>"'), "<>", { env: mapping({ OTHER: "x" }) }),
      },
    ),
    kase(
      `subprocess/cwd-and-env-${spawner.slug}`,
      `cwd, env and streams of a child of ${spawner.method}() go together`,
      {
        clauses: [KEYWORDS],
        ...says(spawner, spawner.runs("printf $NAME$PWD >&2"), "in/usr", {
          cwd: "/usr",
          env: mapping({ NAME: "in" }),
          stderr: STDOUT,
        }),
      },
    ),
    ...(
      [
        ["folder", "a folder", spawner.exits(0), { cwd: "/absent" }],
        ...(spawner === EXEC
          ? ([
              ["program", "a program", ["/absent/program"], {}],
              ["name", "the name of a program", ["absent-program"], {}],
              ["program-bytes", "a program in bytes", [bytes("/absent/program")], {}],
            ] as const)
          : []),
      ] as const
    ).map(([slug, title, args, kwargs]) =>
      kase(
        `subprocess/missing-${slug}-${spawner.slug}`,
        `${spawner.method}() raises FileNotFoundError for ${title} that is not there`,
        {
          clauses: [MISSING],
          ...childProgram(telling({}), [try_(spawn(spawner, args, kwargs))]),
          expect: trace("!FileNotFoundError"),
        },
      ),
    ),
    kase(
      `subprocess/in-another-thread-${spawner.slug}`,
      `a loop in another thread hears the output and the status of a child of ${spawner.method}()`,
      {
        clauses: [THREAD],
        fns: {
          use: quiet(
            coroutine(
              ...withChild([
                spawn(spawner, spawner.says("out"), undefined, "Talking"),
                seen("Talking stdout received out"),
                spawn(spawner, spawner.exits(3)),
                seen(EXITED),
                show("status", { m: "get_returncode", on: CHILD }),
              ]),
            ),
          ),
          elsewhere: quiet(threadFunction(runUntilComplete(call("use")))),
        },
        protocols: { Child: END, Talking: OUTPUT },
        main: [thread("elsewhere", "t"), join("t")],
        expect: trace("Talking stdout received out", EXITED, "status=3"),
      },
    ),
  ]),
  ...REFUSED.map(({ slug, kwargs }) =>
    kase(
      `subprocess/refuses-${slug.replaceAll("_", "-")}`,
      `subprocess_exec() raises ValueError for ${slug}`,
      {
        clauses: [TEXT],
        ...childProgram(telling({}), [try_(spawn(EXEC, EXEC.exits(0), kwargs))]),
        expect: trace("!ValueError"),
      },
    ),
  ),
  kase(
    "subprocess/missing-program-leaks-nothing",
    "a child that cannot be started leaves no descriptor open",
    {
      clauses: [MISSING],
      ...childProgram(telling({}), [
        try_(spawn(EXEC, ["/absent/program"])),
        measure("descriptors", "before"),
        repeat(5, try_(spawn(EXEC, ["/absent/program"]))),
        difference("descriptors", "before", "left"),
      ]),
      expect: {
        ...trace(...Array(6).fill("!FileNotFoundError")),
        bounds: { left: [null, 4] },
      },
    },
  ),
]);
