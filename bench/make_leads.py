#!/usr/bin/env python3
"""Fills a fresh Beck with leads and their history: make_leads.py DATABASE LEADS [OWNERS]

DATABASE is a SQLite path or a PostgreSQL URL where `beck init` has been. Ten people a company, three
addresses a person, ten touches a lead (every fifth with a note), a next touch each, three of ten due
by now. Written in bulk, with the secondary indexes made afterwards; `beck check` finds nothing.
"""

import sqlite3
import subprocess
import sys

NOW = 1790348400  # Friday 2026-09-25, 10:00 in Chicago; the benches stand at the same time
FIRST = 1000  # the first id
TABLES = ('account', 'contact', 'address', 'lead', 'next_touch', 'touch', 'search_text')

# $L leads, $O owners; ids in blocks: accounts, contacts, addresses, leads, next touches, history.
FILL = """
INSERT INTO "user" (workspace_id, id, name, name_key, role, zone, country, hours, created_at)
SELECT 1, $F + i, 'Seller ' || i, 'seller ' || i, 'rep', 'America/Chicago', 'US', 'mon-fri 9:00-17:00', $N
FROM n WHERE i < $O;

INSERT INTO account (workspace_id, id, name, name_key, domain, created_at)
SELECT 1, $A + i, 'Firm ' || i || ' Works', 'firm ' || i || ' works', 'firm' || i || '.example', $N
FROM n WHERE i <= ($L + 9) / 10;

INSERT INTO contact (workspace_id, id, account_id, name, name_key, title, city, country, zone, last_touched_at, last_tried_at, created_at)
SELECT 1, $C + i, $A + 1 + (i - 1) / 10, 'Ann' || (i % 977) || ' Ford' || i, 'ann' || (i % 977) || ' ford' || i, 'Buyer', 'Chicago',
    'US', 'America/Chicago', $N - 86400 * 3, $N - 86400 * 3, $N
FROM n WHERE i <= $L;

INSERT INTO address (workspace_id, id, contact_id, kind, value, value_key, created_at)
SELECT 1, $D + 3 * i + k, $C + i, CASE k WHEN 0 THEN 'email' WHEN 1 THEN 'cell' ELSE 'office' END,
    CASE k WHEN 0 THEN 'ann.ford' || i || '@firm.example' ELSE '+1312' || (2000000 + 4 * i + k) END,
    CASE k WHEN 0 THEN 'ann.ford' || i || '@firm.example' ELSE '+1312' || (2000000 + 4 * i + k) END, $N
FROM n CROSS JOIN (SELECT i - 1 AS k FROM n WHERE i <= 3) AS three WHERE i <= $L;

INSERT INTO lead (workspace_id, id, account_id, contact_id, owner_id, name, name_key, source, source_kind, captured_at, status, cadence_id, step_key, step_at,
    tries, last_touched_at, created_at)
SELECT 1, $E + i, $A + 1 + (i - 1) / 10, $C + i, CASE i % $O WHEN 0 THEN 1 ELSE $F + i % $O END, 'Ann' || (i % 977) || ' Ford' || i,
    'ann' || (i % 977) || ' ford' || i, 'Expo', 'show',
    $N - 86400 * 80, 'working', (SELECT id FROM cadence WHERE name = 'show'), 'morning-mail', $N - 86400 * 3, 10, $N - 86400 * 3, $N - 86400 * 80
FROM n WHERE i <= $L;

INSERT INTO next_touch (workspace_id, lead_id, touch_id, owner_id, today_group, concern, channel, mode, contact_id, address_id, due_at, latest_at,
    reason, whys, cadence_id, step_key, step_place, planned_at, worth, silent_since)
SELECT 1, $E + i, $T + i, CASE i % $O WHEN 0 THEN 1 ELSE $F + i % $O END,
    CASE WHEN i % 7 < 2 THEN 5 ELSE 4 END, 'cadence', CASE WHEN i % 7 < 2 THEN 'email' ELSE 'phone' END, 'person', $C + i,
    $D + 3 * i + CASE WHEN i % 7 < 2 THEN 0 ELSE 1 END,
    $N + (i * 7919 % 1000 - 300) * 3600, $N + (i * 7919 % 1000 - 300) * 3600 + 115200,
    'We met at the Expo and I owe you more than a brochure.', 'STEP,1,morning-mail;CHANNEL_STEP,0,phone',
    (SELECT id FROM cadence WHERE name = 'show'), 'morning-mail', 0, $N - 86400 * 3, 0, $N - 86400 * 3
FROM n WHERE i <= $L;

INSERT INTO touch (workspace_id, id, lead_id, user_id, contact_id, address_id, channel, mode, state, outcome, real, at, due_at, concern, reason,
    cadence_id, step_key, note)
SELECT 1, $H + 10 * i + k, $E + i, CASE i % $O WHEN 0 THEN 1 ELSE $F + i % $O END, $C + i, $D + 3 * i + 1, 'phone', 'person', 'done',
    CASE WHEN k % 3 = 0 THEN 'voicemail' ELSE 'no_answer' END, CASE WHEN k % 3 = 0 THEN 1 ELSE 0 END, $N - 86400 * (3 + 7 * k) - i % 20000,
    $N - 86400 * (3 + 7 * k), 'cadence', 'We met at the Expo and I owe you more than a brochure.',
    (SELECT id FROM cadence WHERE name = 'show'), 'morning-mail',
    CASE WHEN k % 5 = 0 THEN 'Asked for the size chart; back from the fair in two weeks.' END
FROM n CROSS JOIN (SELECT i - 1 AS k FROM n WHERE i <= 10) AS ten WHERE i <= $L;

INSERT INTO search_text (workspace_id, lead_id, words)
SELECT 1, $E + i, 'ann' || (i % 977) || ' ford' || i || ' firm ' || ((i + 9) / 10) || ' works buyer chicago ann ford' || i
    || ' firm example 1312' || (2000001 + 4 * i) || ' 312' || (2000001 + 4 * i) || ' ' || (2000001 + 4 * i)
FROM n WHERE i <= $L;

UPDATE counter SET next_id = $Z;
"""


