#!/bin/sh
# Brings what the tests need beside Python: Chromium, Firefox, minisign, a library of Playwright's driver, a font,
# pdftoppm, and node with the npm packages that scripts/audit/package-lock.json names.
# What is already there is used; else the distribution's packages are installed; what stays missing is a failure.
set -u
cd "$(dirname "$0")/.." || exit 2

# The npm packages, checked against the hashes of the lock; none of their own scripts runs.
install_npm_packages() {
  cmp -s scripts/audit/package-lock.json scripts/audit/node_modules/.installed-lock && exit 0
  node -e 'process.exit(parseInt(process.versions.node, 10) < 18 ? 1 : 0)' 2>/dev/null || {
    echo "The tests need Node 18.20 or newer, and node is missing or older: install it, then run make test again." >&2
    exit 2
  }
  echo "Installing axe-core, Lighthouse and browser data into scripts/audit/node_modules …" >&2
  log=$(mktemp)
  if ! (cd scripts/audit && npm ci --ignore-scripts --no-audit --no-fund --no-update-notifier) >"$log" 2>&1; then
    tail -n 20 "$log" >&2
    echo "npm could not install what scripts/audit/package-lock.json names: see above, then run make test again." >&2
    exit 2
  fi
  cp scripts/audit/package-lock.json scripts/audit/node_modules/.installed-lock
  exit 0
}

missing=""
{ command -v chromium || command -v chromium-browser || command -v google-chrome; } >/dev/null 2>&1 || missing="$missing chromium"
{ command -v firefox-esr || command -v firefox; } >/dev/null 2>&1 || missing="$missing firefox-esr"
command -v minisign >/dev/null 2>&1 || missing="$missing minisign"
# Playwright's own driver is linked against libatomic, which a bare Debian does not have.
ldconfig=$(command -v ldconfig || echo /sbin/ldconfig)
[ -x "$ldconfig" ] && { "$ldconfig" -p | grep -q 'libatomic\.so\.1' || missing="$missing libatomic1"; }
# Without any font a browser draws nothing and measures nothing.
{ command -v fc-list >/dev/null 2>&1 && [ -n "$(fc-list : family | head -n 1)" ]; } || missing="$missing fontconfig fonts-noto-core"
command -v pdftoppm >/dev/null 2>&1 || missing="$missing poppler-utils"
command -v node >/dev/null 2>&1 || missing="$missing nodejs"
command -v npm >/dev/null 2>&1 || missing="$missing npm"
[ -n "$missing" ] || install_npm_packages

echo "Installing for the tests:$missing" >&2
if ! command -v apt-get >/dev/null 2>&1; then
  echo "The tests need$missing: install them with your system's package manager, then run make test again." >&2
  exit 2
fi
again="make test"
. scripts/debian-packages.sh
find_root "The tests need$missing: run as root: apt-get install$missing"
fetch_list
# shellcheck disable=SC2086 # a list of words
install_packages $missing
install_npm_packages
