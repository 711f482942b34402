/* SPDX-License-Identifier: ISC */
/* See pcap_library.h. */
#include "net/capture/pcap_library.h"

#include <assert.h>
#include <dlfcn.h>
#include <string.h>

/* Debian's name of it, and that of others. */
static const char *const names[] = { "libpcap.so.0.8", "libpcap.so.1" };

static struct pcap_library library;
static bool is_loaded;

static void *open_any(void)
{
	void *handle = NULL;

	for (size_t i = 0; !handle && i < sizeof(names) / sizeof(*names); i++)
		handle = dlopen(names[i], RTLD_NOW | RTLD_LOCAL);
	return handle;
}

/* ISO C has no pointer that is both of an object and of a function. */
static bool find(void *handle, const char *name, void *place)
{
	void *found = dlsym(handle, name);

	memcpy(place, &found, sizeof(found));
	return found != NULL;
}

static bool find_all(void *handle)
{
	bool good = true;

#define PCAP_FIND(name)                                                        \
	good = find(handle, "pcap_" #name, &library.name) && good;
	PCAP_FUNCTIONS(PCAP_FIND)
#undef PCAP_FIND
	return good;
}

bool pcap_library_load(struct error *error)
{
	void *handle;

	if (is_loaded)
		return true;
	handle = open_any();
	is_loaded = handle && find_all(handle);
	if (!is_loaded)
		error_set(error, ERROR_SYSTEM, 0,
			"libpcap cannot be loaded (%s); on Debian: apt install "
			"libpcap0.8",
			handle ? "a function is missing" : dlerror());
	return is_loaded;
}

const struct pcap_library *pcap_library(void)
{
	assert(is_loaded);
	return &library;
}
