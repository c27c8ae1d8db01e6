#!/bin/sh
# Run the Windows installer on Linux, by Wine: for one user and for all, over itself, while the program
# runs, and its uninstaller. What it installs is a stand-in: Wine's ping, and a file with a Chinese name.
# Needs nsis, and wine with wine32.
#
#   packaging/windows/check-installer.sh
set -eu
root=$(CDPATH='' cd -- "$(dirname -- "$0")/../.." && pwd -P)
version=$(python3 "$root/packaging/bundle.py")
work=$(mktemp -d)
export WINEPREFIX="$work/wine" WINEDEBUG=-all LANG=C.UTF-8 USER="${USER:-tester}"
trap 'wineserver -k || true; rm -rf "$work"' EXIT
setup=$work/portside-$version-setup.exe
drive=$WINEPREFIX/drive_c

fail() {
    echo "check-installer: $mode: not so: $*" >&2
    exit 1
}
# What the registry has under a key; nothing where there is no such key.
said() { wine reg query "$hive\\Software\\$1" /s /reg:64 | tr -d '\r' | grep -v '^reg: Unable to find'; }
# A program for Windows is waited for until it and what it has started have ended.
ended() {
    expected=$1
    shift
    code=0
    wine "$@" || code=$?
    wineserver -w
    [ "$code" = "$expected" ] || fail "$* ends with $expected, and not $code"
}

mode=wine
wineboot --init >/dev/null 2>&1
wineserver -w
mkdir -p "$work/bundle/_internal/资源"
cp "$drive/windows/system32/ping.exe" "$work/bundle/portside.exe"
echo 一 >"$work/bundle/_internal/资源/一.txt"
makensis -V2 -WX "-DROOT=$root" "-DVERSION=$version" "-DBUNDLE=$work/bundle" "-DOUT=$setup" \
    "$root/packaging/windows/portside.nsi"

for mode in CurrentUser AllUsers; do
    if [ "$mode" = CurrentUser ]; then
        hive=HKCU
        folder=$(echo "$drive"/users/*/AppData/Local | grep -v Public)/Programs/Portside
        menu=$(echo "$drive"/users/*/AppData/Roaming | grep -v Public)
    else
        hive=HKLM
        folder="$drive/Program Files/Portside"
        menu=$drive/ProgramData
    fi
    shortcut="$menu/Microsoft/Windows/Start Menu/Programs/Portside.lnk"
    key='Microsoft\Windows\CurrentVersion\Uninstall\Portside'
    open='Classes\Applications\portside.exe'

    ended 0 "$setup" /S "/$mode"
    diff -r "$work/bundle" "$folder" | grep -qx "Only in $folder: uninstall.exe" || fail "$folder is the bundle"
    [ -f "$shortcut" ] || fail 'it is in the start menu'
    said "$key" | grep -q "DisplayVersion .* $version\$" || fail "the list of applications says $version"
    said "$open" | grep -q 'portside.exe" "%1"$' || fail 'it opens files'

    touch "$folder/_internal/old" "$folder/of a person"
    ended 0 "$setup" /S "/$mode"
    [ ! -e "$folder/_internal/old" ] || fail 'what an older version had is gone'

    wine "$folder/portside.exe" -n 60 127.0.0.1 >/dev/null 2>&1 &
    until pgrep -f 'portside.exe -n 60' >/dev/null; do sleep 0.2; done
    code=0
    wine "$setup" /S "/$mode" || code=$?
    [ "$code" = 2 ] || fail "over a running program it ends with 2, and not $code"
    [ -f "$folder/_internal/资源/一.txt" ] || fail 'a running program keeps its files'
    wineserver -k || true
    wait

    ended 0 "$folder/uninstall.exe" /S "/$mode"
    [ "$(ls "$folder")" = 'of a person' ] || fail 'only what a person put there is left'
    [ ! -e "$shortcut" ] || fail 'it is gone from the start menu'
    [ -z "$(said "$key")$(said "$open")" ] || fail 'the registry knows nothing of it'
    echo "== $mode: installed, replaced, not while it runs, removed"
done
