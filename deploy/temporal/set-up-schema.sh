#!/bin/sh
# Creates and updates Temporal's two databases; may run again. Runs in temporalio/admin-tools.
set -eu

SQL_PASSWORD=$(cat "$POSTGRES_PASSWORD_FILE")
export SQL_PASSWORD

schema=${TEMPORAL_SCHEMA_FOLDER:-/etc/temporal/schema/postgresql/v12}

set_up() {
  database=$1
  versions=$schema/$2/versioned
  temporal-sql-tool --db "$database" create
  temporal-sql-tool --db "$database" setup-schema -v 0.0
  temporal-sql-tool --db "$database" update-schema -d "$versions"
}

set_up temporal temporal
set_up temporal_visibility visibility
echo 'The schema is up to date'
