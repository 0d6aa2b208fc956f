#!/bin/sh
# Builds two versions of a site on file systems that are full at some moment of the second build.
# Prints a line for each: the limit, the second build's exit status, and what is in the output.
# usage: disk-full.sh PROBE FOLDER tree|files|old
set -eu
probe=$1 folder=$2 manner=$3

state() { (cd "$folder/Public" && find . -type f -printf '%p %s %T@ %i\n' -o -printf '%p %y\n' | sort); }

try() {
  mount -t tmpfs -o "$1" none "$folder"
  # What is there then is made into the next site.
  if [ "$manner" = old ]; then "$probe" "$folder/Public" v 20 old >"$folder.log" 2>&1; fi
  "$probe" "$folder/Public" v0 20 "$manner" >"$folder.log" 2>&1
  before=$(state)
  status=0
  "$probe" "$folder/Public" v1 60 "$manner" >"$folder.log" 2>&1 || status=$?
  if [ "$(state)" = "$before" ]; then
    site=old
  elif [ "$(head -n 1 "$folder/Public/index.html")" = v1 ] && ! grep -rL '^v1$' "$folder/Public/seiten" | grep -q .; then
    site=new
  else
    site=broken
  fi
  left=$(ls -A "$folder" | grep -v '^Public$' || true)
  if [ "$manner" = old ] && [ "$site" = new ]; then left=$(ls "$folder/.Public.sitegen-stage" | grep -vx 'manifest\|record\|tree' || true); fi
  echo "$1 status $status site $site${left:+ left $left} $(grep -o '\[output.*\]' "$folder.log" || true)"
  umount "$folder"
}

mkdir -p "$folder"
for kilobytes in 260 280 300 320 340 380 420 460 500 540 580 620 660 700; do try "size=${kilobytes}k"; done
# An old tree beside the site takes folders of its own.
[ "$manner" = old ] && more=120 || more=0
for inodes in 85 100 115 130 145 160 175 190 205 220 235 250 265; do try "nr_inodes=$((inodes + more))"; done
