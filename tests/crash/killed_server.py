"""The web server is killed while sixteen clients write, again and again: what was acknowledged is
there, `check` finds nothing, and it is up again within seconds; asked again with the same key,
nothing is done twice. And a disk without room: 507, and with room the work goes on."""

from __future__ import annotations

import http.client
import os
import signal
import threading
import time

from beck import main
from crash import Crash, rounds
from full_disk import mounted
from serving import Client, Server

CLIENTS = 16
UP_AGAIN_SECONDS = 60  # on a busy machine


class Writer(threading.Thread):
    """Captures leads, each with a key of its own, until the server is gone."""

    def __init__(self, number: int, client: Client) -> None:
        super().__init__()
        self.number = number
        self.client = client
        self.acknowledged: list[str] = []
        self.unsure: str | None = None

    def run(self) -> None:
        while True:
            name = f'Person {self.number} {len(self.acknowledged)} {self.client.port}'
            self.unsure = name
            try:
                answer = self.client.post('/api/v1/leads', {'name': name}, Idempotency_Key=name)
            except (OSError, http.client.HTTPException):
                return
            assert answer.status == 201, answer.text
            self.acknowledged.append(name)
            self.unsure = None


class KilledServer(Crash):
    def setUp(self) -> None:
        super().setUp()
        self.beck.init()
        self.token = self.beck.json('token', 'new', '--scope', 'admin')['token']

    def killed(self, seconds: float) -> tuple[list[str], list[str]]:
        server = Server(self.beck)
        writers = [Writer(number, Client(server.port, self.token)) for number in range(CLIENTS)]
        for writer in writers:
            writer.start()
        while not any(writer.acknowledged for writer in writers) and any(writer.is_alive() for writer in writers):
            time.sleep(0.01)  # a busy machine takes its time
        time.sleep(seconds)
        server.stop(signal.SIGKILL)
        for writer in writers:
            writer.join()
            writer.client.close()
        return ([name for writer in writers for name in writer.acknowledged],
                [writer.unsure for writer in writers if writer.unsure])

    def test_nothing_acknowledged_is_lost(self) -> None:
        total = 0
        for seed in rounds(3, 30):
            acknowledged, unsure = self.killed(0.4 + seed % 7 * 0.3)
            self.assertTrue(acknowledged)
            begun = time.monotonic()
            server = Server(self.beck)
            client = Client(server.port, self.token)
            self.assertEqual(client.get('/healthz').status, 200)
            self.assertLess(time.monotonic() - begun, UP_AGAIN_SECONDS)
            for name in unsure:  # it was written or it was not: now it is, once
                self.assertEqual(client.post('/api/v1/leads', {'name': name}, Idempotency_Key=name).status, 201)
            client.close()
            self.assertEqual(server.stop(), 0)
            total += len(acknowledged) + len(unsure)
            self.assertEqual(self.beck.audit()['leads'], total)


class FullDisk(Crash):
    def test_it_is_said_and_recovers(self) -> None:
        self.only_sqlite("the disk of a PostgreSQL server is the server's")
        disk = self.folder / 'disk'
        disk.mkdir()
        if not mounted(disk):
            self.skipTest('only root may make a small file system, and not everywhere')
        self.addCleanup(os.system, f'umount -l {disk}')
        self.beck.database = str(disk / 'beck.db')
        self.beck.init()
        token = self.beck.json('token', 'new', '--scope', 'admin')['token']
        server = Server(self.beck)
        client = Client(server.port, token)
        self.assertEqual(client.post('/api/v1/leads', {'name': 'Ann Ford'}).status, 201)
        ballast = disk / 'ballast'
        facts = os.statvfs(disk)
        with ballast.open('wb') as file:
            os.posix_fallocate(file.fileno(), 0, facts.f_bavail * facts.f_frsize)
        statuses = {client.post('/api/v1/leads', {'name': f'Bob {i}'}).status for i in range(400)}
        self.assertIn(507, statuses)
        self.assertLessEqual(statuses, {201, 507})
        self.assertEqual(client.get('/api/v1/today').status, 200)
        ballast.unlink()
        self.assertEqual(client.post('/api/v1/leads', {'name': 'Cy Young'}).status, 201)
        client.close()
        self.assertEqual(server.stop(), 0)
        self.beck.audit()


if __name__ == '__main__':
    main()
