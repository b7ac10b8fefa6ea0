#!/bin/sh
# A configuration file alone means to serve it; an option or one of the registry's own commands is for the registry.
set -e
case "$1" in
  *.yaml | *.yml) set -- registry serve "$@" ;;
  serve | garbage-collect | help | -*) set -- registry "$@" ;;
esac
exec "$@"
