"""Makes the sample company's data: what a seller of label printers brings home from a trade show.

Usage: sample_company.py DIRECTORY          writes show-list.csv, cards.vcf, accounts.csv and round.csv there
       sample_company.py --check DIRECTORY  fails where they differ from what would be written

The same files every time, on every machine. sample/README.md says what is in them.
"""

import csv
import io
import sys
import unicodedata
from dataclasses import dataclass, field, replace
from pathlib import Path
from random import Random

import sample_words as words

SHOW_DAYS = ('2026-11-10', '2026-11-11', '2026-11-12')
PEOPLE_AT_FIRM = (1,) * 100 + (2,) * 50 + (3,) * 20 + (4,) * 10  # 300 people at 180 firms
LOCAL_LETTERS = {'ö': 'oe', 'ä': 'ae', 'ü': 'ue', 'ß': 'ss', 'å': 'a', 'ø': 'o'}


@dataclass
class Firm:
    name: str
    trade: words.Trade
    country: words.Country
    city: words.City
    street: str
    domain: str
    mail_style: str
    switchboard: str
    people: list['Person'] = field(default_factory=list)


@dataclass
class Person:
    given: str
    family: str
    title: str
    role: str
    email: str
    cell: str
    office: str
    rating: str = ''
    product: str = ''
    contract_ends: str = ''
    do_not_call: bool = False
    scanned: str = ''
    note: str = ''
    firm: Firm | None = None

    @property
    def name(self) -> str:
        return f'{self.given} {self.family}'


class Deck:
    """Draws without repeating; shuffles anew when all is dealt."""

    def __init__(self, random: Random, cards) -> None:
        self.random, self.cards, self.left = random, list(cards), []

    def draw(self):
        if not self.left:
            self.left = self.random.sample(self.cards, len(self.cards))
        return self.left.pop()


class Numbers:
    """Phone numbers out of the ranges for fiction, none twice."""

    def __init__(self, random: Random) -> None:
        self.random, self.left = random, {}

    def draw(self, pattern: str, numbers: list[str]) -> str:
        if pattern not in self.left:
            self.left[pattern] = self.random.sample(numbers, len(numbers))
        return pattern.replace('{n}', self.left[pattern].pop())

    def office(self, country: words.Country, city: words.City) -> str:
        return self.draw(city.office, [str(n).zfill(country.width) for n in country.numbers])

    def cell(self, country: words.Country, city: words.City) -> str:
        if country.name == 'Australia':
            return self.draw(country.cell, words.AUSTRALIAN_CELLS)
        return self.draw(country.cell or city.office,
                         [str(n).zfill(country.width if country.cell == '' else 0)
                          for n in country.cells])


def ascii_word(text: str) -> str:
    """A name as it stands in mail addresses and domains."""
    spelt = ''.join(LOCAL_LETTERS.get(letter, letter) for letter in text.lower())
    plain = unicodedata.normalize('NFKD', spelt).encode('ascii', 'ignore').decode()
    return ''.join(letter for letter in plain if letter.isalnum())


def some(text: str) -> list[str]:
    """The entries of a list in sample_words: by bars where it has any, else by blanks."""
    return [each.strip() for each in (text.split('|') if '|' in text else text.split())]


