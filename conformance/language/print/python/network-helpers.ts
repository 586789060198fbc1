/** The helpers of scripts about connections, each defined only where it is used. */
import { completeResourceHelpers, resourceHelpers } from "./resource-helpers.ts";
import type { ScriptWriter } from "./writer.ts";

type Definition = readonly string[];

const KINDS_OF_PEERS =
  "Plain blocking sockets in a thread, and what they saw. It knows nothing of the loop.";

/** As in the driver: a receive buffer that grows could take in all that is to fill the sender's. */
const RECEIVE_BUFFER = 65_536;

/** What the methods of `Peer` do; those that a script uses are printed. */
const PEER_METHODS: { readonly [name: string]: Definition } = {
  accept: [
    "def accept(self):",
    "    self.listener.settimeout(self.left)",
    "    self.socket = self.listener.accept()[0]",
    "    self.socket.settimeout(self.left)",
  ],
  connect: [
    "def connect(self):",
    '    to = ("127.0.0.1", self.to) if isinstance(self.to, int) else self.to',
    "    self.socket = socket.socket(socket.AF_UNIX if isinstance(to, str) else socket.AF_INET)",
    `    self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, ${RECEIVE_BUFFER})`,
    "    self.socket.settimeout(self.left)",
    "    self.socket.connect(to)",
  ],
  send: [
    "def send(self, data):",
    "    self.socket.settimeout(self.left)",
    "    self.socket.sendall(data)",
  ],
  receive: [
    "def receive(self, count):",
    '    """Receives `count` bytes, or fewer if the connection ends first."""',
    '    data, ending = b"", None',
    "    while ending is None and len(data) < count:",
    "        part, ending = self.take(count - len(data))",
    "        data += part",
    "    self.tell(data, ending)",
  ],
  receive_end: [
    "def receive_end(self):",
    '    """Everything to the end of the connection."""',
    '    data, ending = b"", None',
    "    while ending is None:",
    "        part, ending = self.take(65536)",
    "        data += part",
    "    self.tell(data, ending)",
  ],
  swallow: ["def swallow(self):", "    while self.take(65536)[1] is None:", "        pass"],
  receive_nothing: [
    "def receive_nothing(self, seconds):",
    "    self.socket.settimeout(min(seconds, self.left))",
    "    try:",
    "        data = self.socket.recv(65536)",
    "    except socket.timeout:",
    '        self.say("nothing")',
    "    else:",
    '        self.tell(data, None if data else "end")',
  ],
  half_close: ["def half_close(self):", "    self.socket.shutdown(socket.SHUT_WR)"],
  hang_up: ["def hang_up(self):", "    self.socket.close()"],
  reset: [
    "def reset(self):",
    '    linger = struct.pack("ii", 1, 0)',
    "    self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)",
    "    self.socket.close()",
  ],
  take_over: [
    "def take_over(self):",
    "    is_socket = isinstance(self.to, socket.socket)",
    "    self.socket = self.to if is_socket else PipeEnd(self.to)",
    "    self.socket.settimeout(self.left)",
  ],
  handshake: [
    "def handshake(self, side, certificate, name=None):",
    "    context = tls(side, certificate)",
    '    context.check_hostname = side == "client" and name is not None',
    "    self.socket = context.wrap_socket(",
    '        self.socket, server_side=side == "server", server_hostname=name',
    "    )",
    '    self.say("encrypted")',
  ],
  decrypt: [
    "def decrypt(self):",
    "    try:",
    "        self.socket = self.socket.unwrap()",
    "    except (ssl.SSLEOFError, ConnectionError):",
    "        pass  # The other end may leave without a closing message.",
  ],
  receive_from: [
    "def receive_from(self):",
    "    self.listener.settimeout(self.left)",
    "    data, self.sender = self.listener.recvfrom(65536)",
    '    self.say(f"datagram({text(data)})")',
  ],
  send_to: [
    "def send_to(self, data):",
    "    if self.listener is None:",
    "        self.listener = socket.socket(type=socket.SOCK_DGRAM)",
    '    to = self.sender if self.to is None else ("127.0.0.1", self.to)',
    "    self.listener.sendto(data, to)",
  ],
  stop_listening: ["def stop_listening(self):", "    self.listener.close()"],
  wait: [
    "def wait(self, event):",
    "    if not event.wait(self.left):",
    "        raise socket.timeout",
  ],
};

const TAKE: Definition = [
  "def take(self, most):",
  "    self.socket.settimeout(self.left)",
  "    try:",
  "        data = self.socket.recv(min(most, 65536))",
  '        return data, None if data else "end"',
  "    except socket.timeout:",
  '        return b"", "timeout"',
  "    except ConnectionResetError:",
  '        return b"", "reset"',
  "    except OSError as error:",
  '        return b"", f"!{kind(error)}"',
];
const TELL: Definition = [
  "def tell(self, data, ending):",
  "    if data:",
  '        self.say(f"received {text(data)}")',
  "    if ending:",
  "        self.say(ending)",
];

/** What helpers need of others: known before the first is written. */
export function completeNetworkHelpers(writer: ScriptWriter): void {
  const { helpers, peerMethods } = writer;
  completeResourceHelpers(writer);
  if (helpers.has("Peer")) {
    for (const name of ["kind", "text"] as const) writer.helper(name);
    for (const module of ["socket", "threading", "time"]) writer.imports.add(module);
    if (peerMethods.has("reset")) writer.imports.add("struct");
  }
  if (helpers.has("received")) writer.helper("text");
  if (helpers.has("text")) writer.imports.add("zlib");
  if (helpers.has("seen") || helpers.has("finished")) writer.imports.add("asyncio");
  if (helpers.has("seen")) writer.imports.add("time");
  if (helpers.has("folder")) writer.imports.add("tempfile");
}

