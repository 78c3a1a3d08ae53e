#!/bin/bash
# A working day with Beck on the sample company, from an empty folder: what a new user sees first.
#   tool/sample.sh FOLDER    FOLDER is made anew; BECK_PROGRAM names the program, else `beck`
# The morning it shows is the last one of a working day, so that `./run today` goes on from there; the
# show ended the evening before, and the days in the sample's files are moved to fit.
set -euo pipefail
folder=${1:?usage: tool/sample.sh FOLDER}
here=$(cd "$(dirname "$0")/.." && pwd)
program=${BECK_PROGRAM:-beck}
zone=America/New_York

# day OFFSET FORMAT: a day counted from the morning's; by UTC, where no day is longer than others.
morning=
evening=
day() {
    TZ=UTC date -d "$morning $1 days" "+${2:-%F}"
}

# at DAY HH:MM: that time on the seller's wall, as --now takes it.
at() {
    date -u -d "TZ=\"$zone\" $1 $2" +%Y-%m-%dT%H:%M:%SZ
}

# What Beck says that day has: no minute on weekends and public holidays.
is_working_day() {
    "$program" --db probe.db --now "$(at "$1" 00:00)" --json forecast --owner probe --days 1 |
        python3 -c 'import json, sys; sys.exit(not json.load(sys.stdin)["days"][0]["minutes_available"])'
}

find_morning() {
    "$program" --db probe.db init --user probe --zone $zone >probe.txt
    morning=$(TZ=$zone date +%F)
    [[ $(date -u +%Y-%m-%dT%H:%M:%SZ) > $(at "$morning" 9:40) ]] || morning=$(day -1)
    until is_working_day "$morning"; do
        morning=$(day -1)
    done
    evening=-1
    until is_working_day "$(day $evening)"; do
        evening=$((evening - 1))
    done
    rm probe.*
}

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

# The id of the lead these words find, and of the touch planned for it.
found() { # WORDS MEMBER
    "$program" --now "$now" --json find "$1" |
        python3 -c 'import json, sys; print(json.load(sys.stdin)["leads"][0][sys.argv[1]])' "$2"
}

rm -rf "$folder"
mkdir -p "$folder"
cd "$folder"
find_morning
cp "$here"/sample/{accounts.csv,round.csv,road.yaml} .
moved=()
for offset in 3 2 1; do
    moved+=(-e "s/2026-11-$((13 - offset))/$(day $((evening - offset + 1)))/")
done
sed "${moved[@]}" "$here"/sample/show-list.csv >show-list.csv
sed "s/2026-11-05/$(day $((evening - 5)))/" "$here"/sample/cards.vcf >cards.vcf
export BECK_DB=$PWD/beck.db

now=$(at "$(day $evening)" 19:30)
say "Your company, your name, the number that stands in every voicemail."
beck init --workspace "Reed Labels" --user "Alex Reed" --cell "202 555 0100" \
    --email alex@reed.example --zone $zone --postal "34 Court Street, Albany, NY 12207"

say "The evening after the show: the scanned list, the cards in your pocket, the customers you have."
beck import show-list.csv --source "Pack Expo"
beck import cards.vcf --source "networking: chamber of commerce"
beck import accounts.csv --source list

say "One more, from memory, with what you promised."
beck add "Ann Ford" --company "Ford Pumps" --cell "303 555 0142" --source "referral: Bob Hill" \
    --hot --promise "send the price list $(day 0 %A) 3pm"

say "Ten firms of one town, for a day on the road: a visit, a letter that remembers it, something to read."
beck cadence add road.yaml
beck content add "From forty minutes to four" --kind article --url https://reed.example/four
beck import round.csv --source "neighbors" --cadence road

say "Three were on your way this afternoon; the fourth has your letter, too."
for who in "Linda Schultz" "Vanessa Burgess" "Derek Tran" "Rachel Rivera"; do
    beck log "$(found "$who" touch_id)" met
done
beck log "$(found "Rachel Rivera" touch_id)" sent

say "One of them rings back, with an hour for you."
beck log "lead:$(found "Janet Kowalski" id)" they_called --result meeting --until "$(day 0 %A) 2pm"

say "Gifts have a budget. Over 40 dollars a manager says yes first."
beck gift budget 500
beck config set gift_ask_over 40
beck gift order "Priya Quinn" "a brass plate with their first label" --cost 45 --checked

say "The next morning. What is due, in the order to do it."
now=$(at "$morning" 9:10)
beck today --limit 12

say "The one to do now, with everything a caller needs."
beck next

say "The cell rang out, the office had a voicemail. Logged as you would say it."
beck log "$(next_touch)" cell:no_answer voicemail --note "left word about the samples"

say "The next one answers, and you promise something. What follows is planned at once."
now=$(at "$morning" 9:20)
talk=$(next_touch)
beck log "$talk" talked --result promised --promise "send the quote tomorrow 11am" \
    --note "wants 500 on trial" --set cycle=march

say "Not what you meant? The last twenty records can be taken back."
beck undo

say "A number rings. Who is it?"
beck find "07700 900514"

say "Then the next one."
now=$(at "$morning" 9:30)
beck next

say "Today's visits, in the order of the way, and the letters to print."
beck visits
beck letter print --due --list -o letters.pdf

say "The week to come, against your hours."
beck forecast --days 7

say "No lead fell silent?"
beck check

printf '\n# The database is %s.\n' "$BECK_DB"
printf '# Go on with   ./run today   ./run next   ./run show ann   ./run help   ./run stop\n'
