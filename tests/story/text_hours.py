"""Texts by chance over all states of the USA and ten more countries, about the days on which clocks
change, and what a person lets go over weekends and holidays: what comes to the gateway is held to hours
written down here once more, apart from ours. With BECK_TEST_LONG 10,000 of them."""

from __future__ import annotations

import random
import unittest
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from zoneinfo import ZoneInfo

from beck import LONG, Story, main
from texting import TEXTING, Gateway, add_gateway

E, C, M, P = 'America/New_York', 'America/Chicago', 'America/Denver', 'America/Los_Angeles'
# State: an area code of its, that code's zone, and the zones of the state.
STATES = {
    'AL': ('205', C, [C]), 'AK': ('907', 'America/Anchorage', ['America/Anchorage']), 'AZ': ('602', 'America/Phoenix', ['America/Phoenix']),
    'AR': ('501', C, [C]), 'CA': ('415', P, [P]), 'CO': ('303', M, [M]), 'CT': ('203', E, [E]), 'DE': ('302', E, [E]), 'DC': ('202', E, [E]),
    'FL': ('305', E, [E, C]), 'GA': ('404', E, [E]), 'HI': ('808', 'Pacific/Honolulu', ['Pacific/Honolulu']), 'ID': ('208', M, [M, P]),
    'IL': ('312', C, [C]), 'IN': ('317', E, [E, C]), 'IA': ('515', C, [C]), 'KS': ('316', C, [C, M]), 'KY': ('502', E, [E, C]),
    'LA': ('504', C, [C]), 'ME': ('207', E, [E]), 'MD': ('410', E, [E]), 'MA': ('617', E, [E]), 'MI': ('313', E, [E, C]),
    'MN': ('612', C, [C]), 'MS': ('601', C, [C]), 'MO': ('314', C, [C]), 'MT': ('406', M, [M]), 'NE': ('402', C, [C, M]),
    'NV': ('702', P, [P]), 'NH': ('603', E, [E]), 'NJ': ('201', E, [E]), 'NM': ('505', M, [M]), 'NY': ('212', E, [E]),
    'NC': ('704', E, [E]), 'ND': ('701', C, [C, M]), 'OH': ('614', E, [E]), 'OK': ('405', C, [C]), 'OR': ('503', P, [P, M]),
    'PA': ('215', E, [E]), 'RI': ('401', E, [E]), 'SC': ('803', E, [E]), 'SD': ('605', C, [C, M]), 'TN': ('615', C, [E, C]),
    'TX': ('713', C, [C, M]), 'UT': ('801', M, [M]), 'VT': ('802', E, [E]), 'VA': ('804', E, [E]), 'WA': ('206', P, [P]),
    'WV': ('304', E, [E]), 'WI': ('414', C, [C]), 'WY': ('307', M, [M]),
}
# Country: the first digits of a cell, how many more, and zones where it may ring.
COUNTRIES = {
    'GB': ('+4474', 8, ['Europe/London']), 'DE': ('+49151', 8, ['Europe/Berlin']), 'FR': ('+3361', 7, ['Europe/Paris']),
    'ES': ('+3461', 7, ['Europe/Madrid']), 'IT': ('+39347', 7, ['Europe/Rome']), 'NL': ('+3161', 7, ['Europe/Amsterdam']),
    'AU': ('+6141', 7, ['Australia/Sydney', 'Australia/Perth', 'Australia/Brisbane', 'Australia/Adelaide']),
    'IN': ('+9198', 8, ['Asia/Kolkata']), 'NO': ('+4741', 6, ['Europe/Oslo']), 'CA': ('+1416', 7, ['America/Toronto']),
}
# On a day Monday to Friday; a machine texts on no other by itself. Else 8 to 21 (47 CFR 64.1200(c)(1)).
HOURS = {
    'US-AL': [(8, 20)], 'US-CT': [(9, 20)], 'US-FL': [(8, 20)], 'US-KY': [(10, 21)], 'US-LA': [(8, 20)], 'US-MA': [(8, 20)],
    'US-MD': [(8, 20)], 'US-MN': [(9, 21)], 'US-MS': [(8, 20)], 'US-NM': [(9, 21)], 'US-NV': [(9, 20)], 'US-OK': [(8, 20)],
    'US-OR': [(8, 20)], 'US-RI': [(9, 18)], 'US-SD': [(9, 21)], 'US-TX': [(9, 21)], 'US-WA': [(8, 20)], 'US-WY': [(8, 20)],
    'GB': [(8, 21)], 'DE': [(8, 21)], 'FR': [(10, 13), (14, 20)], 'ES': [(9, 21)], 'IT': [(9, 20)], 'NL': [(9, 21)], 'AU': [(9, 20)],
    'IN': [(10, 21)], 'NO': [(9, 21)], 'CA': [(9, 21)],
}
# What a person lets go (a text asked for, an answer) may go on other days: there, on a Saturday, a Sunday and a public
# holiday, where those have other hours than HOURS says.
OTHER_HOURS = {
    'US-AL': {'sun': [], 'off': []}, 'US-LA': {'sun': [], 'off': []}, 'US-MS': {'sun': []}, 'US-PA': {'off': []},
    'US-RI': {'sat': [(10, 17)], 'sun': [], 'off': []}, 'US-SD': {'sun': []}, 'US-TX': {'sun': [(12, 21)]},
    'US-UT': {'sun': [], 'off': []},
    'GB': {'sun': [(9, 21)], 'off': [(9, 21)]}, 'DE': {'sat': [(10, 16)], 'sun': [], 'off': []},
    'FR': {'sat': [], 'sun': [], 'off': []}, 'ES': {'sat': [], 'sun': [], 'off': []},
    'IT': {'sat': [(10, 19)], 'sun': [], 'off': []}, 'NL': {'sat': [(10, 16)], 'sun': [], 'off': []},
    'AU': {'sat': [(9, 17)], 'sun': [], 'off': []}, 'NO': {'sat': [], 'sun': [], 'off': []},
    'CA': {'sat': [(10, 18)], 'sun': [(10, 18)]},
}
# Public holidays in CLOSED, by country: Thanksgiving, and the two of Christmas (Great Britain and Australia observe the Saturday's on a Monday).
OFF = {'US': ['2026-11-26', '2026-12-25'],
       **{country: ['2026-12-25', '2026-12-26'] for country in ('DE', 'IT', 'NL', 'NO')},
       **{country: ['2026-12-25', '2026-12-26', '2026-12-28'] for country in ('GB', 'AU')},
       **{country: ['2026-12-25'] for country in ('FR', 'ES', 'CA', 'IN')}}
