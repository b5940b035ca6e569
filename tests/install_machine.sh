#!/usr/bin/env bash
# Install the Debian packages that the tests need and that are missing; say what is missing where we may not.
set -euo pipefail

installed() {
  case "$1" in
    chromium) command -v chromium >/dev/null ;;
    fonts-noto-cjk) compgen -G '/usr/share/fonts/opentype/noto/NotoSansCJK*' >/dev/null ;;
    npm) command -v npm >/dev/null ;;
    postgresql) compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null ;;
    *) dpkg -s "$1" >/dev/null 2>&1 ;;
  esac
}

missing=()
for package in "$@"; do installed "$package" || missing+=("$package"); done
[ ${#missing[@]} -eq 0 ] && exit 0

become=()
[ "$(id -u)" -eq 0 ] || become=(sudo)
if ! command -v apt-get >/dev/null || { [ ${#become[@]} -gt 0 ] && ! command -v sudo >/dev/null; }; then
  echo "The tests need these Debian packages; please install them: ${missing[*]}" >&2
  exit 1
fi
echo "Installing ${missing[*]}"
export DEBIAN_FRONTEND=noninteractive
"${become[@]}" apt-get update -q
"${become[@]}" apt-get install -y -q --no-install-recommends "${missing[@]}"
