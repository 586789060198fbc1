import { readdirSync, readlinkSync } from "node:fs";
import { networkInterfaces } from "node:os";
import type { Coroutine } from "../../futures/coroutine.ts";
import { waitFor } from "../../futures/wait-for.ts";
import type { ErrorContext } from "../../loop/error-context.ts";
import { setLogHook } from "../../text/logging.ts";
import { setWarningHook, type WarningHook } from "../../text/warnings.ts";
import { koffiAbsence } from "../koffi.ts";
import { newPollEventLoop, type PollEventLoop } from "../poll-loop.ts";

/** Seconds after which a test of real I/O has failed. */
const LIMIT = 5;
/** Milliseconds; more than that, so that a test fails by itself and says why. */
const MOCHA_LIMIT = 15_000;

/**
 * Tests that need real descriptors. Where there are none they are pending, with the reason; in
 * continuous integration that is a failure.
 */
export function describeIo(title: string, body: (this: Mocha.Suite) => void): void {
  const reason = koffiAbsence();
  if (reason === null) {
    describe(title, function () {
      this.timeout(MOCHA_LIMIT);
      body.call(this);
    });
  } else if (process.env.CI) {
    it(title, () => {
      throw new Error(reason);
    });
  } else it(`${title} (not run: ${reason})`);
}

/** How a test runs. */
export interface IoOptions {
  /** Whether workers take part: Node closes their pipes later. */
  readonly workers?: boolean;
}

/** What a test of real I/O may look at when it is over. */
export interface IoRun<T> {
  readonly result: T;
  /** What the exception handler was told. */
  readonly reports: readonly ErrorContext[];
  /** The warnings, and what was logged as one. */
  readonly warnings: readonly string[];
}

/**
 * Runs a coroutine in a loop of its own, and fails if it takes too long or leaves a descriptor
 * open behind the closed loop.
 */
export function observeIo<T>(
  main: (loop: PollEventLoop) => Coroutine<T>,
  { workers = false }: IoOptions = {},
): IoRun<T> {
  const before = openDescriptors();
  const reports: ErrorContext[] = [];
  const warnings: string[] = [];
  const hook: WarningHook = (category, message) => warnings.push(`${category.name}: ${message}`);
  const outer = setWarningHook(hook);
  const outerLog = setLogHook(({ level, message }) => {
    if (level === "warning" || level === "error") warnings.push(message);
  });
  const loop = newPollEventLoop();
  loop.setExceptionHandler((_, context) => reports.push(context));
  let result: T;
  try {
    result = loop.runUntilComplete(waitFor(main(loop), LIMIT));
    loop.runUntilComplete(loop.shutdownDefaultExecutor({ timeout: LIMIT }));
  } finally {
    loop.close();
    setWarningHook(outer);
    setLogHook(outerLog);
  }
  const isOurs = (name: string) => !before.includes(name) && !(workers && name.includes("pipe"));
  const left = openDescriptors().filter(isOurs);
  if (left.length > 0) throw new Error(`descriptors left open: ${left.join(", ")}`);
  return { result, reports, warnings };
}

/** The same for a coroutine that nothing is to be reported of. */
export function runIo<T>(main: (loop: PollEventLoop) => Coroutine<T>, options: IoOptions = {}): T {
  const { result, reports, warnings } = observeIo(main, options);
  const [report] = reports;
  if (report !== undefined) throw new Error(`reported: ${report.message} (${report.exception})`);
  if (warnings.length > 0) throw new Error(`warned: ${warnings.join(", ")}`);
  return result;
}

/** The sockets and pipes that this process has open; the system's own threads keep others. */
function openDescriptors(): string[] {
  if (process.platform !== "linux") return [];
  return readdirSync("/proc/self/fd").flatMap((fd) => {
    try {
      const target = readlinkSync(`/proc/self/fd/${fd}`);
      return /^(socket|pipe|anon_inode:\[pidfd\])/.test(target) ? [`${fd} ${target}`] : [];
    } catch {
      return []; // the one that the listing itself was read through
    }
  });
}

/** Whether this machine has an IPv6 address of its own. */
export function hasIpv6(): boolean {
  return Object.values(networkInterfaces()).some((addresses) => {
    return addresses?.some(({ family, internal }) => family === "IPv6" && internal);
  });
}
