#!/bin/sh
# Starts the server with the password of a file: its own configuration takes a value only. Runs in temporalio/server.
set -eu

POSTGRES_PWD=$(cat "$POSTGRES_PASSWORD_FILE")
export POSTGRES_PWD
exec /etc/temporal/entrypoint.sh