# Days with a weekend or a holiday among them, on which texts are let go: the first, and how many.
CLOSED = [('2026-11-21', 2), ('2026-11-26', 1), ('2026-12-25', 4)]
# A Friday, and the Monday behind the change: clocks go back in Europe and in America, then forth.
FRIDAYS = ['2026-10-23', '2026-10-30', '2027-03-12', '2027-03-19']
DAYS = 6


@dataclass(frozen=True)
class Whom:
    place: str  # "US-FL", "FR"
    number: str
    zones: tuple[str, ...]
    state: str = ''  # as the list has it
    country: str = ''
    beside: tuple[str, tuple[str, ...]] | None = None  # the place of the area code, and its zones


def somebody(chance: random.Random, serial: int) -> Whom:
    """Known by a state and country, by a state alone, or by nothing but the number; some have moved with it."""
    if chance.random() < 0.3:
        country = chance.choice(list(COUNTRIES))
        first, digits, zones = COUNTRIES[country]
        return Whom(country, f'{first}{serial:0{digits}d}' if country != 'CA' else f'{first}{2000000 + serial}', tuple(zones))
    state = chance.choice(list(STATES))
    area, zone, zones = STATES[state]
    number = f'+1{area}{2000000 + serial}'
    known = chance.randrange(3)
    if known and chance.random() < 0.2:
        home = chance.choice([other for other in STATES if other != state])
        return Whom(f'US-{home}', number, tuple(STATES[home][2]), home, 'US' if known == 2 else '', (f'US-{state}', (zone,)))
    return Whom(f'US-{state}', number, tuple(zones) if known else (zone,), state if known else '', 'US' if known == 2 else '')


