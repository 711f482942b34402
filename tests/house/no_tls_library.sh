#!/bin/sh
# SPDX-License-Identifier: ISC
# No TLS library stands behind the program, directly or through another.
#
#     tests/house/no_tls_library.sh PROGRAM
set -eu
engines='libssl|libcrypto|libgnutls|libmbedtls|libnss3|libwolfssl'
echo 1..2
libraries=$(ldd "$1" 2>&1) || libraries=
if echo "$libraries" | grep -q 'libc\.so'; then
	echo "ok 1 - ldd names the libraries of the program"
else
	echo "not ok 1 - ldd names the libraries of the program"
	echo "$libraries" | sed 's/^/# /'
fi
if test -n "$libraries" && ! echo "$libraries" | grep -qE "$engines"; then
	echo "ok 2 - none of them is a TLS library"
else
	echo "not ok 2 - none of them is a TLS library"
	echo "$libraries" | grep -E "$engines" | sed 's/^/# /'
fi
