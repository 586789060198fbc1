/** The reference loop as an implementation to be judged. */
import * as reference from "../../../reference/index.ts";
import { version } from "../../version.ts";
import type { Clock } from "../protocol.ts";
import { adaptLoop, type LoopAdapter } from "./adapt-loop.ts";
import { AdapterError } from "./adapter-error.ts";
import type { AsyncioModule } from "./asyncio-module.ts";
import { collectGarbage } from "./garbage.ts";
import type { CapturedLog, Host } from "./host.ts";
import { hostSurroundings } from "./reference-host.ts";
import { pollSurroundings } from "./reference-poll.ts";
import { threadSurroundings } from "./reference-thread.ts";
import { virtualSurroundings } from "./reference-virtual.ts";

/** What differs between the selectors. */
interface VariantSurroundings {
  readonly makeLoop: () => reference.EventLoop;
  readonly host: Host;
  readonly clocks: readonly Clock[];
  readonly clockResolution: number;
  /** What takes the place of functions and classes of the module. */
  readonly asyncio?: AsyncioModule;
}

const VARIANTS: { readonly [name: string]: () => VariantSurroundings } = {
  virtual: virtualSurroundings,
  thread: threadSurroundings,
  poll: pollSurroundings,
  host: hostSurroundings,
};

/** The module as programs see it. */
const MODULE: AsyncioModule = {
  ...reference,
  AbstractEventLoop: reference.EventLoop,
  AbstractServer: reference.Server,
  Transport: reference.SocketTransport,
};

/**
 * The adapter of the reference loop.
 *
 * @param variant name of the selector: `virtual` (the default), `thread`, `poll`, `host`
 * @throws AdapterError for a variant that does not exist, or not on this machine
 */
export function referenceAdapter(variant = "virtual"): LoopAdapter {
  const surroundings = VARIANTS[variant];
  if (surroundings === undefined) {
    throw new AdapterError(
      "variant-unknown",
      `the reference loop has no variant \`${variant}\``,
      `There are ${Object.keys(VARIANTS).join(", ")}.`,
    );
  }
  const made = surroundings();
  return adaptLoop({
    name: variant === "virtual" ? "reference" : `reference:${variant}`,
    version: version(),
    edition: "3.13",
    keywords: true,
    clocks: made.clocks,
    clockResolution: made.clockResolution,
    ...referenceSurroundings(made),
  });
}

/** What programs run in on the reference loop: the whole of its module, and a policy of their own. */
export function referenceSurroundings({
  makeLoop: make,
  host,
  asyncio,
}: Pick<VariantSurroundings, "makeLoop" | "host" | "asyncio">) {
  let made: WeakRef<reference.EventLoop>[] = [];
  const makeLoop = () => {
    const loop = make();
    made.push(new WeakRef(loop));
    return loop;
  };
  return {
    makeLoop,
    asyncio: { ...MODULE, ...asyncio },
    host: {
      ...host,
      begin: () => {
        host.begin?.();
        // A new policy has no current loop, and none that was set before.
        reference.setEventLoopPolicy(new reference.DefaultEventLoopPolicy(makeLoop));
      },
      end: () => {
        reference.setEventLoopPolicy(null);
        // What is collected later must not be told to the next program.
        for (const loop of made) loop.deref()?.setExceptionHandler(() => undefined);
        made = [];
      },
      collect: collectGarbage,
      makeExecutor: () => new reference.WorkerPool(),
      captureLogs,
      captureWarnings,
      repr: reference.repr,
      isHang: (error: unknown) => error instanceof reference.DeadlockError,
    },
  };
}

function captureLogs(receive: (record: CapturedLog) => void): () => void {
  const before = reference.setLogHook(receive);
  return () => reference.setLogHook(before);
}

const captureWarnings: NonNullable<Host["captureWarnings"]> = (receive) => {
  const before = reference.setWarningHook((category, message) =>
    receive({ category: category.name, message }),
  );
  return () => reference.setWarningHook(before);
};
