"""Shell scripts pass shellcheck, Python files compile."""

import subprocess
import sys

from tree import ROOT, all_files, finish, relative


def is_shell(path) -> bool:
    with path.open('rb') as file:
        return path.suffix == '.sh' or file.read(64).startswith((b'#!/bin/sh', b'#!/bin/bash'))


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
    finish(findings, f'{len(shell)} shell scripts and {len(python)} Python files on '
                     f'Python {sys.version.split()[0]}')


main()
