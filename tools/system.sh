#!/bin/sh
# Install the Debian packages the tests drive for real, where root or sudo allows; say so where it does not.
set -eu
packages="apertium apertium-eng-spa apertium-eng-cat apertium-fr-es fonts-noto-core fonts-noto-cjk hunspell-es hunspell-ar"
# Chromium without its windows, which no test sees: it opens a page for half the work. Any Chromium will do.
shell="chromium-headless-shell"
installed() { dpkg-query -W -f '${Status}' "$1" 2>/dev/null | grep -q "ok installed"; }
missing=""
for package in $packages; do
    installed "$package" || missing="$missing $package"
done
installed "$shell" || missing="$missing $shell"
[ -n "$missing" ] || exit 0
if ! command -v apt-get >/dev/null 2>&1; then
    echo "not a Debian system; install these by hand for all tests:$missing" >&2
    exit 0
fi
if [ "$(id -u)" = 0 ]; then as=""; elif sudo -n true 2>/dev/null; then as="sudo"; else
    echo "no root and no sudo; tests that need these are skipped:$missing" >&2
    exit 0
fi
add() { DEBIAN_FRONTEND=noninteractive $as apt-get install -y -qq --no-install-recommends "$@" >/dev/null; }
$as apt-get update -qq || echo "the lists of packages could not be brought up to date" >&2
# shellcheck disable=SC2046,SC2086 - the lists are meant to be split
add $missing || add $(echo "$missing" | sed "s/$shell/chromium/")
