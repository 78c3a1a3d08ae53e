"""What a team does with its leads: who sees them, and who has them."""

import beck
from beck import FAILED, WRONG_USE, Story


class Team(Story):
    def setUp(self) -> None:
        super().setUp()
        self.beck.init()
        for name in ('Bob Stone', 'Zoe Lake'):
            self.beck.run('user', 'add', name)
        self.lead = self.beck.json('add', 'Ann Ford', '--company', 'Ford Pumps', '--cell', '202 555 0123')['id']

    def test_shared_with_one_and_with_everybody(self) -> None:
        shared = self.beck.json('share', self.lead, 'bob')
        self.assertEqual((False, ['Bob Stone']), (shared['everybody'], [user['name'] for user in shared['users']]))
        self.assertTrue(self.beck.json('share', 'ann ford')['everybody'])
        self.assertIn('shared with everybody, Bob Stone, Zoe Lake.', self.beck.run('share', self.lead, 'zoe').out)
        self.beck.run('share', self.lead, 'zoe', '--stop')
        self.assertEqual([], self.beck.json('share', self.lead, 'bob', '--stop')['users'])
        self.beck.run('undo')
        self.assertIn('shared already', self.beck.fails('share', self.lead, 'bob'))
        self.beck.audit()

    def test_wrong(self) -> None:
        self.assertIn('Zoe Lake', self.beck.fails('share', self.lead, 'nobody'))
        self.assertIn('there is no lead', self.beck.fails('share', 'lead:99', 'bob'))
        self.assertIn('not shared', self.beck.fails('share', self.lead, '--stop'))
        self.beck.fails('share', code=WRONG_USE)


class Leads(Story):
    """The list, and one thing done to many."""

    def setUp(self) -> None:
        super().setUp()
        self.beck.init()
        self.beck.run('user', 'add', 'Bob Stone')
        for number in range(12):
            self.beck.run('add', f'Kim Nr{number:02}', '--company', 'Acme', '--cell', f'+1 202 555 01{number:02}',
                          '--source', 'web' if number % 3 else 'Hannover Messe')

    def names(self, *words: object) -> list[str]:
        return [lead['name'] for lead in self.beck.json('leads', *words)['leads']]

    def test_pages_follow_each_other(self) -> None:
        whole = self.names('--sort', 'name')
        self.assertEqual(sorted(whole), whole)
        self.assertEqual(12, len(whole))
        first = self.beck.json('leads', '--sort', 'name', '-n', 5)
        self.assertEqual(12, first['total'])
        second = self.beck.json('leads', '--sort', 'name', '-n', 5, '--cursor', first['cursor'])
        third = self.beck.json('leads', '--sort', 'name', '-n', 5, '--cursor', second['cursor'])
        self.assertEqual(whole, [lead['name'] for page in (first, second, third) for lead in page['leads']])
        self.assertEqual((None, None), (second['total'], third['cursor']))

    def test_filtered_and_saved(self) -> None:
        self.assertEqual(4, len(self.names('--source', 'show')))
        self.assertEqual(['Kim Nr07'], self.names('nr07', '--source', 'web'))
        self.beck.run('leads', '--source', 'show', '--sort', 'name', '--save', 'from shows')
        self.assertEqual(['Kim Nr00', 'Kim Nr03', 'Kim Nr06', 'Kim Nr09'], self.names('--view', 'From Shows'))
        self.assertIn('source show', self.beck.run('leads', 'views').out)
        self.beck.run('leads', 'forget', 'from', 'shows')
        self.assertIn('no view', self.beck.fails('leads', '--view', 'from shows'))

    def test_many_at_once_and_back(self) -> None:
        closed = self.beck.json('leads', '--source', 'show', '--close', 'the show was long ago')
        self.assertEqual((4, []), (closed['done'], closed['refused']))
        self.assertEqual(8, len(self.names()))
        self.beck.run('undo')
        self.assertEqual(12, len(self.names()))
        self.assertIn('12 leads: given to Bob Stone', self.beck.run('leads', '--assign', 'bob').out)
        self.assertIn('theirs already', self.beck.run('leads', 'nr05', '--assign', 'bob').out)
        self.assertEqual(12, self.beck.json('leads', '--enrol', 'whale')['done'])
        self.assertEqual(12, len(self.names('--cadence', 'whale')))
        self.beck.audit()

    def test_wrong(self) -> None:
        self.assertIn('closed leads have no next touch',
                      self.beck.fails('leads', '--status', 'closed', '--sort', 'due'))
        self.assertIn('begin without one', self.beck.fails('leads', '--cursor', 'x'))
        self.assertIn('no lead', self.beck.fails('leads', 'nobody', '--close', 'why not'))
        self.beck.fails('leads', '--assign', 'bob', '--spread', code=WRONG_USE)
        self.beck.fails('leads', '--sort', 'size', code=WRONG_USE)