class Maker:
    def __init__(self, seed: int) -> None:
        self.random = Random(seed)
        self.numbers = Numbers(self.random)
        self.given = {c.name: Deck(self.random, some(c.given)) for c in words.COUNTRIES}
        self.family = {c.name: Deck(self.random, some(c.family)) for c in words.COUNTRIES}
        self.asked = {product: Deck(self.random, notes) for product, notes in words.PRODUCTS.items()}
        self.products = Deck(self.random, [product for product, notes in words.PRODUCTS.items()
                                           for _ in notes])
        self.asides = Deck(self.random, words.ASIDES)
        self.later = Deck(self.random, words.LATER)
        self.no_calls = Deck(self.random, words.NO_CALLS)

    def firms(self) -> list[Firm]:
        sizes = Deck(self.random, PEOPLE_AT_FIRM)
        made = []
        for country in words.COUNTRIES:
            names = Deck(self.random, some(country.firm_words))
            trades = Deck(self.random, words.TRADES)
            cities = Deck(self.random, country.cities)
            streets = Deck(self.random, some(country.streets))
            taken = set()
            for _ in range(country.firms):
                word, trade, city = names.draw(), trades.draw(), cities.draw()
                while (word, trade) in taken:
                    trade = trades.draw()
                taken.add((word, trade))
                made.append(self.firm(word, trade, country, city, streets.draw()))
        for firm in made:
            self.staff(firm, sizes.draw())
        return made

    def firm(self, word: str, trade: words.Trade, country: words.Country, city: words.City,
             street: str) -> Firm:
        pattern = {'Germany': trade.german, 'France': trade.french,
                   'Sweden': trade.swedish}.get(country.name) or self.random.choice(trade.english)
        number = self.random.randint(1, 180 if country.house_first else 60)
        name = pattern.format(w=word)
        comma = ', ' if country.name == 'France' else ' '
        return Firm(name, trade, country, city,
                    f'{number}{comma}{street}' if country.house_first else f'{street} {number}',
                    ascii_word(name) + '.example',
                    self.random.choice(('{given}.{family}', '{given}.{family}', '{initial}{family}',
                                        '{given}')),
                    self.numbers.office(country, city))

    def staff(self, firm: Firm, count: int) -> None:
        ranks = sorted(self.random.sample(range(len(words.TITLES)), count))
        for rank in ranks:
            titles, role = words.TITLES[rank]
            title = self.random.choice(titles)
            if rank == 2 and self.random.random() < 0.35:
                title = firm.trade.maker
            firm.people.append(self.person(firm, title, role))

    def person(self, firm: Firm, title: str, role: str) -> Person:
        chance = self.random.random
        given, family = self.given[firm.country.name].draw(), self.family[firm.country.name].draw()
        local = firm.mail_style.format(given=ascii_word(given), family=ascii_word(family),
                                       initial=ascii_word(given)[0])
        cell = self.numbers.cell(firm.country, firm.city) if chance() < 0.85 else ''
        office = firm.switchboard
        if chance() < 0.35:
            office = self.numbers.office(firm.country, firm.city)
        elif cell and chance() < 0.45:
            office = ''
        email = f'{local}@{firm.domain}' if chance() < 0.93 or not cell else ''
        return Person(given, family, title, role, email, cell, office, firm=firm)

    def talk(self, person: Person, firms: list[Firm]) -> None:
        """What happened at the stand."""
        chance = self.random.random
        point = chance()
        person.rating = 'hot' if point < 0.18 else 'warm' if point < 0.70 else 'later'
        day = self.random.choice(SHOW_DAYS)
        person.scanned = f'{day} {self.random.randint(9, 16):02}:{self.random.randint(0, 59):02}'
        if chance() < 0.06:
            return  # a badge scanned in passing: no note
        facts = self.facts(person, firms)
        if person.rating == 'later' and chance() < 0.6:
            said = [self.later.draw()]
        else:
            person.product = self.products.draw()
            said = [self.fitting(self.asked[person.product], person)]
            if chance() < {'hot': 0.9, 'warm': 0.55, 'later': 0.3}[person.rating]:
                said.append(self.fitting(self.asides, person))
        if any('{end}' in sentence for sentence in said):
            person.contract_ends = facts['end']
        person.note = ' '.join(said).format(**facts)

    @staticmethod
    def fitting(sentences: Deck, person: Person) -> str:
        """The next sentence that can be true of this person."""
        while True:
            said = sentences.draw()
            chief = person.firm.people[0]
            if not ('{wet}' in said and not person.firm.trade.wet
                    or '{boss}' in said and person is chief
                    or 'cell:' in said and not (person.cell and person.office)
                    or 'e-mail' in said and not person.email):
                return said

    def facts(self, person: Person, firms: list[Firm]) -> dict[str, str]:
        chief = person.firm.people[0]
        other = self.random.choice([firm for firm in firms if firm.country is person.firm.country
                                    and firm is not person.firm])
        vessel = person.firm.trade.vessel
        return {'v': vessel, 'wet': vessel, 'boss': chief.name,
                'n': str(self.random.choice((4, 6, 8, 12, 15, 20, 30))),
                'month': self.random.choice(words.MONTHS), 'other': other.name,
                'end': self.random.choice(('2027-01-31', '2027-02-28', '2027-03-31', '2027-06-30',
                                           '2027-09-30', '2027-12-31'))}

    def show_list(self, firms: list[Firm]) -> list[Person]:
        people = [person for firm in firms for person in firm.people]
        for person in people:
            self.talk(person, firms)
        for person in self.random.sample([each for each in people if each.email], 9):
            person.do_not_call = True
            person.note = f'{person.note} {self.no_calls.draw()}'.strip()
        people += self.scanned_twice(people)
        return sorted(people, key=lambda person: (person.scanned, person.name))


    def scanned_twice(self, people: list[Person]) -> list[Person]:
        """Four who came back next day, and three who may be somebody else's namesakes."""
        first_day = [person for person in people if person.scanned.startswith(SHOW_DAYS[0])]
        known = [person for person in first_day if person.email and person.given not in words.SHORT_NAMES]
        again = [replace(person, scanned=f'{SHOW_DAYS[2]} 11:{10 + place}', rating='hot',
                         note='Came back to the stand. Asked when we call.')
                 for place, person in enumerate(self.random.sample(known, 4))]
        short = [person for person in first_day if person.given in words.SHORT_NAMES]
        return again + [replace(person, given=words.SHORT_NAMES[person.given], email='', cell='',
                                office=person.firm.switchboard, scanned=f'{SHOW_DAYS[1]} 15:{40 + place}',
                                note='Badge forgotten, typed in by hand.')
                        for place, person in enumerate(self.random.sample(short, 3))]


