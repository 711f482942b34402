#!/bin/sh
# SPDX-License-Identifier: ISC
# clang-format would leave each .c and .h as it is.
#
#     tests/house/format.sh SOURCE_ROOT
set -eu
cd "$1"
echo 1..1
files=$(find wire smtp trust responder net analysis fuzz cli tests bench \
	-name '*.[ch]' | sort)
if wrong=$(echo "$files" | xargs clang-format --dry-run -Werror 2>&1); then
	echo "ok 1 - $(echo "$files" | wc -l) files are formatted"
else
	echo "not ok 1 - formatted by clang-format -i"
	echo "$wrong" | grep error: | sed "s/^/# /"
fi
