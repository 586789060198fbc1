/** @source ssl: Memory BIO Support */
import { X509Certificate } from "node:crypto";
import { isIP } from "node:net";
import { openssl, type Pointer, takeError } from "./openssl.ts";
import { SSLCertVerificationError, SSLError } from "./ssl-error.ts";
import type { TlsContext } from "./tls-context.ts";

const WANT_READ = 2;
const ZERO_RETURN = 6;
/** SSL_ctrl(): the name that the client asks the server for. */
const SET_NAME = 55;
/** Bytes that are read at once: what a record holds. */
const RECORD = 16_384;

/** Gives the memory of a session back that nobody refers to. */
const forgotten = new FinalizationRegistry<Pointer>((pointer) => openssl().SSL_free(pointer));

/** One end of TLS in memory: encrypted bytes on one side, plain ones on the other. It reads and writes no socket. */
export class TlsSession {
  private readonly incoming: Pointer;
  private readonly outgoing: Pointer;
  /** Null once its memory is given back. */
  private pointer: Pointer | null;

  /**
   * @param context certificates and trust
   * @param side the end that this is
   * @param name the server's name, which a client asks for and checks; null for none
   * @throws SSLError where the name cannot be used
   */
  constructor(context: TlsContext, side: "client" | "server", name: string | null) {
    const { SSL_new, SSL_set_bio, BIO_new, BIO_s_mem } = openssl();
    const { SSL_set_accept_state, SSL_set_connect_state } = openssl();
    const ssl = SSL_new(context.pointer);
    if (ssl === 0n) throw new SSLError(`making a TLS session: ${takeError()}`);
    this.pointer = ssl;
    forgotten.register(this, ssl, this);
    this.incoming = BIO_new(BIO_s_mem());
    this.outgoing = BIO_new(BIO_s_mem());
    SSL_set_bio(ssl, this.incoming, this.outgoing); // which owns them from now on
    if (side === "server") SSL_set_accept_state(ssl);
    else SSL_set_connect_state(ssl);
    if (side === "client" && name) this.expect(name, context.checkHostname);
  }

  /** Takes encrypted bytes of the other end. */
  feed(data: Uint8Array): void {
    if (this.pointer !== null) openssl().BIO_write(this.incoming, data, data.length);
  }

  /** Encrypted bytes for the other end; null when there are none. */
  take(): Buffer | null {
    const { BIO_ctrl_pending, BIO_read } = openssl();
    const size = this.pointer === null ? 0 : Number(BIO_ctrl_pending(this.outgoing));
    if (size === 0) return null;
    const data = Buffer.allocUnsafe(size);
    BIO_read(this.outgoing, data, size);
    return data;
  }

  /**
   * Goes on with the handshake.
   *
   * @returns whether it is complete; else it needs bytes of the other end
   * @throws SSLError when it has failed
   */
  handshake(): boolean {
    const { SSL_do_handshake, ERR_clear_error } = openssl();
    ERR_clear_error(); // what others have left would be taken for this call's
    const result = SSL_do_handshake(this.ssl);
    if (result === 1) return true;
    if (this.goesOn(result, "the handshake") === "ended")
      throw new SSLError("the handshake failed: the other end has ended it");
    return false;
  }

  /**
   * Decrypts.
   *
   * @param into memory for plain bytes
   * @returns number of bytes; 0 at the end of the stream; null when more is needed first
   * @throws SSLError when what came is no TLS
   */
  read(into: Uint8Array): number | null {
    const { SSL_read, ERR_clear_error } = openssl();
    ERR_clear_error();
    const result = SSL_read(this.ssl, into, Math.min(into.length, RECORD));
    if (result > 0) return result;
    return this.goesOn(result, "decrypting") === "ended" ? 0 : null;
  }

  /** Encrypts all of it. */
  write(data: Uint8Array): void {
    const { SSL_write, ERR_clear_error } = openssl();
    if (data.length === 0) return;
    ERR_clear_error();
    const result = SSL_write(this.ssl, data, data.length);
    if (result !== data.length) throw new SSLError(`encrypting: ${takeError()}`);
  }

  /**
   * Ends this end's stream.
   *
   * @returns whether the other end has ended its own as well
   */
  shutdown(): boolean {
    const { SSL_shutdown, ERR_clear_error } = openssl();
    ERR_clear_error();
    const result = SSL_shutdown(this.ssl);
    if (result < 0) ERR_clear_error(); // before or amid a handshake there is no stream to end
    return result === 1;
  }

  /** The certificate of the other end; null when it has shown none. */
  peerCertificate(): X509Certificate | null {
    const { SSL_get1_peer_certificate, PEM_write_bio_X509, X509_free } = openssl();
    const certificate = SSL_get1_peer_certificate(this.ssl);
    if (certificate === 0n) return null;
    const { BIO_new, BIO_s_mem, BIO_ctrl_pending, BIO_read, BIO_free } = openssl();
    const bio = BIO_new(BIO_s_mem());
    PEM_write_bio_X509(bio, certificate);
    X509_free(certificate);
    const pem = Buffer.alloc(Number(BIO_ctrl_pending(bio)));
    BIO_read(bio, pem, pem.length);
    BIO_free(bio);
    return new X509Certificate(pem);
  }

  /** Name of the cipher and version of the protocol; null before the handshake. */
  cipher(): readonly [name: string, version: string] | null {
    const { SSL_get_current_cipher, SSL_CIPHER_get_name, SSL_get_version } = openssl();
    const cipher = SSL_get_current_cipher(this.ssl);
    return cipher === 0n ? null : [SSL_CIPHER_get_name(cipher), SSL_get_version(this.ssl)];
  }

  /** Gives its memory back. Whatever is called afterwards raises an SSLError. */
  free(): void {
    if (this.pointer === null) return;
    openssl().SSL_free(this.pointer);
    forgotten.unregister(this);
    this.pointer = null;
  }

  private get ssl(): Pointer {
    if (this.pointer === null) throw new SSLError("the TLS session is over");
    return this.pointer;
  }

  private expect(name: string, check: boolean): void {
    const { SSL_ctrl, SSL_set1_host, SSL_get0_param, X509_VERIFY_PARAM_set1_ip_asc } = openssl();
    const isAddress = isIP(name) !== 0;
    if (!isAddress) SSL_ctrl(this.ssl, SET_NAME, 0, name);
    if (!check) return;
    const accepted = isAddress
      ? X509_VERIFY_PARAM_set1_ip_asc(SSL_get0_param(this.ssl), name)
      : SSL_set1_host(this.ssl, name);
    if (accepted !== 1) throw new SSLError(`using the name ${name}: ${takeError()}`);
  }

  /** What a call that did nothing means: more bytes are needed first, or the stream has ended. */
  private goesOn(result: number, doing: string): "needs more" | "ended" {
    const { SSL_get_error, SSL_get_verify_result, X509_verify_cert_error_string } = openssl();
    const kind = SSL_get_error(this.ssl, result);
    if (kind === WANT_READ) return "needs more";
    if (kind === ZERO_RETURN) return "ended";
    const verdict = SSL_get_verify_result(this.ssl);
    if (verdict !== 0) {
      const why = X509_verify_cert_error_string(verdict);
      takeError();
      throw new SSLCertVerificationError(`certificate verify failed: ${why}`);
    }
    throw new SSLError(`${doing} failed: ${takeError()}`);
  }
}
