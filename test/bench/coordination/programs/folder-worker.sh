#!/bin/bash
# One session that claims a file, writes it, reports and releases, so many times:
# folder-worker.sh FOLDER NAME TIMES hand|harmony
#
# "hand" is the coordination folder that people write themselves: small files, looked through with grep, put in place with mv. Nothing in it
# keeps two sessions from looking at the same moment. "harmony" does the same with commands.
cd "$1" || exit 1
name=$2 times=$3 way=$4
granted=0 refused=0 doubles=0

claim_by_hand() {
  # A lock that is an hour old counts for nothing.
  local since=$(($(date +%s) - 3600)) held
  for held in $(grep -lsxF "file $1" claims/*); do
    [ "$(grep -s '^since ' "$held" | cut -d' ' -f2)" -gt "$since" ] 2>/dev/null && return 1
  done
  printf 'file %s\nsession %s\nsince %s\n' "$1" "$name" "$(date +%s)" >"tmp/$name.claim"
  mv "tmp/$name.claim" "claims/$name"
}
heartbeat_by_hand() {
  printf 'session %s\naction editing\ntarget %s\nat %s\n' "$name" "$1" "$(date -u +%FT%TZ)" >"tmp/$name.session"
  mv "tmp/$name.session" "sessions/$name"
}
release_by_hand() { rm -f "claims/$name"; }

claim_by_harmony() { harmony claim "$1" --json >/dev/null 2>&1; }
heartbeat_by_harmony() { harmony heartbeat --action editing --target "$1" >/dev/null; }
release_by_harmony() { harmony release "$1" >/dev/null; }

while [ "$granted" -lt "$times" ]; do
  file=work/file-$((RANDOM % 16)).txt
  if ! "claim_by_$way" "$file"; then
    refused=$((refused + 1))
    continue
  fi
  granted=$((granted + 1))
  # Only one can make a folder: whoever finds it there is the second holder of the file.
  mkdir "$file.held" 2>/dev/null || doubles=$((doubles + 1))
  echo "$name $granted" >>"$file"
  "heartbeat_by_$way" "$file"
  rmdir "$file.held" 2>/dev/null
  "release_by_$way" "$file"
done
echo "{\"granted\":$granted,\"refused\":$refused,\"doubles\":$doubles}"