def csv_text(header: list[str], rows: list[list[str]]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator='\n').writerows([header, *rows])
    return out.getvalue()


def show_list_csv(people: list[Person]) -> str:
    header = ['First Name', 'Last Name', 'Job Title', 'Company', 'Industry', 'Mobile', 'Office Phone',
              'Email', 'Street', 'City', 'State', 'Postal Code', 'Country', 'Rating', 'Product',
              'Contract End', 'Do Not Call', 'Created', 'Notes']
    return csv_text(header, [
        [person.given, person.family, person.title, firm.name, firm.trade.industry, person.cell,
         person.office, person.email, firm.street, firm.city.name, firm.city.state,
         firm.city.postcode, firm.country.name, person.rating, person.product, person.contract_ends,
         'yes' if person.do_not_call else '', person.scanned, person.note]
        for person in people for firm in [person.firm]])


def card(person: Person, version: str) -> str:
    """One business card as a phone's reader saves it."""
    firm = person.firm
    country = firm.country.name
    typed = 'TYPE=' if version != '2.1' else ''
    lines = ['BEGIN:VCARD', f'VERSION:{version}', f'N:{person.family};{person.given};;;',
             f'FN:{person.name}', f'ORG:{firm.name}', f'TITLE:{person.title}']
    if person.cell:
        lines.append(f'TEL;{typed}CELL:{person.cell}')
    if person.office:
        lines.append(f'TEL;{typed}WORK:{person.office}')
    if person.email:
        lines.append(f'EMAIL;{typed}{"WORK" if typed else "INTERNET"}:{person.email}')
    lines += [f'ADR;{typed}WORK:;;{firm.street};{firm.city.name};{firm.city.state};'
              f'{firm.city.postcode};{country}', f'URL:https://www.{firm.domain}']
    if version == '2.1':  # which neither escapes commas nor folds within a word
        return '\r\n'.join([*lines, f'NOTE:{person.note}', 'END:VCARD', ''])
    lines += ['NOTE:' + person.note.replace(',', '\\,').replace(';', '\\;'), 'END:VCARD']
    return '\r\n'.join(folded for line in lines for folded in fold(line)) + '\r\n'


def fold(line: str) -> list[str]:
    """RFC 6350 §3.2: lines of at most 75 bytes, cut between letters."""
    parts, size = [''], 0
    for letter in line:
        width = len(letter.encode())
        if size + width > 75:
            parts.append(' ')
            size = 1
        parts[-1] += letter
        size += width
    return parts


def cards(maker: Maker, firms: list[Firm]) -> list[Person]:
    """Twenty people from an evening of the chamber of commerce: some of firms that were at the show."""
    evening = []
    for firm in maker.random.sample([firm for firm in firms if firm.country.name == 'United States'
                                     and len(firm.people) < 3], 20):
        person = maker.person(firm, *maker.random.choice((('Sales Director', 'influences'),
                                                          ('Marketing Manager', 'influences'),
                                                          ('Chief Financial Officer', 'decides'),
                                                          ('Head of Procurement', 'decides'))))
        person.product = maker.products.draw()
        asked = maker.fitting(maker.asked[person.product], person)
        person.note = ('Chamber of Commerce evening, 2026-11-05. '
                       + asked.format(**maker.facts(person, firms)))
        evening.append(person)
    return evening


