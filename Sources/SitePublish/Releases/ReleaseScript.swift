/// The work done on the host itself, as scripts for its POSIX shell.
///
/// A script is sent over standard input and its values as quoted assignments in front of it, so that neither the login
/// shell nor a process list ever sees a setting. Standard input goes on after the script: lists of names to work on. What
/// a script reports are lines that start with `@`; everything else (a greeting from a login script) is ignored.
///
/// The layout below the base folder:
/// ```
/// current -> releases/20251215T093000Z-1a2b3c4d     what the web server serves
/// previous -> releases/20251201T080000Z-9d8c7b6a    what it served before, for readers who still have a page of it
/// releases/20251215T093000Z-1a2b3c4d/               one complete site
/// releases/20251215T093000Z-1a2b3c4d.manifest       its checksum list
/// releases/20251215T093000Z-1a2b3c4d.info           when, by whom, how much
/// releases/20251216T101500Z-5e6f7a8b.incoming/      not complete: being sent, or left by a cut publish
/// lock                                              a token, and who holds it
/// ```
enum ReleaseScript {
  /// Says what is there and changes nothing. Values: `base`, `make` (not empty where the folder need not be there yet).
  static let inspect =
    common + """
      if [ -n "$make" ] && [ ! -e "$base" ]; then printf '@ready\\n'; exit 0; fi

      """ + enter + """
      state
      printf '@ready\\n'

      """

  /// Takes the lock, says what is there, and keeps the lock for as long as lines come in: one that gets none for a
  /// while may be taken over, and one whose connection has ended is given back.
  ///
  /// Values: `base`, `make` (not empty where the folder is to be made), `token`, `holder`, `steal` (`=` and the token of
  /// a lock that may be taken over, or empty).
  static let open =
    common + """
      if [ -n "$make" ] && [ ! -e "$base" ]; then mkdir "$base" 2>/dev/null; fi

      """ + enter + """
      command -v rsync >/dev/null 2>&1 || stop no-rsync
      [ -w . ] || stop denied
      attempt() { (set -C; printf '%s\\n%s\\n' "$token" "$holder" >lock) 2>/dev/null; holds; }
      take() {
        attempt && return 0
        if [ -e lock ] && [ ! -s lock ]; then
          # Empty: its maker was cut before it could write, or the disk is full.
          sleep 1
          [ -s lock ] || rm -f lock
          attempt && return 0
          if [ -e lock ] && [ ! -s lock ]; then rm -f lock; stop full; fi
        fi
        [ -e lock ] || stop denied
        return 1
      }
      if ! take; then
        found=$(sed -n 1p lock)
        if [ -z "$steal" ] || [ "=$found" != "$steal" ]; then
          printf '@lock %s\\n@holder %s\\n' "$found" "$(sed -n 2p lock)"
          [ -z "$(find lock -mmin +1 2>/dev/null)" ] || printf '@stale\\n'
          stop locked
        fi
        mv lock "lock.$token" 2>/dev/null || stop locked
        if [ "=$(sed -n 1p "lock.$token")" != "$steal" ]; then mv "lock.$token" lock; stop locked; fi
        rm -f "lock.$token"
        take || stop locked
      fi
      trap 'if holds; then rm -f lock; fi' EXIT
      trap 'exit 1' HUP INT TERM
      mkdir -p releases || stop denied
      state
      printf '@ready\\n'
      while IFS= read -r line; do holds || break; touch lock; done

      """

  /// Makes the new release's folder from the one online by hard links, without what is to be deleted: the paths, each
  /// ended by a zero byte, come on standard input.
  ///
  /// Values: `base`, `token`, `id`, `from` (a release, or empty), `build`, `buildfile`.
  static let prepare =
    common + enter + """
      holds || stop lost
      if [ -n "$from" ]; then
        # 24: a file that others put there has gone meanwhile.
        rsync -a --link-dest="../$from/" "releases/$from/" "releases/$id.incoming/" || [ $? -eq 24 ] || stop failed
        cp "releases/$from.manifest" "releases/$id.incoming.manifest" || stop failed
      else
        mkdir "releases/$id.incoming" || stop failed
      fi
      cd "releases/$id.incoming" || stop failed
      xargs -0 rm -f -- || stop failed
      if [ -n "$from" ]; then find . -depth -type d -exec rmdir {} + 2>/dev/null; fi
      rm -f "$buildfile"
      printf '%s\\n' "$build" >"$buildfile" || stop failed
      printf '@done\\n'

      """

  /// Compares a release's folder with its checksum list, and that with its own checksum.
  ///
  /// Values: `base`, `folder` (below `releases/`), `digest` (of the list), `expected` (number of files).
  static let verify =
    common + enter + """
      cd "releases/$folder" 2>/dev/null || stop gone
      list="../$folder.manifest"
      if command -v sha256sum >/dev/null 2>&1; then sums() { sha256sum -c "$1" 2>/dev/null; }
      elif command -v shasum >/dev/null 2>&1; then sums() { shasum -a 256 -c "$1" 2>/dev/null; }
      else printf '@unable\\n'; exit 0; fi
      if ! printf '%s  %s\\n' "$digest" "$list" | sums - >/dev/null; then printf '@list\\n'; exit 0; fi
      good=$(sums "$list" | grep -c ': OK$')
      if [ "$good" -ne "$expected" ]; then
        sums "$list" | grep -v ': OK$' | sed -n 's/^\\(.*\\): FAILED.*/@bad \\1/p'
      fi
      printf '@good %s\\n' "$good"
      unlisted "$list"

      """

