#!/usr/bin/env python3
"""A mail server for measuring: slow_sink.py PORT SECONDS answers the end of each mail so late, and all else at
once; it keeps nothing. Without a delay it takes several thousand mails a second, which is far above what is
measured against it.
"""

from __future__ import annotations

import asyncio
import sys

PORT, SECONDS = int(sys.argv[1]), float(sys.argv[2])


class Server(asyncio.Protocol):
    """Pipelined commands are answered in order; what comes behind a dot waits for its answer."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = transport
        self.buffer = b''
        self.in_mail = self.waits = False
        transport.write(b'220 slow.example ESMTP\r\n')

    def data_received(self, data: bytes) -> None:
        self.buffer += data
        self.go_on()

    def go_on(self) -> None:
        while not self.waits:
            end = self.buffer.find(b'\r\n.\r\n' if self.in_mail else b'\r\n')
            if end < 0:
                return
            line, self.buffer = self.buffer[:end], self.buffer[end + (5 if self.in_mail else 2):]
            if self.in_mail:
                self.waits = True
                asyncio.get_running_loop().call_later(SECONDS, self.accept) if SECONDS else self.accept()
            else:
                self.command(line[:4].upper())

    def accept(self) -> None:
        self.in_mail = self.waits = False
        self.transport.write(b'250 2.0.0 taken\r\n')
        self.go_on()

    def command(self, verb: bytes) -> None:
        if verb == b'DATA':
            self.in_mail = True
            self.transport.write(b'354 go on\r\n')
        elif verb == b'EHLO':
            self.transport.write(b'250-slow.example\r\n250-PIPELINING\r\n250 8BITMIME\r\n')
        elif verb == b'QUIT':
            self.transport.write(b'221 2.0.0 bye\r\n')
            self.transport.close()
        else:
            self.transport.write(b'250 2.0.0 well\r\n')


async def serve() -> None:
    server = await asyncio.get_running_loop().create_server(Server, '127.0.0.1', PORT, backlog=200)
    await server.serve_forever()


asyncio.run(serve())
