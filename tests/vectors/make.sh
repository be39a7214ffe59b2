#!/bin/bash
# Signs the cases of cases.tsv with openssl, Python and Node, and writes signatures.json.
set -euo pipefail
cd "$(dirname "$0")"

# hex TIMES: the bytes, that many times over
bytes() {
  local escaped
  escaped=$(printf '%s' "$1" | sed 's/../\\x&/g')
  for ((i = 0; i < $2; i++)); do printf '%b' "$escaped"; done
}

signed_by_openssl() { bytes "$1" "$2" | openssl dgst -sha256 -hmac "$3" -r | cut -d' ' -f1; }

python=$(python3 make.py cases.tsv)
node=$(node make.mjs cases.tsv)
of() { printf '%s\n' "$1" | awk -F'\t' -v name="$2" '$1 == name { print $2 }'; }

separator='['
{
  while IFS=$'\t' read -r name times secret hex; do
    printf '%s\n{"name":"%s","body":{"hex":"%s","times":%d},"secret":"%s",\n "signatures":{"openssl":"sha256=%s","python":"sha256=%s","node":"sha256=%s"}}' \
      "$separator" "$name" "$hex" "$times" "$secret" \
      "$(signed_by_openssl "$hex" "$times" "$secret")" "$(of "$python" "$name")" "$(of "$node" "$name")"
    separator=','
  done < cases.tsv
  printf '\n]\n'
} > signatures.json
