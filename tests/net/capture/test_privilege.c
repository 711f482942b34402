/* SPDX-License-Identifier: ISC */
/*
 * What was given back cannot be had back. Each case is a child of its own,
 * since the parent must not lose anything; without root there is little to
 * lose, and the same must hold.
 */
#include "tests/lib/unit.h"

#include <linux/capability.h>
#include <net/ethernet.h>
#include <arpa/inet.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "net/capture/privilege.h"

/* The status of a child that dropped and then tried. */
static int after_drop(int (*attempt)(void))
{
	struct error error = { 0 };
	int status;
	pid_t child = fork();

	assert_true(child >= 0);
	if (child == 0)
		_exit(privilege_drop(&error) ? attempt() : 99);
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFEXITED(status));
	return WEXITSTATUS(status);
}

static int become_root(void)
{
	return setuid(0) == 0 || seteuid(0) == 0 || setreuid(0, 0) == 0 ||
		setresuid(0, 0, 0) == 0 || setgid(0) == 0;
}

static int take_capabilities(void)
{
	struct __user_cap_header_struct header = {
		.version = _LINUX_CAPABILITY_VERSION_3
	};
	struct __user_cap_data_struct raw[2] = { { 0 } };

	raw[0].permitted = raw[0].effective = 1u << CAP_NET_RAW;
	return syscall(SYS_capset, &header, raw) == 0;
}

static int open_raw(void)
{
	return socket(AF_PACKET, SOCK_RAW, htons(ETH_P_ALL)) >= 0 ||
		socket(AF_INET, SOCK_RAW, 255) >= 0;
}

/* A program that brings rights along (setuid) brings none. */
static int by_a_program(void)
{
	return system("test \"$(id -u)\" = 0") == 0;
}

static int still_who_it_was(void)
{
	return getuid() == 0 || geteuid() == 0 || getgid() == 0;
}

UNIT(nobody_becomes_root_again)
{
	assert_int_equal(after_drop(still_who_it_was), 0);
	assert_int_equal(after_drop(become_root), 0);
	assert_int_equal(after_drop(by_a_program), 0);
}

UNIT(capabilities_do_not_come_back)
{
	assert_int_equal(after_drop(take_capabilities), 0);
	assert_int_equal(after_drop(open_raw), 0);
}

/* The open handle is all that is left of the right. */
static int opened_before = -1;

static int use_handle(void)
{
	char bytes[64];

	return recv(opened_before, bytes, sizeof(bytes), MSG_DONTWAIT) < 0 &&
		getsockopt(opened_before, SOL_SOCKET, SO_TYPE, bytes,
			&(socklen_t){ sizeof(bytes) }) == 0;
}

UNIT(what_was_opened_before_can_be_read)
{
	opened_before = socket(AF_PACKET, SOCK_RAW, 0);
	if (opened_before < 0)
		return; /* no root: nothing was opened */
	assert_int_equal(after_drop(use_handle), 1);
	close(opened_before);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nobody_becomes_root_again),
		cmocka_unit_test(capabilities_do_not_come_back),
		cmocka_unit_test(what_was_opened_before_can_be_read),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