def is_open(place: str, there: datetime, by_hand: bool) -> bool:
    """`by_hand`: a person has let it go. A holiday on a weekend is both."""
    if there.weekday() > 4 and not by_hand:
        return False
    kinds = [{5: 'sat', 6: 'sun'}.get(there.weekday(), '')] + ['off'] * (f'{there:%Y-%m-%d}' in OFF[place[:2]])
    hour = there.hour + there.minute / 60 + there.second / 3600
    rows = OTHER_HOURS.get(place, {})
    return all(any(first <= hour < last for first, last in rows.get(kind, HOURS.get(place, [(8, 21)]))) for kind in kinds)


def wrong(whom: Whom, at: datetime, by_hand: bool = False) -> str:
    """What speaks against a text to them then; "" where nothing does. Where an area code is another state's, both speak."""
    for place, zones in [(whom.place, whom.zones)] + ([whom.beside] if whom.beside else []):
        for zone in zones:
            there = at.astimezone(ZoneInfo(zone))
            if not is_open(place, there, by_hand):
                return f'{place} {whom.number} in {zone}: {there:%a %d %b %H:%M}'
    return ''


def at_wall(zone: str, day: str, hour: int, minute: int) -> datetime:
    return datetime.fromisoformat(day).replace(hour=hour, minute=minute, tzinfo=ZoneInfo(zone))


