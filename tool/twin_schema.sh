#!/bin/sh
# Writes the PostgreSQL twin of a SQLite migration to standard output: a first draft for a person to
# read and commit. usage: tool/twin_schema.sh sql/schema/sqlite/0001_first.sql
set -eu
sed -e 's/\bINTEGER\b/BIGINT/g' -e 's/\bBLOB\b/BYTEA/g' -e 's/\bREAL\b/DOUBLE PRECISION/g' \
    -e 's/) STRICT, WITHOUT ROWID;/);/' -e 's/) STRICT;/);/' -e 's/on SQLite\./on PostgreSQL./' \
    -e 's#sql/schema/postgres/#sql/schema/sqlite/#' "$1"
