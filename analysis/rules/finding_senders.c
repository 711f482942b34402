/* SPDX-License-Identifier: ISC */
/*
 * The rule about the senders that cannot encrypt with this server: as heavy as
 * they are common.
 */
#include "analysis/rules/finding_parts.h"

/* Those that come to the server, counted. */
struct toll {
	size_t n, failing;
	bool causes[SENDER_CAUSES];
	enum severity worst;
	struct wordlist names;
};

/* Many use it; or a program that is there; or a library, or a policy. */
static enum severity weight(const struct sender *sender)
{
	if (sender->common)
		return SEVERITY_HIGH;
	return sender->kind == SENDER_LIBRARY ? SEVERITY_LOW : SEVERITY_MEDIUM;
}

static void take_toll(
	const struct scene *scene, struct toll *toll, struct finding *f)
{
	for (size_t i = 0; i < sender_table_len; i++) {
		const struct sender *sender = &sender_table[i];
		struct sender_verdict v;

		if (!sender_comes(sender, scene->context->dialog))
			continue;
		toll->n++;
		sender_judge(&v, sender, scene->portrait, scene->context);
		if (v.result == SENDER_FAILS) {
			toll->failing++;
			toll->causes[v.cause] = true;
			wordlist_add(
				&toll->names, sender->name, sender_table_len);
			add_proof(f, &v.proof);
			if (weight(sender) > toll->worst)
				toll->worst = weight(sender);
		}
		sender_verdict_clear(&v);
	}
	wordlist_end(&toll->names);
}

static const char *const remedies[SENDER_CAUSES] = {
	[SENDER_CAUSE_NO_TLS] = "Look into the server's log why it answers no "
				"hello; often certificate or key are missing.",
	[SENDER_CAUSE_VERSION] = "Switch on TLS 1.2 and TLS 1.3.",
	[SENDER_CAUSE_SUITE] = "Switch on ECDHE with AES-GCM beside what there "
			       "is.",
	[SENDER_CAUSE_GROUP] = "Switch on the groups x25519 and secp256r1.",
	[SENDER_CAUSE_CERTIFICATE_TYPE] =
		"Give the server a certificate with an "
		"RSA key as well.",
	[SENDER_CAUSE_DH] = "Make DH parameters of 2048 bits, or switch DHE "
			    "off where there is ECDHE.",
	[SENDER_CAUSE_RENEGOTIATION] = "Update the server's TLS library: it "
				       "must know RFC 5746.",
	[SENDER_CAUSE_SIGNATURE] = "Switch on TLS 1.2: below it, signatures "
				   "are made with SHA-1.",
	[SENDER_CAUSE_WARNING] = "Let the server answer names that it does "
				 "not know without a warning.",
	[SENDER_CAUSE_SERVER_NAME] = "Let the server answer with its usual "
				     "certificate where no name is sent.",
};

bool rule_senders_fail(const struct scene *scene, struct finding *f)
{
	struct toll toll = { .worst = SEVERITY_LOW };
	const char *who = sender_plural(scene->context->dialog);

	take_toll(scene, &toll, f);
	if (!toll.failing)
		return false;
	f->severity = toll.worst;
	say_title(f, "%zu of %zu kinds of %s cannot encrypt%s", toll.failing,
		toll.n, who,
		toll.worst == SEVERITY_HIGH ? ", common ones among them" : "");
	say_detail(f,
		"%s. %s Derived from the facts, not tried; the reason of each "
		"stands with the %s.",
		toll.names.text,
		scene->relay ? "They send in clear text, or not at all."
			     : "They cannot connect.",
		who);
	for (size_t i = 0; i < SENDER_CAUSES; i++)
		if (toll.causes[i] && remedies[i])
			say_fix(f, "%s%s", *f->fix ? " " : "", remedies[i]);
	return true;
}
