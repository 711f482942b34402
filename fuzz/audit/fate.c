/* SPDX-License-Identifier: ISC */
/* See fate.h. The server of the head, and the bytes behind it. */
#include "fuzz/audit/fate.h"

#include <string.h>

static const struct refusal refusals[] = {
	{ .kind = REFUSAL_ALERT, .alert = 40 },
	{ .kind = REFUSAL_ALERT, .alert = 70 },
	{ .kind = REFUSAL_CLOSE },
	{ .kind = REFUSAL_RESET },
	{ .kind = REFUSAL_ALERT, .alert = 71 },
	{ .kind = REFUSAL_ALERT, .alert = 80 },
	{ .kind = REFUSAL_CLOSE, .half = true },
	{ .kind = REFUSAL_SILENCE },
	{ .kind = REFUSAL_ALERT, .alert = 47 },
	{ .kind = REFUSAL_ALERT, .alert = 110 },
};
#define N_REFUSALS (sizeof(refusals) / sizeof(*refusals))

static void draw_suites(struct profile *profile, const uint8_t *choice)
{
	static const uint16_t curves[] = { 23, 29, 24, 25, 30, 26, 22, 4588 };

	/* first: what responder_can() affirms rests on them */
	profile->n_groups = 0;
	for (size_t i = 0; i < sizeof(curves) / sizeof(*curves); i++)
		if (!i || choice[251] & 1 << i)
			profile->groups[profile->n_groups++] = curves[i];
	for (int v = 0; v < PROFILE_VERSIONS; v++)
		for (size_t i = 0; i < suite_table_len; i++)
			if (choice[i % 251] % 20 == 0 &&
				profile->versions[v].n_suites < 24 &&
				responder_can(profile, profile_version_codes[v],
					suite_table[i].code))
				profile->versions[v].suites
					[profile->versions[v].n_suites++] =
					suite_table[i].code;
}

/* Of what it cannot bear it is the code that @of points at. */
static void draw_quirk(struct profile *profile, uint8_t which, uint8_t of)
{
	struct profile_quirks *quirks = &profile->quirks;
	struct rule *rule = &quirks->rules[0];
	uint32_t code = suite_table[of % suite_table_len].code;

	rule->refusal = refusals[which / 16 % N_REFUSALS];
	quirks->n_rules = 1;
	rule->low = code;
	switch (which % 16) {
	case 1:
	case 2:
		rule->kind = RULE_CHOSEN;
		rule->low = profile->versions[4].suites[of % 24];
		return;
	case 3:
		rule->kind = RULE_SUITE;
		return;
	case 4:
		rule->kind = RULE_LENGTH;
		rule->low = 2u * of;
		rule->high = 4u * of + 64;
		return;
	case 5:
		rule->kind = RULE_NO_EXTENSION;
		rule->low = of % 64;
		return;
	case 6:
		rule->kind = RULE_EXTENSION;
		rule->low = of % 64;
		return;
	default:
		quirks->n_rules = 0;
	}
	quirks->max_suites = which % 16 == 7 ? of + 1 : 0;
	quirks->long_refusal = rule->refusal;
	quirks->needs_extensions = which % 16 == 8;
	quirks->refuses_extensions = which % 16 == 9;
	quirks->deflate = which % 16 == 10;
	quirks->last_resort_suite = which % 16 == 11 ? (uint16_t)code : 0;
}

bool fate_begin(struct fate *fate, const uint8_t *data, size_t size)
{
	struct profile *profile = &fate->profile;
	uint8_t seed[SEED_SIZE] = { 0 }, choice[252];

	if (size < FATE_HEAD)
		return false;
	fate->data = data;
	fate->size = size;
	fate->at = FATE_HEAD;
	fate->at_once = 1 + (data[0] & 3u);
	fate->frugal = data[0] & 4;
	fate->two_faces = data[0] & 8;
	fate->again = data[0] & 16;
	profile_init(profile);
	for (int v = 0; v < PROFILE_VERSIONS; v++)
		profile->versions[v].supported = data[1] & 1 << v;
	profile->refusal = refusals[data[2] % 16 % N_REFUSALS];
	profile->version_refusal = refusals[data[2] / 16 % N_REFUSALS];
	profile->order = data[3] & 1 ? ORDER_CLIENT
		: data[3] & 2	     ? ORDER_CHACHA
				     : ORDER_SERVER;
	profile->dh_bits = data[3] & 4 ? 2048 : 1024;
	profile->dh_rfc7919 = data[3] & 8;
	profile->dhe_needs_no_rfc7919 = data[3] & 16;
	profile->secure_renegotiation = data[3] & 32;
	profile->n_certificates = data[3] & 64 ? 1 : 2;
	strcpy(profile->certificates[0],
		data[3] & 128 ? "ecdsa256" : "rsa2048");
	strcpy(profile->certificates[1],
		data[3] & 128 ? "rsa2048" : "ecdsa256");
	memcpy(seed, data + 4, 2);
	seed_expand(choice, sizeof(choice), seed, "suites");
	draw_suites(profile, choice);
	draw_quirk(profile, data[6], data[7]);
	return true;
}

size_t fate_choice(struct fate *fate, size_t n)
{
	if (fate->at == fate->size && fate->again)
		fate->at = FATE_HEAD;
	return fate->at < fate->size ? fate->data[fate->at++] % n : 0;
}
