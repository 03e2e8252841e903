#!/usr/bin/env bash
# The runs that are too long for the whole check: benchmarks/long-runs.sh [delivery|lesson|storm|faults|fuzz]... [OUT_FOLDER is $LONG_RUNS, default long-runs]
# Each part writes its own report there. Nothing else should run on the machine meanwhile; the figures of README.md come from here.
set -euo pipefail
cd "$(dirname "$0")/.."
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
out=$(realpath -m "${LONG_RUNS:-long-runs}")
parts=("$@")
[ ${#parts[@]} -gt 0 ] || parts=(delivery lesson storm faults fuzz)
mkdir -p "$out"
dotnet build Diagnostics.sln -c Release -nodeReuse:false -v q
program=(dotnet web/bin/Release/net10.0/diagnostics.dll)
uname -sr >"$out/machine.txt"
grep -m1 'model name' /proc/cpuinfo >>"$out/machine.txt"
nproc >>"$out/machine.txt"

# The closed loop against the floors, one answer in flight.
delivery() {
  for connections in ${DELIVERY_CONNECTIONS:-200 1000 5000}; do
    dotnet run --no-build --project benchmarks -c Release -- delivery --connections "$connections" --seconds "${DELIVERY_SECONDS:-30}"
  done | tee "$out/delivery.txt"
}

# rehearsal NAME ARGUMENT...: a rehearsal against a server of its own; the report of that name.
rehearsal() {
  local name=$1 data pid
  shift
  data=$(mktemp -d)
  "${program[@]}" serve --demo --data "$data" --urls http://127.0.0.1:0 --low-disk-mb 0 >"$out/$name-server.txt" 2>&1 &
  pid=$!
  trap 'kill "$pid" 2>/dev/null; rm -rf "$data"; trap - RETURN' RETURN
  until grep -q 'Ctrl+C' "$out/$name-server.txt"; do sleep 0.5; kill -0 "$pid"; done
  "${program[@]}" rehearse --url "$(sed -nE 's/^ *ученик +(http[^ ]+).*/\1/p' "$out/$name-server.txt" | head -1)" \
    --floor-seconds "${FLOOR_SECONDS:-20}" --floor-folder "$data" --out "$out/$name.json" --page "$out/$name.html" "$@" | tee "$out/$name.txt" || true
}

# Ten thousand students for forty minutes, and the machine's floors before them.
lesson() {
  rehearsal lesson --classes "${LESSON_CLASSES:-400}" --students-per-class 25 --profile lesson --minutes "${LESSON_MINUTES:-40}" --pace "${LESSON_PACE:-2.7}"
}

# Ten thousand sockets cut at once, twice: as browsers come back, and all of them without any jitter.
storm() {
  local share
  for share in 0.2 1; do
    rehearsal "storm-$share" --classes "${STORM_CLASSES:-400}" --students-per-class 25 --profile storm --minutes "${STORM_MINUTES:-6}" --pace "${STORM_PACE:-2.7}" --without-jitter "$share"
  done
}

# The fault tests with two thousand students, killed ten times, and a hundred thousand guesses at codes.
faults() {
  DIAGNOSTICS_FAULTS=long DIAGNOSTICS_GUESSES="${GUESSES:-100000}" dotnet test tests -c Release --no-build --filter Kind=Fault --logger 'console;verbosity=normal' | tee "$out/faults.txt" || true
}

# A million inputs at the hub, at each of the doors that read a body, and at the reader of slips: bodies rightly sealed, and letters.
fuzz() {
  DIAGNOSTICS_FUZZ="${FUZZ_INPUTS:-1000000}" dotnet test tests -c Release --no-build --filter 'FullyQualifiedName~Faults.FuzzTests|FullyQualifiedName~SlipReaderTests' --logger 'console;verbosity=normal' |
    tee "$out/fuzz.txt" || true
}

for part in "${parts[@]}"; do
  "$part"
done
