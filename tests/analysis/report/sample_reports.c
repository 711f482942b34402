/* SPDX-License-Identifier: ISC */
/*
 * Prints sample reports, one a line, for the schema test: a plain server, a
 * modern one, one that was never reached, one without STARTTLS, one whose every
 * word is hostile, and a run that was cut short.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/analysis/report_made.h"

static void print(const struct portrait *portrait, enum resolution_state state)
{
	struct report report;
	json_t *json;

	made_report(&report, portrait);
	report.resolution = state;
	json = report_json(&report);
	json_dumpf(json, stdout, JSON_COMPACT);
	putchar('\n');
	json_decref(json);
	report_clear(&report);
}

static void print_kabelmail(void)
{
	struct made made;

	made_kabelmail(&made);
	print(&made.portrait, RESOLUTION_OK);
	made_clear(&made);
}

static void print_modern(void)
{
	struct made made;
	struct version_fact *fact;

	made_init(&made);
	made_suite(&made, VERSION_TLS13, 0x1302)->group = 0x001D;
	made_suite(&made, VERSION_TLS13, 0x1301)->group = 0x001D;
	made_suite(&made, VERSION_TLS12, 0xC030)->group = 0x001D;
	made_group(&made, VERSION_TLS13, 0x001D, TRUTH_YES);
	made_group(&made, VERSION_TLS13, 0x11EC, TRUTH_NO);
	fact = made_version(&made, VERSION_TLS13, TRUTH_YES);
	fact->groups_order = SUITE_ORDER_SERVER;
	fact->order = SUITE_ORDER_MIXED;
	fact->n_classes = 1;
	fact->classes = calloc(1, sizeof(*fact->classes));
	fact->classes[0] = 2;
	made.portrait.preferred = made_shown(&made, VERSION_TLS13, 0x1302);
	made.portrait.preferred_tls12 =
		made_shown(&made, VERSION_TLS12, 0xC030);
	print(&made.portrait, RESOLUTION_OK);
	made_clear(&made);
}

static void print_unreached(enum truth state, const char *reason)
{
	struct portrait portrait;

	portrait_init(&portrait);
	portrait.state = state;
	portrait.complete = state == TRUTH_NOT_APPLICABLE;
	if (!portrait.complete)
		strcpy(portrait.incomplete_reason, reason);
	strcpy(portrait.state_reason, reason);
	for (size_t i = 0; i < PORTRAIT_VERSIONS; i++)
		portrait.versions[i].state = state;
	print(&portrait, RESOLUTION_IMPLICIT);
	portrait_clear(&portrait);
}

static void fill(char *text, size_t size)
{
	for (size_t i = 0; i + 1 < size; i++)
		text[i] = (char)(1 + i % 255);
	text[size - 1] = '\0';
}

/* What the peer may put in is filled with every byte there is. */
static void print_hostile(void)
{
	struct certificate_facts *facts;
	struct observation *o;
	struct made made;

	made_kabelmail(&made);
	made_suite(&made, VERSION_SSL2, 0x010080);
	made_suite(&made, VERSION_TLS12, 0xFEDC)->group = 0x7F00;
	facts = &made.log.certificates[0];
	fill(facts->subject, sizeof(facts->subject));
	fill(facts->names[0], sizeof(facts->names[0]));
	o = made_row(&made, OUTCOME_SERVER_HELLO);
	o->asked_version = VERSION_TLS12;
	o->version = 0x7F7F;
	o->unasked = "version";
	o->unasked_code = 0x7F7F;
	o->n_reply = sizeof(o->reply);
	for (size_t i = 0; i < sizeof(o->reply); i++)
		o->reply[i] = (uint8_t)i;
	fill(o->alpn, sizeof(o->alpn));
	made.portrait.preferred = o;
	o = made_row(&made, OUTCOME_REFUSED);
	o->probe = 0;
	o->local_port = 0;
	o->errnum = 104;
	made.portrait.complete = false;
	strcpy(made.portrait.incomplete_reason, "interrupted");
	print(&made.portrait, RESOLUTION_LITERAL);
	made_clear(&made);
}

int main(void)
{
	print_kabelmail();
	print_modern();
	print_unreached(TRUTH_INCONCLUSIVE, "connect: Connection timed out");
	print_unreached(TRUTH_NOT_APPLICABLE, "no-route-v6");
	print_unreached(TRUTH_NOT_APPLICABLE, "starttls-not-offered");
	print_unreached(TRUTH_NOT_ASKED, "interrupted");
	print_hostile();
	return 0;
}
