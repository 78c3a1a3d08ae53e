"""A seller's address book at a real server (Radicale): the people of open leads stand in it, what is changed there
changes here, and cards of their own stay private unless they say otherwise."""

from __future__ import annotations

import itertools
import re
import subprocess

from beck import FAILED, WRONG_USE, main
from dav_server import DavStory, Fake, Liar, Radicale


def card(uid: str, name: str, *lines: str) -> str:
    """As a telephone writes it."""
    given, family = name.split(' ', 1)
    return '\n'.join(['BEGIN:VCARD', 'VERSION:3.0', f'UID:{uid}', f'FN:{name}', f'N:{family};{given};;;', *lines, 'END:VCARD', ''])


def group(name: str, *members: str) -> str:
    """As Apple writes one."""
    return '\n'.join(['BEGIN:VCARD', 'VERSION:3.0', f'UID:g-{name}', f'FN:{name}', f'N:{name};;;;', 'X-ADDRESSBOOKSERVER-KIND:group',
                      *(f'X-ADDRESSBOOKSERVER-MEMBER:{one}' for one in members), 'END:VCARD', ''])


class Contacts(DavStory):
    KIND = 'contacts'

    def made(self) -> str:
        return self.server.book('leads')

    def files(self) -> dict[str, str]:
        return self.server.files('leads')

    def card(self) -> tuple[str, str]:
        """The name and the text of the one that Beck has written."""
        (found,) = [(name, text) for name, text in self.files().items() if name.startswith('contact-')]
        return found

    def change(self, *changes: tuple[str, str]) -> None:
        name, text = self.card()
        for before, after in changes:
            self.assertIn(before, text)
            text = text.replace(before, after)
        self.server.put(self.path + name, text)

    def person(self) -> dict:
        return self.beck.show(self.lead['id'])['people'][0]

    def addresses(self) -> dict[str, tuple[str, str]]:
        return {one['value']: (one['kind'], one['state']) for one in self.person()['addresses']}

    # --- the account ---

    def test_is_found_behind_a_url_and_says_what_is_wrong(self) -> None:
        self.server.book('private')
        self.server.calendar('work')
        add = ('contacts', 'add', self.server.url, '--set', 'private=yes', '--set', 'login=mary')
        self.assertSays(self.beck.fails(*add, code=WRONG_USE, given=b'right-one\n'), 'which address book', 'Leads', 'Private')
        self.assertSays(self.beck.fails(*add, given=b'wrong-one\n'), 'name or the password', self.server.url)
        self.assertSays(self.beck.fails(*add, '--set', 'take=some', code=WRONG_USE, given=b'right-one\n'), 'take', 'no, those of the group, all')
        self.assertSays(self.beck.fails(*add, '--set', 'book=Work', code=WRONG_USE, given=b'right-one\n'), 'which address book')
        made = self.connect('--set', 'book=Leads')
        self.assertEqual(('Leads', self.server.url + self.path, 'on', 'Mary Beck'), (made['name'], made['url'], made['state'], made['user']))
        self.assertNotIn('password', made['settings'])
        self.assertSays(self.beck.fails(*add, '--set', 'book=Leads', given=b'right-one\n'), 'used already', 'contacts remove', 'Contacts')
        self.assertIn('can be read and written', self.beck.run('contacts', 'check', made['id']).out)
        self.assertSays(self.beck.fails('calendar', 'pause', made['id']), 'no calendar')
        self.assertEqual('off', self.beck.json('contacts', 'pause', made['id'], '--because', 'we move')['state'])
        self.assertSays(self.beck.fails('contacts', 'sync', made['id']), 'paused', 'contacts resume')
        self.assertEqual(['contacts'], [notice['about'] for notice in self.beck.today()['notices']])
        self.assertSays(self.beck.run('today').out, 'Leads (address book) is not looked at: we move')
        self.assertSays(self.beck.run('doctor').out, 'Leads is off: we move', 'beck contacts resume')
        self.assertEqual('on', self.beck.json('contacts', 'resume', made['id'])['state'])
        self.assertSays(self.beck.fails('contacts', 'check', '99'), 'no address book 99')
        self.assertSays(self.beck.fails('contacts', 'sync', '99'), 'no address book 99')
        self.assertIn('Leads', self.beck.run('contacts').out)
        self.assertEqual((1, 0), (lambda done: (done['address_books'], done['calendars']))(self.beck.json('work', '--once')))
        self.assertEqual(1, self.beck.json('contacts')['books'][0]['entries'])
        self.assertIn('stays', self.beck.run('contacts', 'remove', made['id']).out)
        self.assertEqual([], self.beck.json('contacts', 'list')['books'])
        self.assertIn('knows who calls', self.beck.run('contacts').out.replace('not know', 'knows'))

    # --- out ---

    def test_people_of_open_leads_stand_there_and_only_what_changed_is_written(self) -> None:
        self.connect()
        self.beck.run('config', 'set', 'public_url', 'https://beck.example')
        bob = self.beck.json('add', 'Bob Hill', '--company', 'Hill Inc', '--cell', '+1 202 555 0199')
        self.assertEqual({'wrote': 2, 'removed': 0, 'changed': 0, 'taken': 0}, self.sync())
        ann = next(text for text in self.files().values() if 'Ann Ford' in text)
        for line in ('FN:Ann Ford', 'N:Ford;Ann;;;', 'ORG:Ford Labels', 'TITLE:Buyer', 'EMAIL', 'Ann@Ford.example', '+12025550143',
                     f'NOTE:Beck: Label Show\\, https://beck.example/leads/{self.lead["id"]}'):
            self.assertIn(line, ann)
        self.assertEqual({'wrote': 0, 'removed': 0, 'changed': 0, 'taken': 0}, self.sync(), 'nothing changed')
        names = set(self.files())
        self.beck.run('set', self.lead['id'], 'title=Head of Purchasing', 'cell=202 555 0144')
        self.assertEqual(1, self.sync()['wrote'])
        self.assertEqual(names, set(self.files()), 'by the same name')
        self.assertIn('TITLE:Head of Purchasing', next(text for text in self.files().values() if 'Ann Ford' in text))
        self.beck.run('close', bob['id'], '--because', 'they bought elsewhere')
        self.assertEqual(1, self.sync()['removed'], 'who is not followed up any more is no business of the book')
        self.assertEqual(1, len(self.files()))
        self.beck.log(f'lead:{self.lead["id"]}', 'talked', '--result', 'never')
        self.assertEqual(1, self.sync()['removed'])
        self.assertEqual({}, self.files(), 'who said never does not stand there')
        self.beck.audit()

    def test_only_who_talked_and_what_may_be_used(self) -> None:
        self.connect('--set', 'people=engaged')
        self.assertEqual(0, self.sync()['wrote'])
        self.beck.log(f'lead:{self.lead["id"]}', 'talked', '--result', 'nothing_yet')
        self.beck.log(f'lead:{self.lead["id"]}', 'unsubscribed')
        self.assertEqual('engaged', self.beck.show(self.lead['id'])['status'])
        self.sync()
        self.assertIn('+12025550143', self.card()[1])
        self.assertNotIn('EMAIL', self.card()[1])

    def test_killed_at_any_moment_nobody_stands_there_twice(self) -> None:
        self.connect()
        for number in range(6):
            self.beck.run('add', f'Person {number}', '--cell', f'+1 202 555 01{number}0')
        for after in range(8):
            process = self.beck.start('contacts', 'sync')
            try:
                process.communicate(timeout=0.02 * (after + 1))
            except subprocess.TimeoutExpired:
                process.kill()
                process.communicate()
            self.beck.later(minutes=20)
        self.assertEqual(0, self.sync()['changed'], 'nothing of it is news')
        self.assertEqual(7, len(self.files()))
        self.beck.sql('DELETE FROM book_card')
        self.assertEqual((0, 0), (lambda done: (done['taken'], done['changed']))(self.sync()), 'a copy from before knows them again')
        self.assertEqual(7, len(self.files()))
        self.beck.audit()

    # --- back ---

    def test_what_is_changed_there_changes_the_person_and_can_be_undone(self) -> None:
        self.connect()
        self.sync()
        self.change(('TITLE:Buyer', 'TITLE:Owner'), ('END:VCARD', 'TEL;TYPE=cell:202-555-0177\nEMAIL:ann@home.example\nPHOTO;ENCODING=b:QUJD\n'
                     'item1.TEL:+1 202 555 0188\nitem1.X-ABLabel:Boat\nEND:VCARD'), ('NOTE:Beck:', 'NOTE:Likes tea\\nBeck:'))
        self.assertEqual({'wrote': 0, 'removed': 0, 'changed': 1, 'taken': 0}, self.sync() | {'wrote': 0})
        self.assertEqual('Owner', self.person()['title'])
        self.assertEqual({'+12025550143': ('office', 'unknown'), '+12025550177': ('cell', 'unknown'), '+12025550188': ('office', 'unknown'),
                          'Ann@Ford.example': ('email', 'unknown'), 'ann@home.example': ('email', 'unknown')}, self.addresses())
        (cell,) = [one for one in self.person()['addresses'] if one['kind'] == 'cell']
        self.assertEqual('in the address book of Mary Beck', cell['why'])
        self.assertEqual(0, self.sync()['changed'], 'once')
        self.beck.run('set', self.lead['id'], 'office=202 555 0155')
        self.sync()
        text = self.card()[1]
        for kept in ('PHOTO', 'QUJD', 'X-ABLABEL:Boat', 'Likes tea\\nBeck:', '202-555-0177', '+12025550155', 'TITLE:Owner'):
            self.assertIn(kept.lower(), text.lower(), 'what they put there stays')
        self.assertEqual(1, text.count('0177'), 'as they wrote it, and once')
        self.beck.run('undo', '2')
        self.assertEqual(('Buyer', 2), (self.person()['title'], len(self.addresses())))
        self.beck.audit()

    def test_a_number_in_place_of_another_is_the_right_one(self) -> None:
        self.connect()
        self.sync()
        self.change(('+12025550143', '+1 202 555 0150'))
        self.assertEqual(1, self.sync()['changed'])
        self.assertEqual({'+12025550143': ('office', 'bad'), '+12025550150': ('office', 'unknown')},
                         {value: what for value, what in self.addresses().items() if what[0] == 'office'})
        name, text = self.card()
        self.server.put(self.path + name, '\n'.join(line for line in text.split('\n') if not line.startswith('EMAIL')))
        self.assertEqual(0, self.sync()['changed'], 'what is only taken off a card stays here')
        self.beck.run('set', self.lead['id'], 'title=Owner')
        self.sync()
        self.assertIn('TITLE:Owner', self.card()[1])
        self.assertNotIn('EMAIL', self.card()[1], 'and off the card')
        self.assertIn('Ann@Ford.example', self.addresses())
        self.server.delete(self.path + name)
        self.sync(), self.sync()
        self.assertEqual({}, self.files(), 'a card they took away stays away')
        self.assertEqual('Ann Ford', self.person()['name'])

    def test_both_changed_at_once_and_nothing_is_lost(self) -> None:
        self.connect()
        self.sync()
        self.beck.run('set', self.lead['id'], 'cell=202 555 0166')
        self.change(('TITLE:Buyer', 'TITLE:Owner'), ('END:VCARD', 'X-HOBBY:Golf\nEND:VCARD'))
        self.assertEqual((1, 1), (lambda done: (done['wrote'], done['changed']))(self.sync()))
        text = self.card()[1]
        for line in ('TITLE:Owner', '+12025550166', 'X-HOBBY:Golf'):
            self.assertIn(line, text)
        self.assertEqual('Owner', self.person()['title'])
        self.assertEqual({'wrote': 0, 'removed': 0, 'changed': 0, 'taken': 0}, self.sync())

    # --- in ---

    def test_their_own_cards_are_private_unless_they_say_otherwise(self) -> None:
        self.connect()
        self.server.put(self.path + 'mum.vcf', card('mum', 'My Mum', 'TEL;TYPE=home:+1 202 555 0111'))
        self.server.put(self.path + 'kim.vcf', card('kim', 'Kim Lee', 'TEL;TYPE=cell:+1 202 555 0122', 'CATEGORIES:Golf,beck', 'NOTE:Met at the bar'))
        mum = self.files()['mum.vcf']
        self.assertEqual((1, 2), (lambda done: (done['taken'], done['wrote']))(self.sync()))
        self.assertEqual([], self.beck.json('find', 'Mum')['leads'])
        (kim,) = self.beck.json('find', 'Kim Lee')['leads']
        self.assertEqual('address book', self.beck.show(kim['id'])['source'])
        self.assertEqual(mum, self.files()['mum.vcf'])
        self.assertIn(f'Met at the bar\\nBeck: address book\\, lead {kim["id"]}', self.files()['kim.vcf'], 'kept as ours are')
        self.assertEqual(3, len(self.files()), 'no second card of her')
        self.beck.run('set', kim['id'], 'title=Owner')
        self.sync()
        self.assertIn('TITLE:Owner', self.files()['kim.vcf'])
        self.beck.run('close', kim['id'], '--because', 'no need')
        self.beck.later(days=2)
        self.assertEqual({'wrote': 0, 'removed': 0, 'changed': 0, 'taken': 0}, self.sync(), 'their own card is not taken away, nor taken again')
        self.assertIn('kim.vcf', self.files())
        self.beck.sql("UPDATE dav_account SET settings = replace(settings, '\"take\":\"group\"', '\"take\":\"all\"'), token = NULL, whole_at = NULL")
        self.assertEqual(1, self.sync()['taken'])
        self.assertEqual(1, len(self.beck.json('find', 'Mum')['leads']))
        self.beck.audit()

    def test_who_is_erased_goes_and_is_not_taken_again(self) -> None:
        self.connect()
        self.server.put(self.path + 'kim.vcf', card('kim', 'Kim Lee', 'TEL;TYPE=cell:+1 202 555 0122', 'CATEGORIES:Beck'))
        self.sync()
        (kim,) = self.beck.json('find', 'Kim Lee')['leads']
        erased = self.beck.json('erase', self.person()['id'], '--yes')
        self.assertEqual((1, 0), (erased['book_cards'], erased['book_left']))
        theirs = self.beck.json('erase', self.beck.show(kim['id'])['people'][0]['id'], '--yes')
        self.assertEqual((0, 1), (theirs['book_cards'], theirs['book_left']), 'it is the user\'s own')
        self.beck.later(days=2)
        self.assertEqual((1, 0), (lambda done: (done['removed'], done['taken']))(self.sync()))
        self.assertEqual(['kim.vcf'], list(self.files()))
        self.assertEqual([], self.beck.json('find', 'Kim Lee')['leads'])
        self.assertNotIn('kim.vcf', str(self.beck.sql('SELECT name FROM book_card')))
        self.beck.audit()

    # --- groups, and cards that move about ---

    def test_a_group_is_no_person_and_names_who_is_taken(self) -> None:
        self.connect()
        self.server.put(self.path + 'kim.vcf', card('urn:uuid:AB12', 'Kim Lee', 'TEL;TYPE=cell:+1 202 555 0122'))
        self.server.put(self.path + 'mum.vcf', card('mum', 'My Mum', 'TEL;TYPE=home:+1 202 555 0111'))
        self.server.put(self.path + 'z.vcf', group('Beck', 'urn:uuid:ab12'))
        self.server.put(self.path + 'a.vcf', group('Golf', 'mum'))
        self.assertEqual(1, self.sync()['taken'], 'she went by before her group was known')
        self.assertEqual(1, len(self.beck.json('find', 'Kim Lee')['leads']))
        for name in ('My Mum', 'Beck', 'Golf'):
            self.assertEqual([], [lead for lead in self.beck.json('find', name)['leads'] if lead['name'] == name])
        uid = next(line for line in self.card()[1].split('\n') if line.startswith('UID:'))
        self.server.put(self.path + 'z.vcf', group('Beck', 'urn:uuid:AB12', uid[4:], 'mum'))
        before = {name: text for name, text in self.files().items() if name in ('a.vcf', 'z.vcf')}
        self.assertEqual(1, self.sync()['taken'], 'only the group has changed')
        self.assertEqual(1, len(self.beck.json('find', 'Mum')['leads']))
        self.beck.run('set', self.lead['id'], 'title=Owner')
        self.sync()
        self.assertIn(uid, self.card()[1], 'by which the group knows her')
        self.assertEqual(before, {name: text for name, text in self.files().items() if name in before})
        self.assertEqual({'wrote': 0, 'removed': 0, 'changed': 0, 'taken': 0}, self.sync())
        self.beck.sql("UPDATE dav_account SET settings = replace(settings, '\"take\":\"group\"', '\"take\":\"all\"'), token = NULL, whole_at = NULL")
        self.assertEqual(0, self.sync()['taken'])
        self.server.put(self.path + self.card()[0], group('Beck', 'mum').replace('UID:g-Beck', uid))
        self.beck.run('set', self.lead['id'], 'title=Boss')
        kept = self.card()
        self.sync()
        self.assertEqual(kept, self.card(), 'one in place of a person is left alone')
        self.beck.audit()

    def test_one_that_is_moved_under_another_name_is_known_by_its_uid(self) -> None:
        self.connect()
        self.sync()
        name, text = self.card()
        self.server.delete(self.path + name)
        self.server.put(self.path + 'moved.vcf', text.replace('END:VCARD', 'TEL;TYPE=cell:202-555-0177\nEND:VCARD'))
        self.assertEqual((1, 0), (lambda done: (done['changed'], done['taken']))(self.sync()))
        self.beck.run('set', self.lead['id'], 'title=Owner')
        self.sync()
        self.assertEqual(['moved.vcf'], list(self.files()))
        self.assertIn('TITLE:Owner', self.files()['moved.vcf'])
        self.beck.run('close', self.lead['id'], '--because', 'they bought elsewhere')
        self.assertEqual(1, self.sync()['removed'])
        self.assertEqual({}, self.files())
        self.beck.audit()

    def bob(self) -> dict:
        return self.beck.json('add', 'Bob Hill', '--company', 'Ford Labels', '--cell', '+1 202 555 0199', '--email', 'bob@hill.example')

    def card_of(self, name: str) -> tuple[str, str]:
        (found,) = [(file, text) for file, text in self.files().items() if f'FN:{name}' in text]
        return found

    def test_changed_before_the_lead_was_closed(self) -> None:
        """Between two looks: what the user wrote on the card is kept, and then it goes as any card of a closed lead."""
        self.connect()
        self.sync()
        self.change(('END:VCARD', 'TEL;TYPE=CELL:+12025550199\nEND:VCARD'), ('TITLE:Buyer', 'TITLE:Head buyer'))
        self.beck.run('close', self.lead['id'], '--because', 'they bought elsewhere')
        synced = self.sync()
        self.assertEqual((1, 1), (synced['changed'], synced['removed']), synced)
        self.assertEqual({}, self.files())
        self.assertEqual((('cell', 'unknown'), 'Head buyer'), (self.addresses()['+12025550199'], self.person()['title']))
        self.assertEqual('closed', self.beck.show(self.lead['id'])['status'])
        self.beck.run('undo')
        self.assertNotIn('+12025550199', self.addresses())
        self.beck.audit()

    def test_two_that_are_merged_on_the_telephone(self) -> None:
        self.connect()
        bob = self.bob()
        self.sync()
        (hers, text), (his, _) = self.card_of('Ann Ford'), self.card_of('Bob Hill')
        self.server.delete(self.path + his)
        self.server.put(self.path + hers, text.replace('END:VCARD', 'TEL;TYPE=cell:+12025550199\nEMAIL:bob@hill.example\nEND:VCARD'))
        self.assertEqual(1, self.sync()['changed'])
        self.assertEqual({'+12025550199', 'bob@hill.example'} | {'+12025550143', 'Ann@Ford.example'}, set(self.addresses()))
        self.assertEqual('Bob Hill', self.beck.show(bob['id'])['people'][0]['name'], 'Beck keeps both until somebody says so')
        people = [self.beck.show(one['id'])['people'][0]['id'] for one in (bob, self.lead)]
        self.beck.run('merge', *people)
        self.sync(), self.sync()
        self.assertEqual([hers], list(self.files()), 'and the card that is there stays, whoever is kept')
        self.beck.audit()

    def test_two_that_are_merged_here_while_a_card_changes_there(self) -> None:
        self.connect()
        bob = self.bob()
        self.sync()
        his, text = self.card_of('Bob Hill')
        self.server.put(self.path + his, text.replace('END:VCARD', 'TEL;TYPE=home:+12025550177\nEND:VCARD'))
        kept, gone = (self.beck.show(one['id'])['people'][0]['id'] for one in (self.lead, bob))
        self.beck.run('merge', kept, gone)
        self.assertEqual(1, self.sync()['changed'], 'what was typed there is not lost')
        self.assertIn('+12025550177', self.addresses())
        self.assertEqual([self.card()[0]], list(self.files()))
        self.assertEqual({'wrote': 0, 'removed': 0, 'changed': 0, 'taken': 0}, self.sync())
        self.beck.audit()

    def test_who_is_erased_while_their_card_changes_there_is_gone(self) -> None:
        self.connect()
        self.sync()
        self.change(('END:VCARD', 'TEL;TYPE=cell:202-555-0177\nEND:VCARD'))
        self.beck.run('erase', self.person()['id'], '--yes')
        self.assertEqual((1, 0), (lambda done: (done['removed'], done['changed']))(self.sync()))
        self.assertEqual({}, self.files())
        self.beck.audit()

    # --- what servers do wrong ---

    def lied_to(self, people: int) -> Liar:
        """A book behind who lies, with so many more people."""
        liar = Liar(self.server)
        self.addCleanup(liar.__exit__)
        for number in range(people):
            self.beck.run('add', f'Person {number}', '--cell', f'+1 202 555 01{number}0')
        self.beck.json('contacts', 'add', liar.url, '--set', 'login=mary', '--set', 'private=yes', given=b'right-one\n')
        self.assertEqual(people + 1, self.sync()['wrote'])
        return liar

    def type_in(self, *lines: str) -> None:
        """The same on each card, by their user."""
        for name, text in self.files().items():
            self.server.put(self.path + name, text.replace('END:VCARD', '\n'.join([*lines, 'END:VCARD'])))

    def test_half_of_what_was_asked_for_is_asked_for_again(self) -> None:
        liar, honest = self.lied_to(3), lambda *said: said[3:]
        responses = re.compile(r'<(?:D:|d:)?response>.*?</(?:D:|d:)?response>', re.S)

        def half(method: str, path: str, body: str, status: int, headers: dict, text: str) -> tuple:
            found = responses.findall(text) if 'addressbook-multiget' in body else []
            return status, headers, ''.join([text.replace(''.join(found[1:]), '')]) if len(found) > 1 else text
        self.type_in('EMAIL:one@type.example')
        liar.lie = half
        first = self.sync()['changed']
        self.assertLess(first, 4)
        liar.lie = honest
        self.assertEqual(4, first + self.sync()['changed'])

        def cut(method: str, path: str, body: str, status: int, headers: dict, text: str) -> tuple:
            found = responses.findall(text) if method == 'PROPFIND' and 'getetag' in body else []
            short = f'<response><href>{path}</href><status>HTTP/1.1 507 Insufficient Storage</status></response>'
            return (status, headers, text.replace(''.join(found[2:]), short)) if len(found) > 2 else (status, headers, text)
        liar.lie = cut
        self.beck.later(days=2)
        self.sync()
        self.assertEqual(4, self.beck.json('contacts')['books'][0]['entries'], 'nobody took them away')
        self.beck.audit()

    def test_one_that_is_refused_keeps_no_other_back(self) -> None:
        liar = self.lied_to(2)
        name = self.card_of('Ann Ford')[0]
        for status, body in ((412, ''), (409, '<error xmlns="DAV:"><no-uid-conflict/></error>'), (403, '<k:no-uid-conflict/>'), (413, '')):
            with self.subTest(status):
                liar.refuse = lambda method, path, s=status, b=body: (s, {}, b) if method == 'PUT' and path.endswith(name) else None
                self.beck.run('set', self.lead['id'], f'title=T{status}')
                bob = self.beck.json('add', f'New {status}', '--cell', f'+1 202 555 0{status - 300}')
                liar.asked.clear()
                self.assertEqual(1, self.sync()['wrote'], 'the new one')
                self.assertLessEqual(sum(method == 'PUT' for method, _ in liar.asked), 4)
                (book,) = self.beck.json('contacts')['books']
                self.assertEqual('on', book['state'])
                self.assertIn('1 of what Beck has for it', book['why'])
                self.assertSays(self.beck.run('doctor').out, 'Leads is on', 'all else goes on')
                self.beck.run('close', bob['id'], '--because', 'they bought elsewhere')
        liar.refuse = lambda method, path: None
        self.assertEqual(1, self.sync()['wrote'])
        self.assertIsNone(self.beck.json('contacts')['books'][0]['why'])
        self.assertIn('TITLE:T413', self.card_of('Ann Ford')[1])

    def test_versions_that_are_lies_tokens_that_are_refused_and_other_hosts(self) -> None:
        liar = self.lied_to(1)
        count = itertools.count()
        quiet = {'wrote': 0, 'removed': 0, 'changed': 0, 'taken': 0}
        liar.lie = lambda method, path, body, status, headers, text: (status, headers, re.sub(
            'getetag>[^<]*<', lambda _: f'getetag>"{next(count)}"<', text))
        for _ in range(2):
            self.beck.later(days=2)
            self.assertEqual(quiet, self.sync())
        liar.lie = lambda method, path, body, status, headers, text: (
            (403, {}, '<error xmlns="DAV:"><valid-sync-token/></error>') if 'sync-collection' in body else (status, headers, text))
        self.type_in('EMAIL:one@type.example')
        self.assertEqual(2, self.sync()['changed'], 'then all of it is looked at')
        liar.lie = lambda method, path, body, status, headers, text: (status, {}, re.sub('<getetag>[^<]*</getetag>', '', text))
        self.beck.run('set', self.lead['id'], 'title=Owner')
        self.assertSays(self.beck.fails('contacts', 'sync'), 'ETag')
        self.assertEqual(2, len(self.files()))
        with Fake() as elsewhere:
            elsewhere.answers = {'*': (207, {}, '')}
            liar.lie = lambda *said: (302, {'Location': elsewhere.url + '/'}, '')
            self.beck.run('contacts', 'resume', self.beck.json('contacts')['books'][0]['id'])
            self.assertSays(self.beck.fails('contacts', 'sync'), elsewhere.url)
            self.assertEqual([], elsewhere.asked)
        liar.lie = lambda *said: said[3:]
        self.beck.run('contacts', 'resume', self.beck.json('contacts')['books'][0]['id'])
        self.assertEqual(1, self.sync()['wrote'])
        self.beck.audit()

    def test_an_answer_without_end(self) -> None:
        liar = self.lied_to(2)
        large = 'x' * (40 << 20)
        self.type_in('EMAIL:one@type.example')
        liar.lie = lambda method, path, body, status, headers, text: (
            status, headers, large if 'multiget' in body and body.count('href>') > 2 else text)
        self.assertEqual(3, self.sync()['changed'], 'one by one they can be read')
        liar.lie = lambda method, path, body, status, headers, text: (status, headers, large if method == 'PROPFIND' else text)
        self.beck.later(days=2)
        self.assertSays(self.beck.fails('contacts', 'sync'), 'more than 32 MB')
        self.assertEqual('rests', self.beck.json('contacts')['books'][0]['state'])

    def test_faults_are_told_and_a_strange_card_is_left_alone(self) -> None:
        multistatus = ('<d:multistatus xmlns:d="DAV:" xmlns:k="urn:ietf:params:xml:ns:carddav"><d:response><d:href>/c/</d:href><d:propstat><d:prop>'
                       '<d:resourcetype><k:addressbook/></d:resourcetype></d:prop><d:status>HTTP/1.1 200 OK</d:status></d:propstat></d:response>{}'
                       '</d:multistatus>')
        with Fake() as fake:
            add = ('contacts', 'add', fake.url, '--set', 'private=yes', '--set', 'login=mary')
            for answer, code, said in (((404, {}, ''), FAILED, 'not there'), ((200, {}, '<html>'), WRONG_USE, 'no server of address books'),
                                       ((207, {}, '<a>' * 100), WRONG_USE, 'no answer of WebDAV'), ((503, {}, ''), FAILED, '503')):
                fake.answers = {'*': answer}
                self.assertSays(self.beck.fails(*add, code=code, given=b'x\n'), said)
            fake.answers = {'*': (207, {}, multistatus.format(''))}
            made = self.beck.json(*add, given=b'x\n')
            for status, said in ((507, 'is full'), (403, 'may not be written'), (500, 'answers 500')):
                fake.answers = {'*': (207, {}, multistatus.format('')), 'PUT': (status, {}, '')}
                self.assertSays(self.beck.fails('contacts', 'sync'), said, fake.url)
                self.beck.run('contacts', 'resume', made['id'])
            fake.answers['PUT'] = (412, {}, '')
            strange = ('<d:response><d:href>{}</d:href><d:propstat><d:prop><d:getetag>"x"</d:getetag><k:address-data>no card</k:address-data></d:prop>'
                       '<d:status>HTTP/1.1 200 OK</d:status></d:propstat></d:response>')
            path = next(path for method, path in fake.asked if method == 'PUT')
            fake.answers['*'] = (207, {}, multistatus.format(strange.format(path)))
            self.assertEqual(0, self.sync()['wrote'])
            puts = sum(method == 'PUT' for method, _ in fake.asked)
            self.assertEqual(0, self.sync()['wrote'])
            self.assertEqual(puts, sum(method == 'PUT' for method, _ in fake.asked), 'and not tried for ever')


if __name__ == '__main__':
    main()
