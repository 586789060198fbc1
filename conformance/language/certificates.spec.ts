import { X509Certificate } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { packageRoot } from "#package-root";
import { AUTHORITY, CERTIFICATES } from "./certificates.ts";

const DRIVERS = "conformance/execution/drivers/python/loopspec_certificates.py";

describe("certificates of the tests", () => {
  const authority = new X509Certificate(AUTHORITY);
  const { server, other, stranger } = CERTIFICATES;

  it("are the same in the Python driver", () => {
    const text = readFileSync(join(packageRoot, DRIVERS), "utf8");
    for (const pem of [AUTHORITY, server, other, stranger]) expect(text).to.include(pem);
  });

  it("are signed by the authority, but for the stranger's", () => {
    const signed = (pem: string) => new X509Certificate(pem).verify(authority.publicKey);
    expect([server, other, stranger].map(signed)).to.eql([true, true, false]);
  });

  it("name what they are for", () => {
    const names = (pem: string) => new X509Certificate(pem).subjectAltName;
    expect(names(server)).to.equal("DNS:server.test, DNS:localhost, IP Address:127.0.0.1");
    expect(names(stranger)).to.equal(names(server));
    expect(names(other)).to.equal("DNS:other.test");
  });

  it("are valid for as long as anybody will run them", () => {
    for (const pem of [AUTHORITY, server, other, stranger]) {
      expect(new Date(new X509Certificate(pem).validTo).getUTCFullYear()).to.be.above(2100);
    }
  });
});
