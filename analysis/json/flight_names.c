/* SPDX-License-Identifier: ISC */
/*
 * See flight_names.h.
 */
#include "analysis/json/flight_names.h"

#include <stddef.h>

#include "wire/bytes/record.h"

const char *handshake_name(uint8_t type)
{
	static const char *const names[] = {
		[0] = "hello_request",
		[1] = "client_hello",
		[2] = "server_hello",
		[3] = "hello_verify_request",
		[4] = "new_session_ticket",
		[8] = "encrypted_extensions",
		[11] = "certificate",
		[12] = "server_key_exchange",
		[13] = "certificate_request",
		[14] = "server_hello_done",
		[15] = "certificate_verify",
		[16] = "client_key_exchange",
		[20] = "finished",
		[21] = "certificate_url",
		[22] = "certificate_status",
		[23] = "supplemental_data",
		[24] = "key_update",
		[25] = "compressed_certificate",
	};

	return type < sizeof(names) / sizeof(names[0]) ? names[type] : NULL;
}

const char *content_name(uint8_t type)
{
	switch (type) {
	case CONTENT_CHANGE_CIPHER_SPEC:
		return "change_cipher_spec";
	case CONTENT_ALERT:
		return "alert";
	case CONTENT_HANDSHAKE:
		return "handshake";
	case CONTENT_APPLICATION_DATA:
		return "application_data";
	case CONTENT_HEARTBEAT:
		return "heartbeat";
	default:
		return NULL;
	}
}
