/** The helpers of scripts about sockets, pipes, files, TLS and child programs. */
import { AUTHORITY, CERTIFICATES } from "../../certificates.ts";
import type { ScriptWriter } from "./writer.ts";

type Definition = readonly string[];

/** What helpers need of others. */
export function completeResourceHelpers(writer: ScriptWriter): void {
  const { helpers, imports } = writer;
  if (helpers.has("PipeEnd")) for (const name of ["os", "select", "socket"]) imports.add(name);
  if (helpers.has("pipe")) imports.add("os");
  if (helpers.has("file")) imports.add("tempfile");
  if (helpers.has("child")) imports.add("sys");
  if (helpers.has("tls")) for (const name of ["os", "ssl", "tempfile"]) imports.add(name);
}

/** The definitions of one script. */
export function resourceHelpers({ helpers }: ScriptWriter): readonly Definition[] {
  const definitions: Definition[] = [];
  if (helpers.has("socket_of")) definitions.push(SOCKET_OF);
  if (helpers.has("pipe")) definitions.push(PIPE);
  if (helpers.has("PipeEnd")) definitions.push(PIPE_END);
  if (helpers.has("file")) definitions.push(FILE);
  if (helpers.has("child")) definitions.push(CHILD);
  if (helpers.has("tls")) definitions.push(TLS);
  return definitions;
}

const SOCKET_OF: Definition = [
  "def socket_of(family, type, bind=None, listen=False, to=None):",
  "    made = socket.socket(family, type)",
  "    if bind is not None:",
  "        made.bind(bind)",
  "    if listen:",
  "        made.listen(16)",
  "    if to is not None:",
  '        made.connect(("127.0.0.1", to) if isinstance(to, int) else to)',
  "    made.setblocking(False)",
  "    return made",
];

const PIPE: Definition = [
  "def pipe():",
  "    reading, writing = os.pipe()",
  '    return os.fdopen(reading, "rb", 0), os.fdopen(writing, "wb", 0)',
];

const PIPE_END: Definition = [
  "class PipeEnd:",
  '    """An end of a pipe that is used like a blocking socket."""',
  "",
  "    def __init__(self, file):",
  "        self.file = file",
  "",
  "    def settimeout(self, seconds):",
  "        self.seconds = seconds",
  "",
  "    def ready(self, event):",
  "        poll = select.poll()",
  "        poll.register(self.file.fileno(), event)",
  "        if not poll.poll(self.seconds * 1000):",
  "            raise socket.timeout",
  "",
  "    def recv(self, most):",
  "        self.ready(select.POLLIN)",
  "        return os.read(self.file.fileno(), most)",
  "",
  "    def sendall(self, data):",
  "        while data:",
  "            self.ready(select.POLLOUT)",
  "            data = data[os.write(self.file.fileno(), data[: select.PIPE_BUF]) :]",
  "",
  "    def close(self):",
  "        self.file.close()",
];

const FILE: Definition = [
  "def file(content):",
  "    made = tempfile.TemporaryFile()",
  "    made.write(content)",
  "    made.seek(0)",
  "    return made",
];

const CHILD: Definition = [
  "CHILDREN = {",
  '    "exit": "raise SystemExit(int(sys.argv[1]))",',
  '    "say": "sys.stdout.write(sys.argv[1]); sys.stderr.write(\'\'.join(sys.argv[2:]))",',
  '    "echo": "sys.stdout.buffer.write(sys.stdin.buffer.read())",',
  "    \"wait\": \"print('ready', end='', flush=True); time.sleep(20)\",",
  '    "stubborn": "signal.signal(signal.SIGTERM, signal.SIG_IGN); "',
  "    \"print('ready', end='', flush=True); time.sleep(20)\",",
  '    "environment": "sys.stdout.write(os.environ.get(sys.argv[1], \'unset\'))",',
  '    "folder": "sys.stdout.write(os.path.basename(os.getcwd()))",',
  "}",
  "",
  "",
  "def child(name, *given):",
  '    """The arguments that start a small program."""',
  '    code = "import os, signal, sys, time; " + CHILDREN[name]',
  '    return (sys.executable, "-I", "-S", "-c", code, *map(str, given))',
];

const pem = (text: string): readonly string[] => ['"""\\', ...text.trimEnd().split("\n"), '"""'];

const TLS: Definition = [
  ...named("AUTHORITY = ", pem(AUTHORITY)),
  "CERTIFICATES = {",
  ...Object.entries(CERTIFICATES).flatMap(([name, text]) => {
    const [first = "", ...rest] = pem(text);
    return [`    "${name}": ${first}`, ...rest.slice(0, -1), '""",'];
  }),
  "}",
  "",
  "",
  'def tls(side, certificate="server", trusts=True):',
  '    if side == "client":',
  "        context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)",
  "        if trusts:",
  "            context.load_verify_locations(cadata=AUTHORITY)",
  "        return context",
  "    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)",
  "    context.num_tickets = 0",
  '    with tempfile.NamedTemporaryFile("w", delete=False) as chain:',
  "        chain.write(CERTIFICATES[certificate])",
  "    context.load_cert_chain(chain.name)",
  "    os.remove(chain.name)",
  "    return context",
];

function named(head: string, [first = "", ...rest]: readonly string[]): readonly string[] {
  return [head + first, ...rest];
}
