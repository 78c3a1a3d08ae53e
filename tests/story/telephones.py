"""Two real baresips in network namespaces of their own, a cable between: one is Beck's, the other is who is
called. baresip's control port refuses the loopback interface; namespaces want root."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path

BARESIP = shutil.which('baresip')
MODULES = Path('/usr/lib/baresip/modules')
OURS, THEIRS = '10.77.0.1', '10.77.0.2'
PORT = 4444


def run(*words: object) -> None:
    subprocess.run([str(word) for word in words], check=True, capture_output=True)


def why_not() -> str | None:
    """Why there can be none here; None: there can."""
    if not BARESIP or not (MODULES / 'ctrl_tcp.so').exists():
        return 'baresip is not installed'
    if not shutil.which('ip'):
        return 'iproute2 is not installed'
    name = f'beck-try-{os.getpid()}'
    if subprocess.run(['ip', 'netns', 'add', name], capture_output=True, check=False).returncode:
        return 'no network namespace may be made here'
    run('ip', 'netns', 'delete', name)
    return None


class Telephones:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.spaces = [f'beck-{os.getpid()}-{side}' for side in ('ours', 'theirs')]
        self.running: list[subprocess.Popen] = []
        made = 0
        try:
            for space in self.spaces:
                run('ip', 'netns', 'add', space)
                made += 1
            run('ip', 'link', 'add', 'cable', 'netns', self.spaces[0], 'type', 'veth', 'peer', 'name', 'cable', 'netns',
                self.spaces[1])
            for space, address in zip(self.spaces, (OURS, THEIRS)):
                run('ip', '-n', space, 'address', 'add', f'{address}/24', 'dev', 'cable')
                run('ip', '-n', space, 'link', 'set', 'cable', 'up')
                run('ip', '-n', space, 'link', 'set', 'lo', 'up')
        except Exception:
            for space in self.spaces[:made]:
                run('ip', 'netns', 'delete', space)
            raise

    def inside(self, side: int, *words: object) -> list[str]:
        return ['ip', 'netns', 'exec', self.spaces[side], *map(str, words)]

    def start(self, side: int, name: str, account: str = 'regint=0;answermode=manual', also: Iterable[str] = ()) -> None:
        """A baresip with an account (its name is the number it has) and those of others, its control port open."""
        address = (OURS, THEIRS)[side]
        folder = self.folder / name
        folder.mkdir(exist_ok=True)
        (folder / 'accounts').write_text(''.join(f'<sip:{number}@{address}>;{account}\n' for number in (name, *also)))
        (folder / 'contacts').write_text('')
        (folder / 'config').write_text(f'''module_path {MODULES}
sip_listen {address}:5060
audio_source aubridge,nil
audio_player aubridge,nil
audio_alert aubridge,nil
module_tmp account.so
module g711.so
module aubridge.so
module_app menu.so
module_app ctrl_tcp.so
ctrl_tcp_listen {address}:{PORT}
''')
        with (folder / 'said').open('w') as said:
            self.running.append(subprocess.Popen(self.inside(side, BARESIP, '-f', folder), stdin=subprocess.DEVNULL,
                                                 stdout=said, stderr=subprocess.STDOUT))
        self.tell(side, 'reginfo')

    def tell(self, side: int, command: str, seconds: float = 60) -> str:
        """A command to a control port, once it is there; the answer."""
        message = json.dumps({'command': command, 'token': 'test'})
        program = (
            'import socket, sys, time\n'
            f'until = time.monotonic() + {seconds}\n'
            'while True:\n'
            '    try:\n'
            f'        link = socket.create_connection(("{(OURS, THEIRS)[side]}", {PORT}), timeout=5)\n'
            '        break\n'
            '    except OSError:\n'
            '        if time.monotonic() > until:\n'
            '            raise\n'
            '        time.sleep(0.05)\n'
            f'link.sendall({f"{len(message)}:{message},".encode()!r})\n'
            'print(link.recv(65536).decode())\n')
        return subprocess.run(self.inside(side, 'python3', '-c', program), check=True, capture_output=True, text=True,
                              timeout=seconds + 20).stdout

    def voicemails(self, numbers: list[str]) -> None:
        """The other side takes each call for its numbers, and ends it."""
        self.start(1, numbers[0], 'regint=0;answermode=auto', numbers[1:])
        program = (
            'import json, re, socket\n'
            f'link = socket.create_connection(("{THEIRS}", {PORT}))\n'
            'def say(command, words=""):\n'
            '    message = json.dumps({"command": command, "params": words, "token": "box"})\n'
            '    link.sendall(f"{len(message)}:{message},".encode())\n'
            'print("listens", flush=True)\n'
            'while said := link.recv(65536):\n'
            '    for account in re.findall(b"CALL_ESTABLISHED[^}]*?accountaor.:.([^\\"]*)", said):\n'
            '        say("uafind", account.decode())\n'
            '        say("hangup")\n')
        box = subprocess.Popen(self.inside(1, 'python3', '-c', program), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE)
        self.running.append(box)
        assert box.stdout and box.stdout.readline() == b'listens\n'

    def stop(self, side: int) -> None:
        """The telephone of a side is turned off."""
        process = self.running[side]
        process.kill()
        process.wait()

    def end(self) -> None:
        for process in self.running:
            if process.poll() is None:
                process.kill()
            process.communicate()
        for space in self.spaces:
            run('ip', 'netns', 'delete', space)
