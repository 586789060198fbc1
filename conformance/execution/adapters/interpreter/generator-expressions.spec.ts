import { expect } from "chai";
import {
  assign,
  asyncFor,
  asyncGenerator,
  await_,
  call,
  coroutine,
  errorOf,
  quiet,
  show,
  variable,
  yield_,
} from "../../../language/build.ts";
import { runUntilComplete } from "../../../language/loop-methods.ts";
import type { Operation } from "../../../language/operation.ts";
import { traceOf } from "../testing/run-on-reference.ts";

describe("asynchronous generators over the reference loop", () => {
  const fns = (...body: Operation[]) => ({
    gen: quiet(
      asyncGenerator(
        { op: "yield", value: 1, as: "sent" },
        show("sent", variable("sent")),
        yield_(2),
      ),
    ),
    main_: quiet(coroutine(assign("g", call("gen")), ...body)),
  });
  const run = (...body: Operation[]) => traceOf([runUntilComplete(call("main_"))], fns(...body));
  const next: Operation = await_({ anext: variable("g") }, { show: "next" });

  it("are advanced, sent to and closed", () => {
    expect(
      run(
        next,
        await_({ asend: variable("g"), value: "s" }, { show: "sent to" }),
        await_({ aclose: variable("g") }, { show: "closed" }),
      ),
    ).to.deep.equal(["next=1", "sent=s", "sent to=2", "closed=None"]);
  });

  it("have errors thrown into them", () => {
    const thrown = await_({ athrow: variable("g"), error: errorOf("AppError", "x") });
    expect(run(next, { op: "try", body: [thrown] })).to.deep.equal(["next=1", "!AppError:x"]);
  });

  it("are iterated over", () => {
    expect(run(asyncFor(variable("g"), "each", show("each", variable("each"))))).to.deep.equal([
      "each=1",
      "sent=None",
      "each=2",
    ]);
  });
});
