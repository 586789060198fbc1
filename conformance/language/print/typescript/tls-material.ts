/** Certificates of a script. */
import { AUTHORITY, CERTIFICATES } from "../../certificates.ts";
import type { ProgramWriter } from "./writer.ts";

/** What a TLS context is made of, as an object of the script. */
export function tlsMaterial(
  side: "server" | "client",
  certificate: keyof typeof CERTIFICATES,
  trusts: boolean,
  writer: ProgramWriter,
): string {
  if (side === "client" && !trusts) return "{ trusted: [] }";
  const [name, pem] =
    side === "client"
      ? ["AUTHORITY", AUTHORITY]
      : [`CERTIFICATE_${certificate.toUpperCase()}`, CERTIFICATES[certificate]];
  writer.certificates.set(name, pem);
  return side === "client" ? `{ trusted: [${name}] }` : `{ certificate: ${name}, trusted: [] }`;
}
