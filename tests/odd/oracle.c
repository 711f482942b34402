/* SPDX-License-Identifier: ISC */
/*
 * See oracle.h. Long lists are no question here; lengths are: so each form is
 * tried with few and many fillers, too (codes that nobody has ever assigned).
 */
#include "tests/odd/oracle.h"
#include "wire/hello/hello_build.h"
#include "wire/hello/hello_standard.h"
#include "wire/tables/versions.h"
#include "wire/hello/hello.h"

#define FORMS 32
#define FILLERS 200
#define FILLER 0xe0e0

struct question {
	const struct profile *profile;
	uint16_t version;
	struct hello_spec spec; /* but for its suites */
	size_t n_suites;
	uint32_t suites[PROFILE_MAX_SUITES + FILLERS];
};

/* What comes back is read as a prober would: from the bytes. */
static bool ask(const struct question *q, struct answer *answer)
{
	static uint8_t bytes[72 * 1024], scratch[72 * 1024];
	static uint8_t said[FLIGHT_BUFFER], buffer[FLIGHT_BUFFER];
	static struct server_flight flight;
	static struct hello_draft draft;
	static struct hello hello;
	struct hello_spec spec = q->spec;
	struct writer w = writer_of(bytes, sizeof(bytes));
	struct writer out = writer_of(said, sizeof(said));
	size_t eaten;

	spec.suites = (struct hello_suites){ q->suites, q->n_suites };
	if (!hello_build(&w, &draft, &spec) ||
		hello_read_records(&hello, &eaten, writer_done(&w), scratch,
			sizeof(scratch)) != HELLO_READ)
		return false;
	responder_answer(answer, &out, q->profile, &hello, q->spec.seed, NULL);
	flight_begin(
		&flight, buffer, sizeof(buffer), q->version == VERSION_SSL2);
	flight_feed(&flight, said, out.len);
	return answer->accepted &&
		(flight.has_server_hello || flight.end == FLIGHT_SSL2);
}

/* The forms: bit 0 without server_name, bit 1 without extensions or with a key
 * share, bits 2 and 3 with none, a few, more or many fillers,
 * bit 4 with few groups and schemes: the shortest. */
static void set_form(struct question *q, int form, const char *name)
{
	static const size_t fillers[] = { 0, 8, 100, FILLERS };
	static const uint16_t few_groups[] = { 0x001d, 0x0017 };
	static const uint16_t few_schemes[] = { 0x0804, 0x0403, 0x0401 };
	struct hello_spec *spec = &q->spec;
	enum hello_style other = q->version == VERSION_SSL3 ? STYLE_EXTENDED
		: q->version == VERSION_TLS13		    ? STYLE_SHARE
							    : STYLE_BARE;

	spec->server_name = form & 1 ? "" : name;
	spec->standard =
		hello_standard(q->version, form & 2 ? other : STYLE_STANDARD);
	if (form & 16 && q->version >= VERSION_TLS12)
		spec->schemes = (struct hello_codes){ few_schemes, 3 };
	if (form & 16 && !spec->groups.codes)
		spec->groups = (struct hello_codes){ few_groups, 2 };
	for (size_t i = 0; i < fillers[form >> 2 & 3]; i++)
		q->suites[q->n_suites++] = FILLER + (uint32_t)i;
}

static struct question question_of(
	const struct profile *profile, uint16_t version)
{
	return (struct question){ .profile = profile, .version = version };
}

static bool chooses(const struct profile *profile, uint16_t asked,
	uint16_t version, uint32_t suite, const char *server_name)
{
	for (int form = 0; form < FORMS; form++) {
		struct question q = question_of(profile, asked);
		struct answer answer;

		q.suites[q.n_suites++] = suite;
		set_form(&q, form, server_name);
		if (ask(&q, &answer) && answer.version == version &&
			answer.suite == suite)
			return true;
	}
	return false;
}

/* A server may come down to a version only from above. */
bool oracle_suite(const struct profile *profile, uint16_t version,
	uint32_t suite, const char *server_name)
{
	if (chooses(profile, version, version, suite, server_name))
		return true;
	return version > VERSION_SSL2 && version < VERSION_TLS13 &&
		chooses(profile, VERSION_TLS13, version, suite, server_name);
}

static bool uses_group(const struct profile *profile, uint16_t asked,
	uint16_t version, uint16_t group, uint32_t suite,
	const char *server_name)
{
	for (int form = 0; form < FORMS; form++) {
		struct question q = question_of(profile, asked);
		struct answer answer;

		/* a certificate may need its own curve on offer */
		uint16_t groups[] = { group, 0x0017, 0x0018 };

		q.spec.groups =
			(struct hello_codes){ groups, form & 4 ? 3 : 1 };
		q.suites[q.n_suites++] = suite;
		set_form(&q, form, server_name);
		if (ask(&q, &answer) && answer.version == version &&
			answer.group == group)
			return true;
	}
	return false;
}

/* A shortcut, no more: most groups of the table are strangers to a profile. */
static bool names_group(const struct profile *profile, uint16_t group)
{
	for (size_t i = 0; i < profile->n_groups; i++) {
		if (profile->groups[i] == group)
			return true;
	}
	return profile->quirks.unasked_group == group || profile->dh_rfc7919;
}

bool oracle_group(const struct profile *profile, uint16_t version,
	uint16_t group, const char *server_name)
{
	const struct profile_version *v =
		&profile->versions[profile_version_index(version)];

	if (!names_group(profile, group))
		return false;
	for (size_t i = 0; i < v->n_suites; i++) {
		if (uses_group(profile, version, version, group, v->suites[i],
			    server_name))
			return true;
		if (version < VERSION_TLS13 &&
			uses_group(profile, VERSION_TLS13, version, group,
				v->suites[i], server_name))
			return true;
	}
	return false;
}

static uint32_t winner(const struct profile *profile, uint16_t version,
	uint32_t a, uint32_t b, const char *server_name)
{
	bool lower = version > VERSION_SSL2 && version < VERSION_TLS13;

	for (int form = 0; form < (lower ? 2 * FORMS : FORMS); form++) {
		struct question q = question_of(
			profile, form < FORMS ? version : VERSION_TLS13);
		struct answer answer;

		q.suites[q.n_suites++] = a;
		q.suites[q.n_suites++] = b;
		set_form(&q, form % FORMS, server_name);
		if (ask(&q, &answer) && answer.version == version)
			return answer.suite;
	}
	return 0;
}

int oracle_duel(const struct profile *profile, uint16_t version, uint32_t a,
	uint32_t b, const char *server_name)
{
	uint32_t ab = winner(profile, version, a, b, server_name);
	uint32_t ba = winner(profile, version, b, a, server_name);

	if (ab == ba)
		return ab == a ? 1 : ab == b ? 2 : -1;
	return ab == a && ba == b ? 0 : -1;
}
