import { log } from "../text/logging.ts";
import { constants } from "./constants.ts";
import type { DescriptorLoop } from "./descriptor-loop.ts";
import { closeDescriptor } from "./descriptors.ts";
import { libc, linuxLibc } from "./libc.ts";
import { errnos, osError } from "./os-error.ts";

const { WNOHANG, SYS_PIDFD_OPEN } = constants;
/** Seconds between two looks at a child where the system does not tell of its end. */
const FIRST_LOOK = 0.001;
const LONGEST_LOOK = 0.05;
/** What is reported when somebody else has waited for the child. */
const UNKNOWN_STATUS = 255;

/**
 * Tells once when a child process has ended, and waits for it, so that no zombie remains.
 *
 * @param onExit called in the loop with the exit status, or minus the number of the signal
 * @param openPidfd makes a descriptor that is readable when the process has ended; null where the
 *   system has none: then the child is looked at again and again
 */
export function watchChild(
  loop: DescriptorLoop,
  pid: number,
  onExit: (returncode: number) => void,
  openPidfd: (pid: number) => number | null = pidfdOpen,
): void {
  const pidfd = openPidfd(pid);
  if (pidfd === null) {
    lookAgain(loop, pid, onExit, FIRST_LOOK);
    return;
  }
  loop.owned.childDescriptors.add(pidfd);
  loop.owned.watchReader(pidfd, () => {
    const returncode = reap(pid);
    if (returncode === null) return;
    loop.owned.unwatchReader(pidfd);
    loop.owned.childDescriptors.delete(pidfd);
    closeDescriptor(pidfd);
    onExit(returncode);
  });
}

/**
 * Takes the exit status of a child that has ended.
 *
 * @param options.wait whether to block until it has ended
 * @returns exit status, or minus the number of the signal; null when it has not ended
 */
export function reap(pid: number, { wait = false } = {}): number | null {
  const status = new Int32Array(1);
  const result = libc().waitpid(pid, status, wait ? 0 : WNOHANG);
  if (result === 0) return null;
  if (result === pid) return returncodeOf(status[0] as number);
  const errno = libc().errno();
  if (errno === errnos.EINTR) return wait ? reap(pid, { wait }) : null;
  if (errno !== errnos.ECHILD) throw osError(errno, `waiting for child process ${pid}`);
  log("warning", `child process ${pid}: exit status already read, ${UNKNOWN_STATUS} is reported`);
  return UNKNOWN_STATUS;
}

function returncodeOf(status: number): number {
  const signal = status & 0x7f;
  return signal === 0 ? (status >> 8) & 0xff : -signal;
}

function pidfdOpen(pid: number): number | null {
  const linux = linuxLibc();
  if (linux === null || SYS_PIDFD_OPEN === null) return null;
  const pidfd = linux.syscall(SYS_PIDFD_OPEN, "int", pid, "int", 0);
  return pidfd === -1 ? null : pidfd; // an older kernel, or no descriptor left
}

function lookAgain(
  loop: DescriptorLoop,
  pid: number,
  onExit: (returncode: number) => void,
  delay: number,
): void {
  const returncode = reap(pid);
  if (returncode !== null) onExit(returncode);
  else {
    const next = Math.min(delay * 2, LONGEST_LOOK);
    loop.callLater(delay, () => lookAgain(loop, pid, onExit, next));
  }
}
