"""Network and subprocesses; `echo.ts` and `spawn.ts` have the same for the reference loop."""

import asyncio
import os
import ssl
import time

CERTIFICATE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "fixtures", "bench-test.pem")
MESSAGE = b"x" * 1024


class EchoServer(asyncio.Protocol):
    def connection_made(self, transport):
        self.transport = transport

    def data_received(self, data):
        self.transport.write(data)


class EchoClient(asyncio.Protocol):
    def __init__(self, loop, messages):
        self.done = loop.create_future()
        self.left = messages
        self.missing = len(MESSAGE)

    def connection_made(self, transport):
        self.transport = transport

    def data_received(self, data):
        self.missing -= len(data)
        if self.missing > 0:
            return
        self.missing = len(MESSAGE)
        self.left -= 1
        if self.left > 0:
            self.transport.write(MESSAGE)
        else:
            self.done.set_result(None)


def tls():
    """What server and client of an encrypted echo are told."""
    serving = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    serving.load_cert_chain(CERTIFICATE)
    trusting = ssl.create_default_context(cafile=CERTIFICATE)
    return {"ssl": serving}, {"ssl": trusting, "server_hostname": "bench.test"}


async def echo(loop, connections, messages, encrypted=False):
    each = -(-messages // connections)
    serving, connecting = tls() if encrypted else ({}, {})
    server = await loop.create_server(EchoServer, "127.0.0.1", 0, **serving)
    port = server.sockets[0].getsockname()[1]
    clients = []
    for _ in range(connections):
        make = lambda: EchoClient(loop, each)
        _, client = await loop.create_connection(make, "127.0.0.1", port, **connecting)
        clients.append(client)
    started = time.perf_counter()
    for client in clients:
        client.transport.write(MESSAGE)
    for client in clients:
        await client.done
    seconds = time.perf_counter() - started
    for client in clients:
        client.transport.close()
    server.close()
    await asyncio.sleep(0.01)
    return seconds


async def spawn(times):
    for _ in range(times):
        child = await asyncio.create_subprocess_exec("true", stdout=asyncio.subprocess.PIPE)
        await child.communicate()


WORKLOADS = {
    "TCP echo, 1 connection": lambda loop, n: loop.run_until_complete(echo(loop, 1, n)),
    "TCP echo, 64 connections": lambda loop, n: loop.run_until_complete(echo(loop, 64, n)),
    "TLS echo, 1 connection": lambda loop, n: loop.run_until_complete(echo(loop, 1, n, True)),
    "subprocess spawn": lambda loop, n: loop.run_until_complete(spawn(n)),
}
