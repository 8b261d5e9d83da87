#!/usr/bin/env bash
# Drives a simulated microscope through a whole run: daemon, instrument and command are processes of their own that
# speak over sockets, as in the laboratory. Called by `make demo`.
set -euo pipefail
cd "$(dirname "$0")/.."
saccade=.build/release/saccade
folder=${SACCADE_DEMO:-build/demo}
instruments=tcp://127.0.0.1:${SACCADE_DEMO_PORT:-5671}
rm -rf "$folder"
mkdir -p "$folder"
export SACCADE_DATA=$(realpath -m "$folder/data")

processes=()
finish() {
    for process in "${processes[@]}"; do kill "$process" 2>/dev/null || true; done
    wait 2>/dev/null || true
}
trap finish EXIT

"$saccade" serve --instruments "$instruments" >"$folder/serve.log" 2>&1 &
processes+=($!)
"$saccade" twin Examples/plans/nanoparticles.yaml --id twin --connect "$instruments" >"$folder/twin.log" 2>&1 &
processes+=($!)

if ! "$saccade" run Examples/plans/demo.yaml --wait; then
    echo "the daemon's log is $folder/serve.log, the instrument's $folder/twin.log" >&2
    exit 1
fi
daemon=${processes[0]}
memory=$(awk '/VmHWM/ {printf "%.0f MB", $2 / 1024}' "/proc/$daemon/status" 2>/dev/null || true)

echo
echo "The same budget on the same sample, offline, three times, beside random choice and the simple models alone:"
"$saccade" simulate Examples/plans/nanoparticles.yaml --set budget.measurements=60 --seeds 3 --json "$folder/simulate.json" \
    --figure "$folder/learning-curves.png"
echo
"$saccade" inspect 1 --figure "$folder/decision.png" --run-figure "$folder/run.png" | tail -n 2
echo "stored   $folder/data (saccade runs --data-directory $folder/data)"
[ -z "$memory" ] || echo "memory   the daemon needed at most $memory"
