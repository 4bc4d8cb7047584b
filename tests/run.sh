#!/bin/sh
# Installs what the build needs, builds everything and runs all tests.
#   sh tests/run.sh [--interop]     --interop adds the tests in which other programs read our files
# HUEGRID_REAL_DATA names a folder of real data; without it those tests report themselves skipped.
set -eu
cd "$(dirname "$0")/.."
sections="run build"
for argument in "$@"; do
    case $argument in
        --interop) sections="$sections oracles" ;;
        *) echo "usage: sh tests/run.sh [--interop]" >&2; exit 2 ;;
    esac
done
sh .ci/install-packages $sections
case $sections in *oracles*) export HUEGRID_INTEROP=1 ;; esac
cmake --preset release -DHUEGRID_BUILD_TESTS=ON -DHUEGRID_WARNINGS_AS_ERRORS="${CI:+ON}"
cmake --build --preset release
ctest --preset release -j "$(nproc)"
