/**
 * The loops of the atlas: a row for each. What a loop needs before it can be made (an application, a
 * patch) is part of its row, in the words of a configuration file; no other code knows any of them.
 */
import type { LoopEntry } from "./loop-entry.ts";

const PYTHON = "3.13";
const QT = { QT_QPA_PLATFORM: "offscreen" } as const;
const QT_APPLICATION = [
  "from PySide6.QtCore import QCoreApplication",
  "application = QCoreApplication([])",
];

/** A package whose module has `new_event_loop`, or whose factory the specification names. */
const plain = (
  name: string,
  version: string,
  about: string,
  home: string,
  spec = `python:${name}`,
): LoopEntry => ({
  name,
  label: name,
  about,
  home,
  spec,
  packages: [`${name}==${version}`],
  python: PYTHON,
});

const cpython = (version: string): LoopEntry => ({
  name: `cpython-${version}`,
  label: "CPython",
  about: `asyncio's own selector loop in CPython ${version}`,
  home: "https://docs.python.org/3/library/asyncio-eventloop.html",
  spec: "python:asyncio",
  packages: [],
  python: version,
});

const uvloop = (version: string, python = PYTHON): LoopEntry => ({
  ...plain(
    "uvloop",
    version,
    "a loop over libuv, in Cython",
    "https://github.com/MagicStack/uvloop",
  ),
  name: `uvloop-${version}`,
  python,
});

const rloop = (version: string): LoopEntry =>
  plain("rloop", version, "a loop in Rust", "https://pypi.org/project/rloop/");

const reference = (variant: string): LoopEntry => ({
  name: `reference-${variant}`,
  label: `loopspec's reference loop (${variant})`,
  about: `the reference loop of this project, waiting by ${variant}`,
  home: "https://www.npmjs.com/package/loopspec",
  spec: `reference:${variant}`,
  packages: [],
});

const NEST = (module: string) => [
  `import asyncio, ${module}`,
  "def patched():",
  "    loop = asyncio.new_event_loop()",
  `    ${module}.apply(loop)`,
  "    return loop",
];

