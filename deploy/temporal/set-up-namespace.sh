#!/bin/sh
# Creates the namespace and its search attributes; may run again. Needs `temporal` and its usual variables
# (TEMPORAL_ADDRESS, TEMPORAL_NAMESPACE, TEMPORAL_TLS…). Temporal Cloud: docs/deployment.md.
set -eu

namespace=${TEMPORAL_NAMESPACE:-default}
retention=${TEMPORAL_RETENTION:-72h}

# A server that has just started, or a namespace that was just created, is not known everywhere at once.
within_a_minute() {
  attempts=30
  until "$@"; do
    attempts=$((attempts - 1))
    if [ "$attempts" -eq 0 ]; then
      echo "Given up: $*" >&2
      exit 1
    fi
    sleep 2
  done
}

exists() {
  temporal operator namespace describe --namespace "$namespace" >/dev/null 2>&1
}

create() {
  temporal operator namespace create --namespace "$namespace" --retention "$retention"
}

exists_now() {
  exists || create || exists
}

create_search_attributes() {
  # Creating one that is there already, with the same type, is not an error.
  temporal operator search-attribute create --namespace "$namespace" \
    --name RpaConnection --type Keyword \
    --name RpaFolder --type Keyword \
    --name RpaProcess --type Keyword \
    --name RpaJobKeys --type KeywordList \
    --name RpaJobState --type Keyword \
    --name RpaChain --type Keyword
}

within_a_minute temporal operator cluster health
within_a_minute exists_now
within_a_minute create_search_attributes
echo "The namespace $namespace is ready"
