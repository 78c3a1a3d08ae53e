"""The clock walks through the weeks in which summer time begins and ends, over eight zones: no mail that a
machine sends goes outside of the hours and working days of the place it goes to, nor over its sender's
caps and spacing.

The rule is written here once more, from README.md and the calendars of the countries, over Python's zones:
Monday to Friday but public holidays, 8:00 to 18:00 there. The time of a mail is that of its Date.
"""

from __future__ import annotations

import collections
import email
import email.policy
import email.utils
import unittest
from datetime import date, datetime, time, timedelta, timezone
from pathlib import Path
from zoneinfo import ZoneInfo

from beck import LONG, main
from crash import Crash
from mailing import MAILING, SINK, Sink, add_sender

HOURS = time(8), time(18)
# Country and region as a list has them, the zone there, and the public holidays of the weeks walked through.
PLACES = [
    ('US', 'NY', 'America/New_York', {date(2026, 10, 12)}),
    ('US', 'AZ', 'America/Phoenix', {date(2026, 10, 12)}),
    ('DE', '', 'Europe/Berlin', {date(2027, 3, 26), date(2027, 3, 29)}),
    ('GB', '', 'Europe/London', {date(2027, 3, 26), date(2027, 3, 29)}),
    ('IN', '', 'Asia/Kolkata', {date(2026, 10, 2)}),
    ('ZA', '', 'Africa/Johannesburg', {date(2027, 3, 22), date(2027, 3, 26), date(2027, 3, 29)}),
    ('AU', 'SA', 'Australia/Adelaide', {date(2026, 10, 5), date(2027, 3, 8), date(2027, 3, 26), date(2027, 3, 29)}),
    ('NZ', '', 'Pacific/Auckland', {date(2026, 10, 26), date(2027, 3, 26), date(2027, 3, 29)}),
]
EASTER = date(2027, 3, 25)  # five of the eight places rest from that Friday to Tuesday: all that may go goes before
# Days around the changes: New Zealand, South Australia, Europe, the States; the States, Europe, both southern ones.
WEEKS = [date(2026, 10, 30), date(2026, 9, 25), date(2026, 10, 2), date(2026, 10, 23),
         date(2027, 3, 12), EASTER, date(2027, 4, 2)]
DAYS = 5  # of each
MINUTES = (2, 31, 58) if LONG else (2,)
STEP_HOURS = 1 if LONG else 3
MANY, FEW = (1480, 20) if LONG else (96, 8)  # mails of Mary and Nina, each week
MARYS_DAY, NINAS_DAY, NINAS_MINUTE = (700, 8, 6) if LONG else (50, 3, 6)


