import { expect } from "chai";
import { AdapterError } from "../adapters/adapter-error.ts";
import { checkAdapter, loadAdapter } from "./load-adapter.ts";
import { withFiles } from "./testing/node-driver.ts";

const good = { name: "n", version: "1", capabilities: ["debug"], run: () => ({}) };

/** The error of a promise that must fail. */
async function failure(promise: Promise<unknown>): Promise<AdapterError> {
  try {
    await promise;
  } catch (error) {
    expect(error).to.be.instanceOf(AdapterError);
    return error as AdapterError;
  }
  throw new Error("nothing failed");
}

const importing = (module: Record<string, unknown>) =>
  loadAdapter("/x/adapter.js", async () => module);
const failing = (error: unknown) =>
  loadAdapter("/x/adapter.ts", async () => {
    throw error;
  });

describe("loading an adapter", () => {
  it("gives the module's export `adapter`", async () => {
    expect(await importing({ adapter: good })).to.equal(good);
  });

  it("imports the file", () =>
    withFiles(
      { "a.cjs": "exports.adapter = {name:'n',version:'1',capabilities:[],run(){}}" },
      async (path) => {
        expect((await loadAdapter(path("a.cjs"))).name).to.equal("n");
      },
    ));

  it("says what is exported instead", async () => {
    const { message, hint } = await failure(importing({ adaptor: good, more: 1 }));
    expect(message).to.equal("`adapter.js` has no export `adapter`; it exports `adaptor`, `more`");
    expect(hint).to.contain("export const adapter");
    expect((await failure(importing({}))).message).to.contain("it exports nothing");
  });

  it("passes on the module's own error, whatever it throws", async () => {
    const own = new Error("no such device");
    const error = await failure(failing(own));
    expect(error.message).to.equal("cannot import `adapter.ts`: no such device");
    expect(error.cause).to.equal(own);
    expect((await failure(failing("a text"))).message).to.contain("a text");
  });

  it("leaves an error about the adapter as it is", async () => {
    const own = new AdapterError("factory-failed", "m", "h");
    expect(await failure(failing(own))).to.equal(own);
  });

  for (const says of ["Cannot use import statement outside a module", "Unexpected token 'export'"])
    it(`leads from CommonJS to modules: ${says}`, async () => {
      const { hint } = await failure(failing(new SyntaxError(says)));
      expect(hint).to.match(
        /as CommonJS: write `"type": "module"` .* \.mjs \(\.mts for TypeScript\)/,
      );
    });

  it("says where the syntax fails", () =>
    withFiles({ "a.cjs": "\n\nconst = 1;" }, async (path) => {
      const { message, hint } = await failure(loadAdapter(path("a.cjs")));
      expect(message).to.contain("cannot import `a.cjs`: ");
      expect(hint).to.contain("a.cjs:3");
    }));

  it("says what an import may name", async () => {
    const path = Object.assign(new Error('No "exports" main defined in /x/loopspec/package.json'), {
      code: "ERR_PACKAGE_PATH_NOT_EXPORTED",
    });
    expect((await failure(failing(path))).hint).to.contain('"loopspec/adapter"');
    const name = new SyntaxError("The module 'x' does not provide an export named 'y'");
    expect((await failure(failing(name))).hint).to.contain("names what is not exported there");
  });

  it("names three ways out where Node reads no TypeScript", async () => {
    const unknown = Object.assign(new Error("x"), { code: "ERR_UNKNOWN_FILE_EXTENSION" });
    const { message, hint } = await failure(failing(unknown));
    expect(message).to.contain("cannot read `adapter.ts`: it is TypeScript");
    expect(hint).to.match(/npm i -D tsx.*Node 22\.18.*compiled \.js/);
  });

  describe("checks every field", () => {
    const table: readonly [string, unknown, string][] = [
      ["no object", 5, "Expected `adapter` of `a.js` to be an object, got `5`"],
      ["a promise", Promise.resolve(good), "to be an object, got a promise"],
      ["a function", () => good, "to be an object, got a function"],
      ["options", { name: "n", version: "1", makeLoop: () => ({}) }, "is what adaptLoop() takes"],
      ["a name", { ...good, name: "" }, "`adapter.name` of `a.js` to be a text"],
      ["a version", { ...good, version: 1 }, "`adapter.version` of `a.js` to be a text"],
      ["capabilities", { ...good, capabilities: "all" }, "to be an array, got `all` (string)"],
      [
        "a capability",
        { ...good, capabilities: ["debug", "flying"] },
        "to hold names of capabilities, got `flying` at 1",
      ],
      ["run", { ...good, run: undefined }, "`adapter.run` of `a.js` to be a function"],
      ["an edition", { ...good, edition: "3" }, "to be an edition such as 3.13, got `3`"],
      ["clocks", { ...good, clocks: ["slow"] }, "to be a list of `real` and `virtual`"],
      ["a resolution", { ...good, clockResolution: -1 }, "to be a number of seconds >= 0"],
      ["close", { ...good, close: 1 }, "`adapter.close` of `a.js` to be a function"],
    ];
    for (const [what, value, message] of table) {
      it(what, () => {
        expect(() => checkAdapter(value, "a.js")).to.throw(AdapterError, message);
      });
    }

    it("and accepts those that are optional", () => {
      const whole = {
        ...good,
        edition: "3.12.1",
        clocks: ["real", "virtual"],
        clockResolution: 0,
        close: () => undefined,
      };
      expect(checkAdapter(whole, "a.js")).to.equal(whole);
    });
  });
});
