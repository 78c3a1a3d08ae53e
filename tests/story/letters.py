"""Letters: printed where the window is, in the order of the post, in any script; in the post once; on a real queue of CUPS."""

from __future__ import annotations

import contextlib
import re
import socket
import subprocess
import threading
import unittest
from pathlib import Path

from beck import WRONG_USE, Story, main
from printing import PDFTOTEXT, Cups, sheets_of, text_of

MILLIMETRES = 25.4 / 72
POST = '''name: post
title: By post
for: [list]
fallbacks:
  first: there
  company: your company
steps:
  - key: first
    channel: letter
    after: 0 days
    personal: true
    reason: "I sent you a letter."
    new: none
    subject: "One idea"
    words: |
      Hello {{first}},

      Here is a single idea for {{company}}. Call me: {{my_cell}}.

      {{me}}
tail:
  rhythm: [1 week, 1 month]
  steps:
    - key: again
      channel: phone
      reason: "I want to hear how it went."
'''
CHICAGO = '233 South Wacker Drive, Suite 8400, Chicago, IL 60606'
BOB = '12 Main St, Springfield, IL 62704'
# A script, somebody who writes it, and a font that has it; "" where each font of text has.
SCRIPTS = [('Ирина Петрова', 'ул. Ленина 5\n109012 Москва\nRussia', 'ru'), ('Νίκος Παππάς', 'Σταδίου 10\n105 64 Αθήνα\nGreece', 'el'),
           ('佐藤太郎', '〒100-0001\n東京都千代田区千代田1-1\nJapan', 'ja'), ('أحمد علي', 'شارع التحرير 15\nالقاهرة 11511\nEgypt', 'ar')]


def places_of(path: Path, sheet: int = 1) -> dict[str, tuple[float, float]]:
    """Where each word first stands: from the left and from above, in millimetres."""
    page = text_of(path, '-bbox', '-f', str(sheet), '-l', str(sheet))
    places: dict[str, tuple[float, float]] = {}
    for x, y, word in re.findall(r'<word xMin="([\d.]+)" yMin="([\d.]+)"[^>]*>([^<]*)</word>', page):
        places.setdefault(word, (float(x) * MILLIMETRES, float(y) * MILLIMETRES))
    return places


def has_font(language: str) -> bool:
    return bool(subprocess.run(['fc-list', f':lang={language}', 'family'], capture_output=True, check=False).stdout.strip())


class Written(Story):
    """A cadence of letters, and somebody to write them to."""

    def start(self, postal: str | None = CHICAGO, **more: str) -> None:
        self.beck.init(**({'postal': postal} if postal else {}), **more)
        self.beck.at('2026-11-16T09:00:00-06:00')
        self.beck.run('cadence', 'add', self.beck.file('post.yaml', POST))

    def someone(self, name: str, postal: str | None, *words: object) -> None:
        self.beck.run('add', name, *(['--postal', postal] if postal else []), '--cadence', 'post', '--source', 'list', *words)

    def printed(self, *words: object) -> Path:
        path = self.folder / f'{len(list(self.folder.glob("*.pdf")))}.pdf'
        self.last = self.beck.json('letter', 'print', *words, '-o', path)
        return path

    def day(self) -> None:
        self.beck.at('2026-11-18T09:00:00-06:00')