/** The definitions of one script. */
export function networkHelpers(writer: ScriptWriter): readonly Definition[] {
  const { helpers } = writer;
  const definitions: Definition[] = [];
  if (helpers.has("text")) definitions.push(TEXT);
  if (helpers.has("received")) definitions.push(RECEIVED);
  if (helpers.has("numbered")) definitions.push(PATTERN);
  if (helpers.has("listening")) definitions.push(LISTENING);
  definitions.push(...resourceHelpers(writer));
  if (helpers.has("Peer")) definitions.push(peerClass(writer.peerMethods));
  if (helpers.has("finished")) definitions.push(FINISHED);
  if (helpers.has("seen")) definitions.push(seen(helpers.has("Peer")));
  if (helpers.has("port_of")) definitions.push(portOf(helpers.has("Peer")));
  if (helpers.has("Labelled")) definitions.push(LABELLED);
  return definitions;
}

function peerClass(used: ReadonlySet<string>): Definition {
  const method = (lines: Definition) => ["", ...lines.map((line) => `    ${line}`)];
  const tells = ["receive", "receive_end", "receive_nothing"].some((name) => used.has(name));
  const takes = ["receive", "receive_end", "swallow"].some((name) => used.has(name));
  return [
    "class Peer(threading.Thread):",
    `    """${KINDS_OF_PEERS}"""`,
    "",
    "    running = []",
    "",
    "    def __init__(self, label, steps, listener=None, to=None):",
    "        super().__init__(daemon=True)",
    "        self.label, self.steps, self.listener, self.to = label, steps, listener, to",
    "        self.said = []",
    "        self.gives_up = time.monotonic() + LIMIT * 0.8",
    "        Peer.running.append(self)",
    "        self.start()",
    "",
    "    def run(self):",
    "        try:",
    "            self.steps(self)",
    "        except socket.timeout:",
    '            self.say("timeout")',
    "        except OSError as error:",
    '            self.say(f"!{kind(error)}")',
    "",
    "    @property",
    "    def left(self):",
    '        """Seconds until it gives up."""',
    "        return max(self.gives_up - time.monotonic(), 0.001)",
    "",
    "    def say(self, what):",
    '        self.said.append(f"{self.label}: {what}")',
    "",
    "    def finish(self):",
    '        """Waits for the end; what was seen is then in the trace."""',
    "        self.join(LIMIT * 0.9)",
    "        if self in Peer.running:",
    "            Peer.running.remove(self)",
    "            for what in self.said:",
    "                log(what)",
    ...Object.entries(PEER_METHODS).flatMap(([name, lines]) =>
      used.has(name) ? method(lines) : [],
    ),
    ...(takes ? method(TAKE) : []),
    ...(tells ? method(TELL) : []),
  ];
}

const TEXT: Definition = [
  "def text(data):",
  "    if len(data) <= 64:",
  '        return bytes(data).decode("ascii", "backslashreplace")',
  '    return f"{len(data)} bytes, crc32 {zlib.crc32(data):08x}"',
];

const RECEIVED: Definition = [
  'arrived = {"at": -1}',
  "",
  "",
  "def received(label, data):",
  '    """Logs data. Pieces with nothing else in between are one entry."""',
  '    if (arrived["at"], arrived.get("label")) != (len(trace) - 1, label):',
  '        arrived.update(at=len(trace), label=label, data=b"")',
  '        log("")',
  '    arrived["data"] += bytes(data)',
  "    trace[-1] = f\"{label} received {text(arrived['data'])}\"",
];

const PATTERN: Definition = [
  "def numbered(length):",
  "    return (bytes(range(251)) * (length // 251 + 1))[:length]",
];

const LISTENING: Definition = [
  "def listening(family, address, backlog, type=socket.SOCK_STREAM):",
  "    listener = socket.socket(family, type)",
  "    if type == socket.SOCK_STREAM:",
  `        listener.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, ${RECEIVE_BUFFER})`,
  "    listener.bind(address)",
  "    if backlog is not None:",
  "        listener.listen(backlog)",
  "    return listener",
];

const FINISHED: Definition = [
  "async def finished(peer):",
  "    while peer.is_alive():",
  "        await asyncio.sleep(0.002)",
  "    peer.finish()",
];

const seen = (peers: boolean): Definition => [
  "async def seen(entry, times=1):",
  '    """Waits until an entry is there."""',
  "    give_up = time.monotonic() + LIMIT / 2",
  "    while True:",
  `        said = trace${peers ? " + [what for peer in Peer.running for what in peer.said]" : ""}`,
  "        if said.count(entry) >= times:",
  "            return",
  "        if time.monotonic() >= give_up:",
  '            raise asyncio.TimeoutError(f"waited in vain for {entry!r}")',
  "        await asyncio.sleep(0.005)",
];

const portOf = (peers: boolean): Definition => [
  "def port_of(what):",
  ...(peers ? ["    what = what.listener if isinstance(what, Peer) else what"] : []),
  '    what = what if hasattr(what, "getsockname") else what.sockets[0]',
  "    return what.getsockname()[1]",
];

const LABELLED: Definition = [
  "class Labelled:",
  '    """Gives each instance of a protocol a name in the trace."""',
  "",
  "    transport = None",
  "",
  "    def __init__(self):",
  "        self.buffer = bytearray(65536)",
  "        self.made.append(self)",
  "        number = len(self.made)",
  '        self.label = type(self).__name__ + (f"#{number}" if number > 1 else "")',
];
