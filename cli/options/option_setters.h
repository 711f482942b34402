/* SPDX-License-Identifier: ISC */
/*
 * One setter an option, named in options.def. Each says in its error what it
 * was given and what it takes.
 */
#ifndef HALLO_CLI_OPTIONS_OPTION_SETTERS_H
#define HALLO_CLI_OPTIONS_OPTION_SETTERS_H

#include "cli/options/options.h"

option_setter set_mx, set_4, set_6, set_input, set_resolver, set_json, set_pcap,
	set_pcap_device, set_transcript, set_resume, set_replay, set_versions,
	set_suites, set_ask, set_connections, set_timeout, set_helo, set_sni,
	set_no_sni, set_force_starttls, set_allow_private, set_fail_on,
	set_max_connections, set_rate, set_delay, set_deadline, set_patience,
	set_seed, set_quiet, set_listen, set_dialog, set_verbose, set_list_json,
	set_color, set_width, set_help;

/* Of hallo say, in option_say.c. */
option_setter set_say_mx, set_say_versions, set_say_suites, set_say_groups,
	set_say_schemes, set_say_shares, set_say_record_version,
	set_say_client_version, set_say_extension, set_say_drop_extension,
	set_say_hello, set_say_verbatim, set_say_split, set_say_segment,
	set_say_times, set_say_hex;

/* Of hallo listen, in option_listen.c. */
option_setter set_answer, set_save, set_once, set_listen_times,
	set_listen_connections;

/* What a list of them says together. */
bool say_options_check(const struct options *options, struct error *error);

/* Has a hello in the form of SSL 2 a place for all that was given? */
bool say_options_ssl2(const struct options *options, struct error *error);

/* Of hallo hello, in option_hello.c. */
option_setter set_add_suite, set_drop_suite, set_output, set_as_text,
	set_as_raw, set_as_hex, set_number_of;

/* Is it the right number of files for what is to be done, and no option that
 * has no part in it? */
bool hello_given_check(const struct options *options, struct error *error);

/* Of hallo read, in option_read.c. */
option_setter set_read_host, set_read_port, set_read_failed, set_save_hello;
bool read_given_check(const struct options *options, struct error *error);

/* The next item of a list, blanks cut off. False at the end. */
#define OPTION_ITEM_MAX 80
bool option_item(char item[OPTION_ITEM_MAX], const char **list);

/* "0x0000-0xFFFF": both ends are codes. */
bool option_range(uint32_t *from, uint32_t *to, const char *item);

/* "TLSv1.2", "1.2", "0x7F1C". */
bool option_version(uint16_t *version, const char *text);

/* A decimal number of at least @min and at most @max. */
bool number_parse(
	unsigned *number, const char *text, unsigned min, unsigned max);

/* The same from 1, with the words of an error. */
bool option_number(unsigned *number, const char *option, const char *value,
	unsigned max, struct error *error);

#endif
