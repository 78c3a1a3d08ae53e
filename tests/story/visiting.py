"""Visits: a day in the order of its places, what comes of each, and what other calendars see of them."""

from __future__ import annotations

from beck import ROOT, WRONG_USE, Story, main

FRIDAY = '2026-11-20'
DROP_IN = (ROOT / 'cadences' / 'show.yaml').read_text().replace('name: show', 'name: drop-in', 1).replace('steps:\n', '''steps:
  - key: drop-in
    channel: visit
    after: 0 days
    window: 1 day
    reason: "I was next door and thought of your pumps."
    new: "a pump to hold in your hands"
    words: "Hello {{first}}, I was next door."

''', 1)


class Visiting(Story):
    def someone(self, name: str, place: str | None) -> int:
        self.beck.run('add', name, '--company', f'{name} Ltd', '--cell', f'202 555 01{len(self.leads):02}', '-s', 'Pack Expo')
        lead = self.beck.found(name)['id']
        self.leads[name] = lead
        if place:
            self.beck.run('set', lead, f'postal={place}')
        return lead

    def drops_in(self, name: str, place: str) -> None:
        self.beck.run('cadence', 'use', self.someone(name, place), 'drop-in')

    def meets(self, name: str, place: str | None, hour: int) -> int:
        lead = self.someone(name, place)
        return self.beck.log(f'lead:{lead}', 'talked', '--result', 'meeting', '--until', f'{FRIDAY} {hour}:00')['next']['id']

    def start(self) -> None:
        self.leads: dict[str, int] = {}
        self.beck.init()
        self.beck.at('2026-11-16T09:00:00-06:00')
        self.beck.run('user', 'set', 'mary', 'email=mary@sample.example')

    def names(self, *words: object) -> list[str]:
        return [visit['contact']['name'] for visit in self.beck.json('visits', *words)['visits']]

    def test_the_hours_first_and_then_the_way(self) -> None:
        self.start()
        self.meets('Late Kim', '5 Mill Lane, Springfield, IL 62701 (39.79990, -89.65000)', 15)
        self.meets('Early Jo', 'Salt Lane 2', 9)
        self.beck.run('cadence', 'add', self.beck.file('drop-in.yaml', DROP_IN))
        for name, place in (('Far Ann', '39.60000,-89.65000'), ('Near Bob', '39.79000,-89.65000'), ('Back Ed', '2 Salt Lane, Springfield, IL 62703'),
                            ('Ahead Al', '1 Salt Lane, Springfield, IL 62702')):
            self.drops_in(name, place)
        self.beck.at(f'{FRIDAY}T08:00:00-06:00')
        self.assertEqual(['Early Jo', 'Late Kim', 'Near Bob', 'Far Ann', 'Ahead Al', 'Back Ed'], self.names())
        visits = self.beck.json('visits')['visits']
        self.assertEqual([True, True, False, False, False, False], [visit['fixed'] for visit in visits])
        self.assertEqual([None, None, 1101, 21127, None, None], [visit['metres'] for visit in visits])
        self.assertEqual('geo:39.799900,-89.650000', visits[1]['geo'])
        self.assertEqual('https://www.openstreetmap.org/search?query=39.799900,-89.650000', visits[1]['map'])
        self.assertEqual('geo:0,0?q=1%20Salt%20Lane,%20Springfield,%20IL%2062702', visits[4]['geo'])
        self.assertEqual('62702', visits[4]['place']['postcode'])
        self.beck.run('config', 'set', 'map_url', 'https://maps.example/?q={place}&z=3')
        self.assertEqual('https://maps.example/?q=Salt%20Lane%202&z=3', self.beck.json('visits')['visits'][0]['map'])
        self.assertSays(self.beck.fails('config', 'set', 'map_url', 'http://maps.example/', code=WRONG_USE), '{place}')
        self.assertSays(self.beck.run('visits').out, 'Late Kim', '39.79990', '1.1 km', '21 km', 'I was next door')
        self.assertEqual('Near, I was here and missed you. I was next door and thought of your pumps. Call me: +1 312 555 0100. Mary Beck, Sample Labels',
                         visits[2]['card'])
        self.assertEqual([], self.names('--day', 'tomorrow'))
        self.assertSays(self.beck.fails('visits', '--day', 'whenever', code=WRONG_USE), 'whenever')
        self.beck.audit()

    def test_twelve_at_once_and_what_nobody_knows(self) -> None:
        """Places borrowed of a neighbour order the way and say no distance; agreed hours are those of the seller's clock, whoever's place it is."""
        self.start()
        self.beck.run('cadence', 'add', self.beck.file('drop-in.yaml', DROP_IN))
        for number, name in enumerate(('Anna', 'Berta', 'Clara', 'Doris', 'Emil', 'Fritz', 'Gustav', 'Hanna', 'Ida', 'Jonas')):
            place = f'{number} Salt Lane, Springfield, IL 6270{number % 3}'
            self.drops_in(name, f'{place} (39.7{number}100, -89.65000)' if number % 2 else place)
        # Eight in the evening in Chicago is the day after in London; half past eleven at night is still the seller's day.
        abroad = self.someone('Ada Abroad', '1 High Street, London EC1A 1BB, United Kingdom')
        self.beck.run('set', abroad, 'zone=Europe/London')
        self.beck.log(f'lead:{abroad}', 'talked', '--result', 'meeting', '--until', f'{FRIDAY} 20:00')
        self.meets('Late Nina', '9 Salt Lane, Springfield, IL 62701', 23)
        self.beck.at(f'{FRIDAY}T08:00:00-06:00')
        visits = self.beck.json('visits')['visits']
        self.assertEqual(12, len(visits))
        self.assertEqual(['Ada Abroad', 'Late Nina'], [visit['contact']['name'] for visit in visits[:2]])
        exact = [visit['place']['coordinates'] is not None for visit in visits]
        for here, (before, visit) in enumerate(zip(visits, visits[1:]), 1):
            self.assertEqual(exact[here - 1] and exact[here], visit['metres'] is not None, (before['address'], visit['address']))
        self.assertEqual([], self.names('--day', '2026-11-21'))
        # Nobody is in: the card is left, and the others move up.
        left = self.beck.log(visits[2]['id'], 'not_in', '--note', f'left my card: {visits[2]["card"]}')
        self.assertEqual(('visit', '2026-11-23'), (left['next']['channel'], left['next']['due_at'][:10]))
        self.assertEqual({visit['id'] for visit in visits[:2] + visits[3:]}, {visit['id'] for visit in self.beck.json('visits')['visits']})
        self.beck.audit()

    def test_met_not_in_and_moved(self) -> None:
        self.start()
        moved = self.meets('Mo Ved', '1 Old Street, Springfield, IL 62701', 10)
        out = self.meets('Otto Out', '2 Old Street, Springfield, IL 62701', 11)
        met = self.meets('Mia Met', '3 Old Street, Springfield, IL 62701', 12)
        self.beck.at(f'{FRIDAY}T13:00:00-06:00')
        self.beck.log(moved, 'moved', '--set', 'postal=9 New Road, Springfield, IL 62704')
        places = {address['value']: address['state'] for person in self.beck.show(self.leads['Mo Ved'])['people']
                  for address in person['addresses'] if address['kind'] == 'postal'}
        self.assertEqual({'1 Old Street, Springfield, IL 62701': 'bad', '9 New Road, Springfield, IL 62704': 'unknown'}, places)
        self.beck.log(out, 'not_in')
        self.beck.log(met, 'met', '--result', 'promised', '--promise', 'send the plan monday 9am')
        self.assertEqual('engaged', self.beck.show(self.leads['Mia Met'])['status'])
        self.assertNotIn('Mia Met', self.names())
        self.beck.run('undo')
        self.assertIn('Mia Met', self.names())
        self.beck.audit()

    def test_other_calendars(self) -> None:
        self.start()
        agreed = self.meets('Ina Vite', '1 Old Street, Springfield, IL 62701', 10)
        self.beck.run('cadence', 'add', self.beck.file('drop-in.yaml', DROP_IN))
        self.drops_in('Dan Drop', '2 Old Street, Springfield, IL 62701')
        events = {event['category']: event for event in self.beck.json('calendar')['events']}
        self.assertEqual((True, False), (events['Agreed']['busy'], events['Visit']['busy']))
        self.assertEqual('Visit Dan Drop, Dan Drop Ltd', events['Visit']['summary'])
        one = self.beck.run('calendar', '--touch', agreed).out.replace('\r', '')
        self.assertSays(one, 'METHOD:PUBLISH', 'DTSTART:20261120T160000Z', 'LOCATION:1 Old Street')
        self.assertSays(self.beck.fails('calendar', '--touch', agreed, '--invite'), 'no mailbox')
        self.beck.run('set', self.leads['Ina Vite'], 'email=ina@vite.example')
        asked = self.beck.run('calendar', '--touch', agreed, '--invite').out.replace('\r\n ', '').replace('\r', '')
        self.assertSays(asked, 'METHOD:REQUEST', 'ORGANIZER;CN=Mary Beck:mailto:mary@sample.example', 'mailto:ina@vite.example', 'RSVP=TRUE')
        self.assertNotIn('VALARM', asked)
        self.assertSays(self.beck.fails('calendar', '--invite', code=WRONG_USE), '--touch')
        called = self.beck.show(self.someone('Carl Call', None))['next']['id']
        self.assertSays(self.beck.fails('calendar', '--touch', called), 'neither a visit nor agreed')


if __name__ == '__main__':
    main()
