#!/bin/sh
# Calls a provider's API through the broker, which adds the token: this script never sees one.
#
#   JETON_KEY=… ./ask.sh https://jeton.example.com genesys acme api/v2/organizations/me
#
# What follows the path goes to curl: -X POST -H 'Content-Type: application/json' -d @message.json
set -eu

if [ $# -lt 4 ] || [ -z "${JETON_KEY:-}" ]; then
    echo "usage: JETON_KEY=... $0 address type tenant path [curl options]" >&2
    exit 2
fi
address=$1 type=$2 tenant=$3 path=$4
shift 4

# The key goes by stdin: the arguments of a process can be read by everybody on this machine.
key=$(printf '%s' "$JETON_KEY" | sed 's/[\\"]/\\&/g')
printf 'header = "Authorization: Bearer %s"\n' "$key" |
    curl --config - --silent --show-error --fail-with-body --path-as-is --globoff "$@" \
        "$address/api/v1/proxy/$type/$tenant/$path"
