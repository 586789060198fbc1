import { constants as fsConstants } from "node:fs";
import { expect } from "chai";
import { constants, constantsOf } from "./constants.ts";

describe("constants", () => {
  it("agree with those that Node knows of this system", () => {
    expect(constants.O_NONBLOCK).to.equal(fsConstants.O_NONBLOCK);
  });

  it("has a column for each system", () => {
    expect(constantsOf("darwin")).to.include({ AF_INET6: 30, SOL_SOCKET: 0xffff, O_NONBLOCK: 4 });
    expect(constantsOf("linux")).to.include({ AF_INET6: 10, SOL_SOCKET: 1, O_NONBLOCK: 2048 });
  });

  it("lacks on macOS what macOS lacks", () => {
    const { SOCK_CLOEXEC, SOCK_NONBLOCK, SYS_PIDFD_OPEN } = constantsOf("darwin");
    expect([SOCK_CLOEXEC, SOCK_NONBLOCK, SYS_PIDFD_OPEN]).to.deep.equal([null, null, null]);
  });
});
