"""What is typed is done as it is meant, or refused with the way out."""

from __future__ import annotations

from datetime import date

from beck import WRONG_USE, Story, main


class AsMeant(Story):
    def setUp(self) -> None:
        super().setUp()
        self.beck.init(zone='America/New_York')

    def test_a_span_of_weekdays_is_one_week(self) -> None:
        """Of each day of a week, "monday friday" is five days in a row."""
        for _ in range(7):
            absence = self.beck.json('absence', 'add', 'monday', 'friday')['absence']
            first, last = (date.fromisoformat(absence[name]) for name in ('first', 'last'))
            self.assertEqual((first.weekday(), (last - first).days), (0, 4), absence)
            self.assertGreater(first, self.beck.clock.date())
            self.beck.run('absence', 'remove', str(absence['id']))
            self.beck.later(days=1)
        one = self.beck.json('absence', 'add', 'friday', 'friday')['absence']
        self.assertEqual(one['first'], one['last'])
        said = self.beck.run('absence', 'add', '2031-12-01', 'friday').out
        self.assertIn('2031-12-01 to 2031-12-05', said)
        refused = self.beck.fails('absence', 'add', '2032-12-01', '2031-12-24')
        self.assertIn('2031-12-24, before it begins on 2032-12-01', refused)

    def test_what_stands_behind_a_person_is_theirs(self) -> None:
        lead = f"lead:{self.beck.json('add', 'Mia Stone', '--company', 'Stone Works', '--cell', '+12025550101')['id']}"
        self.beck.run('set', lead, 'title=Owner', 'person=+Ken Ito', 'cell=+1 202 555 0155', 'title=Planner',
                      'email=ken@stone.example', 'product=pumps')
        shown = self.beck.json('show', lead)
        people = {person['name']: person for person in shown['people']}
        self.assertEqual({way['value'] for way in people['Ken Ito']['addresses']}, {'+12025550155', 'ken@stone.example'})
        self.assertEqual({way['value'] for way in people['Mia Stone']['addresses']}, {'+12025550101'})
        self.assertEqual((people['Mia Stone']['title'], people['Ken Ito']['title']), ('Owner', 'Planner'))
        self.assertEqual(shown['product'], 'pumps')
        for words in (('person=+Lea Ito', 'role=decides'), ('person=+Lea Ito', 'title=Head, Sales'), ('under=Lea', 'zone=UTC')):
            self.assertIn('beck person set', self.beck.fails('set', lead, *words, code=WRONG_USE))
        self.assertNotIn('Lea Ito', str(self.beck.json('show', lead)))
        self.beck.run('log', lead, 'talked', '--set', 'person=Lea Ito', '--set', 'cell=+1 202 555 0166')
        people = {person['name']: person for person in self.beck.json('show', lead)['people']}
        self.assertEqual([way['value'] for way in people['Lea Ito']['addresses']], ['+12025550166'])
        self.beck.audit()

    def test_a_file_is_what_its_name_says(self) -> None:
        self.beck.run('add', 'Mia Stone', '--cell', '+12025550101')
        for name, begins in (('a.csv', 'Name,'), ('a.VCF', 'BEGIN:VCARD'), ('a.vcard', 'BEGIN:VCARD'), ('a.jsonl', '{'),
                             ('a.ndjson', '{'), ('a', 'Name,'), ('rows.2026-11', 'Name,')):
            self.beck.run('export', str(self.folder / name))
            self.assertTrue((self.folder / name).read_text(encoding='utf-8-sig').startswith(begins), name)
        for name in ('a.xlsx', 'a.ods', 'a.csv.gz', 'a.pdf'):
            self.assertIn('--as csv', self.beck.fails('export', str(self.folder / name), code=WRONG_USE))
            self.assertFalse((self.folder / name).exists())
        self.beck.run('export', str(self.folder / 'a.txt'), '--as', 'csv')
        for words in (('letter', 'print', '--due'), ('fax', '1')):
            self.assertIn('.pdf', self.beck.fails(*words, '--output', str(self.folder / 'x.docx'), code=WRONG_USE))


if __name__ == '__main__':
    main()
