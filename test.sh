#!/bin/bash
# Installs what is missing, builds Beck three ways and runs its tests.
#   ./test.sh            everything that is quick: what CI runs
#   ./test.sh NAME…      these suites (house, unit, property, story, crash, soak, fuzz) or tests
#   ./test.sh long       the long batteries: crash, soak, minutes of fuzzing, property tests of many
# The last line is `N passed, N failed, N skipped`; the exit code is 0 when nothing failed.
set -euo pipefail
cd "$(dirname "$0")"
tool/setup.sh
exec python3 test/run.py "$@"
