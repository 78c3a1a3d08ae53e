"""An SMS centre that speaks SMPP (smpp_centre.mjs), and the real Kannel that is bound to it."""

from __future__ import annotations

import collections
import json
import shutil
import subprocess
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from beck import ROOT
from mailing import free_port
from texting import Boxes, Groups

# The GSM 7-bit default alphabet and its extension table (3GPP TS 23.038 §6.2.1, §6.2.1.1), an octet a septet.
BASIC = ('@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞ\x1bÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?'
         '¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà')
EXTENSION = {0x0A: '\f', 0x14: '^', 0x28: '{', 0x29: '}', 0x2F: '\\', 0x3C: '[', 0x3D: '~', 0x3E: ']', 0x40: '|', 0x65: '€'}
ESCAPE = 0x1B
GSM, UCS2 = 0, 8  # data_coding (SMPP 3.4 §5.2.19)
WITH_HEADER, RECEIPT = 0x40, 0x04  # esm_class (§5.2.12)
ONE_OF_SEVERAL = 0x00  # an element of a header (3GPP TS 23.040 §9.2.3.24.1): 8-bit reference, parts, which
OK, BAD_NUMBER, THROTTLED = 0x00, 0x0B, 0x58  # command_status (§5.1.3)
UNDELIVERABLE = 5  # message_state (§5.2.28)
ACCOUNT, PASSWORD = 'beck', 'stream'


def read_gsm(octets: bytes) -> str:
    words, after = '', iter(octets)
    for octet in after:
        words += EXTENSION[next(after)] if octet == ESCAPE else BASIC[octet]
    return words


def write_gsm(words: str) -> bytes:
    escaped = {char: bytes((ESCAPE, octet)) for octet, char in EXTENSION.items()}
    return b''.join(escaped.get(char) or bytes((BASIC.index(char),)) for char in words)


@dataclass
class Submit:
    """A submit_sm: a text, or a part of one."""

    id: str
    from_: str
    to: str
    coding: int
    header: bytes  # of the user data; b'': a text of one part
    octets: bytes
    wants: int  # registered_delivery
    answer: int | str

    @property
    def taken(self) -> bool:
        return self.answer == OK

    @property
    def of(self) -> tuple[int, int, int]:
        """The reference of its text, how many parts that has, and which one this is."""
        if not self.header:
            return 0, 1, 1
        length, element, size, reference, parts, place = self.header
        assert (length, element, size) == (5, ONE_OF_SEVERAL, 3), self.header
        return reference, parts, place


