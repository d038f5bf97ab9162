#!/bin/sh
# Starts the installed application. Its command line (`sessionscope serve`) opens no page, so that it needs no sandbox of
# Chromium's, and root may use it, as in a container; nor has Chromium anything to say there.
program=$(dirname "$(readlink -f "$0")")/../sessionscope
case "$1" in
  [!-]*|--help|-h|--version|-V) ELECTRON_DISABLE_SANDBOX=1 exec "$program" --log-level=3 "$@" ;;
  *) exec "$program" "$@" ;;
esac
