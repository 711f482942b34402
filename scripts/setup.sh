# SPDX-License-Identifier: ISC
# shellcheck shell=sh
# What ./check and ./try share: the packages that a build needs, and the build
# folder.  Sourced from the root of the source tree.
#
# Only compilers, tools and libraries are ever installed; the servers of the
# live tests are unpacked into .cache and run from there (tests/live).
# Everything here speaks on stderr.

build_packages='gcc libc6-dev meson ninja-build pkg-config python3 scdoc
	nettle-dev libgmp-dev libtasn1-6-dev libtasn1-bin libjansson-dev
	libevent-dev libunbound-dev libidn2-dev libpcap-dev'
check_packages='clang libclang-rt-14-dev clang-format libcmocka-dev python3
	openssl iproute2 util-linux'

say() {
	echo "$*" >&2
}

# missing PACKAGE... : those that are not installed
missing() {
	for package in "$@"; do
		state=$(dpkg-query -W -f '${db:Status-Status}' "$package" \
			2>/dev/null) || state=none
		test "$state" = installed || echo "$package"
	done
}

# agreed YES : ask, unless the answer was given on the command line
agreed() {
	test "$1" = yes && return 0
	if ! test -t 0; then
		say "nobody to ask: give --yes to install them"
		return 1
	fi
	printf 'install them? [y/N] ' >&2
	read -r answer
	test "$answer" = y || test "$answer" = yes
}

# install PACKAGE... : with one refresh of the lists when they are too old
install() {
	export DEBIAN_FRONTEND=noninteractive
	options='-qq -y --no-install-recommends -o Dpkg::Use-Pty=0'
	apt-cache show "$1" >/dev/null 2>&1 || apt-get -qq update >&2
	# shellcheck disable=SC2086
	apt-get $options install "$@" </dev/null >/dev/null && return 0
	apt-get -qq update >&2
	# shellcheck disable=SC2086
	apt-get $options install "$@" </dev/null >&2
}

# setup_packages YES PACKAGE... : false when something stays missing
setup_packages() {
	yes=$1
	shift
	if ! command -v dpkg-query >/dev/null || ! command -v apt-get >/dev/null
	then
		say "this is not a Debian: these packages, or what they are" \
			"called here, must be there: $*"
		return 0
	fi
	lacking=$(missing "$@" | tr '\n' ' ')
	test -z "$lacking" && return 0
	say "missing packages: $lacking"
	if test "$(id -u)" != 0; then
		say "as root, or with sudo:"
		say "    sudo apt-get install --no-install-recommends $lacking"
		return 1
	fi
	agreed "$yes" || return 1
	# shellcheck disable=SC2086
	install $lacking
}

# build_folder FOLDER MESON_OPTION... : set up, then build; the whole talk of
# meson and ninja only when it fails.  With options a folder that is there is
# set up anew: it may have been made when a library was still missing.
build_folder() {
	folder=$1
	shift
	log=$(mktemp)
	again=
	test -f "$folder/build.ninja" && again=--reconfigure
	{ { test -n "$again" && test $# = 0 ||
		meson setup $again "$folder" "$@"; } &&
		ninja --quiet -C "$folder" -j "$(nproc)"; } >"$log" 2>&1
	status=$?
	test "$status" = 0 || cat "$log" >&2
	rm -f "$log"
	return "$status"
}
