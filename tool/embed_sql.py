#!/usr/bin/env python3
"""Turns named SQL statements and migrations into C: the only way SQL gets into Beck.

    embed_sql.py --book NAME --include HEADER --header OUT.h --source OUT.c --depfile OUT.d
                 [--queries FILE_OR_DIR] [--schema DIR]

A statement in a .sql file:

    -- name: lead_get
    -- What it is for, one or more lines.
    -- in: workspace int, id id
    -- out: id id, name text, value_cents int, photo blob, score real
    -- gives: one
    SELECT ... WHERE workspace_id = :workspace AND id = :id;

`in:` and `out:` may be repeated for long lists. `-- out: as lead_get` gives rows of the type of a
statement above, so that one function can take both; `-- in: as NAME` asks with its struct likewise. `gives:` is none, changed, one, many or stream. A
statement that does not speak of workspace_id carries the line `-- global: why`. `-- name: lead_get@postgres`
gives the same statement another text for that engine; it repeats none of the lines above. Where a few
words are all that differs, a comment `/*postgres: words */` has them for that engine alone.
`-- list: NAME = a, b, c`, on a line of its own, names columns that several statements below go through:
`{NAME}` stands for "a, b, c", `{:NAME}` for ":a, :b, :c", `{n.NAME}` for "n.a, n.b, n.c".
`:name` becomes ?N for SQLite and $N for PostgreSQL, N being the place in `in:`.

The header gets, for each statement, its structs and a typed function (statement.h says what they
do); the source gets texts, descriptors and migrations. Any mistake ends the build with file:line.
"""

import argparse
import hashlib
import os
import re
import sys

ENGINES = ("sqlite", "postgres")
GIVES = ("none", "changed", "one", "many", "stream")
ROWLESS = ("none", "changed")
TYPES = {  # word in the .sql file: (type in C, enumerator of SqlType)
    "int": ("int64_t ", "SQL_INT"),
    "id": ("int64_t ", "SQL_ID"),
    "real": ("double ", "SQL_REAL"),
    "text": ("const char *", "SQL_TEXT"),
    "blob": ("struct Blob ", "SQL_BLOB"),
}
MOST_FIELDS = 64  # SQL_MOST_PARAMETERS and SQL_MOST_COLUMNS in statement.h
C_WORDS = set(
    "auto break case char const continue default do double else enum extern float for goto if "
    "inline int long register restrict return short signed sizeof static struct switch typedef "
    "union unsigned void volatile while bool true false".split()
)


class Mistake(Exception):
    """A fault in a .sql file, with the place where an editor should open it."""

    def __init__(self, path, line, words):
        super().__init__(f"{path}:{line}: {words}")


class Statement:
    def __init__(self, name, path, line):
        self.name, self.path, self.line = name, path, line
        self.about = []
        self.inputs, self.outputs = [], []  # pairs of name and word of TYPES
        self.row = name  # whose row type it gives
        self.asks = name  # whose struct it asks with
        self.gives = None
        self.is_global = False
        self.texts = {}  # engine: text with its numbered parameters


def read_fields(words, into, path, line):
    """Adds "workspace int, id id" to a list of fields."""
    for part in words.split(","):
        pair = part.split()
        if len(pair) != 2 or pair[1] not in TYPES:
            raise Mistake(path, line, f"'{part.strip()}' is not NAME TYPE; types: {', '.join(TYPES)}")
        name = pair[0]
        if not re.fullmatch(r"[a-z][a-z0-9_]*", name) or name in C_WORDS:
            raise Mistake(path, line, f"'{name}' cannot be a name in C: use another (AS ...)")
        if any(name == other for other, _ in into):
            raise Mistake(path, line, f"'{name}' is listed twice")
        into.append((name, pair[1]))


# What may hold a colon that is no parameter: strings, quoted names, comments, casts; then :name.
TOKEN = re.compile(
    r"""(?P<keep>'(?:[^']|'')*'|"(?:[^"]|"")*"|::)
      | (?P<comment>--[^\n]*|/\*.*?\*/)
      | :(?P<parameter>[A-Za-z_][A-Za-z0-9_]*)
      | (?P<end>;)
      | (?P<mark>\?)""",
    re.VERBOSE | re.DOTALL,
)


