/* SPDX-License-Identifier: ISC */
/*
 * The lists of a hello, and what profile and hello have in common: groups, the
 * RFC 7919 group, the signature schemes of TLS 1.2.
 */
#include "responder/offer.h"

size_t code_list_len(const struct code_list *list)
{
	return list->codes.len / 2;
}

uint16_t code_list_at(const struct code_list *list, size_t i)
{
	return (uint16_t)slice_number(list->codes, 2 * i, 2);
}

bool code_list_has(const struct code_list *list, uint16_t code)
{
	for (size_t i = 0; i < code_list_len(list); i++) {
		if (code_list_at(list, i) == code)
			return true;
	}
	return false;
}

/* supported_groups and signature_algorithms are alike: one vector of codes. */
static bool list_read(
	struct code_list *list, const struct hello *hello, uint16_t type)
{
	const struct hello_extension *e = hello_find(hello, type);
	struct fault fault = { 0 };
	struct reader r, codes;

	*list = (struct code_list){ .sent = e != NULL };
	if (!e)
		return true;
	r = reader_of(&fault, e->body.data, e->body.len);
	codes = reader_vec(&r, 2, "codes");
	list->codes = reader_rest(&codes);
	reader_end(&r, "codes");
	return reader_ok(&r) && list->codes.len % 2 == 0;
}

bool offer_read(struct offer *offer, const struct profile *profile,
	const struct hello *hello)
{
	*offer = (struct offer){ .profile = profile, .hello = hello };
	offer_note_strange(offer);
	return list_read(&offer->groups, hello, 10) &&
		list_read(&offer->schemes, hello, 13);
}

/* Without supported_groups the client can do any curve (RFC 8422 4); servers
 * then take P-256 (RFC 8422 5.1 leaves it to them). */
static bool group_offered(const struct offer *offer, uint16_t code)
{
	return offer->groups.sent ? code_list_has(&offer->groups, code)
				  : code == 23;
}

static bool group_owned(const struct profile *profile, uint16_t code)
{
	for (size_t i = 0; i < profile->n_groups; i++) {
		if (profile->groups[i] == code)
			return true;
	}
	return false;
}

const struct group *offer_group(const struct offer *offer, uint16_t code)
{
	const struct group *group = group_find(code);

	return group || offer->strange.code != code ? group : &offer->strange;
}

static void take_strange(struct offer *offer, uint16_t code)
{
	if (!code || group_find(code))
		return;
	offer->strange = (struct group){ .code = code,
		.name = "",
		.openssl = "",
		.gnutls = "",
		.type = GROUP_EC,
		.status = CODE_PRIVATE,
		.bits = 256,
		.client_share = 65,
		.server_share = 65,
		.tls12 = true,
		.tls13 = true };
}

void offer_note_strange(struct offer *offer)
{
	const struct profile *p = offer->profile;

	for (size_t i = 0; i < p->n_groups; i++)
		take_strange(offer, p->groups[i]);
	take_strange(offer, p->quirks.unasked_group);
}

typedef bool group_test(const struct group *group);

bool group_is_curve(const struct group *group)
{
	return group->type == GROUP_EC && group->tls12 && group->server_share;
}

static bool is_tls13(const struct group *group)
{
	return group->tls13 && group->server_share;
}

/* The first group that passes @test and both sides have, in the order of the
 * side that the profile says; or the one that nobody asked for. */
static const struct group *common_group(
	const struct offer *offer, group_test *test)
{
	const struct profile *p = offer->profile;
	const struct group *unasked =
		offer_group(offer, p->quirks.unasked_group);
	bool client = p->groups_client_order && offer->groups.sent;
	size_t n = client ? code_list_len(&offer->groups) : p->n_groups;

	if (p->quirks.unasked_group && unasked && test(unasked))
		return unasked;
	for (size_t i = 0; i < n; i++) {
		uint16_t code =
			client ? code_list_at(&offer->groups, i) : p->groups[i];
		const struct group *group;

		if (client ? !group_owned(p, code)
			   : !group_offered(offer, code))
			continue;
		group = offer_group(offer, code);
		if (group && test(group))
			return group;
	}
	return NULL;
}

const struct group *choose_group(const struct offer *offer)
{
	return common_group(offer, is_tls13);
}

static bool is_ffdhe(uint16_t code)
{
	return code >= 256 && code <= 260;
}

/* Names a profile no RFC 7919 group among its groups, it has all of them. */
static bool ffdhe_owned(const struct profile *profile, uint16_t code)
{
	bool named = false;

	for (size_t i = 0; i < profile->n_groups; i++)
		named |= is_ffdhe(profile->groups[i]);
	return !named || group_owned(profile, code);
}

static void prepare_dh(struct offer *offer)
{
	bool asked = false;

	for (size_t i = 0; i < code_list_len(&offer->groups); i++) {
		uint16_t code = code_list_at(&offer->groups, i);

		if (!is_ffdhe(code))
			continue;
		asked = true;
		if (offer->profile->dh_rfc7919 && !offer->dh_group &&
			ffdhe_owned(offer->profile, code))
			offer->dh_group = code;
	}
	offer->dh_refused = asked && !offer->dh_group &&
		offer->profile->dhe_needs_no_rfc7919;
}

/* RFC 5246 7.4.1.4.1: without the extension the client means SHA-1. Else the
 * one that the profile prefers, or the client's first that fits the key. */
static const struct scheme *prepare_scheme(
	const struct offer *offer, const struct key *key)
{
	uint16_t preferred = offer->table->signature_scheme;
	const struct scheme *scheme = NULL;

	if (!key)
		return NULL;
	if (!offer->schemes.sent)
		return scheme_for(key, key->type == KEY_RSA ? 0x0201 : 0x0203);
	if (preferred && code_list_has(&offer->schemes, preferred))
		scheme = scheme_for(key, preferred);
	for (size_t i = 0; !scheme && i < code_list_len(&offer->schemes); i++)
		scheme = scheme_for(key, code_list_at(&offer->schemes, i));
	return scheme;
}

void offer_settle(struct offer *offer)
{
	offer->rsa = profile_key(offer->profile, KEY_RSA);
	offer->ecdsa = profile_key(offer->profile, KEY_ECDSA);
	offer->curve = common_group(offer, group_is_curve);
	if (offer->ecdsa && offer->groups.sent &&
		offer->profile->quirks.ecdsa_curve == ECDSA_CURVE_OWN &&
		!code_list_has(&offer->groups, offer->ecdsa->group))
		offer->ecdsa = NULL; /* RFC 8422 5.1: not that curve */
	prepare_dh(offer);
	if (offer->version != VERSION_TLS12)
		return;
	offer->rsa_scheme = prepare_scheme(offer, offer->rsa);
	offer->ecdsa_scheme = prepare_scheme(offer, offer->ecdsa);
}
