"""tool/embed_sql.py refuses each mistake with its file and line, and numbers parameters rightly.

Usage: test_embed_sql.py GENERATOR
"""

import hashlib
import re
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

GENERATOR = ''

GOOD = '''-- name: lead_get
-- One lead.
-- in: workspace int, id id
-- out: id id, name text
-- gives: one
SELECT id, name FROM lead WHERE workspace_id = :workspace AND id = :id;
'''

# What is wrong with it, the text, and the line that must be named.
MISTAKES = [
    ('parameter :lead is not in', GOOD.replace('id = :id;', 'id = :lead;'), 6),
    ("parameter 'note' of 'in:' is not used", GOOD.replace('id id\n-- out', 'id id, note text\n-- out'), 1),
    ('lead_get is already at', GOOD + GOOD, 7),
    ("'gives:' is missing", GOOD.replace('-- gives: one\n', ''), 1),
    ("gives 'some'", GOOD.replace('one', 'some'), 5),
    ("gives none, but has 'out:'", GOOD.replace('gives: one', 'gives: none'), 1),
    ("gives changed, but has 'out:'", GOOD.replace('gives: one', 'gives: changed'), 1),
    ("gives many, but has no 'out:'",
     GOOD.replace('gives: one', 'gives: many').replace('-- out: id id, name text\n', ''), 1),
    ('no workspace_id', GOOD.replace('workspace_id = :workspace AND', ':workspace = 1 AND'), 6),
    ('is not NAME TYPE', GOOD.replace('id id\n', 'id number\n'), 3),
    ('cannot be a name in C', GOOD.replace('name text', 'default text'), 4),
    ("'id' is listed twice", GOOD.replace('name text', 'id text'), 4),
    ("the ';' at the end is missing", GOOD.replace(';', ''), 6),
    ('one statement only', GOOD + 'SELECT 2;\n', 7),
    ("write :name", GOOD.replace(':id;', '?2;'), 6),
    ("'mysql' is no engine", GOOD + '-- name: lead_get@mysql\nSELECT 1;\n', 7),
    ('variant of lead_set, which has no text', GOOD + '-- name: lead_set@postgres\nSELECT 1;\n', 7),
    ("a variant has the same 'in:'", GOOD + '-- name: lead_get@postgres\n-- in: id id\nSELECT 1;\n', 8),
    ('a second text for postgres', GOOD + 2 * '-- name: lead_get@postgres\nSELECT workspace_id;\n', 10),
    ("'Lead' is not a lower-case name", GOOD.replace('lead_get', 'Lead'), 1),
    ("before the first '-- name:'", 'SELECT 1;\n' + GOOD, 1),
    ('no text', '-- name: lead_get\n-- gives: none\n-- global\n', 4),
    ("'in: as lead_set' names no statement", GOOD.replace('in: workspace int, id id', 'in: as lead_set'), 3),
    ('there is no list named', GOOD.replace('SELECT id, name', 'SELECT {named}'), 6),
    ('the list named is there', '-- list: named = id\n-- list: named = id\n' + GOOD, 2),
    ("'1d' is no name", '-- list: named = 1d\n' + GOOD, 1),
    ('more than 64', GOOD.replace('name text', ', '.join(f'c{i} int' for i in range(64))), 1),
]


class Generated:
    """One run of the generator in a directory of its own."""

    def __init__(self, queries: str, schema: dict[str, str] | None = None):
        with tempfile.TemporaryDirectory() as folder:
            place = Path(folder)
            (place / 'q').mkdir()
            (place / 'q/lead.sql').write_text(queries)
            command = [sys.executable, '-B', GENERATOR, '--book', 'sql', '--include', 'q.h',
                       '--queries', str(place / 'q'), '--header', str(place / 'q.h'),
                       '--source', str(place / 'q.c'), '--depfile', str(place / 'q.d')]
            if schema is not None:
                for engine in ('sqlite', 'postgres'):
                    (place / 's' / engine).mkdir(parents=True)
                for name, text in schema.items():
                    (place / 's' / name).write_text(text)
                command += ['--schema', str(place / 's')]
            done = subprocess.run(command, capture_output=True, text=True, check=False)
            self.code, self.told = done.returncode, done.stderr
            written = (place / 'q.c').exists()
            self.header = (place / 'q.h').read_text() if written else ''
            self.source = (place / 'q.c').read_text() if written else ''
            self.depfile = (place / 'q.d').read_text() if written else ''

    def texts(self, statement: str) -> dict[str, str]:
        block = self.source.split(f'[SQL_{statement.upper()}] = {{')[1].split('\n    },')[0]
        return {engine.lower(): text for engine, text in
                re.findall(r'\.text\[DB_(\w+)\] =\s*"((?:[^"\\]|\\.)*)"', block)}


