#!/bin/sh
# Compile the Windows installer on Linux around any bundle, unpack it, and compare: that tells that
# the script compiles and holds every file, and nothing of how it runs. Needs nsis and 7zip.
#
#   packaging/windows/check-installer.sh BUNDLE
set -eu
bundle=$(readlink -f -- "$1")
root=$(CDPATH='' cd -- "$(dirname -- "$0")/../.." && pwd -P)
version=$(python3 "$root/packaging/bundle.py")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
makensis -V2 -WX "-DROOT=$root" "-DVERSION=$version" "-DBUNDLE=$bundle" \
    "-DOUT=$work/portside-$version-setup.exe" "$root/packaging/windows/portside.nsi"
unpack=$(command -v 7zz || command -v 7z)
"$unpack" x -y -o"$work/out" "$work/portside-$version-setup.exe" >/dev/null
rm -rf "$work/out/\$PLUGINSDIR" "$work/out/uninstall.exe" "$work/out/\$R0"
diff -r "$bundle" "$work/out"
echo "the installer holds the bundle: $(find "$work/out" -type f | wc -l) files"
