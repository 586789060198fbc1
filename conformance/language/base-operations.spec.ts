import { expect } from "chai";
import { allCases } from "../cases/index.ts";
import { BASE_OPERATIONS, baseOperationsOf, withoutConsequences } from "./base-operations.ts";
import { PRECONDITIONS } from "./preconditions.ts";

const programOf = (id: string) => {
  const found = allCases.find((kase) => kase.id === id);
  if (found === undefined) throw new Error(`there is no case ${id}`);
  return found.program;
};

describe("base operations", () => {
  it("are what programs stand on, with ssl and without", () => {
    const plain = baseOperationsOf(programOf("transports/close-of-nothing-client"));
    expect(plain).to.deep.equal(["create_connection() that works"]);
    const encrypted = baseOperationsOf(programOf("tls/encrypts-server"));
    expect(encrypted).to.deep.equal([
      "create_server() that works",
      "create_server(ssl=…) that works",
    ]);
    expect(baseOperationsOf(programOf("call-soon/once-0-arguments"))).to.deep.equal([]);
  });

  it("are methods that programs use on the way to something else", () => {
    expect(baseOperationsOf(programOf("call-soon/0-arguments-reader"))).to.deep.equal([
      "add_reader() that works",
    ]);
    expect(baseOperationsOf(programOf("subprocess/has-methods-exec"))).to.deep.equal([
      "subprocess_exec() that works",
    ]);
    expect(baseOperationsOf(programOf("call-soon/error-of-reader"))).to.include(
      "a handler that is called with loop and context",
    );
  });

  it("are kinds of servers and protocols", () => {
    expect(baseOperationsOf(programOf("servers/several-hosts-closed-1"))).to.include(
      "create_server() of several hosts",
    );
    expect(baseOperationsOf(programOf("transports/buffered-5-client"))).to.include(
      "a buffered protocol whose buffer is filled",
    );
  });

  it("tell the ways to make a datagram endpoint apart", () => {
    const named = (kind: string) => baseOperationsOf(programOf(`datagrams/to-and-fro-${kind}`));
    const of = (keywords: string) => [`create_datagram_endpoint(${keywords}) that works`];
    expect(named("remote")).to.deep.equal(of("remote_addr=…"));
    expect(named("local")).to.deep.equal(of("local_addr=…"));
    expect(named("both")).to.deep.equal(of("local_addr=…, remote_addr=…"));
    expect(named("sock")).to.deep.equal(of("sock=…"));
  });

  it("stand on preconditions, and carry cases of their own clause", () => {
    for (const { name, on, clause } of BASE_OPERATIONS) {
      expect(on === undefined || PRECONDITIONS.has(on), name).to.equal(true);
      const own = allCases.filter(({ clauses: [first] }) => first === clause);
      const users = own.filter(({ program }) => baseOperationsOf(program).includes(name));
      expect(users.length, name).to.be.above(0);
    }
  });

  it("are not broken beside what they stand on", () => {
    const names = ["loop.create_server", "create_server() that works", "start_tls() that works"];
    expect([...withoutConsequences(new Set(names))]).to.deep.equal([names[0], names[2]]);
    const encrypted = "create_server(ssl=…) that works";
    expect([...withoutConsequences(new Set([names[1]!, encrypted]))]).to.deep.equal([names[1]]);
  });
});
