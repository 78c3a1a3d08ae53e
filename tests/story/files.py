"""Files as others write them come in without loss: cards of phones and mail programs, any CSV, the
exports of contact books with their traps, workbooks; and a person who is known is met again."""

import csv
import io
import json
import quopri
import re
from pathlib import Path

import beck
from beck import Story
from xlsx import workbook

PHONES = ('cell', 'office', 'home', 'fax', 'switchboard')


def cards_of(path: Path) -> list[list[tuple[str, str]]]:
    """The names, mailboxes and numbers of a vCard file, read by nothing but string functions, to
    hold Beck's reader against."""
    found: list[list[tuple[str, str]]] = []
    text = re.sub(r'\r*\n', '\n', path.read_bytes().decode('utf-8-sig', 'replace'))
    text = re.sub(r'\n[ \t](?=\S)', '', text)
    for line in re.split(r'(?<!=)\n', text):
        head, _, value = line.partition(':')
        kind = head.split(';')[0].split('.')[-1].upper()
        if kind == 'BEGIN':
            found.append([])
        if 'QUOTED-PRINTABLE' in head.upper():
            value = quopri.decodestring(value.encode()).decode('utf-8', 'replace')
        if kind in ('FN', 'EMAIL', 'TEL') and value.strip():
            found[-1].append((kind, re.sub(r'\\([,;\\])', r'\1', value.strip())))
    return found


def digits(text: str) -> str:
    return re.sub(r'\D', '', re.split(r'ext|x', text)[0])


