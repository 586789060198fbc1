import { expect } from "chai";
import { AUTHORITY, CERTIFICATES } from "../../../conformance/language/certificates.ts";
import { ValueError } from "../../text/errors.ts";
import { describeIo } from "../testing/real-io.ts";
import { SSLCertVerificationError, SSLError } from "./ssl-error.ts";
import { TlsContext } from "./tls-context.ts";
import { TlsSession } from "./tls-session.ts";

type End = "client" | "server";
interface Ends {
  readonly client: TlsSession;
  readonly server: TlsSession;
}

function ends(
  name: string | null,
  certificate: keyof typeof CERTIFICATES = "server",
  trusted: string[] = [AUTHORITY],
): Ends {
  const serving = new TlsContext("server", { certificate: CERTIFICATES[certificate] });
  return {
    client: new TlsSession(new TlsContext("client", { trusted }), "client", name),
    server: new TlsSession(serving, "server", null),
  };
}

/** Carries what one end has for the other. */
function carry(from: TlsSession, to: TlsSession): void {
  const data = from.take();
  if (data !== null) to.feed(data);
}

/** Has both ends go on until both are ready; at the latest after so many turns as no handshake takes. */
function shakeHands({ client, server }: Ends): Record<End, boolean> {
  const ready = { client: false, server: false };
  for (let turn = 0; turn < 5; turn += 1) {
    ready.client ||= client.handshake();
    carry(client, server);
    ready.server ||= server.handshake();
    carry(server, client);
  }
  return ready;
}

function plain(session: TlsSession): string | null {
  const buffer = Buffer.alloc(100);
  const size = session.read(buffer);
  return size === null ? null : String(buffer.subarray(0, size));
}

describeIo("TLS in memory", () => {
  it("carries data both ways, says who the other end is, and tells the end", () => {
    const both = ends("server.test");
    const { client, server } = both;
    expect(client.cipher()).to.equal(null);
    expect(shakeHands(both)).to.deep.equal({ client: true, server: true });
    expect(client.peerCertificate()?.subject).to.equal("CN=server.test");
    expect(server.peerCertificate()).to.equal(null);
    expect(client.cipher()?.[1]).to.match(/^TLSv1\.[23]$/);
    client.write(Buffer.from("question"));
    expect(plain(server), "nothing has been carried").to.equal(null);
    carry(client, server);
    expect(plain(server)).to.equal("question");
    server.write(Buffer.from("answer"));
    carry(server, client);
    expect(plain(client)).to.equal("answer");
    expect(client.shutdown(), "the server has not ended its stream").to.equal(false);
    carry(client, server);
    expect(plain(server)).to.equal("");
    expect(server.shutdown()).to.equal(true);
    carry(server, client);
    expect(client.shutdown()).to.equal(true);
    for (const session of [client, server, client]) session.free();
    expect(client.take()).to.equal(null);
    expect(() => client.cipher()).to.throw(SSLError, "over");
  });

  const refused: [title: string, both: () => Ends, says: string][] = [
    ["another name", () => ends("other.test"), "hostname mismatch"],
    ["another address", () => ends("127.0.0.2"), "IP address mismatch"],
    ["a certificate that nobody trusts", () => ends("server.test", "stranger"), "self-signed"],
    ["an authority that is not trusted", () => ends("server.test", "server", []), "issuer"],
  ];
  for (const [title, make, says] of refused) {
    it(`refuses ${title}, and tells the other end`, () => {
      const both = make();
      expect(() => shakeHands(both))
        .to.throw(SSLCertVerificationError)
        .with.property("message")
        .that.includes(says);
      carry(both.client, both.server);
      expect(() => both.server.handshake()).to.throw(SSLError, "alert");
    });
  }

  it("takes the name of the certificate, one of its addresses, and no name", () => {
    for (const name of ["server.test", "localhost", "127.0.0.1", null]) {
      expect(shakeHands(ends(name))).to.deep.equal({ client: true, server: true });
    }
  });

  it("refuses what is no TLS", () => {
    const { server } = ends(null);
    server.feed(Buffer.from("GET / HTTP/1.1\r\n\r\n"));
    expect(() => server.handshake()).to.throw(SSLError, "the handshake failed");
  });

  it("is not confused by errors that others leave behind", () => {
    const both = ends("server.test");
    shakeHands(both);
    expect(() => ends("server.test", "server", ["no certificate"])).to.throw(SSLError);
    both.server.feed(Buffer.alloc(0));
    expect(plain(both.client)).to.equal(null);
  });
});

describeIo("TLS contexts", () => {
  it("refuse what they cannot use", () => {
    const { server, other } = CERTIFICATES;
    expect(() => new TlsContext("both" as never)).to.throw(ValueError, "`side`");
    expect(() => new TlsContext("server")).to.throw(ValueError, "needs `certificate`");
    expect(() => new TlsContext("server", { certificate: "none" })).to.throw(SSLError, "PEM");
    expect(() => new TlsContext("server", { certificate: AUTHORITY })).to.throw(
      SSLError,
      "`privateKey`",
    );
    expect(() => new TlsContext("server", { certificate: server, privateKey: other })).to.throw(
      SSLError,
      "private key",
    );
    expect(() => new TlsContext("client", { certificates: "" } as never)).to.throw(
      TypeError,
      "no option `certificates`",
    );
  });

  it("of a client trust the certificates of Node unless told otherwise", () => {
    expect(new TlsContext("client").checkHostname).to.equal(true);
    expect(new TlsContext("client", { checkHostname: false }).checkHostname).to.equal(false);
  });
});
