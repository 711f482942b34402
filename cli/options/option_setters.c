/* SPDX-License-Identifier: ISC */
/*
 * The setters of options.def. Each takes one value and either keeps it or says
 * what it was given and what it takes.
 */
#include "cli/options/option_setters.h"
#include "smtp/dialogs.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>

#include "cli/options/suggest.h"
#include "wire/tables/names.h"

bool number_parse(
	unsigned *number, const char *text, unsigned min, unsigned max)
{
	unsigned long value = 0;

	if (!*text || strlen(text) > 9)
		return false;
	for (const char *p = text; *p; p++) {
		if (*p < '0' || *p > '9')
			return false;
		value = value * 10 + (unsigned long)(*p - '0');
	}
	if (value < min || value > max)
		return false;
	*number = (unsigned)value;
	return true;
}

bool option_number(unsigned *number, const char *option, const char *value,
	unsigned max, struct error *error)
{
	if (number_parse(number, value, 1, max))
		return true;
	error_set(error, ERROR_USAGE, 0,
		"%s takes a number from 1 to %u, not '%s'", option, max, value);
	return false;
}

bool set_mx(struct options *options, const char *value, struct error *error)
{
	if (!strcasecmp(value, "all"))
		options->mx = 0;
	else if (!strcasecmp(value, "first"))
		options->mx = 1;
	else if (!number_parse(&options->mx, value, 1, 1000)) {
		error_set(error, ERROR_USAGE, 0,
			"--mx takes first, all or a number, not '%s'", value);
		return false;
	}
	return true;
}

static bool set_family(struct options *options, int family, struct error *error)
{
	if (options->family != AF_UNSPEC && options->family != family) {
		error_set(error, ERROR_USAGE, 0,
			"-4 and -6 exclude each other; without them both "
			"families are asked");
		return false;
	}
	options->family = family;
	return true;
}

bool set_4(struct options *options, const char *value, struct error *error)
{
	(void)value;
	return set_family(options, AF_INET, error);
}

bool set_6(struct options *options, const char *value, struct error *error)
{
	(void)value;
	return set_family(options, AF_INET6, error);
}

/* Values that are checked where they are used, or need no check but this. */
static bool set_text(const char **text, const char *option, const char *value,
	struct error *error)
{
	if (*value) {
		*text = value;
		return true;
	}
	error_set(error, ERROR_USAGE, 0, "%s got an empty value", option);
	return false;
}

bool set_input(struct options *options, const char *value, struct error *error)
{
	return set_text(&options->input, "--input", value, error);
}

bool set_resolver(
	struct options *options, const char *value, struct error *error)
{
	return set_text(&options->resolver, "--resolver", value, error);
}

bool set_json(struct options *options, const char *value, struct error *error)
{
	return set_text(&options->json, "--json", value, error);
}

bool set_pcap(struct options *options, const char *value, struct error *error)
{
	return set_text(&options->pcap, "--pcap", value, error);
}

bool set_pcap_device(
	struct options *options, const char *value, struct error *error)
{
	return set_text(&options->pcap_device, "--pcap-device", value, error);
}

bool set_transcript(
	struct options *options, const char *value, struct error *error)
{
	return set_text(&options->transcript, "--transcript", value, error);
}

bool set_resume(struct options *options, const char *value, struct error *error)
{
	return set_text(&options->resume, "--resume", value, error);
}

bool set_replay(struct options *options, const char *value, struct error *error)
{
	options->replay = true;
	return set_text(&options->resume, "--replay", value, error);
}

/* What goes into a line of the dialog must be one printable word. */
bool set_helo(struct options *options, const char *value, struct error *error)
{
	for (const char *p = value; *p; p++)
		if (*p <= ' ' || *p > '~')
			value = "";
	if (*value && strlen(value) <= 255)
		return set_text(&options->helo, "--helo", value, error);
	error_set(error, ERROR_USAGE, 0,
		"--helo takes a host name or an address like [192.0.2.1]: "
		"printable ASCII, no blanks, at most 255 letters");
	return false;
}