@unittest.skipUnless(PDFTOTEXT, 'pdftotext of poppler-utils is missing: tool/setup.sh test')
class Letters(Written):
    def test_where_the_window_is(self) -> None:
        self.start()
        self.someone('Bob Stone', BOB, '--company', 'Stone Works')
        self.day()
        us = self.printed('--due')
        self.assertSays(text_of(us), 'Mary Beck', 'Suite 8400', 'Stone Works', 'Springfield, IL 62704', 'November 18, 2026', 'One idea',
                        'a single idea for Stone Works', '+1 312 555 0100')
        self.assertIn('612 x 792', subprocess.run(['pdfinfo', str(us)], capture_output=True, check=True).stdout.decode())
        for words, left, above in ((('--paper', 'letter'), 28.6, 54), (('--paper', 'a4'), 25, 62.7), (('--paper', 'a4', '--window', 'din5008a'), 25, 44.7),
                                   (('--paper', 'a4', '--window', 'dl'), 25, 49), (('--envelope',), 108, 48), (('--envelope', '--paper', 'a4'), 100, 50)):
            x, y = places_of(self.printed('--due', *words))['Bob']
            self.assertAlmostEqual(left, x, delta=1, msg=words)
            self.assertTrue(above <= y + 0.5 <= above + 5, f'{words}: {y} mm')
        # The sender stands in a window of DIN, too, above it.
        a4 = self.printed('--due', '--paper', 'a4')
        self.assertIn('A4', subprocess.run(['pdfinfo', str(a4)], capture_output=True, check=True).stdout.decode())
        self.assertSays(text_of(a4), 'Mary Beck · Sample Labels · 233 South Wacker Drive · Suite 8400 · Chicago, IL 60606')
        self.assertSays(text_of(self.printed('--due', '--by-hand')), 'To write by hand, to Bob Stone', 'a single idea', BOB.split(', ')[0])
        x, y = places_of(self.printed('--due', '--labels', '--paper', 'a4'))['Bob']
        self.assertTrue(4 < x < 12 and 15 < y < 40, f'{x}, {y}')
        self.beck.run('config', 'set', 'letter_window', 'din5008a')
        self.beck.run('config', 'set', 'letter_paper', 'a4')
        self.assertEqual(('a4', 'din5008a'), (self.beck.json('letter')['paper'], self.beck.json('letter')['window']))
        self.assertSays(self.beck.fails('config', 'set', 'letter_paper', 'a5', code=WRONG_USE), 'a4 or letter')

    def test_any_script(self) -> None:
        self.start()
        known = [(name, place) for name, place, language in SCRIPTS if has_font(language)]
        for name, place in known:
            self.someone(name, place)
        self.day()
        text = text_of(self.printed('--due'), '-raw')
        self.assertEqual(len(known), self.last['printed'])
        for name, place in known:
            if 'Egypt' not in place:  # pdftotext turns what is written from right to left around
                self.assertSays(text, name)
            self.assertSays(text, place.rsplit('\n', 1)[1].upper())

    def test_a_batch_in_the_order_of_the_post(self) -> None:
        self.start()
        for name, place in (('Far Fred', 'Hauptstr. 5, 10115 Berlin, Germany'), ('Zip Nine', '1 High St, Salem, OR 97301'),
                            ('Zip One', '2 Low St, Boston, MA 02108'), ('Far Ann', 'Rue 3, 75001 Paris, France'), ('Nobody Home', None)):
            self.someone(name, place, '--company', f'{name} Ltd')
        long = 'Very long ' * 60
        self.someone('Long Words', f'{long}\nSpringfield, IL 62704')
        self.day()
        path = self.printed('--due', '--list')
        sheets = sheets_of(path, '-layout')
        order = ['Zip One', 'Zip Nine', 'Far Fred', 'Far Ann']
        self.assertEqual(order, sorted(order, key=sheets[0].index))
        self.assertNotIn('Long Words', sheets[0])
        for name, sheet in zip(order, sheets[1:], strict=True):
            self.assertIn(name, sheet)
        self.assertSays(sheets[3], '10115 Berlin', 'GERMANY')
        self.assertEqual((4, 5), (self.last['printed'], self.last['sheets']))
        why = {letter['lead']['name']: letter['why_not'] for letter in self.last['letters']}
        self.assertSays(why['Long Words'], 'does not fit')
        self.assertNotIn('Nobody Home', why)  # who has no address is no letter: the planner asked for another way
        self.assertEqual(5, len(self.beck.json('letter')['letters']))

    def test_what_is_missing_is_named(self) -> None:
        self.start(postal=None)
        self.someone('Bob Stone', BOB)
        self.someone('Street Only', '12 Main St')
        self.day()
        why = {letter['lead']['name']: letter['why_not'] for letter in self.beck.json('letter')['letters']}
        self.assertSays(why['Bob Stone'], 'Mary Beck, who writes, has no postal address', 'beck user set')
        self.assertSays(why['Street Only'], 'without a street or a town', '12 Main St')
        self.assertSays(self.beck.fails('letter', 'print', '--due', '-o', self.folder / 'none.pdf'), 'nothing can be printed')
        self.assertFalse((self.folder / 'none.pdf').exists())
        # A label takes nothing of the sender's.
        self.printed('--due', '--labels')
        self.assertEqual(1, self.last['printed'])
        self.beck.run('user', 'set', 'mary', f'postal={CHICAGO}')
        self.printed('--due')
        self.assertEqual(1, self.last['printed'])
        # What was typed wrong is mended as the line says, and the way back is to say it again.
        self.assertSays(why['Street Only'], 'mend it at the lead', f"beck set {self.beck.found('street only')['id']}")
        lead, wrong = self.beck.found('street only')['id'], why['Street Only'].rpartition('wrong=')[2].rstrip('`')
        for typed in ('12 Main', '999999'):
            self.assertSays(self.beck.fails('set', lead, f'wrong={typed}'), f'"{typed}"', f'beck show {lead}')
        self.beck.run('set', lead, 'postal=12 Main St, Springfield, IL 62701', f'wrong={wrong}')
        self.printed('--due')
        self.assertEqual(2, self.last['printed'])
        self.beck.run('undo')
        self.printed('--due')
        self.assertEqual(1, self.last['printed'])

    def test_in_the_post_once(self) -> None:
        self.start()
        for number in range(3):
            self.someone(f'Nr {number} Stone', f'{number} Main St, Springfield, IL 6270{number}', '--cell', f'+1 202 555 013{number}')
        self.day()
        touches = [letter['id'] for letter in self.beck.json('letter')['letters']]
        self.assertEqual(3, len(touches))
        # Printing alone sends and logs nothing.
        self.printed('--due')
        self.assertEqual(3, len(self.beck.json('letter')['letters']))
        self.assertEqual(1, len(self.beck.json('letter', 'sent', touches[0])['logged']))
        done = self.beck.json('letter', 'sent', *touches, 999999)
        self.assertEqual((2, [touches[0]], [999999]),
                         (len(done['logged']), [one['id'] for one in done['already']], [one['id'] for one in done['refused']]))
        self.assertEqual('sent', done['logged'][0]['touch']['outcome'])
        self.assertEqual([], self.beck.json('letter')['letters'])
        self.assertSays(self.beck.run('letter').out, 'No letter is due')
        self.beck.run('undo', 3)
        self.assertEqual(3, len(self.beck.json('letter')['letters']))
        self.beck.audit()
        # A called lead is no letter.
        self.beck.run('letter', 'sent', '--due')
        self.beck.later(days=9)
        call = self.beck.today()['touches'][0]['id']
        self.assertSays(self.beck.fails('letter', 'print', call, '-o', self.folder / 'call.pdf'), 'it is no letter')

    def test_what_was_not_printed_is_not_in_the_post(self) -> None:
        """Of three letters two can be printed: two are in the post, and the third says what to do, until it is mended."""
        self.start()
        for number, (name, place) in enumerate((('Bob Stone', BOB), ('Nop Ostal', 'x'), ('Zip One', '2 Low St, Boston, MA 02108'))):
            self.someone(name, place, '--cell', f'+1 202 555 013{number}')
        self.day()
        wrong = self.beck.show(self.beck.found('nop ostal')['id'])['next']['id']
        self.printed('--due')
        self.assertEqual(2, self.last['printed'])
        told = self.beck.run('letter', 'sent', '--due').out
        self.assertSays(told, '2 in the post', f'{wrong}: it cannot be printed: Nop Ostal has a postal address without a street or a town',
                        'mend it at the lead', f'beck log {wrong} sent')
        self.assertEqual([wrong], [letter['id'] for letter in self.beck.json('letter')['letters']])
        for words in ((wrong,), ('--due',)):
            self.assertSays(self.beck.fails('letter', 'sent', *words), 'nothing was logged: it cannot be printed', 'Nop Ostal')
        self.assertEqual([], self.beck.show(self.beck.found('nop ostal')['id'])['history'])
        lead, address = self.beck.found('nop ostal')['id'], self.beck.json('letter')['letters'][0]['address']['value']
        self.beck.run('set', lead, 'postal=3 Low St, Boston, MA 02108', f'wrong={address}')
        self.printed('--due')
        self.assertEqual((1, []), (len(self.beck.json('letter', 'sent', '--due')['logged']), self.beck.json('letter')['letters']))
        self.beck.audit()

    def test_written_by_hand_with_labels(self) -> None:
        """Who has no address of their own cannot have letters printed, but can write them: what was printed is the labels."""
        self.start(postal=None)
        self.someone('Bob Stone', BOB, '--cell', '+1 202 555 0134')
        self.someone('Nop Ostal', 'x', '--cell', '+1 202 555 0135')
        self.day()
        self.assertSays(self.beck.fails('letter', 'sent', '--due'), 'nothing was logged: it cannot be printed')
        posted = self.beck.json('letter', 'sent', '--due', '--labels')
        self.assertEqual((['Bob Stone'], 1), ([one['lead']['name'] for one in posted['logged']], len(posted['refused'])))
        # That it was posted all the same is a fact, and logged as any.
        self.beck.log(posted['refused'][0]['id'], 'sent')
        self.assertEqual([], self.beck.json('letter')['letters'])
        self.beck.audit()

    def test_promised_for_a_day(self) -> None:
        """It is due so much earlier that it arrives then: over a weekend and Thanksgiving, further from abroad."""
        self.start()
        self.beck.at('2026-11-23T09:00:00-06:00')
        for name, place, due in (('Bob Stone', BOB, '2026-11-25'), ('Eva Ried', 'Hauptstr. 5, 10115 Berlin, Germany', '2026-11-23')):
            self.beck.run('add', name, '--postal', place, '--cell', f'+1 202 555 01{len(name):02}', *(['--country', 'DE'] if 'Germany' in place else []))
            lead = self.beck.found(name)['id']
            self.beck.run('promise', lead, 'send the letter', '2026-11-30 10:00')
            following = self.beck.show(lead)['next']
            self.assertEqual(('letter', 'promise', due), (following['channel'], following['concern'], following['due_at'][:10]), name)
            self.assertSays(' '.join(following['why']), 'it goes early')
        self.beck.at('2026-11-25T10:30:00-06:00')
        self.printed('--due')
        self.assertSays(text_of(self.folder / '0.pdf'), 'We promised: send the letter')
        self.beck.audit()

    def test_it_came_back(self) -> None:
        self.start()
        self.someone('Bob Stone', BOB, '--cell', '+1 202 555 0134')
        self.day()
        self.beck.run('letter', 'sent', '--due')
        lead = self.beck.found('Bob Stone')['id']
        self.beck.later(days=4)
        back = self.beck.log(f'lead:{lead}', 'returned')
        address = next(one for one in self.beck.show(lead)['people'][0]['addresses'] if one['kind'] == 'postal')
        self.assertEqual(('bad', 'returned to sender'), (address['state'], address['why']))
        self.assertSays(' '.join(back['questions']), 'address')
        # Another letter falls to another way, and asks for the address.
        self.beck.run('cadence', 'add', self.beck.file('twice.yaml', POST.replace('name: post', 'name: twice')))
        self.beck.run('cadence', 'use', lead, 'twice')
        following = self.beck.show(lead)['next']
        self.assertEqual(('phone', 'postal'), (following['channel'], following['missing']))
        self.beck.audit()

    def test_words_of_ones_own(self) -> None:
        self.start()
        self.someone('Bob Stone', BOB, '--company', 'Stone Works', '--cell', '+1 202 555 0134')
        self.day()
        touch = self.beck.json('letter')['letters'][0]['id']
        shown = self.beck.run('words', touch).out
        self.assertSays(shown, 'Subject: One idea', 'Hello Bob,', 'a single idea for Stone Works')
        # What is shown is read again as it was.
        self.beck.run('words', touch, self.beck.file('same.txt', shown))
        self.assertEqual(shown, self.beck.run('words', touch).out)
        written = self.beck.json('words', touch, self.beck.file('own.txt', 'Subject: Two ideas\n\nHello Bob,\n\nI have a second one. When may I call you?\n\nMary'))
        self.assertEqual((True, 'Two ideas', 2), (written['own'], written['subject'], written['sentences']))
        # Whatever plans the lead anew: it is this letter to this person.
        self.beck.run('set', f'lead:{self.beck.found("Bob Stone")["id"]}', 'title=Buyer')
        self.assertSays(text_of(self.printed('--due')), 'Two ideas', 'I have a second one.')
        self.assertSays(self.beck.run('next').out, 'I have a second one.')
        long = self.beck.json('words', touch, '-', given=b'One. Two. Three. Four! Five? Mr. Hill at 3.50 agrees.')
        self.assertEqual(('Two ideas', 6), (long['subject'], long['sentences']))
        self.assertIn('too_many_sentences', [finding['key'] for finding in long['lint']['findings']])
        self.beck.run('undo')
        self.assertSays(self.beck.run('words', touch).out, 'I have a second one.')
        # In the post, and out of it again.
        self.beck.run('letter', 'sent', touch)
        self.assertSays(self.beck.fails('words', touch), 'is not to come')
        self.beck.run('undo')
        again = self.beck.json('letter')['letters'][0]
        self.assertEqual((True, 'Two ideas'), (again['own'], again['subject']))
        self.assertFalse(self.beck.json('words', again['id'], '--reset')['own'])
        self.assertSays(text_of(self.printed('--due')), 'One idea')
        self.beck.audit()

    def test_words_are_of_one_letter_to_one_person(self) -> None:
        self.start()
        self.someone('Bob Stone', BOB, '--company', 'Stone Works', '--cell', '+1 202 555 0134')
        self.someone('Bob Stone', BOB, '--company', 'Stone Works Ltd', '--cell', '+1 202 555 0135')
        self.day()
        first, second = sorted(self.beck.json('letter')['letters'], key=lambda letter: letter['id'])
        for letter in (first, second):
            self.beck.run('words', letter['id'], '-', given=f'Hello Bob, this is of {letter["lead"]["id"]}.'.encode())
        # Another cadence: another letter.
        self.beck.run('cadence', 'add', self.beck.file('other.yaml', POST.replace('name: post', 'name: other').replace('key: first', 'key: begin')))
        self.beck.run('cadence', 'use', second['lead']['id'], 'other')
        owned = {letter['lead']['id']: letter['own'] for letter in self.beck.json('letter')['letters']}
        self.assertEqual({first['lead']['id']: True, second['lead']['id']: False}, owned)
        self.beck.run('merge', second['contact']['id'], first['contact']['id'])
        self.assertEqual(owned, {letter['lead']['id']: letter['own'] for letter in self.beck.json('letter')['letters']})
        self.beck.run('erase', f'contact:{second["contact"]["id"]}', '--yes')
        self.beck.run('export', self.folder / 'all')
        self.assertNotIn('this is of', ''.join(path.read_text() for path in (self.folder / 'all').rglob('*') if path.is_file()))

    def test_words_typed_wrong(self) -> None:
        self.start()
        self.someone('Bob Stone', BOB)
        self.beck.run('add', 'Carl Call', '--cell', '+1 202 555 0134')
        self.day()
        touch = self.beck.json('letter')['letters'][0]['id']
        call = self.beck.show(self.beck.found('Carl Call')['id'])['next']['id']
        self.assertSays(self.beck.fails('words', call), 'goes by phone', 'edited as they are let go')
        self.assertSays(self.beck.fails('words', 999999), 'there is no touch 999999')
        self.assertSays(self.beck.fails('words', 'x', code=WRONG_USE), 'TOUCH')
        self.assertSays(self.beck.fails('words', touch, '-', '--reset', code=WRONG_USE), '--reset')
        self.assertSays(self.beck.fails('words', touch, '-', given=b'Subject: None\n\n  \n'), 'nothing to read')
        self.assertSays(self.beck.fails('words', touch, '-', given=b'\xff\xfe'), 'UTF-8')
        self.assertSays(self.beck.fails('words', touch, self.folder / 'none.txt'), 'none.txt')

    def test_typed_wrong(self) -> None:
        self.start()
        for words, says in ((('print', '-o', 'x.pdf'), '--due'), (('print', '--due'), '--output FILE'), (('print', '1', '--due', '-o', 'x'), 'both'),
                            (('print', '--due', '--envelope', '--labels', '-o', 'x'), 'one at a time'), (('print', 'x', '-o', 'x'), 'TOUCH'),
                            (('print', '--due', '--paper', 'letter', '--window', 'dl', '-o', 'x'), 'us10'), (('sent',), '--due'),
                            (('print', '--due', '-o', 'x', '--queue'), '--queue')):
            self.assertSays(self.beck.fails('letter', *words, code=WRONG_USE), says)
        self.assertSays(self.beck.fails('letter', 'print', '--due', '-o', self.folder / 'none.pdf'), 'none is due')


