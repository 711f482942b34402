/* SPDX-License-Identifier: ISC */
/*
 * One setter an option, named in options.def. Each says in its error what it
 * was given and what it takes.
 */
#ifndef HALLO_CLI_OPTION_SETTERS_H
#define HALLO_CLI_OPTION_SETTERS_H

#include "cli/options.h"

option_setter set_mx, set_4, set_6, set_input, set_resolver, set_json,
	set_transcript, set_resume, set_versions, set_suites, set_ask,
	set_connections, set_timeout, set_helo, set_sni, set_no_sni,
	set_force_starttls, set_fail_on, set_max_connections, set_rate,
	set_delay, set_deadline, set_patience, set_seed, set_quiet, set_listen,
	set_dialog, set_verbose, set_list_json, set_color, set_width, set_help;

/* A decimal number of at least @min and at most @max. */
bool number_parse(
	unsigned *number, const char *text, unsigned min, unsigned max);

#endif
