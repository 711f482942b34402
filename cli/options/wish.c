/* SPDX-License-Identifier: ISC */
/*
 * The options of `hallo say` and `hallo hello` that shape a ClientHello.
 */
#include "cli/options/wish.h"

static void take_codes(
	const uint16_t **codes, size_t *n, const struct say_codes *given)
{
	if (!given->given)
		return;
	*codes = given->codes;
	*n = given->n;
}

void wish_make(struct hello_wish *wish, const struct say_given *given,
	const struct hello *from)
{
	wish->from = from;
	take_codes(&wish->versions, &wish->n_versions, &given->versions);
	take_codes(&wish->groups, &wish->n_groups, &given->groups);
	take_codes(&wish->schemes, &wish->n_schemes, &given->schemes);
	take_codes(&wish->shares, &wish->n_shares, &given->shares);
	if (given->has_suites) {
		wish->suites = given->suites;
		wish->n_suites = given->n_suites;
	}
	wish->has_record_version = given->has_record_version;
	wish->record_version = given->record_version;
	wish->has_client_version = given->has_client_version;
	wish->client_version = given->client_version;
	wish->changes = given->changes;
	wish->n_changes = given->n_changes;
}

bool wish_shapes(const struct say_given *given)
{
	return given->versions.given || given->groups.given ||
		given->schemes.given || given->shares.given ||
		given->has_suites || given->has_record_version ||
		given->has_client_version || given->n_changes > 0 ||
		given->n_cuts > 0;
}
