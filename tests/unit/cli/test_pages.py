"""The man pages and completions as they are built: whole, clean, and working in their shells.

Usage: test_pages.py BECK FOLDER, the folder being the build's man/.
"""

import re
import shutil
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

BECK, FOLDER = str(Path(sys.argv[1]).resolve()), Path(sys.argv[2])


def run(*command: str, **more) -> subprocess.CompletedProcess:
    return subprocess.run(command, text=True, capture_output=True, **more)


def needs(program: str):
    return unittest.skipUnless(shutil.which(program), f'{program} is not installed')


class ManPages(unittest.TestCase):
    def test_there_is_one_for_each_command(self):
        listed = run(BECK, 'man', '--list').stdout.split()
        self.assertEqual(sorted(listed), sorted(page.stem for page in FOLDER.glob('*.1')))

    @needs('mandoc')
    def test_mandoc_finds_nothing(self):
        for page in sorted(FOLDER.glob('*.1')):
            lint = run('mandoc', '-Tlint', '-Wstyle', str(page))
            # Where the other pages lie only an installed system knows.
            lines = [line for line in lint.stdout.splitlines() if 'referenced manual not found' not in line]
            self.assertEqual(lines, [], page.name)

    @needs('mandoc')
    def test_they_can_be_read(self):
        overstruck = run('mandoc', '-Tascii', str(FOLDER / 'beck-log.1')).stdout
        text = re.sub('.\b', '', overstruck)
        self.assertIn('EXAMPLES', text)
        self.assertIn('beck log 12 voicemail', text)


class Completions(unittest.TestCase):
    @needs('bash')
    def complete(self, *words: str) -> list[str]:
        script = (f'source {FOLDER}/beck; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); '
                  'compopt() { :; }; _beck; printf "%s\\n" "${COMPREPLY[@]}"')
        done = run('bash', '--norc', '-c', script, '-', *words)
        self.assertEqual(done.stderr, '')
        return done.stdout.split()

    def test_bash_completes_commands(self):
        self.assertEqual(self.complete('beck', 'tod'), ['today'])
        self.assertIn('log', self.complete('beck', ''))
        self.assertNotIn('man', self.complete('beck', ''))
        self.assertEqual(self.complete('beck', '--db', 'x', 'und'), ['undo'])
        self.assertEqual(self.complete('beck', 'promises', 'ke'), ['kept'])

    def test_bash_completes_options_and_values(self):
        self.assertEqual(self.complete('beck', 'log', '12', 'talked', '--res'), ['--result'])
        self.assertEqual(self.complete('beck', 'log', '12', 'talked', '--result', 'mee'), ['meeting'])
        self.assertEqual(self.complete('beck', 'log', '12', 'talked', '--result', '=', 'mee'), ['meeting'])
        self.assertEqual(self.complete('beck', 'log', '12', 'voice'), ['voicemail'])
        self.assertEqual(self.complete('beck', 'today', '--js'), ['--json'])
        self.assertEqual(self.complete('beck', 'completion', 'f'), ['fish'])
        self.assertEqual(self.complete('beck', 'log', '12', 'talked', '--note', 'x'), [])

    def test_bash_completes_files(self):
        with tempfile.TemporaryDirectory() as folder:
            (Path(folder) / 'show list.csv').touch()
            script = (f'source {FOLDER}/beck; COMP_WORDS=(beck import sho); COMP_CWORD=2; '
                      'compopt() { :; }; _beck; printf "%s\\n" "${COMPREPLY[@]}"')
            self.assertEqual(run('bash', '--norc', '-c', script, cwd=folder).stdout, 'show list.csv\n')

    @needs('zsh')
    def test_zsh_reads_its_script(self):
        done = run('zsh', '-f', '-n', str(FOLDER / '_beck'))
        self.assertEqual((done.returncode, done.stderr), (0, ''))

    @needs('fish')
    def test_fish_completes(self):
        def complete(line: str) -> list[str]:
            done = run('fish', '--no-config', '-c', f'source {FOLDER}/beck.fish; complete -C "{line}"')
            self.assertEqual(done.stderr, '')
            return [offer.split('\t')[0] for offer in done.stdout.splitlines()]
        self.assertEqual(complete('beck tod'), ['today'])
        self.assertEqual(complete('beck log 12 talked --result mee'), ['meeting'])
        self.assertEqual(complete('beck config uns'), ['unset'])


unittest.main(argv=[sys.argv[0]])
