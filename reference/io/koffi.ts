/** @source ours: what takes the place of CPython's C modules */
import { createRequire } from "node:module";
import { packageRoot } from "#package-root";
import { NotImplementedError } from "../text/errors.ts";

/** The library that calls C functions, as far as it is used here. */
export interface Koffi {
  /** Opens a shared library; null means the program itself, C library included. */
  load(path: string | null): { func(prototype: string): (...args: never[]) => unknown };
  /** The error number of the last call in this thread. To be asked at once after the call. */
  errno(): number;
  /** Reads a value of a C type at an address. */
  decode(pointer: unknown, offset: number, type: string, length?: number): unknown;
}

let loaded: Koffi | null = null;
let problem: unknown = null;

/**
 * The library, loaded when it is first needed: everything that needs no descriptors works
 * without it.
 *
 * @throws NotImplementedError where it cannot be loaded; says what to do
 */
export function koffi(): Koffi {
  if (loaded !== null) return loaded;
  const reason = koffiAbsence();
  if (reason !== null) throw new NotImplementedError(reason, { cause: problem });
  loaded = requireKoffi();
  return loaded;
}

/** Why there can be no descriptors here; null when there can. */
export function koffiAbsence(): string | null {
  if (process.platform === "win32") {
    return "Descriptors need poll(2), which Windows has not: use ThreadSelector or HostSelector";
  }
  try {
    requireKoffi();
    return null;
  } catch (error) {
    problem = error;
    // Named in full: a package that another one carries is in no project where npm would put it.
    return `Descriptors need the package koffi, which cannot be loaded: run \`npm install --no-save --omit=dev koffi\` in ${packageRoot}`;
  }
}

function requireKoffi(): Koffi {
  // Rejected: a static import. An optional package must not keep the rest from loading.
  return createRequire(`${packageRoot}/package.json`)("koffi") as Koffi;
}
