/** @source ssl: SSL Contexts */
import { rootCertificates } from "node:tls";
import { checkOptions } from "../../text/check.ts";
import { ValueError } from "../../text/errors.ts";
import { describe } from "../../text/format.ts";
import { type MaybePointer, openssl, type Pointer, takeError } from "./openssl.ts";
import { SSLError } from "./ssl-error.ts";

const SET_MINIMUM = 123;
const TLS_1_2 = 0x0303;
const ADD_TO_CHAIN = 89;
const SET_MODE = 33;
/** SSL_MODE_RELEASE_BUFFERS */
const RELEASE_BUFFERS = 0x10;
/** SSL_OP_NO_RENEGOTIATION */
const NO_RENEGOTIATION = 2 ** 30;
const VERIFY_PEER = 1;

/** Options of {@link TlsContext}. */
export interface TlsContextOptions {
  /** Certificates that are trusted, as PEM. Of a client: without it those that Node carries. */
  readonly trusted?: string | readonly string[] | undefined;
  /** The own certificate as PEM, with those that sign it behind it. A server needs one. */
  readonly certificate?: string | undefined;
  /** The private key of the certificate, as PEM without password. */
  readonly privateKey?: string | undefined;
  /** Whether a client refuses a server whose certificate is for another name. True without it. */
  readonly checkHostname?: boolean | undefined;
}

const OPTIONS: (keyof TlsContextOptions)[] = [
  "trusted",
  "certificate",
  "privateKey",
  "checkHostname",
];

/** Closes a context that nobody refers to. */
const forgotten = new FinalizationRegistry<Pointer>((pointer) => openssl().SSL_CTX_free(pointer));

/** What connections by TLS have in common: who is trusted, and what one shows of oneself. */
export class TlsContext {
  /** Which end of a connection it is for. */
  readonly side: "client" | "server";
  /** Whether a client looks at the name in the server's certificate. */
  readonly checkHostname: boolean;
  /** @internal */
  readonly pointer: Pointer;

  /**
   * @param side the end of a connection that it is for
   * @param options certificates and keys
   * @throws SSLError when a certificate or a key cannot be used
   * @throws ValueError for a server without certificate
   * @throws NotImplementedError where there is no TLS
   */
  constructor(side: "client" | "server", options: TlsContextOptions = {}) {
    checkOptions("TlsContext", options, OPTIONS);
    if (side !== "client" && side !== "server") {
      throw new ValueError(`Expected \`side\` to be "client" or "server", got ${describe(side)}`);
    }
    const {
      certificate,
      privateKey,
      trusted = side === "client" ? rootCertificates : [],
    } = options;
    if (side === "server" && certificate === undefined) {
      throw new ValueError("A server's context needs `certificate`, and `privateKey`");
    }
    this.side = side;
    this.checkHostname = side === "client" && (options.checkHostname ?? true);
    const { SSL_CTX_new, TLS_method } = openssl();
    this.pointer = made(SSL_CTX_new(TLS_method()), "making a TLS context");
    forgotten.register(this, this.pointer);
    this.configure();
    for (const each of typeof trusted === "string" ? [trusted] : trusted) this.trust(each);
    if (certificate !== undefined) this.show(certificate, privateKey ?? certificate);
  }

  private configure(): void {
    const { pointer, side } = this;
    const { SSL_CTX_ctrl, SSL_CTX_set_options, SSL_CTX_set_verify, SSL_CTX_set_num_tickets } =
      openssl();
    SSL_CTX_ctrl(pointer, SET_MINIMUM, TLS_1_2, 0n);
    SSL_CTX_ctrl(pointer, SET_MODE, RELEASE_BUFFERS, 0n);
    SSL_CTX_set_options(pointer, NO_RENEGOTIATION);
    if (side === "client") SSL_CTX_set_verify(pointer, VERIFY_PEER, 0n);
    // Tickets that a client has not read when it closes would turn its end into a reset.
    else SSL_CTX_set_num_tickets(pointer, 0);
  }

  private trust(pem: string): void {
    const { SSL_CTX_get_cert_store, X509_STORE_add_cert, X509_free } = openssl();
    const store = SSL_CTX_get_cert_store(this.pointer);
    for (const certificate of certificatesIn("trusted", pem)) {
      X509_STORE_add_cert(store, certificate);
      X509_free(certificate);
    }
  }

  private show(pem: string, key: string): void {
    const { pointer } = this;
    const { SSL_CTX_use_certificate, SSL_CTX_ctrl, SSL_CTX_use_PrivateKey } = openssl();
    const { X509_free, EVP_PKEY_free } = openssl();
    const [own, ...signers] = certificatesIn("certificate", pem) as [Pointer, ...Pointer[]];
    done(SSL_CTX_use_certificate(pointer, own), "using a certificate");
    // The context counts its own reference to each.
    for (const each of signers) done(SSL_CTX_ctrl(pointer, ADD_TO_CHAIN, 1, each), "using a chain");
    for (const each of [own, ...signers]) X509_free(each);
    const privateKey = readPem(key, (bio) => openssl().PEM_read_bio_PrivateKey(bio, 0n, 0n, 0n));
    const pair = made(privateKey[0] ?? 0n, "reading `privateKey`");
    done(SSL_CTX_use_PrivateKey(pointer, pair), "using a private key");
    for (const each of privateKey) EVP_PKEY_free(each);
  }
}

function certificatesIn(name: string, pem: string): Pointer[] {
  const found = readPem(pem, (bio) => openssl().PEM_read_bio_X509(bio, 0n, 0n, 0n));
  if (found.length === 0) throw new SSLError(`\`${name}\` holds no certificate in PEM`);
  return found;
}

/** Reads all objects of a kind. */
function readPem(pem: string, read: (bio: Pointer) => MaybePointer): Pointer[] {
  const { BIO_new, BIO_s_mem, BIO_write, BIO_free, ERR_clear_error } = openssl();
  const bio = BIO_new(BIO_s_mem());
  const text = Buffer.from(pem);
  BIO_write(bio, text, text.length);
  const found: Pointer[] = [];
  for (let next = read(bio); next !== 0n; next = read(bio)) found.push(next);
  BIO_free(bio);
  ERR_clear_error(); // the end of the text
  return found;
}

function made(pointer: MaybePointer, doing: string): Pointer {
  if (pointer === 0n) throw new SSLError(`${doing}: ${takeError()}`);
  return pointer;
}

function done(result: number, doing: string): void {
  if (result !== 1) throw new SSLError(`${doing}: ${takeError()}`);
}
