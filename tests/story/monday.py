"""A show list of 200 people, imported on a Friday evening, gives a Monday a person can work.

Nothing over what one person can do, promises and the hot ones first, the e-mails as one batch to
review, the calls spread over the week; and when the Monday has been worked, so has every day of the
week a size that can be worked.
"""

import csv
from collections import Counter

import beck
from beck import FRIDAY, MONDAY, ROOT, Story, instant

PEOPLE = 200
DIALS = 40  # a working day and user, as Beck comes
SHOW_DAYS = 5  # working days over which the calls of a show are spread


class Monday(Story):
    def setUp(self) -> None:
        super().setUp()
        self.beck.init()
        with (ROOT / 'sample' / 'show-list.csv').open(newline='', encoding='utf-8') as file:
            self.people = list(csv.DictReader(file))

    def met(self, people: list[dict]) -> dict:
        path = self.beck.table('show.csv', people)
        return self.beck.json('import', path, '--source', 'Pack Expo 2026')

    def with_mail(self, has: bool) -> list[dict]:
        """PEOPLE of the list that have a mailbox, or made to have none."""
        people = [dict(row) for row in {row["Mobile"]: row for row in self.people}.values()
                  if row["Mobile"] and not row["Do Not Call"]]
        self.assertGreaterEqual(len(people), PEOPLE)
        for row in people:
            row['Email'] = row['Email'] if has else ''
        return [row for row in people if row['Email'] or not has][:PEOPLE]

    def due(self, channel: str) -> list[dict]:
        """What is due by the end of the day; counted too, for a list shows 200."""
        today = self.beck.today()
        self.assertEqual(today['counts']['total'], sum(today['counts'][group] for group in (
            'answers', 'promises', 'agreed', 'enquiries', 'calls', 'review')))
        return [touch for touch in today['touches'] if touch['channel'] == channel]

    def test_nothing_is_asked_for_on_friday_night(self) -> None:
        self.met(self.people[:PEOPLE])
        self.beck.later(minutes=5)
        self.assertEqual(0, self.beck.today()['counts']['total'])

    def test_people_without_mail_are_called_over_the_week(self) -> None:
        """All must be called: no day takes more than the dials of a day, the hot ones come first."""
        people = self.with_mail(False)
        self.assertEqual(PEOPLE, self.met(people)['added'])
        hot = {f'{row["First Name"]} {row["Last Name"]}' for row in people if row['Rating'] == 'hot'}
        self.assertGreater(len(hot), 10)
        seen: list[str] = []
        for day in range(16, 16 + SHOW_DAYS):
            self.beck.at(f'2026-11-{day}T09:00:00-06:00')
            calls = self.due('phone')
            self.assertLessEqual(len(calls), DIALS, f'day {day}')
            self.assertGreater(len(calls), 0, f'day {day}')
            seen += [call['lead'] for call in calls]
            for call in calls:
                self.beck.run('log', call['id'], 'no_answer')
        self.assertEqual(hot, {lead['name'] for lead in seen[:len(hot)]}, 'the hot ones come first')
        self.assertEqual(PEOPLE, len({lead['id'] for lead in seen}), 'all within the five days')
        self.beck.audit()

    def test_monday_is_reviewed_called_and_done(self) -> None:
        people = self.with_mail(True)
        self.met(people)
        # What was promised at the stand, and a lead of last month's who was promised a call.
        hot = self.beck.json('find', people[0]['Email'])['leads'][0]
        self.beck.run('promise', hot['id'], 'send the drawings @ 2026-11-16 11:00')
        self.beck.at(MONDAY)
        today = self.beck.today()
        counts = today['counts']
        self.assertEqual('promises', today['touches'][0]['group'], 'what was promised comes first')
        self.assertLessEqual(counts['calls'], DIALS)
        self.assertEqual(PEOPLE, counts['total'])
        self.assertGreaterEqual(counts['review'], PEOPLE - DIALS - 1, 'one batch to review and send')
        ranks = Counter(touch['lead']['temperature'] for touch in today['touches'][:40]
                        if touch['group'] == 'review')
        self.assertGreater(ranks['hot'], 0)
        places = [touch['lead']['temperature'] == 'hot' for touch in today['touches']
                  if touch['group'] == 'review' and touch['lateness'] == 'fresh']
        self.assertEqual(sorted(places, reverse=True), places, 'the hot ones stand first')

        while touches := self.beck.today()['touches']:
            for touch in touches:
                done = 'sent' if touch['channel'] == 'email' else 'voicemail'
                following = self.beck.log(touch['id'], done)['next']
                self.assertGreater(instant(following['due_at']), self.beck.clock)
        self.beck.audit()
        for day in (17, 18, 19, 20, 23, 24):
            self.beck.at(f'2026-11-{day}T09:00:00-06:00')
            calls = self.due('phone')
            self.assertLessEqual(len(calls), DIALS, f'day {day}')
            for call in calls:
                self.beck.run('log', call['id'], 'voicemail')
        self.assertLessEqual(self.beck.at('2026-11-25T09:00:00-06:00').today()['counts']['calls'], DIALS)
        self.beck.audit()

    def test_two_hundred_more_do_not_come_on_top(self) -> None:
        """A second list finds the days of the first ones taken."""
        people = self.with_mail(False)
        self.met(people[:100])
        self.beck.later(minutes=10)
        self.met(people[100:])
        for days, day in enumerate(range(16, 16 + SHOW_DAYS), 1):
            self.beck.at(f'2026-11-{day}T09:00:00-06:00')
            self.assertLessEqual(self.beck.today()['counts']['calls'], days * DIALS, f'day {day}')


if __name__ == '__main__':
    beck.main()