@unittest.skipIf(Cups.missing(), Cups.missing())
class Queue(Written):
    """cupsd on loopback, with a queue whose printer writes what it gets into a file."""

    def mute(self) -> str:
        """A server that takes all of a job, says nothing and hangs up."""
        listener = socket.create_server(('127.0.0.1', 0))
        self.addCleanup(listener.close)

        def hear() -> None:
            with contextlib.suppress(OSError):
                while True:
                    link, _ = listener.accept()
                    heard = b''
                    with link:
                        while b'%%EOF' not in heard and (piece := link.recv(65536)):
                            heard = heard[-5:] + piece

        threading.Thread(target=hear, daemon=True).start()
        return f'127.0.0.1:{listener.getsockname()[1]}'

    def test_on_the_printer(self) -> None:
        self.start()
        self.someone('Bob Stone', BOB)
        self.day()
        self.assertSays(self.beck.fails('letter', 'print', '--due', '--queue'), 'no printer is set')
        self.beck.run('config', 'set', 'printer', 'letters')
        self.beck.run('config', 'set', 'print_server', '127.0.0.1:1')
        self.assertSays(self.beck.fails('letter', 'print', '--due', '--queue'), 'no CUPS answers at 127.0.0.1:1')
        cups = Cups()
        self.addCleanup(cups.stop)
        self.beck.run('config', 'set', 'print_server', f'127.0.0.1:{cups.port}')
        queued = self.beck.json('letter', 'print', '--due', '--queue')
        self.assertEqual((1, 'letters'), (queued['printed'], queued['printer']))
        self.assertGreater(queued['job'], 0)
        (paper,) = cups.printed(1)
        self.assertSays(text_of(paper), 'Bob Stone', 'One idea')
        # Nothing is logged by it.
        self.assertEqual(1, len(self.beck.json('letter')['letters']))
        self.beck.run('config', 'set', 'printer', 'nowhere')
        self.assertSays(self.beck.fails('letter', 'print', '--due', '--queue'), 'no queue "nowhere"')
        self.beck.run('config', 'set', 'printer', 'shut')
        self.assertSays(self.beck.fails('letter', 'print', '--due', '--queue'), '"shut"')
        self.beck.run('config', 'set', 'print_server', self.mute())
        self.assertSays(self.beck.fails('letter', 'print', '--due', '--queue'), 'did not say whether it took it', 'lpstat -o shut')
        self.beck.run('config', 'set', 'print_server', 'a:b:c')
        self.assertSays(self.beck.fails('letter', 'print', '--due', '--queue'), 'CUPS')


main()