@unittest.skipUnless(Path(SINK).exists(), 'smtp-sink of Postfix is missing: tool/setup.sh test')
class MovedClock(Crash):
    def person(self, week: int, number: int) -> dict[str, str]:
        country, region, _, _ = PLACES[number % len(PLACES)]
        return {'Name': f'Person W{week} N{number}', 'E-mail': f'p{number}@firm{week}.example', 'Country': country, 'State': region}

    def people(self, owner: str, week: int, numbers: range) -> None:
        self.beck.run('import', self.beck.table(f'{owner}{week}.csv', [self.person(week, number) for number in numbers]),
                      '--source', 'list', '--cadence', 'mailing', '--owner', owner)

    def walk(self, first: date) -> None:
        """Through the days, all over the globe."""
        at = datetime.combine(first, time(0), timezone.utc)
        while at < datetime.combine(first + timedelta(DAYS), time(0), timezone.utc):
            for minute in MINUTES:
                self.beck.at((at + timedelta(minutes=minute)).isoformat()).run('work', '--once')
            at += timedelta(hours=STEP_HOURS)

    def sent(self, sink: Sink, box: Path) -> list[tuple[str, str, datetime]]:
        """By whom, to whom, when."""
        mails = sink.whole() + [email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
                                for path in (box / 'new').iterdir()]
        return sorted(((mail['From'].addresses[0].addr_spec, mail['To'].addresses[0].addr_spec,
                        email.utils.parsedate_to_datetime(mail['Date'])) for mail in mails), key=lambda mail: mail[2])

    def test_within_the_window(self) -> None:
        weeks = WEEKS if LONG else WEEKS[:1]
        sink, box = Sink(self.folder), self.folder / 'box'
        self.addCleanup(sink.stop)
        self.beck.at(f'{min(weeks) - timedelta(9)}T12:00:00+00:00').init()
        self.beck.run('user', 'add', 'Nina Reed', 'email=nina@sample.example', 'cell=+1 312 555 0101', 'zone=Europe/Berlin', 'morning=off')
        self.beck.run('cadence', 'add', self.beck.file('mailing.yaml', MAILING))
        self.beck.run('sender', 'end', add_sender(self.beck, sink.port)['id'])
        self.beck.run('sender', 'add', 'mary@sample.example', '--day', MARYS_DAY, '--minute', 100000, '--set', 'host=127.0.0.1',
                      '--set', f'port={sink.port}', '--set', 'security=none')
        self.beck.run('sender', 'add', 'nina@sample.example', '--for', 'Nina Reed', '--driver', 'outbox', '--day', NINAS_DAY,
                      '--minute', NINAS_MINUTE, '--set', f'folder={box}')
        for first in sorted(weeks):
            week = WEEKS.index(first)
            self.beck.at(f'{first}T00:00:00+00:00')
            self.people('Mary Beck', week, range(MANY))
            self.people('Nina Reed', week, range(MANY, MANY + FEW))
            self.walk(first)
        sent = self.sent(sink, box)
        outside = [(to, at) for _, to, at in sent if not self.is_open(to, at)]
        print(f'{len(sent)} sent')
        self.assertEqual([], outside[:5], f'{len(outside)} of {len(sent)} outside of the window')
        self.assertEqual(len(sent), len({to for _, to, _ in sent}))
        self.caps_are_kept(sent)
        self.comes_everywhere(sent, weeks)
        self.beck.audit()

    def place_of(self, to: str) -> tuple[ZoneInfo, set[date]]:
        _, _, zone, holidays = PLACES[int(to[1:to.index('@')]) % len(PLACES)]
        return ZoneInfo(zone), holidays

    def is_open(self, to: str, at: datetime) -> bool:
        zone, holidays = self.place_of(to)
        there = at.astimezone(zone)
        return there.weekday() < 5 and there.date() not in holidays and HOURS[0] <= there.time() < HOURS[1]

    def caps_are_kept(self, sent: list[tuple[str, str, datetime]]) -> None:
        for sender, zone, most, apart in (('mary@sample.example', 'America/Chicago', MARYS_DAY, 0),
                                          ('nina@sample.example', 'Europe/Berlin', NINAS_DAY, 60 / NINAS_MINUTE * 2 // 3)):
            times = [at for by, _, at in sent if by == sender]
            days = collections.Counter(at.astimezone(ZoneInfo(zone)).date() for at in times)
            self.assertTrue(days, f'nothing went by {sender}')
            self.assertLessEqual(max(days.values()), most, sender)
            self.assertGreaterEqual(min(((after - at).total_seconds() for at, after in zip(times, times[1:])), default=apart), apart)

    def comes_everywhere(self, sent: list[tuple[str, str, datetime]], weeks: list[date]) -> None:
        """And it does go: all of them, where the days allow it, in each zone, before and after the change."""
        counts = collections.Counter(self.place_of(to)[0].key for _, to, _ in sent)
        self.assertEqual({zone for _, _, zone, _ in PLACES}, set(counts), counts)
        self.assertGreaterEqual(len(sent), (MANY + FEW) * len(weeks) * 9 // 10, counts)
        for first in weeks:
            middle = datetime.combine(first + timedelta(2), time(12), timezone.utc)
            self.assertEqual({True} if first == EASTER else {True, False}, {at < middle for _, _, at in sent if abs(at - middle) < timedelta(DAYS)})


if __name__ == '__main__':
    main()