class Centre:
    """The centre: on a free port, and on the same one again after it was away."""

    @classmethod
    def there(cls) -> bool:
        return shutil.which('node') is not None and (ROOT / 'tool/npm/node_modules/smpp').exists()

    def __init__(self) -> None:
        self.port = free_port()
        self.events: list[dict] = []
        self.left = 0  # who were bound when it was stopped
        self.changed = threading.Condition()
        self.process: subprocess.Popen | None = None
        self.begin()

    def begin(self) -> None:
        self.process = subprocess.Popen(['node', Path(__file__).with_suffix('.mjs'), str(self.port), ACCOUNT, PASSWORD],
                                        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.reader = threading.Thread(target=self.read, args=(self.process.stdout,), daemon=True)
        before = self.count('listens')
        self.reader.start()
        self.until(lambda: self.count('listens') > before)

    def read(self, lines) -> None:
        for line in lines:
            with self.changed:
                self.events.append(json.loads(line))
                self.changed.notify_all()

    def stop(self) -> None:
        """At once, as by a broken cable."""
        if self.process:
            self.process.kill()
            self.process.wait()
            self.reader.join()
            self.process.stdin.close()
            self.process.stdout.close()
            self.process = None
            self.left = self.count('bound') - self.count('gone')

    def until(self, what: Callable[[], object], seconds: float = 120):
        """The first true answer."""
        end = time.monotonic() + seconds
        with self.changed:
            while not (answer := what()):
                assert self.changed.wait(end - time.monotonic()), f'it did not come: {self.events[-5:]}'
        return answer

    def tell(self, **what: object) -> None:
        print(json.dumps(what), file=self.process.stdin, flush=True)

    def count(self, event: str) -> int:
        return sum(event in one for one in self.events)

    def bound(self) -> None:
        """Somebody is, who has not gone."""
        self.until(lambda: self.count('bound') > self.left + self.count('gone'))

    def answers(self, *answers: int | str) -> None:
        """To submit_sm, in turn; the last one stays."""
        self.tell(answers=answers)

    # --- what it is given ---

    def submits(self) -> list[Submit]:
        """All that came, whatever was answered."""
        found = []
        for event in list(self.events):
            if one := event.get('submit'):
                octets = bytes.fromhex(one['octets'])
                size = octets[0] + 1 if one['esm_class'] & WITH_HEADER else 0
                found.append(Submit(one['id'], ('+' if one['from_ton'] == 1 else '') + one['from'],
                                    ('+' if one['to_ton'] == 1 else '') + one['to'], one['coding'], octets[:size], octets[size:],
                                    one['wants'], event['answer']))
        return found

    def texts(self) -> list[tuple[str, str, list[Submit]]]:
        """Whom to, the words and the parts of each text that is whole, in the order their last parts came."""
        parts: dict[tuple, dict[int, Submit]] = collections.defaultdict(dict)
        whole = []
        for one in self.submits():
            reference, count, place = one.of
            if not one.taken:
                continue
            key = one.from_, one.to, reference, count
            parts[key][place] = one
            if len(parts[key]) == count:
                came = [part for _, part in sorted(parts.pop(key).items())]
                octets = b''.join(part.octets for part in came)
                whole.append((one.to, octets.decode('utf-16-be') if one.coding == UCS2 else read_gsm(octets), came))
        return whole

    def numbers(self) -> list[str]:
        """Whom each whole text is to."""
        return [to for to, _, _ in self.texts()]

    # --- what it brings ---

    def deliver(self, **fields: object) -> None:
        """Returns when it was taken."""
        before = self.count('delivered')
        self.tell(deliver=fields)
        self.until(lambda: self.count('delivered') > before)
        assert [one for one in self.events if 'delivered' in one][-1]['delivered'] == OK

    def brings(self, from_: str, to: str, words: str, header: bytes = b'', **more: object) -> None:
        """A text from a telephone, or a part of one, which has a header."""
        try:
            coding, octets = GSM, write_gsm(words)
        except ValueError:
            coding, octets = UCS2, words.encode('utf-16-be')
        self.deliver(**address('source_addr', from_), **address('dest', to), data_coding=coding,
                     esm_class=WITH_HEADER if header else 0, octets=(header + octets).hex(), **more)

    def reports(self, text: Submit, state: str, error: str = '000') -> None:
        """A receipt (SMPP 3.4 Appendix B), with the first twenty characters of the text."""
        words = text.octets.decode('utf-16-be') if text.coding == UCS2 else read_gsm(text.octets)
        receipt = (f'id:{text.id} sub:001 dlvrd:{int(state == "DELIVRD"):03} submit date:2611161000 done date:2611161001 '
                   f'stat:{state} err:{error} text:{words[:20].encode("ascii", "replace").decode()}')
        self.receipt(text, receipt)

    def receipt(self, text: Submit, words: str, **more: object) -> None:
        self.deliver(**address('source_addr', text.to), **address('dest', text.from_), esm_class=RECEIPT, data_coding=GSM,
                     octets=words.encode().hex(), **more)


class Bound(Boxes):
    """Kannel, bound to a centre; get_url is where it brings what comes from there."""

    @classmethod
    def there(cls) -> bool:
        return super().there() and Centre.there()

    def __init__(self, folder: Path, centre: Centre, get_url: str) -> None:
        self.centre = centre

        def change(groups: Groups) -> None:
            """A second is as long as Kannel waits for anything."""
            groups['core']['sms-resend-freq'] = 1
            groups['smsc'] |= {'host': '127.0.0.1', 'port': centre.port, 'smsc-username': ACCOUNT, 'smsc-password': PASSWORD,
                               'reconnect-delay': 1}

        super().__init__(folder, get_url, change)
        centre.bound()


def address(name: str, number: str) -> dict[str, object]:
    """As fields of a PDU; with a + it is international (type of number 1)."""
    whole = 'destination_addr' if name == 'dest' else name
    kind = 'dest_addr' if name == 'dest' else name
    return {whole: number.lstrip('+'), f'{kind}_ton': int(number.startswith('+')), f'{kind}_npi': 1}