/** All of them. */
export const LOOPS: readonly LoopEntry[] = [
  ...["3.8", "3.9", "3.10", "3.11", "3.12", "3.13", "3.14", "3.15"].map(cpython),
  {
    ...cpython("pypy3"),
    name: "pypy",
    label: "PyPy",
    about: "asyncio's own selector loop in PyPy",
  },
  uvloop("0.23.0"),
  uvloop("0.22.1"),
  uvloop("0.21.0"),
  uvloop("0.19.0", "3.12"),
  uvloop("0.17.0", "3.11"),
  rloop("0.5.0"),
  ...["0.4.1", "0.3.1", "0.2.1", "0.1.6"].map((version) => ({
    ...rloop(version),
    name: `rloop-${version}`,
  })),
  plain("loopmini", "0.2.3", "a small loop", "https://pypi.org/project/loopmini/"),
  plain("blazio", "0.1.0", "a native loop", "https://pypi.org/project/blazio/"),
  plain("talyn", "0.10.4", "a native loop", "https://pypi.org/project/talyn/", "python:talyn:Loop"),
  plain("zloop", "0.0.1", "a native loop", "https://pypi.org/project/zloop/"),
  plain("veloxloop", "0.2.0", "a native loop", "https://pypi.org/project/veloxloop/"),
  plain(
    "bracio",
    "0.0.1",
    "a native loop",
    "https://pypi.org/project/bracio/",
    "python:bracio:BracioLoop",
  ),
  plain(
    "uringcore",
    "0.9.1",
    "a loop over io_uring",
    "https://pypi.org/project/uringcore/",
    "python:uringcore:UringEventLoop",
  ),
  plain(
    "gerokgak",
    "0.22.1",
    "a fork of uvloop, under the same module name",
    "https://pypi.org/project/gerokgak/",
    "python:uvloop",
  ),
  plain("rsloop", "0.1.66", "a loop in Rust", "https://pypi.org/project/rsloop/"),
  {
    ...plain(
      "reloop",
      "0.1.0",
      "CPython's loop, patched so that runs nest",
      "https://pypi.org/project/reloop/",
    ),
    setup: ["import asyncio, reloop", "reloop.apply()"],
    factory: "asyncio.new_event_loop",
  },
  {
    ...plain(
      "trio-asyncio",
      "0.16.0",
      "asyncio on trio, in its synchronous mode",
      "https://pypi.org/project/trio-asyncio/",
      "python:trio_asyncio",
    ),
    setup: ["import warnings, trio_asyncio", "warnings.simplefilter('ignore')"],
    factory: "trio_asyncio.TrioPolicy().new_event_loop",
  },
  {
    ...plain(
      "asyncio-gevent",
      "0.2.5",
      "asyncio on gevent",
      "https://pypi.org/project/asyncio-gevent/",
      "python:asyncio_gevent",
    ),
    setup: ["import asyncio_gevent"],
    factory: "asyncio_gevent.EventLoop",
  },
  {
    ...plain(
      "nest-asyncio",
      "1.6.0",
      "CPython's loop, patched so that runs nest",
      "https://pypi.org/project/nest-asyncio/",
      "python:nest_asyncio",
    ),
    setup: NEST("nest_asyncio"),
    factory: "patched",
  },
  {
    ...plain(
      "nest-asyncio2",
      "1.7.4",
      "CPython's loop, patched so that runs nest",
      "https://pypi.org/project/nest-asyncio2/",
      "python:nest_asyncio2",
    ),
    setup: NEST("nest_asyncio2"),
    factory: "patched",
  },
  {
    name: "qasync",
    label: "qasync",
    about: "asyncio on Qt's event loop",
    home: "https://pypi.org/project/qasync/",
    spec: "python:qasync",
    packages: ["qasync==0.28.0", "PySide6-Essentials==6.10.3"],
    python: PYTHON,
    system: ["libegl1", "libglib2.0-0", "libxkbcommon0"],
    env: QT,
    setup: [...QT_APPLICATION, "import qasync"],
    factory: "lambda: qasync.QEventLoop(application, set_running_loop=False)",
  },
  {
    name: "qtinter",
    label: "qtinter",
    about: "asyncio on Qt's event loop",
    home: "https://pypi.org/project/qtinter/",
    spec: "python:qtinter",
    packages: ["qtinter==0.11.0", "PySide6-Essentials==6.10.3"],
    python: PYTHON,
    system: ["libegl1", "libglib2.0-0", "libxkbcommon0"],
    env: QT,
    setup: [...QT_APPLICATION, "import qtinter"],
    factory: "qtinter.QiDefaultEventLoop",
  },
  {
    name: "pyside6-qtasyncio",
    label: "PySide6.QtAsyncio",
    about: "the asyncio loop that comes with PySide6",
    home: "https://doc.qt.io/qtforpython-6/PySide6/QtAsyncio/",
    spec: "python:PySide6.QtAsyncio",
    packages: ["PySide6==6.10.3"],
    python: PYTHON,
    system: ["libegl1", "libglib2.0-0", "libxkbcommon0"],
    env: QT,
    setup: [...QT_APPLICATION, "import PySide6.QtAsyncio as QtAsyncio"],
    factory: "lambda: QtAsyncio.QAsyncioEventLoop(application)",
  },
  {
    name: "asyncio-glib",
    label: "asyncio-glib",
    about: "asyncio on GLib's main loop",
    home: "https://pypi.org/project/asyncio-glib/",
    spec: "python:asyncio_glib",
    packages: ["asyncio-glib==0.1"],
    python: "system",
    system: ["python3-gi", "python3-cairo", "python3-venv"],
    setup: ["import asyncio_glib"],
    factory: "asyncio_glib.GLibEventLoop",
  },
  {
    name: "gbulb",
    label: "gbulb",
    about: "asyncio on GLib's main loop",
    home: "https://pypi.org/project/gbulb/",
    spec: "python:gbulb",
    packages: ["gbulb==0.6.6"],
    python: "system",
    system: ["python3-gi", "python3-cairo", "python3-venv"],
    setup: ["import gbulb"],
    factory: "gbulb.GLibEventLoopPolicy().new_event_loop",
  },
  {
    ...plain(
      "looptime",
      "0.9",
      "CPython's loop with a clock of its own, for tests",
      "https://pypi.org/project/looptime/",
    ),
    setup: ["import looptime"],
    factory: "looptime.new_event_loop",
    // Its clock jumps to the limit of a handshake while the bytes of that handshake are under way.
    without: ["tls"],
  },
  {
    ...plain(
      "async-solipsism",
      "0.10",
      "a loop with a clock and a network of its own, for tests",
      "https://pypi.org/project/async-solipsism/",
      "python:async_solipsism",
    ),
    setup: ["import async_solipsism"],
    factory: "async_solipsism.EventLoop",
    // What its page says that it does not offer; its network is not that of peers outside of it.
    without: [
      ...["threads", "any-thread", "descriptors", "sockets", "network", "unix-sockets"],
      ...["datagrams", "tls", "pipes", "sendfile", "children", "subprocesses", "signals"],
    ],
  },
  ...["virtual", "thread", "poll", "host"].map(reference),
];
