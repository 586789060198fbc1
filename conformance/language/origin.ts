/**
 * Where a case was written: the line that called `kase()`.
 *
 * Ids are often made from templates, so that no search finds them. The call stack knows; it is kept as it is and only
 * read when somebody asks, because thousands of cases are made at each start.
 */
const origins = new WeakMap<object, Error>();

/** Whether a call stack names lines of the sources. Where it names those of the build, there is nothing to keep. */
const runsFromSources = /\.ts:\d/.test(new Error("origin").stack ?? "");

/** Remembers the caller of `kase()` as the place where a definition was written. */
export function rememberOrigin(definition: object): void {
  if (runsFromSources) origins.set(definition, new Error("origin"));
}

/** Gives a copy the origin of the definition that it was made from. */
export function sameOrigin<Copy extends object>(definition: object, copy: Copy): Copy {
  const origin = origins.get(definition);
  if (origin !== undefined) origins.set(copy, origin);
  return copy;
}

/**
 * The line, counted from 1, of a table's source that makes a case.
 *
 * @param file path of the table from the package's root
 * @returns `undefined` where the running code is not the sources and has no source map
 */
export function lineOfOrigin(kase: object, file: string): number | undefined {
  const stack = origins.get(kase)?.stack?.replaceAll("\\", "/");
  if (stack === undefined) return undefined;
  const at = stack.indexOf(`/${file}:`);
  if (at < 0) return undefined;
  const line = Number.parseInt(stack.slice(at + file.length + 2), 10);
  return Number.isNaN(line) ? undefined : line;
}
