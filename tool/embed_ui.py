#!/usr/bin/env python3
"""Turns ui/ into C: embed_ui.py OUT.c DEPFILE UI NODE_MODULES

Templates (ui/templates/**.html), static files (ui/static/), the style sheet (ui/style/beck.css with
what it imports) and the files taken from npm become const arrays, static files pre-compressed; see
src/web/ui_files.h. Two marks are replaced in static texts: @STATIC@ by the folder they are served
under, which has a hash of all of them in it, and @SHELL@ by the list of them (for the service
worker).

Bytes as numbers, as in embed_cadences.py.
"""

import gzip
import hashlib
import json
import re
import sys
from pathlib import Path

NPM = {
    'htmx.js': 'htmx.org/dist/htmx.min.js',
    'uplot.css': 'uplot/dist/uPlot.min.css',
    'uplot.js': 'uplot/dist/uPlot.iife.min.js',
}
TYPES = {
    '.css': 'text/css; charset=utf-8',
    '.js': 'text/javascript; charset=utf-8',
    '.png': 'image/png',
    '.svg': 'image/svg+xml',
    '.webmanifest': 'application/manifest+json',
}
# Served at the root, not under the hashed folder; the service worker does not keep itself.
NOT_IN_SHELL = re.compile(r'sw\.js|manifest\.webmanifest|uplot\..*|icon-.*')
IMPORT = re.compile(r'^@import "(npm:)?([^"]+)"(?: layer\((\w+)\))?;$', re.M)


class Reader:
    """Reads files and remembers which, folders too: a new file changes its folder."""

    def __init__(self) -> None:
        self.seen: list[Path] = []

    def bytes(self, path: Path) -> bytes:
        self.seen.append(path)
        return path.read_bytes()

    def tree(self, folder: Path) -> list[Path]:
        everything = sorted(folder.rglob('*'))
        self.seen += [folder, *(path for path in everything if path.is_dir())]
        return [path for path in everything if path.is_file()]


def style_sheet(reader: Reader, ui: Path, modules: Path) -> bytes:
    def imported(match: re.Match) -> str:
        place = modules if match[1] else ui / 'style'
        text = reader.bytes(place / match[2]).decode().removeprefix('@charset "UTF-8";')
        return f'@layer {match[3]} {{{text}}}' if match[3] else text

    text = IMPORT.sub(imported, reader.bytes(ui / 'style' / 'beck.css').decode())
    text = re.sub(r'/\*(?!!).*?\*/', '', text, flags=re.S)
    return re.sub(r'\s*\n\s*', '\n', text).encode()


def template(data: bytes) -> bytes:
    """Without the indentation, which only people read."""
    return re.sub(rb'^[ \t]+', b'', data, flags=re.M)


def array(name: str, data: bytes) -> list[str]:
    lines = [f'static const unsigned char {name}[] = {{']
    lines += [''.join(f'{byte},' for byte in data[start:start + 24])
              for start in range(0, len(data), 24)]
    return lines + ['0};', '']


def main() -> None:
    out, depfile, ui, modules = map(Path, sys.argv[1:])
    reader = Reader()
    templates = {
        path.relative_to(ui / 'templates').with_suffix('').as_posix(): template(reader.bytes(path))
        for path in reader.tree(ui / 'templates')
    }
    static = {path.relative_to(ui / 'static').as_posix(): reader.bytes(path)
              for path in reader.tree(ui / 'static')}
    static |= {name: reader.bytes(modules / path) for name, path in NPM.items()}
    static['beck.css'] = style_sheet(reader, ui, modules)

    everything = hashlib.sha256()
    for name, data in sorted((templates | static).items()):
        everything.update(f'{name} {len(data)}\n'.encode() + data)
    version = everything.hexdigest()[:16]
    folder = f'/static/{version}'
    shell = json.dumps([f'{folder}/{name}' for name in sorted(static) if not NOT_IN_SHELL.fullmatch(name)])
    for name, data in static.items():
        if Path(name).suffix in ('.js', '.webmanifest') and name not in NPM:
            static[name] = data.replace(b'@STATIC@', folder.encode()).replace(
                b'"@SHELL@"', shell.encode())

    parts = ['/* Made by tool/embed_ui.py from ui/. */', '#include "web/ui_files.h"', '',
             '#include <string.h>', '']
    file_rows, template_rows = [], []
    for number, (name, data) in enumerate(sorted(static.items())):
        small = gzip.compress(data, 9, mtime=0)
        has_small = len(small) < len(data)
        parts += array(f'file_{number}', data)
        if has_small:
            parts += array(f'gzip_{number}', small)
        packed = f'gzip_{number}, sizeof gzip_{number} - 1' if has_small else 'NULL, 0'
        file_rows.append(f'    {{"{name}", "{TYPES[Path(name).suffix]}", file_{number}, '
                         f'sizeof file_{number} - 1, {packed}}},')
    for number, (name, data) in enumerate(sorted(templates.items())):
        parts += array(f'template_{number}', data)
        template_rows.append(f'    {{"{name}", template_{number}, sizeof template_{number} - 1}},')
    parts += [
        'static const UiFile files[] = {', *file_rows, '};', '',
        'static const struct {', '    const char *name;', '    const unsigned char *text;',
        '    size_t size;', '} templates[] = {', *template_rows, '};', '',
        'const UiFile *ui_file(const char *name)', '{',
        '    for (size_t i = 0; i < sizeof files / sizeof *files; i++)',
        '        if (strcmp(files[i].name, name) == 0)',
        '            return &files[i];', '    return NULL;', '}', '',
        'const char *ui_template(const char *name, size_t *size)', '{',
        '    for (size_t i = 0; i < sizeof templates / sizeof *templates; i++) {',
        '        if (strcmp(templates[i].name, name) == 0) {',
        '            *size = templates[i].size;',
        '            return (const char *)templates[i].text;',
        '        }', '    }', '    return NULL;', '}', '',
        'const char *ui_template_name(size_t place)', '{',
        '    return place < sizeof templates / sizeof *templates ? templates[place].name : NULL;',
        '}', '',
        'const char *ui_version(void)', '{', f'    return "{version}";', '}', '']
    out.write_text('\n'.join(parts))
    seen = ' \\\n  '.join(str(path).replace(' ', '\\ ') for path in reader.seen)
    depfile.write_text(f'{out}: {seen}\n')


main()
