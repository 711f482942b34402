/* SPDX-License-Identifier: ISC */
/*
 * The keys of a profile that make a server odd (hallo-profile(5), QUIRKS). The
 * switches among them stand in profile_read.c.
 *
 *	refuse length 256 511 silence      # F5, RFC 7685
 *	refuse above TLSv1.2 reset
 *	unasked-group 0x9999
 */
#include "responder/profile_text.h"

#include <stdio.h>
#include <string.h>

static bool take_number(
	struct text *t, uint32_t *value, uint32_t max, const char *what)
{
	if (next_word(t) && number(value, t->word, max))
		return true;
	return text_complain(t, "%s wants a number up to %u", what, max);
}

static bool take_suite(struct text *t, uint32_t *code)
{
	if (next_word(t) && suite_by_name(code, t->word) && *code <= 0xffff)
		return true;
	return text_complain(t, "unknown suite '%.60s'", t->word);
}

static bool take_version(struct text *t, uint32_t *version)
{
	if (!next_word(t))
		return text_complain(t, "a version is missing");
	*version = version_by_name(t->word);
	return *version || number(version, t->word, 0xffff) ||
		text_complain(t, "unknown version '%.40s'", t->word);
}

static bool take_name(struct text *t, struct rule *rule)
{
	if (!next_word(t))
		return text_complain(t, "a name is missing");
	if (strlen(t->word) >= sizeof(rule->name))
		return text_complain(t, "a name of at most 63 characters");
	snprintf(rule->name, sizeof(rule->name), "%.63s", t->word);
	return true;
}

/* "PSK" stands for DHE_PSK, ECDHE_PSK and RSA_PSK, too. */
static bool take_exchange(struct text *t, struct rule *rule)
{
	if (!take_name(t, rule))
		return false;
	for (int e = 0; e <= EXCHANGE_OTHER; e++) {
		if (strstr(suite_exchange_name((enum suite_exchange)e),
			    rule->name))
			return true;
	}
	return text_complain(t, "unknown key exchange '%.40s'", t->word);
}

/* What stands between the kind of a rule and its refusal. */
static bool take_looks(struct text *t, struct rule *rule)
{
	switch (rule->kind) {
	case RULE_LENGTH:
		return take_number(t, &rule->low, 0xffffff, "length") &&
			take_number(t, &rule->high, 0xffffff, "length");
	case RULE_LENGTH_REST:
		return take_number(t, &rule->low, 255, "length-rest");
	case RULE_ABOVE:
		return take_version(t, &rule->low);
	case RULE_SUITE:
	case RULE_CHOSEN:
		return take_suite(t, &rule->low);
	case RULE_EXCHANGE:
		return take_exchange(t, rule);
	case RULE_NAME:
	case RULE_NOT_NAME:
		return take_name(t, rule);
	case RULE_EXTENSION:
	case RULE_NO_EXTENSION:
		break;
	}
	return take_number(t, &rule->low, 0xffff, "refuse");
}

static bool add_rule(struct text *t, struct rule *rule)
{
	struct profile_quirks *quirks = &t->profile->quirks;

	if (!take_looks(t, rule) || !take_refusal(t, &rule->refusal))
		return false;
	if (quirks->n_rules == PROFILE_MAX_RULES)
		return text_complain(
			t, "more than %d rules to refuse", PROFILE_MAX_RULES);
	quirks->rules[quirks->n_rules++] = *rule;
	return true;
}

static bool read_refuse(struct text *t)
{
	static const char *const words[] = { "length", "length-rest", "above",
		"extension", "no-extension", "suite", "exchange", "name",
		"not-name", "chosen" };
	struct rule rule = { 0 };
	unsigned kind;

	if (!read_choice(t, &kind, words, 10, "refuse"))
		return false;
	rule.kind = (enum rule_kind)kind;
	return add_rule(t, &rule);
}

static bool read_max_suites(struct text *t)
{
	uint32_t n;

	if (!next_word(t) || !number(&n, t->word, 0xffff) || !n)
		return text_complain(t, "max-suites wants a number");
	t->profile->quirks.max_suites = (uint16_t)n;
	return take_refusal(t, &t->profile->quirks.long_refusal);
}

static bool read_unasked_suite(struct text *t)
{
	uint32_t code;

	if (!take_suite(t, &code))
		return false;
	t->profile->quirks.unasked_suite = (uint16_t)code;
	return true;
}

static bool read_last_resort_suite(struct text *t)
{
	uint32_t code;

	if (!take_suite(t, &code))
		return false;
	t->profile->quirks.last_resort_suite = (uint16_t)code;
	return true;
}

