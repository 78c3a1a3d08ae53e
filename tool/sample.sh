#!/bin/bash
# A working day with Beck on the sample company, from an empty folder: what a new user sees first.
#   tool/sample.sh FOLDER    FOLDER is made anew; BECK_PROGRAM names the program, else `beck`
# The clock is set (--now), so that the story is the same every day: a show that ended on a Friday.
set -euo pipefail
folder=${1:?usage: tool/sample.sh FOLDER}
here=$(cd "$(dirname "$0")/.." && pwd)
program=${BECK_PROGRAM:-beck}
friday=2026-11-20T22:30:00Z
rm -rf "$folder"
mkdir -p "$folder"
cd "$folder"
cp "$here"/sample/*.csv "$here"/sample/*.vcf .
export BECK_DB=$PWD/beck.db
now=$friday

say() {
    printf '\n# %s\n' "$*"
}

# Shows a command as one would type it, then runs it at the story's time.
beck() {
    local word
    printf '$ beck'
    for word in "$@"; do
        if [[ $word =~ ^[A-Za-z0-9_.:/@=-]+$ ]]; then printf ' %s' "$word"; else printf ' "%s"' "$word"; fi
    done
    printf '\n'
    "$program" --no-pager --now "$now" "$@"
}

# The id of the touch `next` gives.
next_touch() {
    "$program" --now "$now" --json next | python3 -c 'import json, sys; print(json.load(sys.stdin)["id"])'
}

say "Your company, your name, the number that stands in every voicemail."
beck init --workspace "Reed Supply" --user "Alex Reed" --cell "202 555 0100" \
    --email alex@reed.example --zone America/New_York

say "Friday evening after the show: the scanned list, the cards in your pocket, the customers you have."
beck import show-list.csv --source "Hannover Messe 2026"
beck import cards.vcf --source "networking: chamber of commerce"
beck import accounts.csv --source list

say "One more, from memory, with what you promised."
beck add "Ann Ford" --company "Ford Pumps" --cell "303 555 0142" --source "referral: Bob Hill" \
    --hot --promise "send the price list monday 3pm"

say "Monday morning. What is due, in the order to do it."
now=2026-11-23T15:10:00Z
beck today --limit 12

say "The one to do now, with everything a caller needs."
beck next

say "The cell rang out, the office had a voicemail. Logged as you would say it."
touch=$(next_touch)
beck log "$touch" cell:no_answer voicemail --note "left word about the samples"

say "The next one answers, and you promise something."
now=2026-11-23T15:20:00Z
touch=$(next_touch)
beck log "$touch" talked --result promised --promise "send the quote tomorrow 11am" \
    --note "wants 500 on trial" --set cycle=march

say "Not what you meant? The last twenty records can be taken back."
beck undo

say "A number rings. Who is it?"
beck find "07700 900514"

say "The week to come, against your hours."
beck forecast --days 7

say "Is every promise kept?"
beck check

printf '\n# The database is %s.\n' "$BECK_DB"
printf '# Go on with:  ./run today   ./run next   ./run help\n'
