// Runs in a worker: the C library's resolver, which blocks. Plain JavaScript, so that it starts the
// same way from the sources and from a build. Failures are values: an error loses its number on
// the way between threads.
const koffi = require("koffi");

const library = koffi.load(null);
const libc = {
  getaddrinfo: library.func("int getaddrinfo(str, str, void *, void *)"),
  freeaddrinfo: library.func("void freeaddrinfo(void *)"),
  gai_strerror: library.func("str gai_strerror(int)"),
  getnameinfo: library.func("int getnameinfo(void *, uint, void *, uint, void *, uint, int)"),
};

const HOST_SIZE = 1025;
const SERVICE_SIZE = 32;
const HINTS_SIZE = 48;

/**
 * @param hints the first four fields of `struct addrinfo`: flags, family, type, protocol
 * @param layout offsets of the pointers to the address and to the canonical name
 */
exports.getaddrinfo = (host, service, hints, layout) => {
  const given = new Int32Array(HINTS_SIZE / 4);
  given.set(hints);
  const found = new BigUint64Array(1);
  const code = libc.getaddrinfo(host, service, given, found);
  if (code !== 0) return failure(code);
  try {
    const infos = [];
    for (let at = found[0]; at !== 0n; at = pointer(at, HINTS_SIZE - 8)) {
      infos.push(infoAt(at, layout));
    }
    return { infos };
  } finally {
    libc.freeaddrinfo(found[0]);
  }
};

/** @param address an address as the system writes it */
exports.getnameinfo = (address, flags) => {
  const host = new Uint8Array(HOST_SIZE);
  const service = new Uint8Array(SERVICE_SIZE);
  const code = libc.getnameinfo(
    address,
    address.length,
    host,
    host.length,
    service,
    service.length,
    flags,
  );
  return code === 0 ? { host: text(host), service: text(service) } : failure(code);
};

function failure(code) {
  return { code, errno: koffi.errno(), message: libc.gai_strerror(code) };
}

function infoAt(at, { addr, canonname }) {
  const [family, type, proto, length] = [4, 8, 12, 16].map((offset) => {
    return koffi.decode(at, offset, "int32_t");
  });
  const name = pointer(at, canonname);
  return {
    family,
    type,
    proto,
    canonname: name === 0n ? "" : koffi.decode(name, 0, "char", -1),
    address: Uint8Array.from(koffi.decode(pointer(at, addr), 0, "uint8_t", length)),
  };
}

function pointer(at, offset) {
  return BigInt(koffi.decode(at, offset, "uint64_t"));
}

function text(bytes) {
  return Buffer.from(bytes.subarray(0, bytes.indexOf(0))).toString();
}
