import { expect } from "chai";
import {
  agen,
  asyncFor,
  awaitFor,
  call,
  coro,
  errorOf,
  produce,
  quiet,
  set,
  show,
  v,
} from "../../../language/build.ts";
import { runUntilComplete } from "../../../language/loop-methods.ts";
import type { Operation } from "../../../language/operation.ts";
import { traceOf } from "../testing/run-on-reference.ts";

describe("asynchronous generators over the reference loop", () => {
  const fns = (...body: Operation[]) => ({
    gen: quiet(agen({ op: "yield", value: 1, as: "sent" }, show("sent", v("sent")), produce(2))),
    main_: quiet(coro(set("g", call("gen")), ...body)),
  });
  const run = (...body: Operation[]) => traceOf([runUntilComplete(call("main_"))], fns(...body));
  const next: Operation = awaitFor({ anext: v("g") }, { show: "next" });

  it("are advanced, sent to and closed", () => {
    expect(
      run(
        next,
        awaitFor({ asend: v("g"), value: "s" }, { show: "sent to" }),
        awaitFor({ aclose: v("g") }, { show: "closed" }),
      ),
    ).to.deep.equal(["next=1", "sent=s", "sent to=2", "closed=None"]);
  });

  it("have errors thrown into them", () => {
    const thrown = awaitFor({ athrow: v("g"), error: errorOf("AppError", "x") });
    expect(run(next, { op: "try", body: [thrown] })).to.deep.equal(["next=1", "!AppError:x"]);
  });

  it("are iterated over", () => {
    expect(run(asyncFor(v("g"), "each", show("each", v("each"))))).to.deep.equal([
      "each=1",
      "sent=None",
      "each=2",
    ]);
  });
});
