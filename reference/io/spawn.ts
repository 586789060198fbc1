import { accessSync, constants as fsConstants, statSync } from "node:fs";
import { constants as osConstants } from "node:os";
import { join } from "node:path";
import { checkText } from "../text/check.ts";
import { ValueError } from "../text/errors.ts";
import { describe } from "../text/format.ts";
import { constants } from "./constants.ts";
import { closeDescriptor } from "./descriptors.ts";
import { libc } from "./libc.ts";
import { errnos, osError } from "./os-error.ts";
import { type PathText, pathText } from "./path-text.ts";

const { F_DUPFD_CLOEXEC } = constants;
const { POSIX_SPAWN_SETSIGDEF, POSIX_SPAWN_SETSIGMASK } = constants;
const { POSIX_SPAWN_SETSID, POSIX_SPAWN_SETPGROUP } = constants;
/** More than the attributes, the file actions or a set of signals take on any system. */
const STRUCT_SIZE = 512;
const FIRST_FREE_FD = 3;
const { SIGPIPE, SIGXFSZ } = osConstants.signals;
/** The largest that a `pid_t` holds. */
const MAX_PROCESS_ID = 2 ** 31 - 1;
/** Where a program is looked for when its environment has no PATH. */
const DEFAULT_PATH = "/bin:/usr/bin";

/** How a child process is started. */
export interface SpawnOptions {
  /** Directory to start in; without it, that of this process. */
  readonly cwd?: PathText | undefined;
  /** Environment; without it, that of this process. */
  readonly env?: Readonly<Record<string, string | undefined>> | undefined;
  /** Whether the child leads a session of its own, without terminal. */
  readonly startNewSession?: boolean | undefined;
  /** Process group that the child joins; 0 makes one of its own. Without it, that of this process. */
  readonly processGroup?: number | undefined;
  /** Program to run instead of the first argument, which then is only what the child sees. */
  readonly executable?: PathText | undefined;
}

/**
 * Starts a child process.
 *
 * Rejected: Node's `child_process`. It waits for the child itself, which never happens while the
 * loop blocks, and starting takes three times as long.
 *
 * @param args program and arguments
 * @param stdio descriptors that become the child's 0, 1 and 2
 * @returns the child's process id
 * @throws FileNotFoundError, PermissionError, … when the program cannot be started
 */
export function spawn(
  args: readonly string[],
  stdio: readonly number[],
  options: SpawnOptions,
): number {
  checkSpawnOptions(options);
  const cwd = optionalText("cwd", options.cwd);
  const program = optionalText("executable", options.executable) ?? (args[0] as string);
  const env = environment(options.env);
  const copies: number[] = [];
  const actions = new Uint8Array(STRUCT_SIZE);
  const attributes = new Uint8Array(STRUCT_SIZE);
  libc().posix_spawn_file_actions_init(actions);
  libc().posix_spawnattr_init(attributes);
  try {
    addStdio(actions, stdio, copies);
    if (cwd !== undefined) libc().posix_spawn_file_actions_addchdir_np(actions, cwd);
    setAttributes(attributes, options);
    const pid = new Int32Array(1);
    const file = locate(program, options.env);
    const errno = libc().posix_spawnp(pid, file, actions, attributes, [...args, null], env);
    if (errno === 0) return pid[0] as number;
    throw osError(errno, `starting ${describe(culprit(errno, program, cwd))}`);
  } finally {
    libc().posix_spawn_file_actions_destroy(actions);
    libc().posix_spawnattr_destroy(attributes);
    for (const fd of copies) closeDescriptor(fd);
  }
}

const optionalText = (name: string, value: PathText | undefined): string | undefined =>
  value === undefined ? undefined : pathText(name, value);

