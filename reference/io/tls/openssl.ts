/**
 * The OpenSSL that Node carries, and exports for native addons.
 *
 * @source ours: what takes the place of CPython's C modules
 */
import { NotImplementedError } from "../../text/errors.ts";
import { koffi } from "../koffi.ts";

/** An object of OpenSSL, by its address. */
export type Pointer = bigint & { readonly of: "OpenSSL" };
/** What OpenSSL answers where it has no object. */
export type MaybePointer = Pointer | 0n;

/** The functions that are used; see OpenSSL's manual pages. */
export interface OpenSsl {
  TLS_method(): Pointer;
  SSL_CTX_new(method: Pointer): MaybePointer;
  SSL_CTX_free(context: Pointer): void;
  SSL_CTX_ctrl(context: Pointer, command: number, number: number, pointer: MaybePointer): number;
  SSL_CTX_set_num_tickets(context: Pointer, count: number): number;
  SSL_CTX_set_options(context: Pointer, options: number): number;
  SSL_CTX_set_verify(context: Pointer, mode: number, callback: 0n): void;
  SSL_CTX_get_cert_store(context: Pointer): Pointer;
  SSL_CTX_use_certificate(context: Pointer, certificate: Pointer): number;
  SSL_CTX_use_PrivateKey(context: Pointer, key: Pointer): number;
  X509_STORE_add_cert(store: Pointer, certificate: Pointer): number;
  X509_free(certificate: Pointer): void;
  EVP_PKEY_free(key: Pointer): void;
  PEM_read_bio_X509(bio: Pointer, into: 0n, callback: 0n, data: 0n): MaybePointer;
  PEM_read_bio_PrivateKey(bio: Pointer, into: 0n, callback: 0n, data: 0n): MaybePointer;
  PEM_write_bio_X509(bio: Pointer, certificate: Pointer): number;
  BIO_s_mem(): Pointer;
  BIO_new(method: Pointer): Pointer;
  BIO_free(bio: Pointer): number;
  BIO_write(bio: Pointer, data: Uint8Array, length: number): number;
  BIO_read(bio: Pointer, data: Uint8Array, length: number): number;
  BIO_ctrl_pending(bio: Pointer): number;
  SSL_new(context: Pointer): MaybePointer;
  SSL_free(ssl: Pointer): void;
  SSL_set_bio(ssl: Pointer, incoming: Pointer, outgoing: Pointer): void;
  SSL_set_accept_state(ssl: Pointer): void;
  SSL_set_connect_state(ssl: Pointer): void;
  SSL_ctrl(ssl: Pointer, command: number, number: number, text: string): number;
  SSL_set1_host(ssl: Pointer, name: string): number;
  SSL_get0_param(ssl: Pointer): Pointer;
  X509_VERIFY_PARAM_set1_ip_asc(parameters: Pointer, address: string): number;
  SSL_do_handshake(ssl: Pointer): number;
  SSL_read(ssl: Pointer, data: Uint8Array, length: number): number;
  SSL_write(ssl: Pointer, data: Uint8Array, length: number): number;
  SSL_shutdown(ssl: Pointer): number;
  SSL_get_error(ssl: Pointer, result: number): number;
  SSL_get_version(ssl: Pointer): string;
  SSL_get_current_cipher(ssl: Pointer): MaybePointer;
  SSL_CIPHER_get_name(cipher: Pointer): string;
  SSL_get1_peer_certificate(ssl: Pointer): MaybePointer;
  SSL_get_verify_result(ssl: Pointer): number;
  X509_verify_cert_error_string(error: number): string;
  ERR_clear_error(): void;
  ERR_get_error(): number;
  ERR_error_string_n(error: number, text: Uint8Array, length: number): void;
}