def number_parameters(body, statement, engine, path, line, used):
    """The text for one engine: comments gone, one blank between words, parameters numbered."""
    names = [name for name, _ in statement.inputs]
    pieces, at, ended = [], 0, False

    def plain(text, where):
        if ended and text.strip():
            raise Mistake(path, where, f"{statement.name}: one statement only, and nothing after ';'")
        text = re.sub(r"\s+", " ", text)
        if pieces and pieces[-1].endswith(" "):
            text = text.lstrip()
        if text:
            pieces.append(text)

    for found in TOKEN.finditer(body):
        where = line + body.count("\n", 0, found.start())
        plain(body[at : found.start()], where)
        at = found.end()
        if found["comment"]:
            only = re.fullmatch(r"/\*(\w+): (.*)\*/", found["comment"])
            plain(only[2] if only and only[1] == engine else " ", where)
        elif found["end"]:
            ended = True
        elif found["keep"]:
            pieces.append(found["keep"])
        elif found["mark"]:
            if engine == "sqlite":
                raise Mistake(path, where, f"{statement.name}: '?' is no parameter here: write :name")
            pieces.append("?")
        else:
            name = found["parameter"]
            if name not in names:
                raise Mistake(path, where, f"{statement.name}: parameter :{name} is not in its 'in:'")
            used.add(name)
            pieces.append(("?" if engine == "sqlite" else "$") + str(names.index(name) + 1))
    plain(body[at:], line + body.count("\n"))
    text = "".join(pieces).strip()
    if not text:
        raise Mistake(path, line, f"{statement.name}: no text")
    if not ended:
        raise Mistake(path, line, f"{statement.name}: the ';' at the end is missing")
    return text


def finish(statement, bodies, path):
    """Checks a statement as a whole once its variants are known."""
    used = set()
    for engine in ENGINES:
        body, where, line = bodies.get(engine) or bodies["both"]
        statement.texts[engine] = number_parameters(body, statement, engine, where, line, used)
        if not statement.is_global and "workspace_id" not in statement.texts[engine]:
            raise Mistake(where, line, f"{statement.name}: no workspace_id; if it is meant for all "
                                       "workspaces, say '-- global: why'")
    for name, _ in statement.inputs:
        if name not in used:
            raise Mistake(path, statement.line, f"{statement.name}: parameter '{name}' of 'in:' is not used")


def share_row(statement, words, statements, path, line):
    """"out: as NAME": the same columns, and the same struct, as a statement above."""
    other = statements.get(words[0]) if len(words) == 1 else None
    if other is None or other is statement or not other.outputs:
        raise Mistake(path, line, f"'out: as {' '.join(words)}' names no statement above that gives rows")
    statement.row = other.row
    statement.outputs = other.outputs


def share_question(statement, words, statements, path, line):
    """"in: as NAME": the same parameters, in the same struct, as a statement above."""
    other = statements.get(words[0]) if len(words) == 1 else None
    if other is None or other is statement or not other.inputs:
        raise Mistake(path, line, f"'in: as {' '.join(words)}' names no statement above that asks anything")
    statement.asks = other.asks
    statement.inputs = other.inputs


def read_list(words, lists, path, line):
    """"list: NAME = a, b, c": columns that statements below go through."""
    name, _, columns = (part.strip() for part in words.partition("="))
    names = [column.strip() for column in columns.split(",")]
    for word in [name, *names]:
        if not re.fullmatch(r"[a-z][a-z0-9_]*", word):
            raise Mistake(path, line, f"'{word}' is no name: -- list: NAME = a, b, c")
    if name in lists:
        raise Mistake(path, line, f"the list {name} is there already")
    lists[name] = names


LISTED = re.compile(r"\{(?P<before>:|[a-z][a-z0-9_]*\.)?(?P<name>[a-z][a-z0-9_]*)\}")


def write_lists(text, lists, path, line):
    """The text with its lists written out."""
    def write(found):
        if found["name"] not in lists:
            where = line + text.count("\n", 0, found.start())
            raise Mistake(path, where, f"there is no list {found['name']} above")
        return ", ".join((found["before"] or "") + column for column in lists[found["name"]])

    return LISTED.sub(write, text)


