"""What a team does with its leads: who sees them, and who has them."""

import beck
from beck import WRONG_USE, Story


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


if __name__ == '__main__':
    beck.main()