bool set_sni(struct options *options, const char *value, struct error *error)
{
	if (strlen(value) > 255) {
		error_set(error, ERROR_USAGE, 0,
			"--sni takes a name of at most 255 letters");
		return false;
	}
	return set_text(&options->sni, "--sni", value, error);
}

bool set_no_sni(struct options *options, const char *value, struct error *error)
{
	(void)value;
	(void)error;
	options->no_sni = true;
	return true;
}

bool set_force_starttls(
	struct options *options, const char *value, struct error *error)
{
	(void)value;
	(void)error;
	options->force_starttls = true;
	return true;
}

bool set_allow_private(
	struct options *options, const char *value, struct error *error)
{
	(void)value;
	(void)error;
	options->allow_private = true;
	return true;
}

bool set_connections(
	struct options *options, const char *value, struct error *error)
{
	return option_number(
		&options->connections, "--connections", value, 100, error);
}

bool set_timeout(
	struct options *options, const char *value, struct error *error)
{
	return option_number(
		&options->timeout_s, "--timeout", value, 3600, error);
}

bool set_fail_on(
	struct options *options, const char *value, struct error *error)
{
	options->has_fail_on = severity_by_name(&options->fail_on, value);
	if (options->has_fail_on)
		return true;
	error_set(error, ERROR_USAGE, 0,
		"--fail-on takes info, low, medium, high or critical, not '%s'",
		value);
	return false;
}

static int hex_digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	if (c >= 'A' && c <= 'F')
		return c - 'A' + 10;
	return -1;
}

/* Up to 64 digits; a shorter seed is filled with zeros. */
bool set_seed(struct options *options, const char *value, struct error *error)
{
	size_t n = strlen(value);
	bool good = n > 0 && n <= sizeof(options->seed) * 2 && n % 2 == 0;

	memset(options->seed, 0, sizeof(options->seed));
	for (size_t i = 0; good && i < n; i++) {
		int digit = hex_digit(value[i]);

		good = digit >= 0;
		options->seed[i / 2] =
			(uint8_t)(options->seed[i / 2] << 4 | (digit & 15));
	}
	options->has_seed = good;
	if (!good)
		error_set(error, ERROR_USAGE, 0,
			"--seed takes an even number of hex digits, at most "
			"64, not '%s'",
			value);
	return good;
}

bool set_quiet(struct options *options, const char *value, struct error *error)
{
	(void)value;
	(void)error;
	options->quiet = true;
	return true;
}

bool set_listen(struct options *options, const char *value, struct error *error)
{
	return set_text(&options->listen, "--listen", value, error);
}

bool set_dialog(struct options *options, const char *value, struct error *error)
{
	struct suggest suggest;

	options->dialog = dialog_find(value);
	if (options->dialog)
		return true;
	suggest_begin(&suggest, value);
	for (size_t i = 0; i < dialog_kinds_len; i++)
		suggest_offer(&suggest, dialog_kinds[i].scheme);
	error_set(error, ERROR_USAGE, 0,
		"--dialog: no dialog '%s'; %s%s`hallo list dialogs` names them",
		value, suggest.best ? suggest.best : "",
		suggest.best ? "? " : "");
	return false;
}

bool set_verbose(
	struct options *options, const char *value, struct error *error)
{
	(void)value;
	(void)error;
	options->verbose = true;
	return true;
}

bool set_list_json(
	struct options *options, const char *value, struct error *error)
{
	(void)value;
	(void)error;
	options->list_json = true;
	return true;
}

bool set_color(struct options *options, const char *value, struct error *error)
{
	static const char *const names[] = { "auto", "always", "never" };

	for (size_t i = 0; i < 3; i++)
		if (!strcasecmp(names[i], value)) {
			options->color = (enum color_mode)i;
			return true;
		}
	error_set(error, ERROR_USAGE, 0,
		"--color takes auto, always or never, not '%s'", value);
	return false;
}

bool set_width(struct options *options, const char *value, struct error *error)
{
	if (number_parse(&options->width, value, 40, 1000))
		return true;
	error_set(error, ERROR_USAGE, 0,
		"--width takes a number from 40 to 1000, not '%s'", value);
	return false;
}

bool set_help(struct options *options, const char *value, struct error *error)
{
	(void)value;
	(void)error;
	options->help = true;
	return true;
}