def filled(text: str, leads: int, owners: int) -> str:
    """The SQL with the blocks of ids in place."""
    accounts = FIRST + owners
    contacts = accounts + leads // 10 + 10
    addresses = contacts + leads + 10
    leads_first = addresses + 3 * leads + 10
    touches = leads_first + leads + 10
    history = touches + leads + 10
    values = {'L': leads, 'O': owners, 'N': NOW, 'F': FIRST, 'A': accounts, 'C': contacts,
              'D': addresses, 'E': leads_first, 'T': touches, 'H': history,
              'Z': history + 10 * leads + 100}
    for name, value in values.items():
        text = text.replace(f'${name}', str(value))
    return text


def fill_sqlite(path: str, leads: int, owners: int) -> None:
    db = sqlite3.connect(path, isolation_level=None)
    db.executescript('PRAGMA journal_mode=DELETE; PRAGMA synchronous=OFF; PRAGMA cache_size=-400000;'
                     'PRAGMA temp_store=FILE; BEGIN')
    db.execute('CREATE TEMP TABLE n (i INTEGER PRIMARY KEY)')
    db.execute('INSERT INTO n WITH RECURSIVE c (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM c '
               'WHERE i < max(?, 100)) SELECT i FROM c', (leads,))
    places = ', '.join('?' * len(TABLES))
    indexes = db.execute('SELECT name, sql FROM sqlite_schema WHERE type = \'index\' AND sql NOT NULL '
                         f'AND sql NOT LIKE \'%UNIQUE%\' AND tbl_name IN ({places})',
                         TABLES).fetchall()
    for name, _ in indexes:
        db.execute(f'DROP INDEX {name}')
    for statement in filled(FILL, leads, owners).split(';\n'):
        db.execute(statement)
    for _, sql in indexes:
        db.execute(sql)
    db.execute('COMMIT')
    # What the schema ships of statistics went with the indexes.
    db.executescript('PRAGMA analysis_limit=1000; ANALYZE; PRAGMA journal_mode=WAL')


def fill_postgres(url: str, leads: int, owners: int) -> None:
    def psql(sql: str) -> str:
        return subprocess.run(['psql', '-qAtX', '-v', 'ON_ERROR_STOP=1', url], input=sql, text=True,
                              check=True, stdout=subprocess.PIPE).stdout
    names = ', '.join(f"'{table}'" for table in TABLES)
    indexes = [line.split('|', 1) for line in psql(
        'SELECT indexname, indexdef FROM pg_indexes WHERE indexdef NOT LIKE \'%UNIQUE%\' '
        f'AND tablename IN ({names})').splitlines()]
    drops = ''.join(f'DROP INDEX {name};' for name, _ in indexes)
    makes = ''.join(f'{sql};' for _, sql in indexes)
    # No triggers: the keys fit by construction, and `beck check` looks.
    psql('SET session_replication_role = replica; SET synchronous_commit = off;'
         'SET maintenance_work_mem = \'256MB\'; BEGIN; CREATE TEMP TABLE n (i BIGINT);'
         f'INSERT INTO n SELECT generate_series(1, greatest({leads}, 100)); ANALYZE n; {drops}'
         f'{filled(FILL, leads, owners)} {makes} COMMIT;')
    psql('VACUUM ANALYZE')


def main() -> None:
    url, leads = sys.argv[1], int(sys.argv[2])
    owners = int(sys.argv[3]) if len(sys.argv) > 3 else max(leads // 20000, 1)
    fill = fill_postgres if url.startswith('postgres') else fill_sqlite
    fill(url, leads, owners)


main()