function checkSpawnOptions({ env, startNewSession, processGroup }: SpawnOptions) {
  if (env !== undefined && (typeof env !== "object" || env === null)) {
    throw new TypeError(`Expected \`env\` to be an object, got ${describe(env)}`);
  }
  if (startNewSession !== undefined && typeof startNewSession !== "boolean") {
    const got = describe(startNewSession);
    throw new TypeError(`Expected \`startNewSession\` to be a boolean, got ${got}`);
  }
  if (processGroup !== undefined && !isProcessId(processGroup)) {
    const wanted = `an integer from 0 to ${MAX_PROCESS_ID}`;
    const got = describe(processGroup);
    throw new ValueError(`Expected \`processGroup\` to be ${wanted}, got ${got}`);
  }
}

/** The C library would drop the bits that it has no room for, and take what is left. */
function isProcessId(value: number): boolean {
  return Number.isInteger(value) && value >= 0 && value <= MAX_PROCESS_ID;
}

function addStdio(actions: Uint8Array, stdio: readonly number[], copies: number[]): void {
  const sources = stdio.map((fd, target) => {
    if (fd >= FIRST_FREE_FD || fd === target) return fd;
    // It stands where another one is to go: the child gets a copy from out of the way.
    const copy = libc().fcntl(fd, F_DUPFD_CLOEXEC, "int", FIRST_FREE_FD);
    if (copy === -1) throw osError(libc().errno(), `copying descriptor ${fd}`);
    copies.push(copy);
    return copy;
  });
  for (const [target, fd] of sources.entries()) {
    libc().posix_spawn_file_actions_adddup2(actions, fd, target);
  }
}

/** A child begins as from a shell: no signal is blocked, and those end it that Node may ignore. */
function setAttributes(attributes: Uint8Array, options: SpawnOptions): void {
  const { startNewSession, processGroup } = options;
  const signals = new Uint8Array(STRUCT_SIZE);
  libc().sigemptyset(signals);
  libc().posix_spawnattr_setsigmask(attributes, signals);
  for (const signal of [SIGPIPE, SIGXFSZ]) libc().sigaddset(signals, signal);
  libc().posix_spawnattr_setsigdefault(attributes, signals);
  const session = startNewSession === true ? POSIX_SPAWN_SETSID : 0;
  const group = processGroup === undefined ? 0 : POSIX_SPAWN_SETPGROUP;
  libc().posix_spawnattr_setpgroup(attributes, processGroup ?? 0);
  const flags = POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK | session | group;
  libc().posix_spawnattr_setflags(attributes, flags);
}

function environment(env: SpawnOptions["env"]): (string | null)[] {
  const lines: (string | null)[] = [];
  for (const [name, value] of Object.entries(env ?? process.env)) {
    if (value === undefined) continue;
    checkText("env", `${name}${value}`);
    if (name === "" || name.includes("=")) {
      throw new ValueError(`illegal environment variable name ${describe(name)}`);
    }
    lines.push(`${name}=${value}`);
  }
  lines.push(null);
  return lines;
}

/** The child's own PATH decides where its program is. */
function locate(program: string, env: SpawnOptions["env"]): string {
  if (env === undefined || program.includes("/")) return program;
  let errno = errnos.ENOENT;
  for (const folder of (env.PATH ?? DEFAULT_PATH).split(":")) {
    const file = join(folder || ".", program);
    try {
      accessSync(file, fsConstants.X_OK);
      if (statSync(file).isFile()) return file;
    } catch (error) {
      const { code, syscall } = error as NodeJS.ErrnoException;
      if (syscall === undefined) throw error;
      if (code === "EACCES") errno = errnos.EACCES;
    }
  }
  throw osError(errno, `looking for ${describe(program)} in PATH`);
}

/** A missing folder and a missing program are the same error to the system. */
function culprit(errno: number, program: string, cwd: string | undefined): string {
  if (cwd === undefined || (errno !== errnos.ENOENT && errno !== errnos.ENOTDIR)) return program;
  return statSync(cwd, { throwIfNoEntry: false })?.isDirectory() ? program : cwd;
}
