import { expect } from "chai";
import { commandWords } from "./command-words.ts";

describe("commandWords", () => {
  it("quotes as a POSIX shell does", () => {
    expect(commandWords("'my driver' --name=\"a b\" c\\ d", false)).to.deep.equal([
      "my driver",
      "--name=a b",
      "c d",
    ]);
    expect(() => commandWords("'open", false)).to.throw();
  });

  it("keeps the backslashes of paths on Windows", () => {
    const line = String.raw`"C:\Program Files\driver.exe" C:\data --name="a b"`;
    expect(commandWords(line, true)).to.deep.equal([
      String.raw`C:\Program Files\driver.exe`,
      String.raw`C:\data`,
      "--name=a b",
    ]);
    expect(() => commandWords('"open', true)).to.throw();
    expect(commandWords("", true)).to.deep.equal([]);
  });
});
