/**
 * Which values Python's own `str` writes as traces show them: None, truth values, numbers and texts.
 *
 * A script is easier to read without a helper around each value. Where a value may be anything else, the helper stays.
 */
import type { Program, ProgramFunction } from "../../case.ts";
import { type Sites, sitesOf } from "../../check/sites.ts";
import type { Expression } from "../../expression.ts";
import { type ExpressionNode, isNode, localBoundBy, nameBoundBy } from "../../parts.ts";

/** Expressions that give a truth value, a number or a text, whatever is inside them. */
const PLAIN_KEYS = [
  ..."decode has_method has_function same equal less contains not is alive len".split(" "),
  ..."time_plus kind repr hash disposition port".split(" "),
];

/** Methods that give a truth value, a number or None on any loop that is worth the name. */
const PLAIN_METHODS = new Set([
  ..."cancel cancelled done is_running is_closed is_set get_debug time when set clear".split(" "),
  ..."stop close run_forever set_debug set_exception_handler set_result set_exception".split(" "),
  ..."add_done_callback remove_done_callback remove_reader remove_writer".split(" "),
]);

/** Methods and functions whose result is what a function of the program, or `set_result`, gave. */
const RESULTS = new Set(["result", "run_until_complete", "shield", "wait_for", "run"]);

/** What gives other things than the program's own results. */
const OTHER_RESULTS = new Set(["gather", "wait", "sock_recv", "sock_accept", "all_tasks"]);

/** Position of the callback among the arguments of what schedules it. */
const SCHEDULES: { readonly [method: string]: number } = {
  call_soon: 0,
  call_soon_threadsafe: 0,
  run: 0,
  call_later: 1,
  call_at: 1,
  add_reader: 1,
  add_writer: 1,
  add_signal_handler: 1,
  run_in_executor: 1,
};

/** Answers for one program. */
export class Plainness {
  private readonly program: Program;
  private readonly sites: Sites;
  /** What is being looked at is taken as plain: every source of a circle has to be. */
  private readonly known = new Map<string, boolean>();

  constructor(program: Program) {
    this.program = program;
    this.sites = sitesOf(program);
  }

  /** True if `str` writes the value as a trace shows it. `fn`: the function around it. */
  of(expression: Expression, fn: string | undefined): boolean {
    if (!isNode(expression)) return true;
    if (PLAIN_KEYS.some((key) => key in expression)) return true;
    if ("$" in expression) return this.name(expression.$, fn);
    if ("m" in expression) {
      return PLAIN_METHODS.has(expression.m) || (RESULTS.has(expression.m) && this.results());
    }
    if ("list" in expression) {
      return expression.list.every((part) => !isNode(part) && typeof part !== "string");
    }
    if ("add" in expression) return expression.add.every((part) => this.of(part, fn));
    if ("host" in expression) return ["thread_id", "debug_wanted"].includes(expression.host);
    if ("asyncio" in expression) return /^is(coroutine|future)$/.test(expression.asyncio);
    if ("run" in expression) return this.results();
    if ("cv" in expression) return this.variable(expression.cv);
    if (!("call" in expression)) return false;
    const called = this.program.fns[expression.call]?.kind;
    return called !== "coroutine" && called !== "asyncgen" && this.results();
  }

  /** True if all that functions return or yield and futures are given is plain. */
  results(): boolean {
    return this.decide("results", () => {
      const { operations, expressions } = this.sites;
      return (
        operations.every(({ operation, place }) => {
          const gives = operation.op === "return" || operation.op === "yield";
          return !gives || this.of(operation.value ?? null, place.fn);
        }) &&
        expressions.every(({ expression, place }) => {
          if ("asyncio" in expression) {
            const given = expression.asyncio === "sleep" ? (expression.args ?? []) : [];
            const own = given.every((value) => this.of(value, place.fn));
            return own && !OTHER_RESULTS.has(expression.asyncio);
          }
          if (!("m" in expression)) return true;
          if (OTHER_RESULTS.has(expression.m)) return false;
          return resultsGivenBy(expression).every((value) => this.of(value, place.fn));
        })
      );
    });
  }

