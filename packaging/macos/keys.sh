#!/bin/sh
# Put the keys for signing and notarising into a keychain of their own, for dmg.sh, in a workflow.
#
# CERTIFICATE and NOTARY_KEY are files in base64: a .p12 with its CERTIFICATE_PASSWORD, and a .p8 with
# its NOTARY_KEY_ID and NOTARY_ISSUER, kept as the profile NOTARY_PROFILE. What is not there is
# skipped, and dmg.sh then makes an image that is not signed, or not notarised.
set -eu
[ -n "${CERTIFICATE-}" ] || {
    echo 'no CERTIFICATE: nothing to sign with' >&2
    exit 0
}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
umask 077
keychain=portside.keychain-db
password=$(uuidgen)
printf %s "$CERTIFICATE" | base64 --decode >"$folder/key.p12"
security create-keychain -p "$password" "$keychain"
security set-keychain-settings -lut 21600 "$keychain"
security unlock-keychain -p "$password" "$keychain"
security import "$folder/key.p12" -k "$keychain" -P "$CERTIFICATE_PASSWORD" -T /usr/bin/codesign
security set-key-partition-list -S apple-tool:,apple: -s -k "$password" "$keychain" >/dev/null
security list-keychains -d user -s "$keychain" login.keychain-db
if [ -n "${NOTARY_KEY-}" ]; then
    printf %s "$NOTARY_KEY" | base64 --decode >"$folder/key.p8"
    xcrun notarytool store-credentials "$NOTARY_PROFILE" --key "$folder/key.p8" \
        --key-id "$NOTARY_KEY_ID" --issuer "$NOTARY_ISSUER"
fi