const PROTOTYPES = [
  "uintptr_t TLS_method()",
  "uintptr_t SSL_CTX_new(uintptr_t)",
  "void SSL_CTX_free(uintptr_t)",
  "long SSL_CTX_ctrl(uintptr_t, int, long, uintptr_t)",
  "int SSL_CTX_set_num_tickets(uintptr_t, size_t)",
  "uint64_t SSL_CTX_set_options(uintptr_t, uint64_t)",
  "void SSL_CTX_set_verify(uintptr_t, int, uintptr_t)",
  "uintptr_t SSL_CTX_get_cert_store(uintptr_t)",
  "int SSL_CTX_use_certificate(uintptr_t, uintptr_t)",
  "int SSL_CTX_use_PrivateKey(uintptr_t, uintptr_t)",
  "int X509_STORE_add_cert(uintptr_t, uintptr_t)",
  "void X509_free(uintptr_t)",
  "void EVP_PKEY_free(uintptr_t)",
  "uintptr_t PEM_read_bio_X509(uintptr_t, uintptr_t, uintptr_t, uintptr_t)",
  "uintptr_t PEM_read_bio_PrivateKey(uintptr_t, uintptr_t, uintptr_t, uintptr_t)",
  "int PEM_write_bio_X509(uintptr_t, uintptr_t)",
  "uintptr_t BIO_s_mem()",
  "uintptr_t BIO_new(uintptr_t)",
  "int BIO_free(uintptr_t)",
  "int BIO_write(uintptr_t, void *, int)",
  "int BIO_read(uintptr_t, void *, int)",
  "size_t BIO_ctrl_pending(uintptr_t)",
  "uintptr_t SSL_new(uintptr_t)",
  "void SSL_free(uintptr_t)",
  "void SSL_set_bio(uintptr_t, uintptr_t, uintptr_t)",
  "void SSL_set_accept_state(uintptr_t)",
  "void SSL_set_connect_state(uintptr_t)",
  "long SSL_ctrl(uintptr_t, int, long, str)",
  "int SSL_set1_host(uintptr_t, str)",
  "uintptr_t SSL_get0_param(uintptr_t)",
  "int X509_VERIFY_PARAM_set1_ip_asc(uintptr_t, str)",
  "int SSL_do_handshake(uintptr_t)",
  "int SSL_read(uintptr_t, void *, int)",
  "int SSL_write(uintptr_t, void *, int)",
  "int SSL_shutdown(uintptr_t)",
  "int SSL_get_error(uintptr_t, int)",
  "str SSL_get_version(uintptr_t)",
  "uintptr_t SSL_get_current_cipher(uintptr_t)",
  "str SSL_CIPHER_get_name(uintptr_t)",
  "uintptr_t SSL_get1_peer_certificate(uintptr_t)",
  "long SSL_get_verify_result(uintptr_t)",
  "str X509_verify_cert_error_string(long)",
  "void ERR_clear_error()",
  "ulong ERR_get_error()",
  "void ERR_error_string_n(ulong, void *, size_t)",
];

let bound: OpenSsl | null = null;

/**
 * The functions, looked up when they are first needed.
 *
 * @throws NotImplementedError where this Node exports no OpenSSL, or C functions cannot be called
 */
export function openssl(): OpenSsl {
  bound ??= bind();
  return bound;
}

/** Why there can be no TLS here; null when there can. */
export function opensslAbsence(): string | null {
  try {
    openssl();
    return null;
  } catch (error) {
    return (error as Error).message;
  }
}

function bind(): OpenSsl {
  const library = koffi().load(null);
  try {
    return Object.fromEntries(
      PROTOTYPES.map((prototype) => {
        const name = /(\w+)\(/.exec(prototype)?.[1] ?? prototype;
        const call = library.func(prototype);
        // Numbers come as such where they are small: an address is always a bigint here.
        const isAddress = prototype.startsWith("uintptr_t");
        return [name, isAddress ? (...values: never[]) => BigInt(call(...values) as number) : call];
      }),
    ) as unknown as OpenSsl;
  } catch (cause) {
    throw new NotImplementedError(
      "TLS needs the OpenSSL 3 that Node exports; this Node lacks a function of it",
      { cause },
    );
  }
}

/** The first error that OpenSSL keeps for this thread, as text; the others are dropped. */
export function takeError(): string {
  const { ERR_get_error, ERR_error_string_n, ERR_clear_error } = openssl();
  const error = ERR_get_error();
  ERR_clear_error();
  if (error === 0) return "unknown error";
  const text = new Uint8Array(256);
  ERR_error_string_n(error, text, text.length);
  return Buffer.from(text.subarray(0, text.indexOf(0))).toString();
}