class TextHours(Story):
    PEOPLE = 10000 if LONG else 600
    STEP = 30 if LONG else 120  # minutes
    LET_GO = 300 if LONG else 15  # in each of CLOSED, beside those of OTHER_HOURS

    def setUp(self) -> None:
        super().setUp()
        self.gateway = Gateway()
        self.addCleanup(self.gateway.stop)
        self.chance = random.Random(20261101)
        self.known: dict[str, Whom] = {}
        self.went: list[tuple[Whom, datetime]] = []

    def bring(self, people: int) -> None:
        """By chance, in a list of now."""
        rows = []
        for _ in range(people):
            whom = somebody(self.chance, len(self.known))
            rows.append({'Name': f'Person N{len(self.known)}', 'Cell': whom.number, 'Company': f'Firm {len(self.known)}',
                         'State': whom.state, 'Country': whom.country})
            self.known[whom.number] = whom
        self.beck.run('import', self.beck.table('people.csv', rows), '--source', 'web', '--cadence', 'texting')

    def send(self) -> None:
        before = len(self.gateway.taken)
        self.beck.json('work', '--once')
        self.went += [(self.known[number], self.beck.clock) for number in self.gateway.numbers()[before:]]

    def weekend(self, friday: str, people: int) -> None:
        """From Friday on, until all have theirs: lists come in all day, and something is sent every half an hour or
        two, beside the minutes at which hours begin and end."""
        start = datetime.fromisoformat(friday).replace(hour=8, minute=2, tzinfo=timezone.utc)
        batches, brought = 10, 0
        for step in range(DAYS * 24 * 60 // self.STEP):
            self.beck.at(start + timedelta(minutes=step * self.STEP))
            if brought < batches and step * self.STEP >= brought * 120:
                self.bring(people // batches)
                brought += 1
            elif 0 <= (self.beck.clock - start).days - 1 < 2 and self.beck.clock.weekday() > 4 and step % 6:
                continue  # a weekend is looked into now and then
            self.send()
            if brought == batches and len(self.went) == len(self.known):
                return

    def test_none_outside_the_hours(self) -> None:
        self.beck.init()
        self.beck.run('cadence', 'add', self.beck.file('texting.yaml', TEXTING))
        add_gateway(self.beck, self.gateway.port, connections=64)
        for friday in FRIDAYS if LONG else FRIDAYS[1:3]:
            self.weekend(friday, self.PEOPLE // (4 if LONG else 2))
        self.assertEqual([], [fault for whom, at in self.went if (fault := wrong(whom, at))])
        self.assertEqual(sorted(self.known), sorted(self.gateway.numbers()))  # each one, and once
        self.assertGreater(len({at.hour for _, at in self.went}), 8)
        self.beck.audit()

    def some_of(self, first: str, days: int) -> list[tuple[datetime, int, Whom]]:
        """Somebody by day in each place with days of its own, and others whenever; (when they ask, which person, who)."""
        start = datetime.fromisoformat(first)
        asking = []
        for place in [*OTHER_HOURS, *[''] * self.LET_GO]:
            whom = somebody(self.chance, len(self.known))
            while place and (whom.place != place or whom.beside):
                whom = somebody(self.chance, len(self.known))
            minutes = self.chance.randrange(9 * 60, 20 * 60) if place else self.chance.randrange(24 * 60)
            day = start + timedelta(days=self.chance.randrange(days), minutes=minutes, seconds=7)
            asking.append((day.replace(tzinfo=ZoneInfo(whom.zones[0])).astimezone(timezone.utc), len(self.known), whom))
            self.known[whom.number] = whom
        return sorted(asking, key=lambda one: one[0])

    def send_until(self, goes: dict[str, datetime], at: datetime) -> None:
        """What was said to go by then goes at the time that was said."""
        for when in sorted({due for number, due in goes.items() if self.beck.clock <= due <= at}):
            self.beck.at(when)
            self.send()

    def test_what_a_person_lets_go_on_closed_days(self) -> None:
        """Asked for at any hour of weekends and holidays: what is said is when it goes, and that is a lawful hour."""
        self.beck.init()
        add_gateway(self.beck, self.gateway.port, connections=64)
        goes: dict[str, datetime] = {}
        for first, days in CLOSED:
            asking = self.some_of(first, days)
            self.beck.at(asking[0][0] - timedelta(hours=1))
            rows = [{'Name': f'Person N{number}', 'Cell': whom.number, 'Company': f'Firm {number}', 'State': whom.state,
                     'Country': whom.country} for _, number, whom in asking]
            self.beck.run('import', self.beck.table('people.csv', rows), '--source', 'show: Expo')
            for at, number, whom in asking:
                self.send_until(goes, at)
                lead = self.beck.at(at).found(whom.number)['id']
                later = self.beck.json('text', lead, '--words', 'As you asked.')['later_at']
                goes[whom.number] = datetime.fromisoformat(later) if later else at
                self.send_until(goes, at)
            self.send_until(goes, self.beck.clock + timedelta(days=6))
        self.assertEqual([], [fault for whom, at in self.went if (fault := wrong(whom, at, True))])
        self.assertEqual(sorted(goes.items()), sorted((whom.number, at) for whom, at in self.went))
        self.beck.audit()

    def test_the_judge_sees_what_is_wrong(self) -> None:
        """Each way to be wrong about somebody's hours is found, and what is right is not."""
        friday, summer = FRIDAYS[1], FRIDAYS[0]
        people = [somebody(self.chance, serial) for serial in range(2000)]
        faults = {
            'by the hours of the owner': lambda whom: at_wall(C, friday, 8, 30),
            'by the federal hours alone': lambda whom: at_wall(whom.zones[0], friday, 20, 58),
            'an hour early': lambda whom: at_wall(whom.zones[0], friday, 7, 59),
            'at the hour that ends it': lambda whom: at_wall(whom.zones[0], friday, 21, 0),
            'by the first zone of several': lambda whom: at_wall(whom.zones[0], friday, 10, 2) if len(whom.zones) > 1
            else at_wall(whom.zones[0], friday, 11, 0),
            'without summer time': lambda whom: at_wall(whom.zones[0], '2026-12-11', 20, 58) - timedelta(days=49),
            'on a Saturday': lambda whom: at_wall(whom.zones[0], '2026-10-31', 11, 0),
            'through the noon of the French': lambda whom: at_wall(whom.zones[0], summer, 13, 30),
        }
        for name, fault in faults.items():
            self.assertTrue([whom for whom in people if wrong(whom, fault(whom))], name)
        fine = [at_wall(whom.zones[-1], friday, 12, 0) for whom in people]
        self.assertEqual([], [fault for whom, at in zip(people, fine) if whom.place != 'AU' and not whom.beside and (fault := wrong(whom, at))])


if __name__ == '__main__':
    main()
