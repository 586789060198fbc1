import type { Coroutine } from "../futures/coroutine.ts";
import { checkText } from "../text/check.ts";
import { ValueError } from "../text/errors.ts";
import { describe } from "../text/format.ts";
import { checkFunction } from "./check.ts";
import type { DescriptorLoop } from "./descriptor-loop.ts";
import { type PathText, pathText } from "./path-text.ts";
import type { SubprocessProtocol } from "./protocols.ts";
import { type SpawnOptions, spawn } from "./spawn.ts";
import { ChildStdio, type Stdio } from "./stdio.ts";
import { SubprocessTransport } from "./subprocess-transport.ts";

/** Options of {@link PollEventLoop.subprocessExec} and {@link PollEventLoop.subprocessShell}. */
export interface SubprocessOptions extends SpawnOptions {
  /** Standard input; a pipe without it. */
  readonly stdin?: Stdio | undefined;
  /** Standard output; a pipe without it. */
  readonly stdout?: Stdio | undefined;
  /** Standard error; a pipe without it. */
  readonly stderr?: Stdio | undefined;
}

const OPTIONS = [
  ...["stdin", "stdout", "stderr", "cwd", "env"],
  ...["startNewSession", "processGroup", "executable"],
];

/**
 * @see PollEventLoop.subprocessExec
 * @clause subprocess-exec.pair-and-protocol-events
 * @clause subprocess.any-thread-loop
 */
export function* subprocessExec<P extends SubprocessProtocol>(
  loop: DescriptorLoop,
  protocolFactory: () => P,
  args: readonly PathText[],
  options: SubprocessOptions,
): Coroutine<[transport: SubprocessTransport, protocol: P]> {
  checkFunction("protocolFactory", protocolFactory);
  checkSubprocessOptions(options);
  if (!Array.isArray(args) || args.length === 0) {
    throw new TypeError(`Expected \`args\` to be [program, ...arguments], got ${describe(args)}`);
  }
  // @clause subprocess-exec.arg-types
  const texts = args.map((arg, i) => pathText(`args[${i}]`, arg));
  const protocol = protocolFactory();
  const transport = start(loop, protocol, texts, options);
  const made = loop.createFuture<void>();
  loop.callSoon(() => !made.done() && made.setResult());
  try {
    yield* made;
  } catch (error) {
    transport.close(); // cancelled meanwhile: @clause subprocess.close-kills-child
    throw error;
  }
  return [transport, protocol];
}

/**
 * @see PollEventLoop.subprocessShell
 * @clause subprocess-shell.runs-shell
 */
export function* subprocessShell<P extends SubprocessProtocol>(
  loop: DescriptorLoop,
  protocolFactory: () => P,
  command: string | Uint8Array,
  options: SubprocessOptions,
): Coroutine<[transport: SubprocessTransport, protocol: P]> {
  if (!(command instanceof Uint8Array)) checkText("command", command);
  const args = ["/bin/sh", "-c", command];
  return yield* subprocessExec(loop, protocolFactory, args, options);
}

function checkSubprocessOptions(options: object): void {
  if (typeof options !== "object" || options === null) {
    throw new TypeError(`Expected \`options\` to be an object, got ${describe(options)}`);
  }
  for (const name of Object.keys(options)) {
    if (OPTIONS.includes(name)) continue;
    // @clause subprocess-exec.rejects-text-args
    throw new ValueError(
      `\`${name}\` is not an option of a subprocess: there are ${OPTIONS.join(", ")}; its pipes carry bytes`,
    );
  }
}

function start(
  loop: DescriptorLoop,
  protocol: SubprocessProtocol,
  args: readonly string[],
  options: SubprocessOptions,
): SubprocessTransport {
  const stdio = new ChildStdio(options); // @clause subprocess-exec.std-streams
  try {
    // @clause subprocess-exec.extra-kwargs
    // @clause subprocess.missing-executable  an error of this call
    const pid = spawn(args, stdio.child, options);
    return new SubprocessTransport(loop, protocol, pid, args, stdio.parent);
  } catch (error) {
    stdio.closeParentEnds();
    throw error;
  } finally {
    stdio.closeChildEnds();
  }
}