static bool read_unasked_version(struct text *t)
{
	uint32_t version;

	if (!take_version(t, &version))
		return false;
	t->profile->quirks.unasked_version = (uint16_t)version;
	return true;
}

static bool read_unasked_group(struct text *t)
{
	uint16_t *code = &t->profile->quirks.unasked_group;

	return (next_word(t) && group_by_name(code, t->word)) ||
		text_complain(t, "unknown group '%.40s'", t->word);
}

static bool read_unasked_extension(struct text *t)
{
	uint32_t code;

	if (!next_word(t) || !number(&code, t->word, 0xffff) || !code)
		return text_complain(t, "unasked-extension wants its number");
	t->profile->quirks.unasked_extension = (uint16_t)code;
	return true;
}

static bool read_unasked_compression(struct text *t)
{
	uint32_t code;

	if (!take_number(t, &code, 255, "unasked-compression"))
		return false;
	t->profile->quirks.unasked_compression = (uint8_t)code;
	return true;
}

static bool read_first_record(struct text *t)
{
	uint32_t bytes;

	if (!take_number(t, &bytes, 16384, "first-record"))
		return false;
	t->profile->quirks.first_record = (uint16_t)bytes;
	return true;
}

static bool read_explicit_curve(struct text *t)
{
	static const char *const words[] = { "no", "prime", "char2" };
	unsigned choice;

	if (!read_choice(t, &choice, words, 3, "explicit-curve"))
		return false;
	t->profile->quirks.explicit_curve = (enum explicit_curve)choice;
	return true;
}

static bool read_psk_hint(struct text *t)
{
	char *hint = t->profile->quirks.psk_hint;

	return read_text(t, hint, sizeof(t->profile->quirks.psk_hint));
}

static bool read_refusal_text(struct text *t)
{
	char *words = t->profile->quirks.refusal_text;

	return read_text(t, words, sizeof(t->profile->quirks.refusal_text));
}

/* The whole chain must fit a flight of FLIGHT_BUFFER bytes. */
static bool read_chain(struct text *t)
{
	struct profile_quirks *quirks = &t->profile->quirks;
	uint32_t n, size;

	if (!take_number(t, &n, PROFILE_MAX_CERTIFICATES, "chain") ||
		!take_number(t, &size, 0xffff, "chain"))
		return false;
	if (size < PROFILE_MIN_CHAIN_SIZE || n * size > PROFILE_MAX_CHAIN)
		return text_complain(t, "chain wants %d bytes each, %d in all",
			PROFILE_MIN_CHAIN_SIZE, PROFILE_MAX_CHAIN);
	quirks->chain_length = (uint8_t)n;
	quirks->chain_size = (uint16_t)size;
	return true;
}

static bool read_certificate_form(struct text *t)
{
	static const char *const words[] = { "whole", "garbage", "none" };
	unsigned choice;

	if (!read_choice(t, &choice, words, 3, "certificate-form"))
		return false;
	t->profile->quirks.certificate_form = (enum certificate_form)choice;
	return true;
}

static bool read_key_usage(struct text *t)
{
	uint32_t octet;

	if (!take_number(t, &octet, 255, "key-usage"))
		return false;
	t->profile->quirks.key_usage = (uint8_t)octet;
	return true;
}

static bool read_ecdsa_curve(struct text *t)
{
	static const char *const words[] = { "own", "any" };
	unsigned choice;

	if (!read_choice(t, &choice, words, 2, "ecdsa-curve"))
		return false;
	t->profile->quirks.ecdsa_curve = (enum ecdsa_curve)choice;
	return true;
}

const struct profile_key profile_quirk_keys[] = {
	{ "refuse", read_refuse },
	{ "max-suites", read_max_suites },
	{ "unasked-suite", read_unasked_suite },
	{ "last-resort-suite", read_last_resort_suite },
	{ "unasked-version", read_unasked_version },
	{ "unasked-group", read_unasked_group },
	{ "unasked-extension", read_unasked_extension },
	{ "unasked-compression", read_unasked_compression },
	{ "first-record", read_first_record },
	{ "explicit-curve", read_explicit_curve },
	{ "psk-hint", read_psk_hint },
	{ "refusal-text", read_refusal_text },
	{ "chain", read_chain },
	{ "certificate-form", read_certificate_form },
	{ "key-usage", read_key_usage },
	{ "ecdsa-curve", read_ecdsa_curve },
	{ NULL, NULL },
};
