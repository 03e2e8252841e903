#!/usr/bin/env bash
# The runs that are too long for the whole check: benchmarks/long-runs.sh [delivery|lesson|storm|restart|slow|boards|faults|nodes|fuzz]... [OUT_FOLDER is $LONG_RUNS, default long-runs]
# Each part writes its own report there, and at the end figures.md says which figures are reached. Nothing else should run on the machine meanwhile.
set -euo pipefail
cd "$(dirname "$0")/.."
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
out=$(realpath -m "${LONG_RUNS:-long-runs}")
parts=("$@")
[ ${#parts[@]} -gt 0 ] || parts=(delivery lesson storm restart slow boards faults nodes fuzz)
mkdir -p "$out"
dotnet build Diagnostics.sln -c Release -nodeReuse:false -v q
program=(dotnet web/bin/Release/net10.0/diagnostics.dll)
bench=(dotnet run --no-build --project benchmarks -c Release --)
classes=${CLASSES:-400} rate=${RATE:-2000}
uname -sr >"$out/machine.txt"
grep -m1 'model name' /proc/cpuinfo >>"$out/machine.txt"
nproc >>"$out/machine.txt"

# The closed loop against the floors, one answer in flight; then every line opened anew.
delivery() {
  for connections in ${DELIVERY_CONNECTIONS:-200 1000 5000}; do
    "${bench[@]}" delivery --connections "$connections" --seconds "${DELIVERY_SECONDS:-30}" --rounds "${DELIVERY_ROUNDS:-3}" --out "$out/delivery-$connections.json"
  done | tee "$out/delivery.txt"
}

# serving NAME DATA [ADDRESS]: a demo server; sets pid and url. The first address is the system's choice, so that it is free.
serving() {
  "${program[@]}" serve --demo --data "$2" --urls "${3:-http://127.0.0.1:0}" --low-disk-mb 0 >"$out/$1-server.txt" 2>&1 &
  pid=$!
  until grep -q 'Ctrl+C' "$out/$1-server.txt"; do sleep 0.1; kill -0 "$pid"; done
  url=$(sed -nE 's/^ *ученик +(http[^ ]+).*/\1/p' "$out/$1-server.txt" | head -1)
}

# rehearsal NAME ARGUMENT...: a rehearsal against a server of its own; the report of that name. With kill_after the server is killed so many
# seconds after the start and started again at once.
rehearsal() {
  local name=$1 data pid url killer=
  shift
  data=$(mktemp -d)
  trap 'kill $killer $(cat "$data/pid") 2>/dev/null; rm -rf "$data"; trap - RETURN' RETURN
  serving "$name" "$data"
  echo "$pid" >"$data/pid"
  if [ -n "${kill_after:-}" ]; then
    (sleep "$kill_after"; kill -9 "$pid"; serving "$name-again" "$data" "$url"; echo "$pid" >"$data/pid"; wait) &
    killer=$!
  fi
  "${program[@]}" rehearse --url "$url" --classes "$classes" --students-per-class 25 --floor-seconds "${FLOOR_SECONDS:-0}" --floor-folder "$data" \
    --out "$out/$name.json" --page "$out/$name.html" "$@" | tee "$out/$name.txt" || true
}

# Ten thousand students who answer two thousand times a second for forty minutes, and the machine's floors before them.
lesson() {
  FLOOR_SECONDS=${FLOOR_SECONDS:-20} rehearsal lesson --profile lesson --minutes "${LESSON_MINUTES:-40}" --rate "$rate"
}

# Ten thousand sockets cut at once, twice: as browsers come back, and all of them without any jitter.
storm() {
  local share
  for share in 0.2 1; do
    rehearsal "storm-$share" --profile storm --minutes "${STORM_MINUTES:-6}" --rate "$rate" --without-jitter "$share"
  done
}

# The server is killed in the middle of a lesson and started again.
restart() {
  kill_after=${RESTART_AFTER:-150} rehearsal restart --profile bell --minutes "${RESTART_MINUTES:-5}" --rate "$rate"
}

# A disk on which every sync takes 20 ms.
slow() {
  local folder
  folder=$(mktemp -d)
  gcc -shared -fPIC -O2 -o "$folder/shim.so" tests/Faults/disk_shim.c -ldl -lpthread
  echo "slow 20" >"$folder/fault"
  LD_PRELOAD="$folder/shim.so" DISK_FAULT="$folder/fault" rehearsal slow --profile bell --minutes "${SLOW_MINUTES:-5}" --rate "$rate"
  rm -rf "$folder"
}

# Boards of all classes open for half of the time, and closed for the other.
boards() {
  rehearsal boards --profile bell --minutes "${BOARDS_MINUTES:-6}" --rate "$rate" --close-boards
}

# The fault tests with two thousand students, killed ten times, and a hundred thousand guesses at codes.
faults() {
  DIAGNOSTICS_FAULTS=long DIAGNOSTICS_GUESSES="${GUESSES:-100000}" dotnet test tests -c Release --no-build --filter Kind=Fault --logger 'console;verbosity=normal' | tee "$out/faults.txt" || true
}

# Two nodes behind nginx on a PostgreSQL of its own with six hundred students: killed, cut off, restarted in turn, their database killed, frozen, and put back from
# its archive; ten times over.
nodes() {
  local round
  for round in $(seq "${NODE_ROUNDS:-10}"); do
    DIAGNOSTICS_CLUSTER_STUDENTS="${NODE_STUDENTS:-600}" DIAGNOSTICS_REQUIRE=postgres,nginx,gcc \
      dotnet test tests -c Release --no-build --filter 'FullyQualifiedName~Diagnostics.Tests.Cluster' --logger 'console;verbosity=detailed' || true
  done | tee "$out/nodes.txt"
}

# A million inputs at the hub, at the doors that read a body, and at the reader of slips: bodies rightly sealed, and letters.
fuzz() {
  DIAGNOSTICS_FUZZ="${FUZZ_INPUTS:-1000000}" dotnet test tests -c Release --no-build --filter 'FullyQualifiedName~Faults.FuzzTests|FullyQualifiedName~SlipReaderTests' --logger 'console;verbosity=normal' |
    tee "$out/fuzz.txt" || true
}

for part in "${parts[@]}"; do
  "$part"
done
"${bench[@]}" figures "$out" | tee "$out/figures.md" || true
