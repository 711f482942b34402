/* SPDX-License-Identifier: ISC */
/*
 * The walk (wire/text/walk.h) over extensions of both hellos: those whose body
 * is a list or a number are walked into, the others are one field.
 */
#include "wire/text/walk_parts.h"

static void server_name(struct walk *walk)
{
	size_t outer = walk_open(walk, 2, "server_name.list.length");

	while (walk->left > 0) {
		walk_take(walk, 1, "server_name.type");
		walk_vector(
			walk, 2, "server_name.host.length", "server_name.host");
	}
	walk_close(walk, outer, "server_name.list");
}

static void alpn(struct walk *walk)
{
	size_t outer = walk_open(walk, 2, "alpn.list.length");

	while (walk->left > 0)
		walk_vector(walk, 1, "alpn.name.length", "alpn.name");
	walk_close(walk, outer, "alpn.list");
}

static void one_share(struct walk *walk)
{
	walk_take(walk, 2, "key_share.group");
	walk_vector(walk, 2, "key_share.key_exchange.length",
		"key_share.key_exchange");
}

static void key_share(struct walk *walk, bool retry)
{
	size_t outer;

	if (retry) {
		walk_take(walk, 2, "key_share.selected_group");
		return;
	}
	if (!walk->client) {
		one_share(walk);
		return;
	}
	outer = walk_open(walk, 2, "key_share.list.length");
	while (walk->left > 0)
		one_share(walk);
	walk_close(walk, outer, "key_share.list");
}

static void supported_versions(struct walk *walk)
{
	if (walk->client)
		walk_list(walk, 1, 2, "supported_versions.length",
			"supported_versions.version");
	else if (walk_take(walk, 2, "supported_versions.version") >= 0x0304)
		walk->version = 0x0304;
}

static void body(struct walk *walk, uint32_t type, bool retry)
{
	switch (type) {
	case 0:
		server_name(walk);
		break;
	case 10:
		walk_list(walk, 2, 2, "supported_groups.length",
			"supported_groups.group");
		break;
	case 11:
		walk_list(walk, 1, 1, "ec_point_formats.length",
			"ec_point_formats.format");
		break;
	case 13:
	case 50:
		walk_list(walk, 2, 2, "signature_algorithms.length",
			"signature_algorithms.scheme");
		break;
	case 16:
		alpn(walk);
		break;
	case 43:
		supported_versions(walk);
		break;
	case 44:
		walk_vector(walk, 2, "cookie.length", "cookie");
		break;
	case 45:
		walk_list(walk, 1, 1, "psk_key_exchange_modes.length",
			"psk_key_exchange_modes.mode");
		break;
	case 51:
		key_share(walk, retry);
		break;
	case 0xff01:
		walk_vector(walk, 1, "renegotiation_info.length",
			"renegotiation_info");
		break;
	default:
		break;
	}
}

void walk_extensions(struct walk *walk, bool retry)
{
	size_t outer = walk_open(walk, 2, "extensions.length");

	while (walk->left > 0) {
		uint32_t type = walk_take(walk, 2, "extension.type");
		size_t rest = walk_open(walk, 2, "extension.length");

		walk->depth++;
		if (walk->left > 0)
			body(walk, type, retry);
		walk_close(walk, rest, "extension.body");
		walk->depth--;
	}
	walk_close(walk, outer, "extensions");
}
