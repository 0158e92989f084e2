#!/bin/sh
# Makes the password of the database once, in a volume that only the services of Temporal mount.
set -eu

file=${POSTGRES_PASSWORD_FILE:?}
if [ -s "$file" ]; then exit 0; fi
od -An -N24 -tx1 /dev/urandom | tr -d ' \n' >"$file.new"
# Its readers run under different user ids.
chmod 444 "$file.new"
mv "$file.new" "$file"