def accounts_csv(maker: Maker, firms: list[Firm]) -> str:
    """Ten customers out of the old spreadsheet, everyone there who has a say, and who is whose boss."""
    header = ['Company', 'Industry', 'Switchboard', 'Website', 'Street', 'City', 'State',
              'Postal Code', 'Country', 'Name', 'Job Title', 'Role', 'Reports To', 'Mobile',
              'Office Phone', 'Email', 'Product', 'Renewal Date', 'Buying Cycle', 'Notes']
    staff = (('Managing Director', 'decides'), ('Purchasing Manager', 'decides'),
             ('Operations Manager', 'influences'), ('Packaging Manager', 'influences'),
             ('Line Lead', 'uses'), ('Office Manager', 'guards'))
    history = Deck(maker.random, (
        'Bought two LP-4 in 2024. The second stood in the box for a year: nobody trained them.',
        'Labels every six weeks, always in a hurry. Would take a standing order.',
        'Lost the plan to a cheaper offer in 2025; it did not hold. Ask how it goes.',
        'A-200 since 2023. Wanted a counter on it from the start.',
        'Photos of their line hang on our stand. Glad to be called by others.',
        'Complained in June about late rolls. Owner called, settled. Do not mention price first.',
        'New hall in spring: room for a second line.', 'Pays in ten days, wants it noticed.',
        'Sister company has old printers of others. Ask for a word there.',
        'Buys labels only. Prints on a machine from 2009.'))
    rows = []
    for firm in maker.random.sample([firm for firm in firms if len(firm.people) == 1], 10):
        note, product = history.draw(), maker.products.draw()
        renewal = maker.random.choice(('2026-12-31', '2027-01-31', '2027-03-31', '2027-06-30',
                                       '2027-11-30'))
        cycle = maker.random.choice(('6 weeks', 'quarterly', 'yearly', '4 years'))
        chief = firm_chief = ''
        chosen = sorted(maker.random.sample(range(1, len(staff)), maker.random.randint(2, 4)))
        for place, (title, role) in enumerate([staff[0], *(staff[each] for each in chosen)]):
            person = maker.person(firm, title, role)
            boss = firm_chief if role == 'guards' else chief
            rows.append([firm.name, firm.trade.industry, firm.switchboard, f'www.{firm.domain}',
                         firm.street, firm.city.name, firm.city.state, firm.city.postcode,
                         firm.country.name, person.name, title, role, boss, person.cell,
                         person.office, person.email, product if place == 0 else '',
                         renewal if place == 0 else '', cycle if place == 0 else '',
                         note if place == 0 else ''])
            if place < 2 or role == 'influences':
                chief = person.name
            firm_chief = firm_chief or person.name
    return csv_text(header, rows)


def round_csv(maker: Maker) -> str:
    """Ten firms of one town, a day's drive: all but two with where they are, as a map says it."""
    country = words.COUNTRIES[0]
    city = next(each for each in country.cities if each.name == 'New York')
    names = Deck(maker.random, some(country.firm_words))
    trades = Deck(maker.random, words.TRADES)
    streets = Deck(maker.random, some(country.streets))
    rows = []
    for place in range(10):
        firm = maker.firm(names.draw(), trades.draw(), country, city, streets.draw())
        person = maker.person(firm, 'Plant Manager', 'decides')
        north, west = maker.random.uniform(40.70, 40.76), maker.random.uniform(73.97, 74.01)
        street = firm.street if place % 5 == 4 else f'{firm.street} ({north:.5f}, {-west:.5f})'
        rows.append([person.given, person.family, person.title, firm.name, firm.trade.industry, person.cell, person.email, street,
                     city.name, city.state, city.postcode, country.name])
    return csv_text(['First Name', 'Last Name', 'Job Title', 'Company', 'Industry', 'Mobile', 'Email', 'Street', 'City', 'State',
                     'Postal Code', 'Country'], rows)


def make() -> dict[str, str]:
    maker = Maker(seed=2026)
    firms = maker.firms()
    people = maker.show_list(firms)
    evening = cards(maker, firms)
    return {'show-list.csv': show_list_csv(people),
            'cards.vcf': ''.join(card(person, ('3.0', '4.0', '3.0', '2.1')[place % 4])
                                 for place, person in enumerate(evening)),
            'accounts.csv': accounts_csv(maker, firms),
            'round.csv': round_csv(maker)}


def main(arguments: list[str]) -> int:
    check = arguments[:1] == ['--check']
    directory = Path(arguments[-1])
    stale = 0
    for name, text in make().items():
        path = directory / name
        if not check:
            path.write_bytes(text.encode())
        elif not path.exists() or path.read_bytes() != text.encode():
            print(f'{path}:1: not what tool/sample_company.py makes; run it')
            stale = 1
    return stale


if __name__ == '__main__':
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    sys.exit(main(sys.argv[1:]))
