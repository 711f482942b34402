/* SPDX-License-Identifier: ISC */
/*
 * The SERVER-HELLO and ERROR of SSL 2 (draft-hickman-netscape-ssl-00 2.6, 2.7).
 */
#include "analysis/json/flight_parts.h"
#include "analysis/json/hex.h"

#define CONNECTION_ID_MAX 64

static const char *error_name(uint16_t code)
{
	switch (code) {
	case 1:
		return "NO-CIPHER-ERROR";
	case 2:
		return "NO-CERTIFICATE-ERROR";
	case 4:
		return "BAD-CERTIFICATE-ERROR";
	case 6:
		return "UNSUPPORTED-CERTIFICATE-TYPE-ERROR";
	default:
		return "";
	}
}

static void view_hello(struct arena *arena, struct ssl2_view *view,
	const struct server_flight *flight)
{
	const struct ssl2_server_hello *hello = &flight->ssl2;
	struct slice id = hello->connection_id;

	view->message = SSL2_SERVER_HELLO;
	view->version = flight_version(arena, hello->version);
	view->session_id_hit = hello->session_id_hit;
	view->certificate_type = hello->certificate_type;
	flight_view_certificates(arena, &view->certificates, flight);
	view->n_kinds = hello->cipher_kinds.len / 3;
	view->kinds = arena_zeroed(arena, view->n_kinds, sizeof(*view->kinds));
	for (size_t i = 0; i < view->n_kinds; i++)
		view->kinds[i] = slice_number(hello->cipher_kinds, 3 * i, 3);
	if (id.len > CONNECTION_ID_MAX)
		id.len = CONNECTION_ID_MAX;
	view->connection_id = arena_hex(arena, id);
}

struct ssl2_view *flight_view_ssl2(
	struct arena *arena, const struct server_flight *flight)
{
	struct ssl2_view *view = arena_zeroed(arena, 1, sizeof(*view));

	*view = (struct ssl2_view){
		.error_name = "", .version = "", .connection_id = ""
	};
	if (flight->end == FLIGHT_SSL2) {
		view_hello(arena, view, flight);
	} else if (flight->end == FLIGHT_SSL2_ERROR) {
		view->message = SSL2_ERROR;
		view->error = flight->ssl2.error;
		view->error_name = error_name(view->error);
	}
	return view;
}
