/* SPDX-License-Identifier: ISC */
/*
 * The setters of `hallo listen`. What --answer names is looked up when the
 * command begins: a profile may be a file.
 */
#include "cli/options/option_setters.h"

#define LISTEN_TIMES_MAX 1000000
#define LISTEN_CONNECTIONS_MAX 1024

bool set_answer(struct options *options, const char *value, struct error *error)
{
	if (*value) {
		options->answer = value;
		return true;
	}
	error_set(error, ERROR_USAGE, 0,
		"--answer takes a profile (`hallo list profiles`), a file of "
		"one, alert:N or close");
	return false;
}

bool set_save(struct options *options, const char *value, struct error *error)
{
	if (*value) {
		options->save = value;
		return true;
	}
	error_set(error, ERROR_USAGE, 0, "--save takes a directory");
	return false;
}

bool set_once(struct options *options, const char *value, struct error *error)
{
	(void)value;
	(void)error;
	options->times = 1;
	return true;
}

bool set_listen_times(
	struct options *options, const char *value, struct error *error)
{
	return option_number(
		&options->times, "--times", value, LISTEN_TIMES_MAX, error);
}

bool set_listen_connections(
	struct options *options, const char *value, struct error *error)
{
	return option_number(&options->connections, "--connections", value,
		LISTEN_CONNECTIONS_MAX, error);
}