class Mistakes(unittest.TestCase):
    def test_each_is_told_with_its_place(self) -> None:
        for words, text, line in MISTAKES:
            with self.subTest(words):
                run = Generated(text)
                self.assertNotEqual(run.code, 0)
                self.assertIn(words, run.told)
                self.assertRegex(run.told, rf'^\S*lead\.sql:{line}: ')
                self.assertEqual(run.source, '')

    def test_migrations(self) -> None:
        cases = [
            ('number 0001 should come here', {'sqlite/0002_b.sql': ''}),
            ('NNNN_name.sql', {'sqlite/first.sql': ''}),
            ('differ in number or name', {'sqlite/0001_a.sql': '', 'postgres/0001_b.sql': ''}),
        ]
        for words, schema in cases:
            with self.subTest(words):
                run = Generated(GOOD, schema)
                self.assertNotEqual(run.code, 0)
                self.assertIn(words, run.told)


class Texts(unittest.TestCase):
    def test_parameters_are_numbered_by_their_place_in_in(self) -> None:
        run = Generated(GOOD.replace('workspace int, id id', 'id id, workspace int'))
        self.assertEqual(run.told, '')
        self.assertEqual(run.texts('lead_get'), {
            'sqlite': 'SELECT id, name FROM lead WHERE workspace_id = ?2 AND id = ?1',
            'postgres': 'SELECT id, name FROM lead WHERE workspace_id = $2 AND id = $1'})

    def test_quotes_comments_and_casts_stay(self) -> None:
        run = Generated('-- name: odd\n-- global: a test\n-- in: a int\n-- gives: none\n'
                        'SELECT \':a  :b\', "c:d" /* :e ; */, :a::text, 1 -- :f\n  , x[1:2];\n')
        self.assertEqual(run.told, '')
        self.assertEqual(run.texts('odd')['postgres'].replace('\\"', '"'),
                         'SELECT \':a  :b\', "c:d" , $1::text, 1 , x[1:2]')

    def test_variants(self) -> None:
        run = Generated(GOOD + '-- name: lead_get@postgres\n-- Its own way.\n'
                               'SELECT id, name FROM l WHERE workspace_id = :workspace AND :id > 0;\n')
        self.assertEqual(run.told, '')
        self.assertIn('?1', run.texts('lead_get')['sqlite'])
        self.assertIn('FROM l WHERE workspace_id = $1 AND $2 > 0', run.texts('lead_get')['postgres'])

    def test_words_for_one_engine(self) -> None:
        run = Generated(GOOD.replace('id = :id', 'id = /*postgres: 1 + */:id'))
        self.assertEqual(run.told, '')
        self.assertTrue(run.texts('lead_get')['sqlite'].endswith('id = ?2'))
        self.assertTrue(run.texts('lead_get')['postgres'].endswith('id = 1 + $2'))

    def test_lists_are_written_out(self) -> None:
        run = Generated('-- list: named = id, name\n' + GOOD.replace('SELECT id, name', 'SELECT {named}, {l.named}, {:named}')
                        .replace('id id\n-- out: id id, name text', 'id id, name text\n-- out: a id, b text, c id, d text, e id, f text'))
        self.assertEqual(run.told, '')
        self.assertIn('SELECT id, name, l.id, l.name, ?2, ?3 FROM', run.texts('lead_get')['sqlite'])

    def test_a_struct_that_two_ask_with(self) -> None:
        run = Generated(GOOD + '-- name: lead_of\n-- in: as lead_get\n-- out: as lead_get\n-- gives: one\n'
                               'SELECT id, name FROM l WHERE workspace_id = :workspace AND :id > 0;\n')
        self.assertEqual(run.told, '')
        self.assertIn('sql_lead_of(Db *db, Arena *arena, const struct lead_get_in *in,', run.header)
        self.assertEqual(1, run.header.count('struct lead_get_in {'))
        self.assertNotIn('struct lead_of_in', run.header)

    def test_migrations_carry_their_digest(self) -> None:
        text = 'CREATE TABLE "a" (b text DEFAULT \'\\\\?\'); -- über\n'
        run = Generated(GOOD, {'sqlite/0001_a.sql': text, 'postgres/0001_a.sql': text})
        self.assertEqual(run.told, '')
        self.assertEqual(run.source.count(hashlib.sha256(text.encode()).hexdigest()), 2)
        self.assertIn('.migration_count = 1', run.source)

    def test_what_is_read_is_a_dependency(self) -> None:
        run = Generated(GOOD, {'sqlite/0001_a.sql': '', 'postgres/0001_a.sql': ''})
        for part in ('/q ', '/q/lead.sql', '/s/sqlite', '0001_a.sql', 'embed_sql.py'):
            self.assertIn(part, run.depfile)


if __name__ == '__main__':
    GENERATOR = sys.argv.pop(1)
    unittest.main()
