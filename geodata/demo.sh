#!/bin/sh
# From nothing to a coloured map on the bundled sample: installs, builds the program, imports, classifies, reports, draws.
#   sh geodata/demo.sh [--out DIR]      DIR (default: demo) receives the file, the reports and the picture
set -eu
cd "$(dirname "$0")/.."
out=demo
case "${1:-}" in
    --out) out=${2:?--out needs a folder} ;;
    "") ;;
    *) echo "usage: sh geodata/demo.sh [--out DIR]" >&2; exit 2 ;;
esac
sh .ci/install-packages run build
echo "Building the program (a few minutes the first time) ..."
cmake --preset release -DHUEGRID_BUILD_TESTS=OFF >/dev/null
cmake --build --preset release --target huegrid
huegrid=build/release/huegrid
mkdir -p "$out"
rm -f "$out/sample.gpkg"
run() { echo "+ huegrid $*"; "$huegrid" "$@"; }
run import "$out/sample.gpkg" --recipe geodata/recipes/sample.toml
run classify "$out/sample.gpkg" --rulebook geodata/rulebooks/default.toml --as-of 2026-10-31 --language zh
run report "$out/sample.gpkg" --level grid --format csv,geojson,xlsx --out "$out" --language zh
run render "$out/sample.gpkg" --out "$out/map.png" --language zh
echo "The picture is $out/map.png, the reports are $out/grid.*"
if [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
    run view "$out/sample.gpkg"
else
    echo "No display here; on one, run: $huegrid view $out/sample.gpkg"
fi
