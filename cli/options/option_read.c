/* SPDX-License-Identifier: ISC */
/*
 * The setters of `hallo read` alone, and what goes with what.
 */
#include <arpa/inet.h>
#include <string.h>

#include "cli/options/option_setters.h"

bool set_read_host(
	struct options *options, const char *value, struct error *error)
{
	struct in6_addr address;
	int family = strchr(value, ':') ? AF_INET6 : AF_INET;

	if (inet_pton(family, value, &address) == 1) {
		/* as inet_ntop() writes it, so that texts can be compared */
		inet_ntop(family, &address, options->read.host,
			sizeof(options->read.host));
		return true;
	}
	error_set(error, ERROR_USAGE, 0,
		"--host takes an address, like 192.0.2.1 or 2001:db8::1, not "
		"'%s': a capture knows no names",
		value);
	return false;
}

bool set_read_port(
	struct options *options, const char *value, struct error *error)
{
	if (number_parse(&options->read.port, value, 1, 65535))
		return true;
	error_set(error, ERROR_USAGE, 0, "--port takes 1 to 65535, not '%s'",
		value);
	return false;
}

bool set_read_failed(
	struct options *options, const char *value, struct error *error)
{
	(void)value;
	(void)error;
	options->read.failed = true;
	return true;
}

/* The file is the next word, whatever stands before. */
bool set_save_hello(
	struct options *options, const char *value, struct error *error)
{
	options->read.save_word = options->n_words;
	if (number_parse(&options->read.save, value, 1, 1000000000))
		return true;
	error_set(error, ERROR_USAGE, 0,
		"--save-hello takes the number of a connection and a file, "
		"like --save-hello 3 mx.hello; '%s' is no number",
		value);
	return false;
}

bool read_given_check(const struct options *options, struct error *error)
{
	size_t wanted = options->read.save ? 2 : 1;

	if (options->n_words == wanted)
		return true;
	if (options->n_words > wanted)
		error_set(error, ERROR_USAGE, 0,
			"one capture at a time, '%s' is too many",
			options->words[wanted]);
	else
		error_set(error, ERROR_USAGE, 0,
			"--save-hello N FILE goes beside the capture: hallo "
			"read --save-hello 3 mx.hello FILE.pcap");
	return false;
}
