/* SPDX-License-Identifier: ISC */
/*
 * See privilege.h. The capability calls are the kernel's own (capset(2)): one
 * library less that runs with the right.
 */
#include "net/capture/privilege.h"

#include <errno.h>
#include <grp.h>
#include <linux/capability.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#define NOBODY 65534
#define CAPABILITIES 64 /* at most; the kernel refuses what it lacks */

/* A number of the environment: 1 to 2^31; 0: none. */
static unsigned number_of(const char *name)
{
	const char *text = getenv(name);
	char *end;
	unsigned long n;

	if (!text || text[0] < '0' || text[0] > '9')
		return 0;
	n = strtoul(text, &end, 10);
	return *end || n > 0x7fffffff ? 0 : (unsigned)n;
}

/* sudo says who called; both numbers or none. */
static void who(uid_t *uid, gid_t *gid)
{
	unsigned user = number_of("SUDO_UID"), group = number_of("SUDO_GID");

	*uid = user && group ? user : NOBODY;
	*gid = user && group ? group : NOBODY;
}

static bool failed(struct error *error, const char *what)
{
	error_set(error, ERROR_SYSTEM, errno,
		"the right to capture cannot be given back (%s: %s); nothing "
		"was asked",
		what, strerror(errno));
	return false;
}

bool privilege_lower(struct error *error)
{
	uid_t uid;
	gid_t gid;

	if (geteuid() != 0 || !number_of("SUDO_UID"))
		return true;
	who(&uid, &gid);
	if (setgroups(0, NULL) || setegid(gid) || seteuid(uid))
		return failed(error, "seteuid");
	return true;
}

static bool leave_root(struct error *error)
{
	uid_t uid;
	gid_t gid;

	who(&uid, &gid);
	if (seteuid(0) || setegid(0))
		return failed(error, "seteuid");
	for (int i = 0; i < CAPABILITIES; i++)
		if (prctl(PR_CAPBSET_DROP, i, 0, 0, 0) && errno != EINVAL)
			return failed(error, "bounding set");
	if (setgroups(0, NULL) || setresgid(gid, gid, gid) ||
		setresuid(uid, uid, uid))
		return failed(error, "setresuid");
	return true;
}

static bool clear_capabilities(struct error *error)
{
	struct __user_cap_header_struct header = {
		.version = _LINUX_CAPABILITY_VERSION_3
	};
	struct __user_cap_data_struct none[2] = { 0 };

	if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) ||
		prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_CLEAR_ALL, 0, 0, 0) ||
		syscall(SYS_capset, &header, none))
		return failed(error, "capset");
	return true;
}

static bool has_any(struct error *error)
{
	struct __user_cap_header_struct header = {
		.version = _LINUX_CAPABILITY_VERSION_3
	};
	struct __user_cap_data_struct data[2] = { 0 };

	if (syscall(SYS_capget, &header, data))
		return !failed(error, "capget");
	for (size_t i = 0; i < 2; i++)
		if (data[i].effective || data[i].permitted ||
			data[i].inheritable)
			return true;
	return false;
}

bool privilege_drop(struct error *error)
{
	if (getuid() == 0 || geteuid() == 0) {
		if (!leave_root(error))
			return false;
	}
	if (!clear_capabilities(error))
		return false;
	if (has_any(error) || setuid(0) == 0 || seteuid(0) == 0) {
		errno = EPERM;
		return failed(error, "it could be had back");
	}
	return true;
}