def read_statements(paths):
    statements, bodies, lists = {}, {}, {}
    for path in paths:
        with open(path, encoding="utf-8") as file:
            lines = file.read().split("\n")
        current = None  # the statement whose lines are read
        engine = None  # "both", or the engine of a variant
        body, body_line = [], 0

        def close():
            if current is None:
                return
            if engine in bodies[current.name]:
                raise Mistake(path, body_line, f"{current.name}: a second text for {engine}")
            text = write_lists("\n".join(body), lists, path, body_line)
            bodies[current.name][engine] = (text, path, body_line)

        for number, line in enumerate(lines, 1):
            header = re.match(r"--\s*name:\s*(\S+)\s*$", line)
            if header:
                close()
                name, _, variant = header[1].partition("@")
                if not re.fullmatch(r"[a-z][a-z0-9_]*", name):
                    raise Mistake(path, number, f"'{name}' is not a lower-case name")
                if variant and variant not in ENGINES:
                    raise Mistake(path, number, f"'{variant}' is no engine ({', '.join(ENGINES)})")
                if variant and name not in statements:
                    raise Mistake(path, number, f"variant of {name}, which has no text above it")
                if not variant:
                    if name in statements:
                        first = statements[name]
                        raise Mistake(path, number, f"{name} is already at {first.path}:{first.line}")
                    statements[name] = Statement(name, path, number)
                    bodies[name] = {}
                current, engine = statements[name], variant or "both"
                body, body_line = [], number + 1
                continue
            if line.startswith("-- list:"):
                read_list(line[len("-- list:"):], lists, path, number)
                continue
            if current is None:
                if line.strip() and not line.startswith("--"):
                    raise Mistake(path, number, "text before the first '-- name:'")
                continue
            if body or not line.startswith("--"):
                if not body:
                    body_line = number
                body.append(line)
                continue
            words = line[2:].strip()
            key, _, value = words.partition(":")
            if key in ("in", "out", "gives", "global") or words == "global":
                if engine != "both":
                    raise Mistake(path, number, f"a variant has the same '{key}:' as its statement")
            if key == "in" and value.split()[:1] == ["as"]:
                share_question(current, value.split()[1:], statements, path, number)
            elif key == "in":
                read_fields(value, current.inputs, path, number)
            elif key == "out" and value.split()[:1] == ["as"]:
                share_row(current, value.split()[1:], statements, path, number)
            elif key == "out":
                read_fields(value, current.outputs, path, number)
            elif key == "gives":
                if value.strip() not in GIVES:
                    raise Mistake(path, number, f"gives '{value.strip()}': say one of {', '.join(GIVES)}")
                current.gives = value.strip()
            elif key == "global" or words == "global":
                current.is_global = True
            else:
                current.about.append(words)
        close()
    for statement in statements.values():
        path, line, name = statement.path, statement.line, statement.name
        if statement.gives is None:
            raise Mistake(path, line, f"{name}: 'gives:' is missing")
        if statement.gives in ROWLESS and statement.outputs:
            raise Mistake(path, line, f"{name}: gives {statement.gives}, but has 'out:'")
        if statement.gives not in ROWLESS and not statement.outputs:
            raise Mistake(path, line, f"{name}: gives {statement.gives}, but has no 'out:'")
        if max(len(statement.inputs), len(statement.outputs)) > MOST_FIELDS:
            raise Mistake(path, line, f"{name}: more than {MOST_FIELDS} parameters or columns")
        if "both" not in bodies[name]:
            raise Mistake(path, line, f"{name}: no text")
        finish(statement, bodies[name], path)
    return list(statements.values())


def read_migrations(directory, depends):
    """{engine: [(number, name, text, sha256)]}; both engines have the same steps."""
    migrations = {}
    for engine in ENGINES:
        folder = os.path.join(directory, engine)
        depends.append(folder)
        steps = []
        for entry in sorted(os.listdir(folder)):
            if not entry.endswith(".sql"):
                continue
            path = os.path.join(folder, entry)
            match = re.fullmatch(r"(\d{4})_([a-z0-9_]+)\.sql", entry)
            if not match:
                raise Mistake(path, 1, "a migration is called NNNN_name.sql")
            if int(match[1]) != len(steps) + 1:
                raise Mistake(path, 1, f"number {len(steps) + 1:04d} should come here")
            with open(path, "rb") as file:
                content = file.read()
            depends.append(path)
            text = content.decode("utf-8")
            steps.append((int(match[1]), match[2], text, hashlib.sha256(content).hexdigest()))
        migrations[engine] = steps
    names = {engine: [step[:2] for step in steps] for engine, steps in migrations.items()}
    if names["sqlite"] != names["postgres"]:
        raise Mistake(directory, 1, "the engines' migrations differ in number or name: "
                      + ", ".join(f"{n:04d}_{name}" for n, name in
                                  sorted(set(names["sqlite"]) ^ set(names["postgres"]))))
    return migrations


