/** The helpers of a script, each defined only where it is used. */
import { POLICY_MAKES } from "./factory.ts";
import { completeNetworkHelpers, networkHelpers } from "./network-helpers.ts";
import type { Helper, ScriptWriter } from "./writer.ts";

/** A definition as lines. */
type Definition = readonly string[];

/** The definitions that a script needs, in an order that reads well. */
export function pythonHelpers(writer: ScriptWriter): readonly Definition[] {
  // What later ones need must be known before the first is written.
  if (writer.helpers.has("show") || writer.helpers.has("fork")) writer.helper("kind");
  completeNetworkHelpers(writer);
  const definitions: Definition[] = [];
  const add = (helper: Helper, define: () => Definition) => {
    if (writer.helpers.has(helper)) definitions.push(define());
  };
  add("AppError", () => ["class AppError(Exception):", "    pass"]);
  add("AppExit", () => ["class AppExit(BaseException):", "    pass"]);
  add("Thing", () => ["class Thing:", "    pass"]);
  add("kind", () => kind(writer));
  add("show", () => SHOW);
  add("handler", () => HANDLER);
  add("Awaitable", () => AWAITABLE);
  add("child_exit", () => childExit(writer));
  add("disposition", () => disposition(writer));
  add("debug_wanted", () => debugWanted(writer));
  add("fork", () => fork(writer));
  definitions.push(...networkHelpers(writer));
  for (const { name, raises } of writer.policies.values()) {
    definitions.push(policy(name, raises, writer));
  }
  return definitions;
}

function kind(writer: ScriptWriter): Definition {
  const own = (["AppError", "AppExit"] as const).filter((cls) => writer.helpers.has(cls));
  const classes = own.length === 2 ? `(${own.join(", ")})` : own[0];
  const named = [
    `    if isinstance(error, ${classes}):`,
    '        return ":".join([type(error).__name__, *map(str, error.args)])',
  ];
  return [
    "def kind(error):",
    '    """The name of the first of its classes that the standard library defines."""',
    ...(own.length === 0 ? [] : named),
    "    for cls in type(error).__mro__:",
    '        if cls.__module__.split(".")[0] in ("builtins", "asyncio", "concurrent"):',
    "            return cls.__name__",
  ];
}

const SHOW: Definition = [
  "def show(value):",
  "    if isinstance(value, BaseException):",
  "        return kind(value)",
  "    if isinstance(value, (tuple, list)):",
  '        inner = ", ".join(map(show, value))',
  '        return f"({inner},)" if len(value) == 1 else f"({inner})"',
  "    if isinstance(value, bytes):",
  '        return value.decode("ascii", "backslashreplace")',
  "    if value is None or isinstance(value, (bool, int, float, str)):",
  "        return str(value)",
  '    return "<object>"',
];

const HANDLER: Definition = [
  "def handler(name):",
  '    """Makes an exception handler: a call with another number of arguments is an entry."""',
  "    def guarded(function):",
  "        def called(*told):",
  "            if len(told) == 2:",
  "                return function(*told)",
  `            log(f"{name} called with {len(told)} argument{'' if len(told) == 1 else 's'}")`,
  "        return called",
  "    return guarded",
];

const AWAITABLE: Definition = [
  "class Awaitable:",
  "    def __init__(self, function):",
  "        self.function = function",
  "",
  "    def __await__(self):",
  "        return self.function().__await__()",
];

function childExit(writer: ScriptWriter): Definition {
  for (const module of ["asyncio", "subprocess", "sys"]) writer.imports.add(module);
  return [
    "async def child_exit(status):",
    '    """Starts a child that exits with this status; gives the status that is reported."""',
    '    code = f"raise SystemExit({status})"',
    "    child = await asyncio.create_subprocess_exec(",
    '        sys.executable, "-I", "-S", "-c", code, stdin=subprocess.DEVNULL',
    "    )",
    "    return await child.wait()",
  ];
}

function disposition(writer: ScriptWriter): Definition {
  writer.imports.add("signal");
  return [
    "def disposition(number):",
    "    current = signal.getsignal(number)",
    "    if current == signal.SIG_IGN:",
    '        return "ignore"',
    "    defaults = (signal.SIG_DFL, signal.default_int_handler)",
    '    return "default" if current in defaults else "handler"',
  ];
}

function debugWanted(writer: ScriptWriter): Definition {
  for (const module of ["os", "sys"]) writer.imports.add(module);
  return [
    "def debug_wanted():",
    '    """Whether new loops are to be in debug mode."""',
    '    asked = not sys.flags.ignore_environment and os.environ.get("PYTHONASYNCIODEBUG")',
    "    return sys.flags.dev_mode or bool(asked)",
  ];
}

function fork(writer: ScriptWriter): Definition {
  writer.imports.add("os");
  return [
    "def fork(body):",
    '    """Runs the body in a forked child and takes over its trace."""',
    "    read_end, write_end = os.pipe()",
    "    child = os.fork()",
    "    if child == 0:",
    "        del trace[:]",
    "        try:",
    "            body()",
    "        except BaseException as error:",
    '            log(f"!{kind(error)}")',
    "        finally:",
    '            os.write(write_end, "\\n".join(trace).encode())',
    "            os._exit(0)",
    "    os.close(write_end)",
    "    with open(read_end) as answer:",
    "        trace.extend(answer.read().splitlines())",
    "    os.waitpid(child, 0)",
  ];
}

function policy(name: string, raises: readonly string[], writer: ScriptWriter): Definition {
  writer.imports.add("asyncio");
  const method = (what: string, signature: string, answer: string) => [
    `    def ${what}_event_loop(${signature}):`,
    `        log("policy.${what}")`,
    raises.includes(what) ? '        raise AppError("policy")' : `        ${answer}`,
  ];
  return [
    `class ${name}(asyncio.DefaultEventLoopPolicy):`,
    ...method("get", "self", "return super().get_event_loop()"),
    "",
    ...method("set", "self, loop", "super().set_event_loop(loop)"),
    "",
    ...method("new", "self", `return ${policyMakes(writer)}`),
  ];
}

function policyMakes(writer: ScriptWriter): string {
  return writer.makesLoop === "asyncio.new_event_loop()" ? POLICY_MAKES : writer.makesLoop;
}
