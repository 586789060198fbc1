import { expect } from "chai";
import { checkOptions } from "./check.ts";

describe("checkOptions()", () => {
  it("refuses what is no option, and names those that there are", () => {
    checkOptions("serve", {}, ["sock"]);
    checkOptions("serve", { sock: undefined }, ["sock"]);
    const misspelt = () => checkOptions("serve", { sokc: 1 }, ["sock", "flags"]);
    expect(misspelt).to.throw(TypeError, "serve() has no option `sokc`: there are sock, flags");
    const none = () => checkOptions("serve", null as never, []);
    expect(none).to.throw(TypeError, "Expected the options of serve() to be an object, got `null`");
  });
});
