#!/bin/sh
# Install the Debian packages the tests drive for real, where root or sudo allows; say so where it does not.
set -eu
packages="chromium apertium apertium-eng-spa apertium-eng-cat apertium-fr-es fonts-noto-core fonts-noto-cjk"
missing=""
for package in $packages; do
    dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q "ok installed" || missing="$missing $package"
done
[ -n "$missing" ] || exit 0
if ! command -v apt-get >/dev/null 2>&1; then
    echo "not a Debian system; install these by hand for all tests:$missing" >&2
    exit 0
fi
if [ "$(id -u)" = 0 ]; then as=""; elif sudo -n true 2>/dev/null; then as="sudo"; else
    echo "no root and no sudo; tests that need these are skipped:$missing" >&2
    exit 0
fi
$as apt-get update -qq
# shellcheck disable=SC2086 - the list is meant to be split
DEBIAN_FRONTEND=noninteractive $as apt-get install -y -qq --no-install-recommends $missing >/dev/null
