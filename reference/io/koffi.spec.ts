import Module, { createRequire } from "node:module";
import { join } from "node:path";
import { expect } from "chai";
import { packageRoot } from "#package-root";
import { NotImplementedError } from "../text/errors.ts";
import type * as koffiModule from "./koffi.ts";

type Loader = { _load(request: string, ...rest: unknown[]): unknown };

/** The module as it is where the package is not installed. */
function withoutPackage<T>(body: (module: typeof koffiModule) => T): T {
  const require = createRequire(join(packageRoot, "package.json"));
  const file = join(packageRoot, "reference/io/koffi.ts");
  const loader = Module as unknown as Loader;
  const load = loader._load;
  const cached = require.cache[file];
  loader._load = function (request, ...rest) {
    if (request === "koffi") throw new Error("Cannot find module 'koffi'");
    return load.call(this, request, ...rest);
  };
  delete require.cache[file];
  try {
    return body(require(file));
  } finally {
    loader._load = load;
    if (cached !== undefined) require.cache[file] = cached;
  }
}

describe("koffi()", () => {
  it("raises NotImplementedError where the package is missing, and says what to do", () => {
    withoutPackage(({ koffi, koffiAbsence }) => {
      expect(koffiAbsence()).to.include("npm install --no-save --omit=dev koffi");
      expect(koffi)
        .to.throw(NotImplementedError, "npm install --no-save --omit=dev koffi")
        .with.property("cause");
    });
  });

  it("is not offered on Windows", () => {
    const platform = Object.getOwnPropertyDescriptor(process, "platform") as PropertyDescriptor;
    Object.defineProperty(process, "platform", { ...platform, value: "win32" });
    try {
      withoutPackage(({ koffiAbsence }) => {
        expect(koffiAbsence()).to.include("ThreadSelector or HostSelector");
      });
    } finally {
      Object.defineProperty(process, "platform", platform);
    }
  });
});
