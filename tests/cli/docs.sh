#!/bin/sh
# Runs every `$ aofuto ...` line of the documents' console blocks, in order,
# in an empty directory a document; a yaml block is the file aofuto.yaml there.
#   docs.sh AOFUTO ROOT
set -eu
PATH=$(dirname "$1"):$PATH
root=$2
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
XDG_STATE_HOME=$here/state # nobody's own ledger
export XDG_STATE_HOME
unset CREDENTIALS_DIRECTORY
for document in README.md docs/operation.md docs/list.md docs/template.md; do
	place=$here/$(basename "$document" .md)
	mkdir "$place"
	cd "$place"
	awk '/^```console/ { on = 1; next } /^```/ { on = 0 }
	     on && /^\$ / { print substr($0, 3) }' "$root/$document" >commands
	awk '/^```yaml/ { on = 1; next } /^```/ { on = 0 } on' \
		"$root/$document" >aofuto.yaml
	lines=$(wc -l <commands)
	echo "$document: $lines commands"
	case $document in
	README.md | docs/operation.md) [ "$lines" -gt 3 ] ;;
	esac
	while IFS= read -r command; do
		status=0
		eval "$command" >output 2>&1 </dev/null || status=$?
		# 1: done, some were set aside
		if [ "$status" -gt 1 ]; then
			echo "$document: $command: exit $status"
			cat output
			exit 1
		fi
	done <commands
done
