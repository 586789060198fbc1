/** @source ssl: Exceptions */
import { OSError } from "../../text/errors.ts";

/** TLS has failed: the other end speaks something else, or is not who it should be. */
export class SSLError extends OSError {}

/** The certificate of the other end is not trusted, or is another's. */
export class SSLCertVerificationError extends SSLError {}
