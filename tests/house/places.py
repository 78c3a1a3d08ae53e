"""No path or host of the machine it was written on stands in the tree.

What to look for comes from the machine that checks: where the checkout and the home lie, its name,
the registries its package clients use. Public documentation may name anything else.
"""

import os
import re
import socket
import subprocess
from pathlib import Path

from tree import ROOT, all_files, finish, relative

APT = [Path('/etc/apt/sources.list'), *sorted(Path('/etc/apt/sources.list.d').glob('*'))]
HOST = re.compile(r'://(?:[^/@\s]*@)?([^/:\s\]]+)')


def registry_hosts() -> set[str]:
    told = [path.read_text(errors='replace') for path in APT if path.is_file()]
    for command in (['npm', 'config', 'get', 'registry'], ['pip', 'config', 'list']):
        try:
            told.append(subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                                       text=True, check=False).stdout)
        except FileNotFoundError:
            pass
    uris = [line for text in told for line in text.splitlines() if not line.lstrip().startswith('#')]
    return {host for line in uris for host in HOST.findall(line)}


def patterns() -> list[tuple[str, re.Pattern]]:
    """(what it is, how it looks). A directory right under / has too common a name to be told."""
    # A host without a dot may be a word of any language; a machine's longer name is not.
    names = {socket.gethostname()} if len(socket.gethostname()) > 8 else set()
    names |= {host for host in registry_hosts() if '.' in host}
    hosts = '|'.join(map(re.escape, sorted(names)))
    homes = {str(Path.home())} | {str(place) for place in (ROOT, ROOT.parent) if place != Path('/')}
    own = [home for home in homes if home.count('/') > 1]
    found = [('a path of a home', re.compile(r'(?<![\w.])/(?:home|Users)/\w+/'))]
    found += [('a path of this machine', re.compile(re.escape(place) + r'\b')) for place in own]
    if hosts:
        found.append(('a host of this machine', re.compile(rf'(?<![\w.-])(?:{hosts})(?![\w-])')))
    if os.path.exists(ROOT / 'tool/npm/package-lock.json'):
        found.append(('a registry in a lockfile (npm: omit-lockfile-registry-resolved)',
                      re.compile(r'"resolved": "https?://')))
    return found


def main() -> None:
    looked_for = patterns()
    findings = []
    paths = all_files()
    for path in paths:
        content = path.read_bytes()
        if b'\0' in content[:8000]:
            continue
        text = content.decode(errors='replace')
        for what, pattern in looked_for:
            findings += [f'{relative(path)}:{text.count(chr(10), 0, match.start()) + 1}: {what}'
                         for match in pattern.finditer(text)]
    finish(findings, f'{len(paths)} files name no place of this machine')


main()
