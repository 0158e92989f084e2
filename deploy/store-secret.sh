#!/bin/sh
# Stores the secret of Orchestrator where docker-compose.yml finds it: deploy/secrets/uipath. Asks for it, without
# showing it, or reads it from standard input; what was there is replaced.
set -eu

folder=$(dirname "$0")/secrets
if [ -t 0 ]; then
  printf 'Secret of Orchestrator (app secret, token, password or user key): ' >&2
  trap 'stty echo; exit 1' INT TERM
  stty -echo
  IFS= read -r secret || true
  stty echo
  echo >&2
else
  IFS= read -r secret || true
fi
if [ -z "$secret" ]; then
  echo 'No secret was given, so nothing was stored' >&2
  exit 1
fi
# The folder keeps other users out. The file is readable: the worker's container reads it under another user id.
mkdir -p "$folder"
chmod 700 "$folder"
printf '%s' "$secret" >"$folder/uipath.new"
chmod 644 "$folder/uipath.new"
mv "$folder/uipath.new" "$folder/uipath"
echo "Stored in $folder/uipath"
