/** The package as its users get it: packed once a process, and put in place as an installation leaves it. */
import { spawnSync } from "node:child_process";
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { packageRoot } from "#package-root";

/** What a command line left behind. */
export interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** A project folder in which the package may be installed. */
export interface Project {
  readonly folder: string;
  readonly path: (...names: string[]) => string;
  /** What `npm i -D loopspec` does. */
  readonly install: () => void;
  /** Runs a line of a shell, word for word; `npm i -D loopspec` installs the packed package. */
  readonly shell: (line: string, env?: { readonly [name: string]: string }) => Ended;
  readonly remove: () => void;
}

let tarball: string | undefined;

/** Building takes most of the time, so that all specs of a process share one tarball. */
export function packed(): string {
  if (tarball !== undefined) return tarball;
  const folder = mkdtempSync(join(tmpdir(), "loopspec-tarball-"));
  process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
  const { status, stdout, stderr } = spawnSync(
    "npm",
    ["pack", "--silent", "--pack-destination", folder],
    { cwd: packageRoot, encoding: "utf8" },
  );
  if (status !== 0) throw new Error(`npm pack failed: ${stdout}${stderr}`);
  tarball = join(folder, stdout.trim().split("\n").at(-1) ?? "");
  return tarball;
}

/** The packages that `npm ci --omit=dev` would install: anything else would hide a missing dependency. */
function runtimePackages(): readonly string[] {
  const lock = JSON.parse(readFileSync(join(packageRoot, "package-lock.json"), "utf8")) as {
    packages: { [path: string]: { dev?: boolean; devOptional?: boolean } };
  };
  return Object.entries(lock.packages)
    .filter(([path, { dev, devOptional }]) => path !== "" && !dev && !devOptional)
    .map(([path]) => /^node_modules\/((?:@[^/]+\/)?[^/]+)$/.exec(path)?.[1])
    .filter((name) => name !== undefined);
}

function install(modules: string): void {
  const target = join(modules, "loopspec");
  mkdirSync(target, { recursive: true });
  mkdirSync(join(modules, ".bin"));
  const { status, stderr } = spawnSync(
    "tar",
    ["-xzf", packed(), "--strip-components=1", "-C", target],
    { encoding: "utf8" },
  );
  if (status !== 0) throw new Error(`tar failed: ${stderr}`);
  for (const name of runtimePackages()) {
    mkdirSync(dirname(join(modules, name)), { recursive: true });
    symlinkSync(join(packageRoot, "node_modules", name), join(modules, name));
  }
  const manifest = JSON.parse(readFileSync(join(target, "package.json"), "utf8")) as {
    bin: { loopspec: string };
  };
  chmodSync(join(target, manifest.bin.loopspec), 0o755);
  symlinkSync(join("..", "loopspec", manifest.bin.loopspec), join(modules, ".bin/loopspec"));
}

/** The one `npm` command that a line may have: the tarball stands for the registry. */
const npmStandIn = (modules: string) => `#!/bin/sh
[ "$*" = "i -D loopspec" ] || { echo "no stand-in for: npm $*" >&2; exit 64; }
[ -e package.json ] || echo '{}' > package.json
cp -RP '${modules}' node_modules
`;

/** Without what a surrounding `npm test` sets: `npx` would look in that project, not in this one. */
function outerEnvironment(): NodeJS.ProcessEnv {
  return Object.fromEntries(
    Object.entries(process.env).filter(
      ([name]) => !name.startsWith("npm_") && name !== "NODE_V8_COVERAGE",
    ),
  );
}

/** A new, empty project. */
export function emptyProject(): Project {
  const root = mkdtempSync(join(tmpdir(), "loopspec-project-"));
  const folder = join(root, "project");
  const bin = join(root, "bin");
  const ready = join(root, "node_modules");
  for (const each of [folder, bin]) mkdirSync(each);
  writeFileSync(join(bin, "npm"), npmStandIn(ready), { mode: 0o755 });
  const shell: Project["shell"] = (line, env = {}) => {
    if (line.startsWith("npm ")) install(ready);
    const outer = outerEnvironment();
    const { status, stdout, stderr } = spawnSync("bash", ["-c", line], {
      cwd: folder,
      encoding: "utf8",
      timeout: 240_000,
      maxBuffer: 256e6,
      env: { ...outer, ...env, PATH: `${bin}:${outer.PATH}` },
    });
    return { code: status, out: stdout, err: stderr };
  };
  return {
    folder,
    path: (...names) => join(folder, ...names),
    install: () => install(join(folder, "node_modules")),
    shell,
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
}