class Account(Story):
    """Who is who at a company, and who is under Bob?"""

    def setUp(self) -> None:
        super().setUp()
        self.beck.init()
        self.lead = self.beck.json('add', 'Bob Stone', '--company', 'Quarry', '--cell', '202 555 0123')
        self.bob = self.lead['people'][0]['id']

    def test_the_tree_grows_and_moves(self) -> None:
        shown = self.beck.json('person', 'add', 'Kim Shore', '--under', self.bob, '--title', 'Buyer',
                               '--cell', '202 555 0124')
        self.assertEqual('Quarry', shown['name'])
        kim = shown['people'][0]['under'][0]
        self.assertEqual(('Kim Shore', 'Buyer', 'Bob Stone'), (kim['name'], kim['title'], kim['reports_to']['name']))
        self.assertEqual('+12025550124', kim['addresses'][0]['value'])
        self.beck.run('person', 'add', 'Una', 'Marsh', '--account', 'quarry')
        moved = self.beck.json('person', 'set', kim['id'], 'under=una', 'role=decides')
        self.assertEqual(['Kim Shore'], [person['name'] for above in moved['people']
                                         if above['name'] == 'Una Marsh' for person in above['under']])
        text = self.beck.run('account', 'quarry').out
        self.assertIn('   Kim Shore, Buyer · decides', text)
        self.assertIn('cell (202) 555-0124', text)
        self.beck.run('undo', 3)
        self.assertEqual([], self.beck.json('account', f'lead:{self.lead["id"]}')['people'][0]['under'])
        self.beck.audit()

    def test_wrong(self) -> None:
        self.assertIn('to oneself', self.beck.fails('person', 'set', self.bob, 'under=bob'))
        self.assertIn('there already', self.beck.fails('person', 'add', 'Bob Stone', '--account', 'quarry'))
        self.assertIn('no person', self.beck.fails('person', 'add', 'Kim', '--under', 999))
        self.assertIn('no account', self.beck.fails('account', 'nowhere'))
        self.beck.fails('person', 'add', 'Kim', code=WRONG_USE)
        self.beck.fails('person', 'set', self.bob, 'title', code=WRONG_USE)
        self.beck.audit()