class Files(Story):
    def setUp(self) -> None:
        super().setUp()
        self.beck.init()

    def imports(self, path: Path, *words: str) -> dict:
        """All of it, nothing rejected; the rejects would stand in the test's own folder."""
        result = self.beck.json('import', path, '--rejects', self.folder / 'rejects.csv', *words)
        self.assertEqual([], result['rejected'], path.name)
        self.assertEqual(result['read'], result['added'] + result['updated'] + result['duplicates'])
        return result

    def lead(self, words: str) -> dict:
        return self.beck.show(self.beck.found(words)['id'])

    def reached(self, lead: dict) -> set[tuple[str, str]]:
        company = lead['account']['addresses'] if lead['account'] else []
        return {(address['kind'], address['value'])
                for address in lead['people'][0]['addresses'] + company}

    # --- cards ---

    def test_cards_keep_every_name_mailbox_and_number(self) -> None:
        folder = self.corpus('vcard-ezvcard')
        cards = 0
        for path in sorted(folder.rglob('*.vcf')):
            self.beck = beck.Beck(self.place.database(path.stem), self.folder)
            self.beck.init()
            expected = cards_of(path)
            self.assertEqual(len(expected), self.imports(path)['added'], path.name)
            for card in expected:
                self.has_card(card, path.name)
                cards += 1
            self.beck.audit()
        self.assertEqual(26, cards)

    def has_card(self, card: list[tuple[str, str]], where: str) -> None:
        name = next((value for kind, value in card if kind == 'FN'), card[0][1])
        fits = [self.beck.show(found['id']) for found in self.beck.json('find', name)['leads']]
        lead = next((lead for lead in fits if len(lead['name']) == len(' '.join(name.split()))), None)
        self.assertIsNotNone(lead, f'{where}: {name}')
        reached = self.reached(lead)
        note = lead['note'] or ''
        for kind, value in card:
            if kind == 'EMAIL' and value not in note:  # what is no mailbox is kept as it was
                self.assertIn(('email', value), reached, where)
            if kind == 'TEL' and value not in note:
                held = [number for way, number in reached if way in PHONES]
                self.assertTrue(any(digits(number).endswith(digits(value)[-10:]) for number in held),
                                f'{where}: {value} is not in {held}')

    # --- CSV in any dialect ---

    def test_any_csv_gives_its_cells_exactly(self) -> None:
        """The columns of these mean nothing to a seller, so they are mapped; the cells come through
        whatever quotes, line ends and empty cells they have."""
        folder = self.corpus('csv-spectrum')
        mapped = {
            'comma_in_quotes': {'first': 'given', 'last': 'family', 'address': 'note', 'city': 'title'},
            'empty': {'a': 'name', 'b': 'note', 'c': 'title'},
            'empty_crlf': {'a': 'name', 'b': 'note', 'c': 'title'},
            'escaped_quotes': {'a': 'name', 'b': 'note'},
            'json': {'key': 'name', 'val': 'note'},
            'location_coordinates': {'Location Coordinates': 'note', 'Cities': 'name',
                                     'Counties': 'title'},
            'newlines': {'a': 'note', 'b': 'name', 'c': 'title'},
            'newlines_crlf': {'a': 'note', 'b': 'name', 'c': 'title'},
            'quotes_and_newlines': {'a': 'name', 'b': 'note'},
            'simple': {'a': 'name', 'b': 'title', 'c': 'note'},
            'simple_crlf': {'a': 'name', 'b': 'title', 'c': 'note'},
            'utf8': {'a': 'title', 'b': 'name', 'c': 'note'},
        }
        files = sorted((folder / 'csvs').glob('*.csv'))
        self.assertEqual(sorted(mapped), [path.stem for path in files])
        for path in files:
            self.beck = beck.Beck(self.place.database(path.stem), self.folder)
            self.beck.init()
            fields = mapped[path.stem]
            told = json.loads((folder / 'json' / f'{path.stem}.json').read_text(encoding='utf-8'))
            rows = told if isinstance(told, list) else [told]
            maps = [word for column, field in fields.items() for word in ('--map', f'{column}={field}')]
            self.assertEqual(len(rows), self.imports(path, *maps)['added'], path.name)
            for row in rows:
                self.has_cells({field: row[column] for column, field in fields.items()}, path.name)

    def has_cells(self, cells: dict[str, str], where: str) -> None:
        name = cells.get('name') or f'{cells["given"]} {cells["family"]}'
        lead = next((lead for lead in map(self.beck.show, range_of(self.beck, name))
                     if lead['name'] == name), None)
        self.assertIsNotNone(lead, f'{where}: {name}')
        lines = [line.rstrip() for line in cells['note'].splitlines()]
        self.assertEqual('\n'.join(lines), lead['note'] or '', where)
        if 'title' in cells:
            self.assertEqual(cells['title'], lead['people'][0]['title'] or '', where)

    def test_dialects_and_encodings_tell_the_same(self) -> None:
        rows = [['First Name', 'Last Name', 'Company', 'E-mail', 'Mobile', 'Notes'],
                ['Jürgen', 'Groß', 'Müller; Söhne, "die" GmbH', 'groß@mueller.example', '+49 176 04069013',
                 'sagt: „später“\nzweite Zeile'],
                ['Anaïs', "O'Neill", 'Œuvres | Co', 'anais@oeuvres.example', '+33 6 39 98 10 10', 'à 9 h']]
        rows[1][3] = 'juergen@mueller.example'
        for encoding in ('utf-8', 'utf-8-sig', 'cp1252', 'utf-16', 'utf-16-le', 'utf-16-be'):
            for delimiter in (',', ';', '\t', '|'):
                with self.subTest(encoding=encoding, delimiter=delimiter):
                    told = io.StringIO()
                    csv.writer(told, delimiter=delimiter,
                               lineterminator='\r\n' if delimiter == ';' else '\n').writerows(rows)
                    path = self.beck.file('list.csv', told.getvalue().encode(encoding))
                    result = self.beck.json('import', path, '--dry-run')
                    facts = result['files'][0]
                    self.assertEqual((2, delimiter), (result['read'], facts['delimiter']))
                    self.assertEqual([cell for cell in rows[1]][:5],
                                     [column['sample'] for column in facts['columns']][:5])
        self.imports(path)
        self.assertEqual('sagt: „später“\nzweite Zeile', self.lead('juergen@mueller.example')['note'])
        self.assertEqual('Müller; Söhne, "die" GmbH', self.lead('groß')['account']['name'])

    # --- exports of contact books ---

    def export(self, name: str, rows: list[dict[str, str]], before: str = '', encoding: str = 'utf-8',
               header: str | None = None) -> dict:
        headers = json.loads(self.corpus('csv-contact-exports', 'headers.json').read_text())
        columns = (header or headers[name]['header']).split(',')
        told = io.StringIO()
        told.write(before)
        writer = csv.DictWriter(told, columns, restval='')
        writer.writeheader()
        writer.writerows(rows)
        path = self.beck.file(f'{name}.csv', told.getvalue().encode(encoding))
        return self.imports(path)

    def test_google_export_of_today(self) -> None:
        result = self.export('google_contacts_2024', [
            {'First Name': 'Ada', 'Last Name': 'King', 'Organization Name': 'Engines',
             'Organization Title': 'Countess', 'Notes': 'met in\nTurin, "twice"', 'Labels': '* myContacts',
             'E-mail 1 - Label': '* Work', 'E-mail 1 - Value': 'ada@engines.example ::: ada@home.example',
             'Phone 1 - Label': 'Mobile', 'Phone 1 - Value': '+44 7700 900123 ::: +44 7700 900124'},
            {'Phone 1 - Label': 'Mobile', 'Phone 1 - Value': '+44 7700 900125'},
            {'E-mail 1 - Value': 'only@mail.example'},
            {'First Name': 'first@name.example'},
        ], encoding='utf-8-sig')
        self.assertEqual(4, result['added'])
        ada = self.lead('ada king')
        self.assertEqual(('Countess', 'Engines'), (ada['people'][0]['title'], ada['account']['name']))
        self.assertEqual({('email', 'ada@engines.example'), ('email', 'ada@home.example'),
                          ('cell', '+447700900123'), ('cell', '+447700900124')}, self.reached(ada))
        self.assertIn('met in\nTurin, "twice"', ada['note'])
        self.assertEqual({('cell', '+447700900125')}, self.reached(self.lead('+447700900125')))
        self.assertEqual({('email', 'only@mail.example')}, self.reached(self.lead('only@mail.example')))
        self.assertEqual({('email', 'first@name.example')},
                         self.reached(self.lead('first@name.example')))

    def test_google_export_of_before(self) -> None:
        row = {'Name': 'Ben Ito', 'Given Name': 'Ben', 'Family Name': 'Ito',
               'Group Membership': '* My Contacts ::: * Starred', 'E-mail 1 - Type': '* Work',
               'E-mail 1 - Value': 'ben@ito.example', 'Phone 1 - Type': 'Mobile',
               'Phone 1 - Value': '(312) 555-0111', 'Organization 1 - Name': 'Ito Tools',
               'Organization 1 - Title': 'Buyer'}
        self.export('google_contacts_old', [row], encoding='utf-16')
        ben = self.lead('ben ito')
        self.assertEqual({('email', 'ben@ito.example'), ('cell', '+13125550111')}, self.reached(ben))
        self.assertEqual(('Buyer', 'Ito Tools'), (ben['people'][0]['title'], ben['account']['name']))

    def test_google_export_with_two_blanks_in_a_header(self) -> None:
        header = json.loads(self.corpus('csv-contact-exports', 'headers.json').read_text())
        header = header['google_contacts_old']['header'].replace('Phone 1 - Type', 'Phone  1 - Type')
        self.export('google_contacts_old', [{'Name': 'Cy Lee', 'Phone  1 - Type': 'Work Fax',
                                             'Phone 1 - Value': '(312) 555-0112'}], header=header)
        self.assertEqual({('fax', '+13125550112')}, self.reached(self.lead('cy lee')))

    def test_outlook_export(self) -> None:
        self.export('outlook', [{
            'Title': 'Dr.', 'First Name': 'Zoë', 'Last Name': 'Björk', 'Company': 'Åsa & Söner',
            'Job Title': 'Inköpschef', 'Business Street': 'Kvarngatan 27', 'Business City': 'Göteborg',
            'Business Postal Code': '411 04', 'Business Country/Region': 'Sweden',
            'Business Fax': '+46 31 390 06 99', 'Business Phone': '+46 31 390 06 61',
            'Home Phone': '+46 31 390 06 62', 'Mobile Phone': '+46 70 174 06 12',
            'Pager': '+46 70 174 06 13', 'E-mail Address': 'zoe@asa.example', 'E-mail Type': 'SMTP',
            'E-mail 2 Address': 'zoe@home.example', 'Notes': 'köper i maj'}], encoding='cp1252')
        zoe = self.lead('zoe bjork')
        self.assertEqual('Inköpschef', zoe['people'][0]['title'], 'Dr. is no job')
        reached = self.reached(zoe)
        self.assertLessEqual({('office', '+46313900661'), ('home', '+46313900662'),
                              ('cell', '+46701740612'), ('fax', '+46313900699'),
                              ('email', 'zoe@asa.example'), ('email', 'zoe@home.example')}, reached)
        self.assertEqual({'+46701740612'}, {value for kind, value in reached if kind == 'cell'},
                         'a pager is not to be texted')
        self.assertIn('Kvarngatan 27', next(value for kind, value in reached if kind == 'postal'))
        self.assertIn('köper i maj', zoe['note'])

    def test_linkedin_export(self) -> None:
        preamble = ('Notes:\n"When exporting your connection data, you may notice that some of the email '
                    'addresses are missing."\n\n')
        rows = [{'First Name': 'Eva', 'Last Name': 'Rand', 'URL': 'https://www.linkedin.com/in/eva',
                 'Email Address': '', 'Company': 'Rand AG', 'Position': 'CFO', 'Connected On': '12 Mar 2025'},
                {'Connected On': '30 Apr 2026'}]
        for before in (preamble, ''):
            path_rows = self.corpus('csv-contact-exports', 'headers.json')
            header = json.loads(path_rows.read_text())['linkedin_connections']['header']
            told = io.StringIO()
            told.write(before)
            writer = csv.DictWriter(told, header.split(','), restval='')
            writer.writeheader()
            writer.writerows(rows)
            path = self.beck.file(f'connections{len(before)}.csv', told.getvalue())
            result = self.beck.json('import', path)
            self.assertEqual(1, result['added'] + result['duplicates'], result)
        eva = self.lead('eva rand')
        self.assertEqual(('CFO', 'Rand AG'), (eva['people'][0]['title'], eva['account']['name']))
        self.assertEqual({('url', 'https://www.linkedin.com/in/eva')}, self.reached(eva))

    def test_hubspot_export(self) -> None:
        self.export('hubspot_contacts', [
            {'Record ID': '501', 'First Name': 'Gus', 'Last Name': 'Hall',
             'Email': 'gus@hall.example;gus@old.example', 'Phone Number': '+1 312 555 0113',
             'Lead Status': 'OPEN', 'Create Date': '2024-03-12 09:14', 'Lifecycle Stage': 'lead',
             'Original Source': 'Organic Search'},
            {'Record ID': '502', 'First Name': 'Ida', 'Last Name': 'Moe', 'Phone Number': '+1 312 555 0114',
             'Create Date': '3/15/2024 2:30 PM'}])
        gus, ida = self.lead('gus hall'), self.lead('ida moe')
        self.assertLessEqual({('email', 'gus@hall.example'), ('email', 'gus@old.example')},
                             self.reached(gus))
        self.assertEqual('501', gus['external_id'])
        self.assertEqual('2024-03-12', gus['captured_at'][:10])
        self.assertEqual('2024-03-15', ida['captured_at'][:10])

    # --- workbooks ---

    def test_workbook(self) -> None:
        path = self.folder / 'leads.xlsx'
        path.write_bytes(workbook([['Name', 'Company', 'Mobile', 'E-mail', 'Renewal Date'],
                                   ['Ann Förd', 'Acme', '+1 202 555 0123', 'ann@acme.example', 46022],
                                   ['Jo <Bell>', 'Bell & Co', '+1 202 555 0124', 'jo@bell.example', '']]))
        self.assertEqual(2, self.imports(path)['added'])
        self.assertEqual({('cell', '+12025550123'), ('email', 'ann@acme.example')},
                         self.reached(self.lead('ann ford')))
        self.assertEqual('Bell & Co', self.lead('jo bell')['account']['name'])

    # --- met again ---

    def test_known_people_are_met_again(self) -> None:
        first = [{'Name': 'Ann Ford', 'Company': 'Acme', 'Mobile': '+1 202 555 0123', 'E-mail': ''}]
        again = [{'Name': 'Ann B. Ford', 'Company': 'Acme Inc', 'Mobile': '(202) 555-0123',
                  'E-mail': 'ann@acme.example'}]
        self.imports(self.beck.table('first.csv', first))
        self.assertEqual(1, self.imports(self.beck.table('again.csv', again))['updated'])
        self.assertEqual(1, self.imports(self.beck.table('third.csv', first))['duplicates'])
        ann = self.lead('ann ford')
        self.assertEqual('Ann Ford', ann['name'], 'what is known is not overwritten')
        self.assertIn(('email', 'ann@acme.example'), self.reached(ann))
        self.assertEqual(1, self.beck.audit()['leads'])

    def test_a_firm_does_not_become_one_person(self) -> None:
        """A switchboard, a fax, an address of the post and a role mailbox are shared by many."""
        rows = [{'Name': name, 'Company': 'Acme', 'Main Phone': '+1 202 555 0100', 'Fax': '+1 202 555 0199',
                 'E-mail': 'info@acme.example', 'Street': '1 Main Street', 'City': 'Washington'}
                for name in ('Ann Ford', 'Jo Bell', 'Cy Lee')]
        self.assertEqual(3, self.imports(self.beck.table('firm.csv', rows))['added'])
        self.assertEqual(3, len(self.beck.json('find', 'acme')['leads']))


def range_of(told: beck.Beck, words: str) -> list[int]:
    return [lead['id'] for lead in told.json('find', words)['leads']]


if __name__ == '__main__':
    beck.main()
