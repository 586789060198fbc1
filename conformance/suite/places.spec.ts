import { expect } from "chai";
import { Places } from "./places.ts";

describe("Places", () => {
  it("are given to those who come first, and then to those who wait, in turn", async () => {
    const places = new Places(2);
    const log: string[] = [];
    const take = async (name: string) => {
      const giveUp = await places.take();
      log.push(name);
      return giveUp;
    };
    const [first, second] = await Promise.all([take("a"), take("b")]);
    const [third, fourth] = [take("c"), take("d")];
    expect(log).to.deep.equal(["a", "b"]);
    second?.();
    await third;
    expect(log).to.deep.equal(["a", "b", "c"]);
    first?.();
    await fourth;
    expect(log).to.deep.equal(["a", "b", "c", "d"]);
  });

  it("are given up once, however often that is said", async () => {
    const places = new Places(1);
    const giveUp = await places.take();
    giveUp();
    giveUp();
    await places.take();
    let more = false;
    void places.take().then(() => {
      more = true;
    });
    await new Promise(setImmediate);
    expect(more).to.equal(false);
  });
});