class Cards(Story):
    """A photo of a card alone is enough; typing it is the next touch."""

    PHOTO = b'\xff\xd8\xff\xe0 a photograph'

    def setUp(self) -> None:
        super().setUp()
        self.beck.init()
        self.photo = self.beck.file('card.jpg', self.PHOTO)

    def test_photographed_and_typed(self) -> None:
        lead = self.beck.json('add', '--photo', self.photo, '--source', 'Hannover Messe', '--note', 'blue booth')
        self.assertEqual('Card of 13 Nov, 19:00', lead['name'])
        self.assertEqual(('Type this card.', None), (lead['next']['reason'], lead['next']['channel']))
        waiting = self.beck.json('cards')
        self.assertEqual(lead['id'], waiting['card']['lead']['id'])
        self.assertIn('blue booth', self.beck.run('cards').out)
        typed = self.beck.json('add', 'Ann Ford, Buyer, Ford Pumps, cell 202 555 0123', '--card', lead['id'])
        self.assertEqual((lead['id'], 'Ann Ford', 'updated'), (typed['id'], typed['name'], typed['state']))
        self.assertEqual('cadence', typed['next']['concern'])
        self.assertEqual([], self.beck.json('cards')['cards'])
        kept = self.beck.json('files', lead['id'])['files'][0]
        self.beck.run('files', 'get', kept['id'], self.folder / 'back.jpg')
        self.assertEqual(self.PHOTO, (self.folder / 'back.jpg').read_bytes())
        self.assertIn('typed already', self.beck.fails('add', 'Ann Ford', '--card', lead['id']))
        self.beck.audit()

    def test_what_was_typed_beside_it_is_kept(self) -> None:
        lead = self.beck.json('add', '--photo', self.photo, '--note', 'blue booth', '--cell', '202 555 0177',
                              '--email', 'ann@ford.example', '--title', 'Buyer', '--office', '202 555 0178')['id']
        waiting = self.beck.json('cards')['card']
        self.assertEqual(('blue booth', '202 555 0177', 'ann@ford.example', 'Buyer'),
                         (waiting['lead']['note'], *(waiting['typed'][name] for name in ('cell', 'email', 'title'))))
        self.assertIn('cell 202 555 0177', ' '.join(self.beck.run('cards').out.split()))
        self.assertEqual(lead, self.beck.json('find', '202 555 0177')['leads'][0]['id'])
        typed = self.beck.json('add', 'Ann Ford, Ford Pumps, office 202 555 0179', '--card', lead)
        ways = {(way['kind'], way['value']) for way in typed['people'][0]['addresses']}
        self.assertLessEqual({('cell', '+12025550177'), ('email', 'ann@ford.example'), ('office', '+12025550179')}, ways)
        self.assertEqual(('blue booth', 'Buyer'), (typed['note'], typed['people'][0]['title']))
        self.assertIn('--cell', self.beck.fails('add', '--photo', self.photo, '--cell', '12', code=WRONG_USE))
        self.beck.audit()

    def test_files_and_days_to_come(self) -> None:
        lead = self.beck.json('add', 'Ann Ford', '--cell', '202 555 0123')['id']
        paper = self.beck.file('paper.html', '<script>alert(1)</script>')
        kept = self.beck.json('files', 'add', lead, paper)
        self.assertEqual(('text/plain', False), (kept['type'], kept['image']))
        self.beck.run('files', 'remove', kept['id'])
        self.assertIn('no file', self.beck.fails('files', 'remove', kept['id']))
        ahead = self.beck.json('ahead', lead, '--days', 60)
        self.assertTrue(ahead['expected'][0]['next'])
        self.assertGreater(len(ahead['expected']), 2)
        self.assertEqual(sorted(touch['at'] for touch in ahead['expected']),
                         [touch['at'] for touch in ahead['expected']])

    def test_wrong(self) -> None:
        text = self.beck.file('card.txt', 'Ann Ford')
        self.assertIn('no picture', self.beck.fails('add', '--photo', text, code=WRONG_USE))
        self.assertIn('nothere', self.beck.fails('add', '--photo', self.folder / 'nothere.jpg'))
        self.assertIn('no lead', self.beck.fails('ahead', 'lead:99'))
        self.beck.fails('add', 'Ann', '--photo', self.photo, '--card', 1, code=WRONG_USE)
        self.assertEqual(0, self.beck.audit()['leads'])


class Day(Story):
    """Review and send, a promise that comes late, and what was done."""

    def test_review_late_and_activity(self) -> None:
        self.beck.init()
        self.beck.run('add', 'Eve Pit', '-e', 'eve@pit.example', '-s', 'Hannover Messe')
        lead = self.beck.json('add', 'Kim Shore', '--cell', '202 555 0123', '--promise', 'send the plan friday')
        self.beck.later(days=3)
        review = self.beck.json('review')['touches']
        self.assertEqual(['eve@pit.example'], [touch['address']['value'] for touch in review])
        self.assertIn(review[0]['script']['subject'], self.beck.run('review').out)
        self.beck.run('log', review[0]['id'], 'sent')
        self.assertEqual([], self.beck.json('review')['touches'])
        self.assertEqual(1, self.beck.json('report', 'activity')['all']['email'])
        self.assertIn('hours spent', self.beck.run('report', 'activity').out)
        promise = self.beck.json('promises')['promises'][0]['id']
        late = self.beck.json('promises', 'late', promise, '+9d')
        self.assertIn('Hello Kim,', late['holding']['words'])
        self.assertEqual(lead['id'], late['lead']['id'])
        self.beck.audit()

    def test_an_id_that_is_none(self) -> None:
        self.beck.init()
        self.beck.run('add', '7 Seas', '--cell', '202 555 0177'), self.beck.run('add', 'Pier 7', '--cell', '202 555 0178')
        self.assertIn('there is no lead "7"', self.beck.fails('gift', 'order', '7', 'a cup', '--cost', '9', code=FAILED))
        self.assertIn('there is no touch 777', self.beck.fails('letter', 'print', '777', '--output', self.beck.folder / 'x.pdf', code=FAILED))

    def test_calls_counted_on_a_day_that_has_none(self) -> None:
        self.beck.init()
        self.beck.run('add', 'Kim Shore', '--cell', '202 555 0123')
        self.beck.audit()
        self.beck.sql('INSERT INTO user_day (workspace_id, user_id, day, dials) SELECT workspace_id, id, 25000, 3 FROM "user"')
        (problem,) = self.beck.json('check', code=beck.FOUND)['problems']
        self.assertEqual('load', problem['promise'])
        self.assertIn('has 0 dials planned on 2038-06-13, and 3 counted', problem['what'])


if __name__ == '__main__':
    beck.main()
