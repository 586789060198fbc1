/** Expressions that make something. */
import type { Makeable } from "../../../language/expression.ts";
import type { PeerAddress } from "../../peers/addresses.ts";
import type { AnyFunction } from "../asyncio-module.ts";
import type { Evaluators } from "./evaluators.ts";
import { ProgramFault, Unsupported } from "./faults.ts";
import { given } from "./module-names.ts";
import { networkOf } from "./network/network.ts";
import { ProgramEvent } from "./network/program-event.ts";
import type { Scope } from "./scope.ts";
import { ProgramObject } from "./values.ts";

type Maker<What extends Makeable["make"]> = (
  node: Extract<Makeable, { readonly make: What }>,
  scope: Scope,
) => unknown;
type Makers = { readonly [What in Makeable["make"]]: Maker<What> };
// biome-ignore lint/suspicious/noExplicitAny: a class of the implementation, with its own constructor
type Constructor = new (...args: any[]) => object;

const absent = (what: string) => () => {
  throw new Unsupported(`this adapter makes no ${what}`);
};

const loopFor = (node: Extract<Makeable, { make: "task" | "future" }>, scope: Scope): unknown =>
  node.loop === undefined ? scope.lookup("loop") : scope.value(node.loop);

/** An iterator that is no generator: nothing that a task could drive. */
const plainIterator = (elements: readonly unknown[]) => elements[Symbol.iterator]();

const MAKERS: Makers = {
  loop: (_node, { world }) => world.makeLoop(),
  object: () => new ProgramObject(),
  context: (_node, scope) => new (given<Constructor>("Context", scope))(),
  copy_context: (_node, scope) => given<AnyFunction>("copyContext", scope)(),
  // Peers alone wait for it: there are no other threads.
  event: (_node, { world }) => new ProgramEvent(() => networkOf(world).peers.poke()),
  socket: (node, scope) => {
    const to = node.to === undefined ? undefined : (scope.value(node.to) as PeerAddress);
    return networkOf(scope.world).resources.socket(node, to);
  },
  pipe: (_node, { world }) => networkOf(world).resources.pipe(),
  file: ({ content }, scope) =>
    networkOf(scope.world).resources.file(scope.value(content) as Uint8Array),
  tls: (node, { world }) => networkOf(world).resources.tls(node),
  buffer: ({ size }) => new Uint8Array(size),
  interpreter_pool: absent("separate interpreters"),
  socketpair: (_node, { world }) => world.makePair(),
  thread_pool: (_node, { world }) => world.makeExecutor(),
  // What Node's own libraries give for a result that is still to come. No coroutine can await it either.
  concurrent_future: () => new Promise(() => undefined),
  generator: ({ elements = [] }, scope) =>
    plainIterator(elements.map((element) => scope.value(element))),
  awaitable: ({ fn }, { world }) => ({
    *[Symbol.iterator](): Generator<unknown, unknown, unknown> {
      return yield* world.fn(fn)();
    },
  }),
  runner: ({ debug, factory }, scope) =>
    new (given<Constructor>("Runner", scope))({
      loopFactory: factory === undefined ? () => scope.world.makeLoop() : scope.value(factory),
      ...(debug === undefined ? {} : { debug }),
    }),
  task: (node, scope) =>
    new (given<Constructor>("Task", scope))(
      scope.value(node.of),
      loopFor(node, scope),
      ...(node.keywords === undefined ? [] : [scope.value(node.keywords)]),
    ),
  future: (node, scope) => new (given<Constructor>("Future", scope))(loopFor(node, scope)),
};

export const makeExpressions = {
  make: (node, scope) => {
    const maker = MAKERS[node.make] as ((made: never, scope: Scope) => unknown) | undefined;
    if (maker === undefined) throw new ProgramFault(`nothing is known of making ${node.make}`);
    return maker(node as never, scope);
  },
} satisfies Evaluators;
