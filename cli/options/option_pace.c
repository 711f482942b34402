/* SPDX-License-Identifier: ISC */
/*
 * The setters of options.def that say how much may be asked of one address, and
 * for how long.
 */
#include <stdlib.h>
#include <string.h>

#include "cli/options/option_setters.h"

#define SECONDS_MAX 86400 /* a day */

bool set_max_connections(
	struct options *options, const char *value, struct error *error)
{
	return option_number(&options->pace.connections, "--max-connections",
		value, 1000000, error);
}

/* "30/min": a number, a stroke, a unit of time. */
bool set_rate(struct options *options, const char *value, struct error *error)
{
	static const struct {
		const char *name;
		unsigned ms;
	} units[] = { { "s", 1000 }, { "min", 60000 }, { "h", 3600000 } };
	const char *stroke = strchr(value, '/');
	char number[12] = "";

	options->pace.rate_ms = 0;
	if (stroke && (size_t)(stroke - value) < sizeof(number)) {
		memcpy(number, value, (size_t)(stroke - value));
		for (size_t i = 0; i < 3; i++)
			if (!strcmp(stroke + 1, units[i].name))
				options->pace.rate_ms = units[i].ms;
	}
	if (options->pace.rate_ms &&
		number_parse(&options->pace.rate, number, 1, 100000))
		return true;
	error_set(error, ERROR_USAGE, 0,
		"--rate takes so many connections in a time, like 30/min, 2/s "
		"or 100/h, not '%s'",
		value);
	return false;
}

/* "1.5": at most three decimals, as nobody counts closer. */
bool set_delay(struct options *options, const char *value, struct error *error)
{
	const char *point = strchr(value, '.');
	size_t whole = point ? (size_t)(point - value) : strlen(value);
	char text[16] = "", decimals[4] = "000";
	size_t n = point ? strlen(point + 1) : 0;
	unsigned seconds = 0, ms = 0;
	bool good = whole > 0 && whole < sizeof(text) && n <= 3 &&
		(!point || n > 0);

	if (good) {
		memcpy(text, value, whole);
		memcpy(decimals, value + strlen(value) - n, n);
		good = number_parse(&seconds, text, 0, SECONDS_MAX) &&
			number_parse(&ms, decimals, 0, 999);
	}
	options->pace.delay_ms = seconds * 1000 + ms;
	if (!good)
		error_set(error, ERROR_USAGE, 0,
			"--delay takes seconds, like 2 or 0.5, at most %u, "
			"not '%s'",
			SECONDS_MAX, value);
	return good;
}

bool set_deadline(
	struct options *options, const char *value, struct error *error)
{
	return option_number(
		&options->deadline_s, "--deadline", value, SECONDS_MAX, error);
}

bool set_patience(
	struct options *options, const char *value, struct error *error)
{
	return option_number(
		&options->patience_s, "--patience", value, SECONDS_MAX, error);
}
