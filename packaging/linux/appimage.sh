#!/bin/sh
# Make an AppImage of a staged tree, as appimagetool does: the official runtime (type2-runtime, a
# static program that mounts what follows it), and a squashfs of the tree. Needs squashfs-tools.
#
#   packaging/linux/appimage.sh STAGE RUNTIME FILE
set -eu
stage=$1
runtime=$2
file=$3
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
# What programs look for at the top: what to start, and what tells of it.
cp -a "$stage/usr" "$folder/usr"
rm -rf "$folder/usr/share/lintian"
ln -s usr/lib/portside/portside "$folder/AppRun"
cp "$folder/usr/share/applications/portside.desktop" "$folder/portside.desktop"
cp "$folder/usr/share/icons/hicolor/256x256/apps/portside.png" "$folder/portside.png"
ln -s portside.png "$folder/.DirIcon"
chmod 755 "$folder"
mksquashfs "$folder" "$file.squashfs" -noappend -root-owned -quiet -no-progress -comp zstd \
    -Xcompression-level 19 -b 131072
cat "$runtime" "$file.squashfs" >"$file"
rm "$file.squashfs"
chmod 755 "$file"
