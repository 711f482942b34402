/* SPDX-License-Identifier: ISC */
/*
 * What a server wants to see in a hello, or cannot bear there (log/need.h): one
 * row for each property, of which two hellos that differ in nothing else are
 * the proof.
 */
#include "analysis/rules/finding_parts.h"

#include <stdlib.h>

#include "analysis/log/cover.h"
#include "analysis/log/need.h"
#include "analysis/log/words.h"

struct shape {
	unsigned property;
	bool harmful; /* refused with it, answered without */
	enum severity severity;
	const char *title, *detail, *fix;
};

#define UPDATE "Update the server's TLS library, or the device in front of it."

static const struct shape shapes[] = {
	{ FORM_NAMELESS, true, SEVERITY_HIGH,
		"Answers only hellos with a server name",
		"Most mail servers send none (Postfix, Exim and sendmail do "
		"not, unless DANE makes them): they cannot encrypt. ",
		"Let the server answer hellos without a name with its usual "
		"certificate." },
	{ FORM_NAMELESS, false, SEVERITY_MEDIUM,
		"Refuses hellos with the server name that it is asked by",
		"Senders that send the name of the MX (with DANE all do, RFC "
		"7672 8.1) cannot encrypt; the usual mail server sends none. ",
		"Let the server answer names that it does not know with its "
		"usual certificate." },
	{ FORM_FEW_GROUPS, false, SEVERITY_LOW,
		"Refuses hellos with many groups",
		"A server must pass over groups that it does not know (RFC "
		"8422 "
		"4). Senders of today offer up to ten. ",
		UPDATE },
	{ FORM_FEW_SCHEMES, false, SEVERITY_LOW,
		"Refuses hellos with many signature schemes",
		"A server must pass over schemes that it does not know (RFC "
		"5246 7.4.1.4.1). Senders of today offer up to 25. ",
		UPDATE },
	{ FORM_NO_EMS, false, SEVERITY_HIGH,
		"Does not bear extended_master_secret",
		"Nearly every sender of today offers it (RFC 7627). ", UPDATE },
	{ FORM_NO_SESSION_ID, false, SEVERITY_HIGH,
		"Does not bear a session id that it has not given",
		"A server must begin a new session then (RFC 5246 7.4.1.2). "
		"Every sender that offers TLS 1.3 sends one (RFC 8446 D.4). ",
		UPDATE },
	{ FORM_VERSIONS, false, SEVERITY_MEDIUM,
		"Wants supported_versions in hellos for TLS 1.2 and below",
		"Only senders that offer TLS 1.3 send it; the others cannot "
		"encrypt. ",
		UPDATE },
	{ FORM_KEY_SHARE, false, SEVERITY_INFO,
		"Answers hellos for TLS 1.3 only with a key share",
		"An empty list, which asks for a HelloRetryRequest (RFC 8446 "
		"4.2.8), is refused. The usual sender has a share in its "
		"first hello. ",
		UPDATE },
};

static const struct shape *shape_of(const struct need *need)
{
	for (size_t i = 0; i < sizeof(shapes) / sizeof(*shapes); i++)
		if (shapes[i].property == need->property &&
			shapes[i].harmful == need->harmful)
			return &shapes[i];
	return NULL;
}

static void prove(struct finding *f, const struct need *need)
{
	char end[160];

	words_of_end(need->refused, end, sizeof(end));
	proof_add(&f->proof, need->answered->probe);
	proof_add(&f->proof, need->refused->probe);
	say_detail(f,
		"Two hellos for %s with the same suites differ in nothing "
		"else: "
		"probe %u was answered, probe %u met %s. ",
		version_name(need->version), (unsigned)need->answered->probe,
		(unsigned)need->refused->probe, end);
	if (need->property == FORM_FEW_GROUPS)
		say_detail(f, "%zu groups were taken, %zu not. ",
			need->answered->n_groups, need->refused->n_groups);
}

/* Each property once, whatever the version. */
bool rule_hello_shape(const struct scene *scene, struct finding *f)
{
	const struct observation_log *log = scene->portrait->log;
	const struct shape *told = NULL;
	struct need need;

	for (size_t at = 0; log && need_next(&need, &at, log);) {
		const struct shape *shape = shape_of(&need);
		if (!shape || shape == told)
			continue;
		if (!told) {
			f->severity = shape->severity;
			say_title(f, "%s", shape->title);
			say_fix(f, "%s", shape->fix);
		}
		say_detail(f, "%s", shape->detail);
		prove(f, &need);
		told = shape;
	}
	return told;
}

/* Mbed TLS looks at the first 11. */
bool rule_groups_read(const struct scene *scene, struct finding *f)
{
	const struct observation_log *log = scene->portrait->log;
	size_t refused = 0, taken = log ? cover_groups_taken(log, &refused) : 0;

	if (!taken || !refused)
		return false;
	for (size_t i = 0; i < log->n; i++)
		if (log->rows[i].topic == TOPIC_COVER_GROUPS)
			proof_add(&f->proof, log->rows[i].probe);
	f->severity = SEVERITY_INFO;
	say_title(f, "Looks only at the first groups of a long list");
	say_detail(f,
		"A list of %zu groups was refused, although the server has the "
		"last of them; with %zu at once it is chosen. Senders of today "
		"offer up to ten, and are not stopped by it. Scanners that "
		"send all at once see too little.",
		refused, (size_t)COVER_GROUPS_READ);
	say_fix(f, "Nothing must be done for mail. " UPDATE);
	return true;
}
