import { join } from "node:path";
import { expect } from "chai";
import { packageRoot } from "#package-root";
import { withFiles } from "../drivers/testing/node-driver.ts";
import { nodeDriverCommand, typescriptLoader } from "./spawn-node.ts";

describe("the command of the Node driver", () => {
  it("starts the sources where this process runs from them", () => {
    const { command, args } = nodeDriverCommand({ reference: "thread" });
    expect(command).to.equal(process.execPath);
    expect(args.at(-1)).to.equal("reference:thread");
    expect(args.join(" ")).to.contain(join(packageRoot, "conformance/execution/drivers/node.ts"));
  });

  it("names the module", () => {
    const { args } = nodeDriverCommand({ module: "/some/adapter.js" });
    expect(args.slice(-2)).to.deep.equal(["module", "/some/adapter.js"]);
  });

  it("brings tsx for TypeScript, where Node does not read it and tsx is there", () => {
    const here = join(packageRoot, "conformance/execution/adapter.ts");
    const [option, loader] = typescriptLoader(here, false);
    expect(option).to.equal("--import");
    expect(loader).to.match(/tsx/);
    expect(typescriptLoader(here, true)).to.deep.equal([]);
    expect(typescriptLoader(join(packageRoot, "adapter.js"), false)).to.deep.equal([]);
    expect(typescriptLoader(join(packageRoot, "adapter.mts"), false)).to.have.lengthOf(2);
  });

  it("brings nothing where there is no tsx: the driver then says what to do", () =>
    withFiles({ "adapter.ts": "" }, (path) => {
      expect(typescriptLoader(path("adapter.ts"), false)).to.deep.equal([]);
    }));
});
