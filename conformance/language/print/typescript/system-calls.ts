/** How a script reaches the C library: the functions that its peers and sockets call, and what it passes them. */
type Definition = readonly string[];

/** Functions of the C library; see the manual page of each. */
const PROTOTYPES = {
  _exit: "void _exit(int)",
  accept: "int accept(int, void *, void *)",
  bind: "int bind(int, void *, uint)",
  close: "int close(int)",
  connect: "int connect(int, void *, uint)",
  fcntl: "int fcntl(int, int, ...)",
  getsockname: "int getsockname(int, void *, void *)",
  listen: "int listen(int, int)",
  pipe: "int pipe(void *)",
  poll: "int poll(void *, ulong, int)",
  read: "intptr_t read(int, void *, size_t)",
  recvfrom: "intptr_t recvfrom(int, void *, size_t, int, void *, void *)",
  send: "intptr_t send(int, void *, size_t, int)",
  sendto: "intptr_t sendto(int, void *, size_t, int, void *, uint)",
  setsockopt: "int setsockopt(int, int, int, void *, uint)",
  shutdown: "int shutdown(int, int)",
  socket: "int socket(int, int, int)",
  write: "intptr_t write(int, void *, size_t)",
} as const;

/** Numbers of the C interface that macOS has otherwise. */
const NUMBERS: Definition = [
  'const MACOS = process.platform === "darwin";',
  "const SOL_SOCKET = MACOS ? 0xffff : 1;",
  "const SO_RCVBUF = MACOS ? 0x1002 : 8;",
];

const CALL: Definition = [
  "/** Calls the C library, since Node has no sockets that block. An error of the system is thrown. */",
  "function call(name: any, ...values: any[]): any {",
  "  // Not imported: a thread that ends while it loads an addon takes the process along.",
  '  functions.koffi ??= createRequire(import.meta.url)("koffi");',
  "  const { koffi } = functions;",
  "  functions[name] ??= koffi.load(null).func(PROTOTYPES[name]);",
  "  const result = functions[name](...values);",
  "  if (result !== -1) return result;",
  "  const errno = koffi.errno();",
  "  const [code] = Object.entries(constants.errno).find(([, number]: any) => number === errno) ?? [];",
  "  throw Object.assign(new Error(`${name}: ${code}`), { code, syscall: name });",
  "}",
];

export const ADDRESS: Definition = [
  "/** A port of 127.0.0.1, a host and a port, or the path of a Unix socket, as the system reads it. */",
  "function addressOf(address: any): any {",
  '  const isPath = typeof address === "string";',
  "  const path = Buffer.from(isPath ? address : []);",
  "  const bytes = new Uint8Array(isPath ? path.length + (path[0] === 0 ? 2 : 3) : 16);",
  "  if (MACOS) bytes.set([bytes.length, isPath ? 1 : 2]);",
  "  else new Uint16Array(bytes.buffer, 0, 1)[0] = isPath ? 1 : 2;",
  "  bytes.set(path, 2);",
  "  if (isPath) return bytes;",
  '  const [host, port] = typeof address === "number" ? ["127.0.0.1", address] : address;',
  "  new DataView(bytes.buffer).setUint16(2, port);",
  '  bytes.set(host.split(".").map(Number), 4);',
  "  return bytes;",
  "}",
];

export const TEXT: Definition = [
  "/** Short data as text, longer data by its length and checksum. */",
  "function text(data: any, length: any = data.length, checksum: any = crc32(data)): any {",
  '  if (length > 64) return `${length} bytes, crc32 ${checksum.toString(16).padStart(8, "0")}`;',
  '  const shown = (byte: any) => "\\\\x" + byte.toString(16).padStart(2, "0");',
  '  return Array.from(data, (byte: any) => (byte < 128 ? String.fromCharCode(byte) : shown(byte))).join("");',
  "}",
];

/** What reaches the C library: constants, and the function that calls. */
export const callLines = (source: string): Definition => {
  const names = new Set([...source.matchAll(/call\(\s*"(\w+)"/g)].map(([, name]) => name));
  const wanted = Object.entries(PROTOTYPES).filter(([name]) => names.has(name));
  return [
    ...NUMBERS,
    "const functions: any = {};",
    "const PROTOTYPES: any = {",
    ...wanted.map(([name, prototype]) => `  ${name}: "${prototype}",`),
    "};",
    "",
    ...CALL,
  ];
};
