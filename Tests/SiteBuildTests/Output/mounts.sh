#!/bin/sh
# Builds into outputs that cannot be exchanged with a folder beside them, and prints what came of it.
# usage: mounts.sh PROBE FOLDER
set -eu
probe=$1 folder=$2

build() {
  echo mine >"$folder/$1/Public/von-hand.txt"
  for version in v0 v1 v1; do
    "$probe" "$folder/$1/Public" "$version" 10 >"$folder/log"
    echo "$1 $(tail -n 1 "$folder/log") $(head -n 1 "$folder/$1/Public/index.html") $(grep -o '\[.*\]' "$folder/log" || true)"
  done
  echo "$1 $(ls -A "$folder/$1" | tr '\n' ' ')$(ls -A "$folder/$1/Public" | sort | tr '\n' ' ')"
}

mkdir -p "$folder/tmpfs/Public" "$folder/bind/Public" "$folder/elsewhere" "$folder/inside/Public/downloads"
mount -t tmpfs none "$folder/tmpfs/Public"
build tmpfs
mount --bind "$folder/elsewhere" "$folder/bind/Public"
build bind
mount -t tmpfs none "$folder/inside/Public/downloads"
echo mine >"$folder/inside/Public/downloads/a.pdf"
build inside
