/* SPDX-License-Identifier: ISC */
/*
 * The senders (senders.def) as a table, and what is asked of a row.
 */
#include <string.h>

#include "analysis/senders/sender.h"

#define SUITES(name, ...)                                                      \
	static const uint32_t name##_suites[] = { __VA_ARGS__ };
#define GROUPS(name, ...)                                                      \
	static const uint16_t name##_groups[] = { __VA_ARGS__ };
#define SCHEMES(name, ...)                                                     \
	static const uint16_t name##_schemes[] = { __VA_ARGS__ };
#define SENDER(...)
#include "analysis/senders/senders.def"
#undef SUITES
#undef GROUPS
#undef SCHEMES
#undef SENDER

#define SUITES(...)
#define GROUPS(...)
#define SCHEMES(...)
#define LIST(of, list)                                                         \
	.of = list##_##of, .n_##of = sizeof(list##_##of) / sizeof(*list##_##of)
#define COMMON true
#define RARE false
#define SENDER(id_, kind_, common_, names_, suites_, groups_, schemes_, name_, \
	low, high, dh_low, dh_high, rsa, renegotiation, sha1, anonymous_,      \
	warning, refusal, origin_)                                             \
	{ .id = id_,                                                           \
		.kind = SENDER_##kind_,                                        \
		.common = common_,                                             \
		.server_name = SENDER_NAME_##names_,                           \
		.name = name_,                                                 \
		.min_version = low,                                            \
		.max_version = high,                                           \
		.dh_min_bits = dh_low,                                         \
		.dh_max_bits = dh_high,                                        \
		.rsa_min_bits = rsa,                                           \
		.legacy_renegotiation = renegotiation,                         \
		.sha1_signatures = sha1,                                       \
		.anonymous = anonymous_,                                       \
		.dies_on_warning = warning,                                    \
		.dh_refusal = refusal,                                         \
		LIST(suites, suites_),                                         \
		LIST(groups, groups_),                                         \
		LIST(schemes, schemes_),                                       \
		.origin = origin_ },
const struct sender sender_table[] = {
#include "analysis/senders/senders.def"
};
const size_t sender_table_len = sizeof(sender_table) / sizeof(sender_table[0]);

static bool in_list(const uint16_t *codes, size_t n, uint16_t code)
{
	for (size_t i = 0; i < n; i++)
		if (codes[i] == code)
			return true;
	return false;
}

bool sender_offers_group(const struct sender *sender, uint16_t code)
{
	return in_list(sender->groups, sender->n_groups, code);
}

bool sender_offers_scheme(const struct sender *sender, uint16_t code)
{
	return in_list(sender->schemes, sender->n_schemes, code);
}

bool sender_offers_rfc7919(const struct sender *sender)
{
	for (uint16_t code = 0x0100; code <= 0x0104; code++)
		if (sender_offers_group(sender, code))
			return true;
	return false;
}

bool sender_offers_suite(const struct sender *sender, uint32_t code)
{
	for (size_t i = 0; i < sender->n_suites; i++)
		if (sender->suites[i] == code)
			return true;
	return false;
}

bool sender_suite_counts(const struct suite *suite, uint16_t version)
{
	return suite && suite->min_version <= version &&
		(suite->family == SUITE_TLS13) == (version >= VERSION_TLS13);
}

static bool row_offers(const struct observation *o, uint32_t code)
{
	for (size_t i = 0; i < o->n_offered; i++)
		if (o->offered[i] == code)
			return true;
	return false;
}

bool sender_suite_asked(
	const struct observation_log *log, uint16_t version, uint32_t code)
{
	for (size_t i = 0; log && i < log->n; i++) {
		const struct observation *o = &log->rows[i];

		if (o->probe &&
			(o->asked_version == version ||
				o->version == version) &&
			row_offers(o, code))
			return true;
	}
	return false;
}

bool sender_suite_refused(
	const struct observation_log *log, uint16_t version, uint32_t code)
{
	for (size_t i = 0; log && i < log->n; i++) {
		const struct observation *o = &log->rows[i];

		if (o->probe && o->asked_version >= version &&
			(!o->version || o->version < version) &&
			row_offers(o, code))
			return true;
	}
	return false;
}

bool sender_comes(const struct sender *sender, const char *dialog)
{
	bool relay = !strcmp(dialog, "smtp");

	switch (sender->kind) {
	case SENDER_MTA:
		return relay;
	case SENDER_CLIENT:
		return !relay && strcmp(dialog, "lmtp");
	case SENDER_SUBMITTER:
		return !strncmp(dialog, "submission", strlen("submission")) ||
			!strcmp(dialog, "smtps");
	case SENDER_LIBRARY:
		break;
	}
	return true;
}

const char *sender_plural(const char *dialog)
{
	bool mail = !strcmp(dialog, "smtp") || !strcmp(dialog, "lmtp");

	return mail ? "senders" : "mail clients";
}

const char *sender_kind_name(enum sender_kind kind)
{
	static const char *const names[] = { "mta", "mail-client",
		"submission-client", "library" };

	return names[kind];
}

const char *sender_server_name_word(enum sender_server_name server_name)
{
	static const char *const words[] = { "none", "host", "tlsa-base-domain",
		"either" };

	return words[server_name];
}

const char *sender_result_name(enum sender_result result)
{
	switch (result) {
	case SENDER_ENCRYPTS:
		return "ok";
	case SENDER_FAILS:
		return "fails";
	case SENDER_UNKNOWN:
		return "unknown";
	case SENDER_NOT_APPLICABLE:
		return "not-applicable";
	}
	return "unknown";
}

const char *sender_cause_name(enum sender_cause cause)
{
	static const char *const names[] = { NULL, "no-tls",
		"no-common-version", "no-common-suite", "dh",
		"no-secure-renegotiation", "signature", "warning-alert",
		"no-common-group", "no-common-certificate-type", "server-name",
		"certificate", "key-usage" };

	return cause < sizeof(names) / sizeof(*names) ? names[cause] : NULL;
}
