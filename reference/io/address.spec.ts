import { expect } from "chai";
import { OSError, ValueError } from "../text/errors.ts";
import { decodeAddress, encodeAddress, type SocketAddress } from "./address.ts";
import { constants } from "./constants.ts";
import { describeIo } from "./testing/real-io.ts";

const { AF_INET, AF_INET6, AF_UNIX } = constants;

describeIo("addresses", () => {
  const there: [number, SocketAddress][] = [
    [AF_INET, ["127.0.0.1", 80]],
    [AF_INET, ["255.254.253.252", 65535]],
    [AF_INET6, ["::1", 8080, 0, 0]],
    [AF_INET6, ["fe80::1:2", 1, 7, 3]],
    [AF_INET6, ["::ffff:10.0.0.1", 1, 0, 0]],
    [AF_UNIX, "/tmp/socket"],
    [AF_UNIX, "\0abstract\0name"],
  ];
  for (const [family, address] of there) {
    it(`${JSON.stringify(address)} there and back`, () => {
      const bytes = encodeAddress(family, address);
      expect(decodeAddress(bytes, bytes.length)).to.deep.equal(address);
    });
  }

  it("are any address of this machine where the host is empty", () => {
    const bytes = encodeAddress(AF_INET, ["", 1]);
    expect(decodeAddress(bytes, bytes.length)).to.deep.equal(["0.0.0.0", 1]);
  });

  it("are none where nothing was written", () => {
    expect(decodeAddress(new Uint8Array(16), 0)).to.equal("");
  });

  it("name what is wrong with them", () => {
    const wrong: [number, unknown, unknown, string][] = [
      [AF_INET, "host", TypeError, "[host, port], got `host` (string)"],
      [AF_INET, ["127.0.0.1"], TypeError, "[host, port]"],
      [AF_INET, [1, 2], TypeError, "`host` to be a string, got `1` (number)"],
      [AF_INET, ["127.0.0.1\0.example", 2], ValueError, "without NUL"],
      [AF_INET, ["localhost", 1], ValueError, "resolve names with getaddrinfo()"],
      [AF_INET6, ["127.0.0.1", 1], ValueError, "an IPv6 address"],
      [AF_INET, ["127.0.0.1", 65536], ValueError, "`port`"],
      [AF_INET, ["127.0.0.1", "80"], TypeError, "`port`"],
      [AF_UNIX, 3, TypeError, "a path, got `3` (number)"],
      [AF_UNIX, "x".repeat(200), OSError, "too long"],
    ];
    for (const [family, address, kind, text] of wrong) {
      expect(() => encodeAddress(family, address as never), text).to.throw(kind as never, text);
    }
  });
});