  /// Puts a complete release online: one rename of a symbolic link, which the system does whole or not at all.
  ///
  /// Values: `base`, `token`, `id`, `info`.
  static let activate =
    common + enter + """
      put() {
        new="$2.$token"
        rm -f "$new"
        ln -s "$1" "$new" || stop failed
        mv -T "$new" "$2" 2>/dev/null || mv -h "$new" "$2" 2>/dev/null ||
          perl -e 'rename($ARGV[0], $ARGV[1]) or exit 1' "$new" "$2" 2>/dev/null ||
          python3 -c 'import os, sys; os.rename(sys.argv[1], sys.argv[2])' "$new" "$2" 2>/dev/null
        rm -f "$new"
      }
      holds || stop lost
      if [ -d "releases/$id.incoming" ]; then
        printf '%s' "$info" >"releases/$id.info" || stop failed
        mv "releases/$id.incoming.manifest" "releases/$id.manifest" || stop failed
        mv "releases/$id.incoming" "releases/$id" || stop failed
      fi
      [ -d "releases/$id" ] || stop gone
      if [ -e current ] && [ ! -L current ]; then stop foreign; fi
      old=$(readlink current)
      if [ -n "$old" ] && [ "$old" != "releases/$id" ] && { [ -L previous ] || [ ! -e previous ]; }; then
        put "$old" previous
      fi
      put "releases/$id" current
      [ "$(readlink current)" = "releases/$id" ] || stop no-switch
      printf '@done\\n'

      """

  /// Removes releases and leftovers, whose names come on standard input, one a line; never what is online. Says what could
  /// not be removed: what a publish that was killed left may still be written to for a moment.
  ///
  /// Values: `base`, `token`.
  static let remove =
    common + enter + """
      holds || stop lost
      while IFS= read -r name; do
        case $name in [0-9]*T[0-9]*Z-*) ;; *) continue ;; esac
        if [ "$(readlink current)" = "releases/$name" ]; then continue; fi
        rm -f "releases/$name.info"
        rm -rf "releases/$name" "releases/$name.manifest" || { sleep 1; rm -rf "releases/$name" "releases/$name.manifest"; } ||
          printf '@left %s\\n' "$name"
      done
      for file in releases/[0-9]*T[0-9]*Z-*.info releases/[0-9]*T[0-9]*Z-*.manifest; do
        if [ -f "$file" ] && [ ! -d "${file%.*}" ]; then rm -f "$file"; fi
      done
      printf '@done\\n'

      """

  /// Removes all releases and what leads to them. What others put beside them stays.
  ///
  /// Values: `base`, `token`.
  static let erase =
    common + enter + """
      holds || stop lost
      for link in current previous; do if [ -L "$link" ]; then rm -f "$link"; fi; done
      for name in releases/[0-9]*T[0-9]*Z-*; do
        if [ -e "$name" ]; then rm -rf "$name" || { sleep 1; rm -rf "$name"; } || stop denied; fi
      done
      rmdir releases 2>/dev/null
      printf '@done\\n'

      """

  /// Removes the folder itself, if it is empty. Value: `base`.
  static let leave =
    common + """
      rmdir "$base" 2>/dev/null
      printf '@done\\n'

      """

  /// Each script says at once that it is there: a host that doesn't is waited for no longer than for an answer.
  private static let common = """
    LC_ALL=C; export LC_ALL
    printf '@here\\n'
    unset CDPATH
    umask 022
    stop() { printf '@stop %s\\n' "$1"; exit 3; }
    holds() { [ "$(sed -n 1p lock 2>/dev/null)" = "$token" ]; }
    # What lies in this folder and is not on the list.
    unlisted() {
      find . ! -type d | awk 'NR == FNR { listed["./" substr($0, 67)]; next }
        !($0 in listed) { print "@unlisted " substr($0, 3) }' "$1" -
    }
    state() {
      if [ -L current ]; then
        online=$(readlink current)
        printf '@current %s\\n' "$online"
        if [ -s "$online.manifest" ]; then (cd "$online" 2>/dev/null && unlisted "../${online#releases/}.manifest"); fi
      elif [ -e current ]; then stop foreign; fi
      for folder in releases/[0-9]*T[0-9]*Z-*/; do
        folder=${folder%/}
        [ -d "$folder" ] || continue
        if [ -f "$folder.info" ]; then printf '@release %s\\n' "${folder#releases/}"; sed 's/^/@info /' "$folder.info"
        else printf '@leftover %s\\n' "${folder#releases/}"; fi
      done
    }

    """

  private static let enter = """
    [ -d "$base" ] || stop missing
    cd "$base" 2>/dev/null || stop denied

    """
}