def literal(text):
    """A C string literal, a line of source for each line of text."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\t", "\\t").replace("\r", "\\r")
    escaped = escaped.replace("??", "?\\?")
    lines = escaped.split("\n")
    parts = [line + "\\n" for line in lines[:-1]] + ([lines[-1]] if lines[-1] or len(lines) == 1 else [])
    return "\n        ".join(f'"{part}"' for part in parts)


def comment_safe(words):
    return words.replace("*/", "* /").replace("/*", "/ *")


def write_struct(out, name, fields):
    out.append(f"struct {name} {{")
    for field, word in fields:
        ctype = TYPES[word][0]
        note = " /* 0 is NULL */" if word == "id" else ""
        out.append(f"    {ctype}{field};{note}")
    out.append("};")


def write_functions(out, book, statement):
    name, row = statement.name, statement.row
    descriptor = f"&{book}_book.statements[{book.upper()}_{name.upper()}]"
    takes = f"const struct {statement.asks}_in *in, " if statement.inputs else ""
    gets = "in" if statement.inputs else "NULL"
    if statement.gives == "none":
        out.append(f"static inline bool {book}_{name}(Db *db, {takes}Err *err)\n{{\n"
                   f"    return statement_run(db, {descriptor}, {gets}, err);\n}}")
    elif statement.gives == "changed":
        out.append(f"static inline bool {book}_{name}(Db *db, {takes}bool *changed, Err *err)\n{{\n"
                   f"    return statement_change(db, {descriptor}, {gets}, changed, err);\n}}")
    elif statement.gives == "one":
        out.append(f"static inline bool {book}_{name}(Db *db, Arena *arena, {takes}"
                   f"struct {row}_row *row, bool *found, Err *err)\n{{\n"
                   f"    return statement_one(db, {descriptor}, {gets}, arena, row, found, err);\n}}")
        out.append(f"static inline void {book}_{name}_ask(Asks *asks, {takes}"
                   f"struct {row}_row *row, bool *found)\n{{\n"
                   f"    asks_one(asks, {descriptor}, {gets}, row, found);\n}}")
    elif statement.gives == "many":
        out.append(f"struct {name}_rows {{\n    struct {row}_row *at;\n    size_t count;\n}};")
        out.append(f"static inline bool {book}_{name}(Db *db, Arena *arena, {takes}"
                   f"struct {name}_rows *rows, Err *err)\n{{\n"
                   f"    SqlRows all;\n"
                   f"    if (!statement_many(db, {descriptor}, {gets}, arena, &all, err))\n"
                   f"        return false;\n"
                   f"    *rows = (struct {name}_rows){{.at = all.at, .count = all.count}};\n"
                   f"    return true;\n}}")
        out.append(f"static inline void {book}_{name}_ask(Asks *asks, {takes}"
                   f"struct {name}_rows *rows)\n{{\n"
                   f"    asks_many(asks, {descriptor}, {gets}, rows);\n}}")
    else:
        out.append(f"static inline Rows *{book}_{name}_open(Db *db, {takes}Err *err)\n{{\n"
                   f"    return statement_open(db, {descriptor}, {gets}, err);\n}}")
        out.append(f"static inline bool {book}_{name}_next(Rows *rows, Arena *arena, "
                   f"struct {row}_row *row, bool *more, Err *err)\n{{\n"
                   f"    return statement_next(rows, {descriptor}, arena, row, more, err);\n}}")


def write_header(book, statements):
    out = [f"/* Made by tool/embed_sql.py; edit the .sql files instead. store/statement.h says how the\n"
           f" * functions behave. */",
           "#pragma once\n", '#include "store/statement.h"\n',
           f"extern const SqlBook {book}_book;\n", "enum {"]
    out += [f"    {book.upper()}_{s.name.upper()}," for s in statements]
    out += [f"    {book.upper()}_STATEMENTS", "};"]
    for s in statements:
        about = "".join(f" * {comment_safe(line)}\n" for line in s.about)
        out.append(f"\n/* {s.name} ({os.path.basename(s.path)}:{s.line}), gives {s.gives}\n{about} */")
        if s.inputs and s.asks == s.name:
            write_struct(out, f"{s.name}_in", s.inputs)
        if s.outputs and s.row == s.name:
            write_struct(out, f"{s.name}_row", s.outputs)
        write_functions(out, book, s)
    return "\n".join(out) + "\n"


def write_fields(out, label, struct, fields):
    out.append(f"static const SqlField {label}[] = {{")
    for field, word in fields:
        out.append(f'    {{.name = "{field}", .type = {TYPES[word][1]}, '
                   f".offset = offsetof(struct {struct}, {field})}},")
    out.append("};")


def write_source(book, include, statements, migrations):
    out = ["/* Made by tool/embed_sql.py; edit the .sql files instead. */",
           f'#include "{include}"\n', "#include <stddef.h>\n",
           "/* C asks compilers for 4,095 bytes in a literal; gcc and clang take what a schema needs. */",
           '#pragma GCC diagnostic ignored "-Woverlength-strings"\n']
    for s in statements:
        if s.inputs and s.asks == s.name:
            write_fields(out, f"{s.name}_inputs", f"{s.name}_in", s.inputs)
        if s.outputs and s.row == s.name:
            write_fields(out, f"{s.name}_outputs", f"{s.name}_row", s.outputs)
    if statements:
        out.append("\nstatic const SqlStatement statements[] = {")
        for s in statements:
            out.append(f"    [{book.upper()}_{s.name.upper()}] = {{")
            out.append(f'        .name = "{s.name}",')
            out.append(f"        .book = &{book}_book,")
            out.append(f"        .number = {book.upper()}_{s.name.upper()},")
            out.append(f"        .gives = SQL_{s.gives.upper()},")
            if s.inputs:
                out.append(f"        .inputs = {s.asks}_inputs,")
                out.append(f"        .input_count = {len(s.inputs)},")
            if s.outputs:
                out.append(f"        .outputs = {s.row}_outputs,")
                out.append(f"        .output_count = {len(s.outputs)},")
                out.append(f"        .row_size = sizeof(struct {s.row}_row),")
            for engine in ENGINES:
                out.append(f"        .text[DB_{engine.upper()}] =\n        {literal(s.texts[engine])},")
            out.append("    },")
        out.append("};")
    for engine in ENGINES:
        if migrations[engine]:
            out.append(f"\nstatic const SqlMigration {engine}_migrations[] = {{")
            for number, name, text, digest in migrations[engine]:
                out.append(f'    {{.number = {number},\n     .name = "{name}",\n'
                           f'     .sha256 = "{digest}",\n     .text =\n        {literal(text)}}},')
            out.append("};")
    out.append(f"\nconst SqlBook {book}_book = {{\n    .name = \"{book}\",")
    if statements:
        out.append("    .statements = statements,")
        out.append(f"    .statement_count = {book.upper()}_STATEMENTS,")
    if migrations["sqlite"]:
        for engine in ENGINES:
            out.append(f"    .migrations[DB_{engine.upper()}] = {engine}_migrations,")
        out.append(f"    .migration_count = {len(migrations['sqlite'])},")
    out.append("};")
    return "\n".join(out) + "\n"


def main():
    parser = argparse.ArgumentParser(description="SQL into C; see the head of this file")
    parser.add_argument("--book", required=True, help="prefix of the functions: sql gives sql_lead_get()")
    parser.add_argument("--include", required=True, help="how the source includes the header")
    parser.add_argument("--header", required=True)
    parser.add_argument("--source", required=True)
    parser.add_argument("--depfile", required=True)
    parser.add_argument("--queries", action="append", default=[], help="a .sql file or a directory of them")
    parser.add_argument("--schema", help="directory with sqlite/ and postgres/")
    options = parser.parse_args()

    paths, depends = [], [os.path.abspath(__file__)]
    for place in options.queries:
        if os.path.isdir(place):
            depends.append(place)  # its time changes when a file is added
            paths += sorted(os.path.join(place, e) for e in os.listdir(place) if e.endswith(".sql"))
        else:
            paths.append(place)
    depends += paths
    try:
        statements = read_statements(paths)
        migrations = (read_migrations(options.schema, depends) if options.schema
                      else {engine: [] for engine in ENGINES})
    except Mistake as mistake:
        sys.exit(str(mistake))
    with open(options.header, "w", encoding="utf-8") as file:
        file.write(write_header(options.book, statements))
    with open(options.source, "w", encoding="utf-8") as file:
        file.write(write_source(options.book, options.include, statements, migrations))
    with open(options.depfile, "w", encoding="utf-8") as file:
        escaped = (d.replace(" ", "\\ ") for d in depends)
        file.write(f"{options.header} {options.source}: " + " ".join(escaped) + "\n")


if __name__ == "__main__":
    main()
