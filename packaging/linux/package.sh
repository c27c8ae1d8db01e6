#!/bin/sh
# Make portside_VERSION_ARCH.deb, .rpm and .tar.gz in build/packages from build/dist/portside; with
# APPIMAGE_RUNTIME, a file, an AppImage, too. PORTSIDE_HOMEPAGE is told where it is set. Beside them are an SBOM and SHA256SUMS.
#
# What the packages depend on is computed from what the files link to: for .deb by dpkg-shlibdeps
# (so build on the oldest Debian that is to be served), for .rpm as names of libraries.
set -eu
root=$(CDPATH='' cd -- "$(dirname -- "$0")/../.." && pwd -P)
build=${PORTSIDE_BUILD:-$root/build}
bundle=$build/dist/portside
stage=$build/stage
out=$build/packages
version=$(python3 "$root/packaging/bundle.py")
date=$(git -C "$root" log -1 --format=%cs 2>/dev/null || date +%F)
export PORTSIDE_VERSION="$version" PORTSIDE_STAGE="$stage"
[ -x "$bundle/portside" ] || {
    echo "packaging/linux/package.sh: there is no $bundle: run packaging/build.sh first" >&2
    exit 1
}

rm -rf "$stage" "$out"
mkdir -p "$stage/usr/lib" "$stage/usr/bin" "$stage/DEBIAN" "$out" # DEBIAN: what dpkg-shlibdeps takes for a package
cp -a "$bundle" "$stage/usr/lib/portside"
find "$stage/usr/lib/portside" -type d -exec chmod 755 {} +
find "$stage/usr/lib/portside" -type f -exec chmod 644 {} +
chmod 755 "$stage/usr/lib/portside/portside"

share=$stage/usr/share
for size in 16 24 32 48 64 128 256 512; do
    install -Dm644 "$root/resources/icons/portside-$size.png" \
        "$share/icons/hicolor/${size}x$size/apps/portside.png"
done
install -Dm644 "$root/resources/icons/portside.svg" "$share/icons/hicolor/scalable/apps/portside.svg"
install -Dm644 "$root/resources/linux/portside.desktop" "$share/applications/portside.desktop"
install -Dm644 "$root/resources/linux/portside-mime.xml" "$share/mime/packages/portside.xml"
mkdir -p "$share/metainfo" "$share/doc/portside" "$share/man/man1" "$share/lintian/overrides"
homepage="s|@HOMEPAGE@|${PORTSIDE_HOMEPAGE-}|"
[ -n "${PORTSIDE_HOMEPAGE-}" ] || homepage=/@HOMEPAGE@/d
sed -e "s/@VERSION@/$version/" -e "s/@DATE@/$date/" -e "$homepage" \
    "$root/resources/linux/dev.portside.Portside.metainfo.xml" \
    >"$share/metainfo/dev.portside.Portside.metainfo.xml"
python3 "$root/packaging/linux/copyright.py" \
    "$stage/usr/lib/portside/_internal/desktop/resources/LICENCES.txt" \
    >"$share/doc/portside/copyright"
gzip -9nc "$root/CHANGELOG.md" >"$share/doc/portside/changelog.gz"
printf 'portside (%s-1) unstable; urgency=medium\n\n  * See changelog.gz.\n\n -- %s  %s\n' \
    "$version" 'The Portside developers <developers@portside.invalid>' \
    "$(LC_ALL=C date -u -d "$date" '+%a, %d %b %Y %T +0000')" |
    gzip -9nc >"$share/doc/portside/changelog.Debian.gz"
sed -e "s/@VERSION@/$version/" -e "s/@DATE@/$date/" "$root/resources/linux/portside.1" |
    gzip -9nc >"$share/man/man1/portside.1.gz"
install -m644 "$root/packaging/linux/lintian-overrides" "$share/lintian/overrides/portside"
ln -s ../lib/portside/portside "$stage/usr/bin/portside"

# The tree as it is, for any folder: bin/portside starts it.
folder=portside-$version-linux-$(uname -m)
mkdir -p "$build/tar/$folder"
rm -rf "$build/tar/$folder"
cp -a "$stage/usr" "$build/tar/$folder"
rm -rf "$build/tar/$folder/share/lintian"
cp "$root/resources/linux/README.tar" "$build/tar/$folder/README"
tar -C "$build/tar" --sort=name --owner=0 --group=0 --numeric-owner -czf "$out/$folder.tar.gz" "$folder"

python3 "$root/packaging/linux/dependencies.py" "$stage/usr/lib/portside" "$root/packaging/linux/nfpm.yaml" \
    >"$build/nfpm.yaml"
for kind in deb rpm; do
    "$build/venv/bin/nfpm" package --config "$build/nfpm.yaml" --packager "$kind" --target "$out" >/dev/null
done
# Its errors would be the package's; other releases of it warn of other things.
if command -v lintian >/dev/null; then
    lintian --fail-on error "$out"/*.deb
fi
if [ -n "${APPIMAGE_RUNTIME-}" ]; then
    "$root/packaging/linux/appimage.sh" "$stage" "$APPIMAGE_RUNTIME" \
        "$out/portside-$version-$(uname -m).AppImage"
fi
"$build/venv/bin/python" "$root/packaging/sbom.py" "$out/$folder.cdx.json"
(cd "$out" && sha256sum -- * >SHA256SUMS)
ls -l "$out"
