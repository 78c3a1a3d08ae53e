"""A seller's address book at a real server (Radicale): the people of open leads stand in it, what is changed there
changes here, and cards of their own stay private unless they say otherwise."""

from __future__ import annotations

import subprocess

import dav_server
from beck import FAILED, WRONG_USE, Story, main
from dav_server import Fake, Radicale


def card(uid: str, name: str, *lines: str) -> str:
    """As a telephone writes it."""
    given, family = name.split(' ', 1)
    return '\n'.join(['BEGIN:VCARD', 'VERSION:3.0', f'UID:{uid}', f'FN:{name}', f'N:{family};{given};;;', *lines, 'END:VCARD', ''])


class Contacts(Story):
    def setUp(self) -> None:
        if why := dav_server.missing():
            self.skipTest(why)
        super().setUp()
        self.server = Radicale.shared()
        self.addCleanup(self.server.clear)
        self.path = self.server.book('leads')
        self.beck.init()
        self.beck.at('2026-11-16T09:00:00-06:00')
        self.lead = self.beck.json('add', 'Ann Ford', '--company', 'Ford Labels', '--title', 'Buyer', '--email', 'Ann@Ford.example',
                                   '--office', '202 555 0143', '--source', 'Label Show')

    def connect(self, *words: str) -> dict:
        return self.beck.json('contacts', 'add', self.server.url, '--set', 'login=mary', '--set', 'private=yes', *words, given=b'right-one\n')

    def sync(self) -> dict:
        return self.beck.json('contacts', 'sync')

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

    # --- what servers do wrong ---

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
