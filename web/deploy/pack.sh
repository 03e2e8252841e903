#!/usr/bin/env bash
# Makes diagnostics-<version>-linux-x64.tar.gz: the server with its client and its own .NET runtime, the systemd units, the configuration of nginx for several nodes and the guides (docs/ru).
# Usage: web/deploy/pack.sh [FOLDER FOR THE ARCHIVE]      (default: ./artifacts)
# Needs the SDK, Node.js and the package registry; what it makes needs none of them. The sources stay as they are.
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
out=${1:-$root/artifacts}
rid=linux-x64
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# Intermediate files and lock files go to the work folder: a restore for one platform would change those of the sources.
dotnet publish "$root/web/web.csproj" -c Release -r "$rid" --self-contained true --artifacts-path "$work/build" -o "$work/app" \
  -p:PackLockFolder="$work/locks/" -p:PublishDocumentationFiles=false -nodeReuse:false -v quiet --nologo

version=$("$work/app/diagnostics" --version | sed 's/[^0-9A-Za-z.-].*//')
name=diagnostics-$version-$rid
mkdir -p "$work/$name" "$out"
mv "$work/app" "$work/$name/app"
cp -R "$root/web/deploy/systemd" "$work/$name/systemd"
cp -R "$root/web/deploy/nginx" "$work/$name/nginx"
mkdir "$work/$name/docs"
cp -R "$root/docs/ru" "$work/$name/docs/ru"
cp "$root/LICENSE" "$work/$name/LICENSE"
chmod -R u=rwX,go=rX "$work/$name"
# Owned by root wherever it is unpacked, dated by the last commit.
tar --create --sort=name --owner=0 --group=0 --numeric-owner --mtime="@$(git -C "$root" log -1 --format=%ct 2>/dev/null || echo 0)" --directory "$work" "$name" \
  | gzip -n >"$work/$name.tar.gz"
mv "$work/$name.tar.gz" "$out/$name.tar.gz"
(cd "$out" && sha256sum "$name.tar.gz" >"$name.tar.gz.sha256")
echo "$out/$name.tar.gz"