  /** True if every argument that a function may be called with is plain. */
  parameters(name: string): boolean {
    return this.decide(`parameters ${name}`, () => {
      if (this.program.fns[name]?.kind === "handler") return false;
      // A loop calls it with protocols, transports, data.
      const followUps = Object.values(this.program.protocols ?? {}).flatMap(({ on = {} }) =>
        Object.values(on),
      );
      if (followUps.includes(name)) return false;
      const direct = this.sites.operations.every(({ operation, place }) => {
        if (operation.op === "set_asyncgen_hook") return operation.fn !== name;
        const given = operation.op === "thread" && operation.fn === name ? operation.args : [];
        return (given ?? []).every((value) => this.of(value, place.fn));
      });
      // Each mention has to be one that shows the arguments.
      let unexplained = 0;
      const scheduled = this.sites.expressions.every(({ expression, place }) => {
        if ("fn" in expression && expression.fn === name) unexplained += 1;
        const given = argumentsFor(expression, name);
        if (given === undefined) return true;
        if (!("call" in expression)) unexplained -= 1;
        return given.every((value) => this.of(value, place.fn));
      });
      return direct && scheduled && unexplained === 0;
    });
  }

  private name(name: string, fn: string | undefined): boolean {
    const shape: ProgramFunction | undefined = fn === undefined ? undefined : this.program.fns[fn];
    if (shape?.kind === "handler" && (name === "context" || name === "loop_")) return false;
    if (fn !== undefined && shape?.params?.includes(name)) return this.parameters(fn);
    if (shape?.rest === name || this.program.fns[name] !== undefined) return false;
    return this.decide(`name ${fn} ${name}`, () => {
      const bindings = this.sites.operations.filter(
        ({ operation, place }) =>
          nameBoundBy(operation) === name || (place.fn === fn && localBoundBy(operation) === name),
      );
      return (
        bindings.length > 0 &&
        bindings.every(({ operation, place }) => {
          if (operation.op === "do") return this.of(operation.what, place.fn);
          if (operation.op === "await" || operation.op === "async_for") return this.results();
          return operation.op === "measure" || operation.op === "repeat";
        })
      );
    });
  }

  private variable(name: string): boolean {
    return this.decide(`variable ${name}`, () =>
      this.sites.operations.every(({ operation, place }) => {
        if (operation.op !== "cv_set" || operation.var !== name) return true;
        return this.of(operation.value, place.fn);
      }),
    );
  }

  private decide(key: string, answer: () => boolean): boolean {
    const known = this.known.get(key);
    if (known !== undefined) return known;
    this.known.set(key, true);
    const decided = answer();
    // What was taken as plain for this one's sake has to be asked again.
    if (!decided) for (const [other, plain] of this.known) if (plain) this.known.delete(other);
    this.known.set(key, decided);
    return decided;
  }
}

/** What a method call gives to `set_result`, called or scheduled. */
function resultsGivenBy({
  m,
  args = [],
}: Extract<ExpressionNode, { readonly m: string }>): readonly Expression[] {
  if (m === "set_result") return args;
  const at = args.findIndex((arg) => isNode(arg) && "bound" in arg && arg.bound === "set_result");
  return at < 0 ? [] : args.slice(at + 1);
}

/** The arguments that an expression gives to a function when it calls or schedules it. */
function argumentsFor(node: ExpressionNode, name: string): readonly Expression[] | undefined {
  if ("call" in node) return node.call === name ? (node.args ?? []) : undefined;
  if (!("m" in node)) return undefined;
  const at = SCHEDULES[node.m];
  if (at === undefined) return undefined;
  const callback = node.args?.[at];
  const isIt =
    callback !== undefined && isNode(callback) && "fn" in callback && callback.fn === name;
  return isIt ? (node.args ?? []).slice(at + 1) : undefined;
}
