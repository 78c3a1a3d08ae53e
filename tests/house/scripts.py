"""Shell scripts pass shellcheck, Python files compile, what says how it is run can be run, and the npm packages
that we name run by the Node.js of Debian 12."""

import json
import os
import re
import subprocess
import sys

from tree import ROOT, all_files, finish, relative

NODE = [18, 20, 4]  # of Debian 12; whoever works on Beck may have a later one, and would not see it


def is_shell(path) -> bool:
    with path.open('rb') as file:
        return path.suffix == '.sh' or file.read(64).startswith((b'#!/bin/sh', b'#!/bin/bash'))


def is_told_to_run(path) -> bool:
    with path.open('rb') as file:
        return file.read(2) == b'#!'


def packages_beyond_node() -> list[str]:
    """By what each says of itself: the least that any of its alternatives wants."""
    lock = json.loads((ROOT / 'tool/npm/package-lock.json').read_text())['packages']
    findings = []
    for name in lock['']['devDependencies']:
        wanted = lock[f'node_modules/{name}'].get('engines', {}).get('node', '>=0')
        least = min([int(part) for part in re.findall(r'\d+', way)[:3]] for way in wanted.split('||'))
        if least > NODE:
            findings.append(f'tool/npm/package.json:1: {name} wants Node.js {wanted}: take a version for {NODE[0]}')
    return findings


def main() -> None:
    paths = all_files()
    shell = [relative(path) for path in paths if is_shell(path)]
    done = subprocess.run(['shellcheck', '--format=gcc', *shell], cwd=ROOT, stdout=subprocess.PIPE,
                          text=True, check=False)
    findings = done.stdout.splitlines()
    python = [path for path in paths if path.suffix == '.py']
    for path in python:
        try:
            compile(path.read_text(), relative(path), 'exec')
        except SyntaxError as error:
            findings.append(f'{relative(path)}:{error.lineno}: {error.msg}')
    findings += packages_beyond_node()
    findings += [f'{relative(path)}:1: begins with #! and cannot be run: chmod +x'
                 for path in paths if is_told_to_run(path) and not os.access(path, os.X_OK)]
    finish(findings, f'{len(shell)} shell scripts and {len(python)} Python files on '
                     f'Python {sys.version.split()[0]}')


main()
