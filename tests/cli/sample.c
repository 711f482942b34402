/* SPDX-License-Identifier: ISC */
/*
 * See sample.h. TLS 1.0 to 1.2 with six CBC suites and DH of 1024 bits, SSL 3
 * that was silent, groups of each state, two connections that were refused with
 * an escape sequence in the reply.
 */
#include "tests/cli/sample.h"

#include <stdlib.h>
#include <string.h>

#include "tests/analysis/made.h"

static struct resolution *resolution_of(void)
{
	struct resolution *r = calloc(1, sizeof(*r));
	struct mail_host *mx = &r->hosts[0], *gone = &r->hosts[1];

	if (!r)
		abort();
	r->n_hosts = 2;
	mx->preference = 10;
	strcpy(mx->name, "mx.kabelmail.example");
	mx->n_addresses = 2;
	strcpy(mx->addresses[0].text, "192.0.2.25");
	strcpy(mx->addresses[1].text, "2001:db8::25");
	gone->preference = 20;
	strcpy(gone->name, "gone.kabelmail.example");
	gone->state = RESOLUTION_NXDOMAIN;
	strcpy(gone->reason, "no such name");
	return r;
}

static void be_turned_away(struct made *made)
{
	static const char reply[] =
		"421 4.7.0 \x1b[31mtoo many\x07 connections";
	struct observation *o = made_row(made, OUTCOME_REFUSED);

	o->probe = 0;
	o->stage = STAGE_GREETING;
	o->n_reply = sizeof(reply) - 1;
	memcpy(o->reply, reply, o->n_reply);
}

static void add_groups(struct made *made)
{
	struct version_fact *fact;

	made_group(made, VERSION_TLS12, 0x0017, TRUTH_YES);
	made_group(made, VERSION_TLS12, 0x001D, TRUTH_NO);
	made_group(made, VERSION_TLS12, 0x11EC, TRUTH_NO);
	made_group(made, VERSION_TLS12, 0x0018, TRUTH_INCONCLUSIVE);
	fact = made_version(made, VERSION_TLS12, TRUTH_YES);
	proof_add(&fact->groups[0].proof, 21);
	proof_add(&fact->groups[0].proof, 22);
	proof_add(&fact->groups[3].proof, 24);
}

static void fall_silent(struct made *made)
{
	struct version_fact *fact =
		made_version(made, VERSION_SSL3, TRUTH_INCONCLUSIVE);

	fact->proof.n = 0;
	for (uint32_t id = 61; id <= 65; id++)
		proof_add(&fact->proof, id);
	proof_add(&fact->controls, 3);
	proof_add(&fact->controls, 11);
	fact->refusal[0] = '\0';
	strcpy(fact->reason, "silence three times");
}

static void show_certificate(struct made *made)
{
	struct certificate_facts *facts = &made->log.certificates[0];

	strcpy(facts->subject,
		"CN=mx.kabelmail.example,O=Kabelm\xc3\xa4il \x1b[31mGmbH");
	strcpy(facts->issuer, "CN=mx.kabelmail.example");
	strcpy(facts->not_after, "2030-01-01T00:00:00Z");
	facts->self_issued = true;
	facts->n_names = 2;
	strcpy(facts->names[0], "mx.kabelmail.example");
	strcpy(facts->names[1], "kabelmail.example");
}

static void fill_first(struct report *report, const struct report_asked *asked)
{
	struct report_endpoint *endpoint = &report->endpoints[0];
	struct made made;

	made_kabelmail(&made);
	add_groups(&made);
	fall_silent(&made);
	show_certificate(&made);
	be_turned_away(&made);
	be_turned_away(&made);
	report_fill(report, endpoint, asked, &made.portrait);
	made_clear(&made);
	endpoint->cost = (struct cost){ .connections = 57,
		.established = 56,
		.unused = 1,
		.bytes_out = 31000,
		.bytes_in = 250000,
		.milliseconds = 4321 };
	endpoint->limits = (struct limits){ .connections = 5,
		.idle_ms = 30000,
		.dialog_ms = 300000,
		.flight_ms = 60000 };
}

static void fill_second(struct report *report, const struct report_asked *asked)
{
	struct portrait portrait;

	portrait_init(&portrait);
	portrait.state = TRUTH_NOT_APPLICABLE;
	portrait.complete = true;
	strcpy(portrait.state_reason, "no-route-v6");
	for (size_t i = 0; i < PORTRAIT_VERSIONS; i++)
		portrait.versions[i].state = TRUTH_NOT_APPLICABLE;
	report_fill(report, &report->endpoints[1], asked, &portrait);
	portrait_clear(&portrait);
}

void sample_report(struct report *report)
{
	struct report_asked asked = { .host = "mx.kabelmail.example",
		.address = "192.0.2.25",
		.port = 25,
		.dialog = "smtp",
		.server_name = "mx.kabelmail.example",
		.helo = "probe.example" };
	struct resolution *resolution = resolution_of();

	report_begin(report, "kabelmail.example", 2);
	report_resolve(report, resolution, true);
	free(resolution);
	fill_first(report, &asked);
	asked.address = "2001:db8::25";
	fill_second(report, &asked);
}

char *sample_text(const struct report *report, unsigned width,
	void (*print)(
		struct page *page, const struct report_endpoint *endpoint))
{
	struct page_style style = { .width = width, .utf8 = false };
	struct page page;

	page_init(&page, &style);
	print(&page, &report->endpoints[0]);
	return page_take(&page);
}
