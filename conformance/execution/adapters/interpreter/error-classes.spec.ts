import { expect } from "chai";
import * as reference from "../../../../reference/index.ts";
import { ErrorClasses } from "./error-classes.ts";
import { kindOf } from "./kinds.ts";

describe("classes of errors", () => {
  it("are the implementation's where it has them", () => {
    const classes = new ErrorClasses(reference);
    expect(classes.of("CancelledError")).to.equal(reference.CancelledError);
    expect(classes.of("TypeError")).to.equal(TypeError);
  });

  it("are made where it has none, one for each kind, with Python's bases", () => {
    const classes = new ErrorClasses({});
    const BrokenPipe = classes.of("BrokenPipeError");
    expect(classes.of("BrokenPipeError")).to.equal(BrokenPipe);
    const error = new BrokenPipe("m");
    expect(error).to.be.instanceOf(classes.of("OSError"));
    expect([error.name, error.message, kindOf(error)]).to.deep.equal([
      "BrokenPipeError",
      "m",
      "BrokenPipeError",
    ]);
    expect(kindOf(new (classes.of("AppExit"))("m"))).to.equal("AppExit:m");
  });

  it("keep what no ordinary handler catches below the implementation's BaseException", () => {
    const classes = new ErrorClasses(reference);
    expect(new (classes.of("AppExit"))()).to.be.instanceOf(reference.BaseException);
    expect(new (classes.of("AppError"))()).not.to.be.instanceOf(reference.BaseException);
  });

  it("tell Exception from BaseException", () => {
    const classes = new ErrorClasses({});
    const isException = (value: unknown) => classes.isException(value);
    expect(isException(new Error())).to.equal(true);
    expect(isException(new (classes.of("AppError"))())).to.equal(true);
    expect(isException(new (classes.of("GeneratorExit"))())).to.equal(false);
    expect(isException(new (classes.of("AppExit"))())).to.equal(false);
    expect(isException("text")).to.equal(false);
  });

  it("do not take another thing of that name for a class", () => {
    const classes = new ErrorClasses({ ValueError: () => 1 });
    expect(kindOf(new (classes.of("ValueError"))())).to.equal("ValueError");
  });
});
