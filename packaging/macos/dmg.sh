#!/bin/sh
# Make portside-VERSION-macos-ARCH.dmg of build/dist/Portside.app, on a Mac.
#
# With SIGN_IDENTITY (a Developer ID) it is signed; with NOTARY_PROFILE (of notarytool's keychain),
# too, it is notarised. Without them it is signed by nobody, and opened once by right click → Open.
set -eu
root=$(CDPATH='' cd -- "$(dirname -- "$0")/../.." && pwd -P)
build=${PORTSIDE_BUILD:-$root/build}
application=$build/dist/Portside.app
version=$(python3 "$root/packaging/bundle.py")
out=$build/packages
image=$out/portside-$version-macos-$(uname -m).dmg
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p "$out"

if [ -n "${SIGN_IDENTITY-}" ]; then
    codesign --force --deep --options runtime --timestamp --sign "$SIGN_IDENTITY" \
        --entitlements "$root/packaging/macos/entitlements.plist" "$application"
else
    echo 'no SIGN_IDENTITY: signed by nobody' >&2
    codesign --force --deep --sign - "$application"
fi
codesign --verify --deep --strict "$application"

cp -R "$application" "$work/"
ln -s /Applications "$work/Applications"
rm -f "$image"
hdiutil create -quiet -volname Portside -srcfolder "$work" -fs HFS+ -format UDZO "$image"

if [ -n "${SIGN_IDENTITY-}" ]; then
    codesign --timestamp --sign "$SIGN_IDENTITY" "$image"
    if [ -n "${NOTARY_PROFILE-}" ]; then
        xcrun notarytool submit --wait --keychain-profile "$NOTARY_PROFILE" "$image"
        xcrun stapler staple "$image"
    else
        echo 'no NOTARY_PROFILE: not notarised' >&2
    fi
fi
"$build/venv/bin/python" "$root/packaging/sbom.py" "$out/portside-$version-macos-$(uname -m).cdx.json"
