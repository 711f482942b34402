/* SPDX-License-Identifier: ISC */
/*
 * ServerHello and HelloRetryRequest, both ways (RFC 5246 7.4.1.3, RFC 8446
 * 4.1.3, 4.1.4). A retry is a ServerHello told by its random.
 */
#include "wire/flight/flight_parts.h"
#include "wire/bytes/record.h"
#include "wire/tables/extensions.h"

/* The one protocol a server chose (RFC 7301 3.1); odd bodies give none. */
static struct slice read_alpn(struct slice body)
{
	struct fault fault = { 0 };
	struct reader r = reader_of(&fault, body.data, body.len);
	struct reader list = reader_vec(&r, 2, "alpn.list");
	struct reader name = reader_vec(&list, 1, "alpn.name");

	return reader_rest(&name);
}

static void read_key_share(struct server_hello *hello, struct reader *r)
{
	struct reader share;

	hello->has_key_share = true;
	hello->key_share_group = reader_u16(r, "server_hello.key_share.group");
	if (hello->retry)
		return;
	share = reader_vec(r, 2, "server_hello.key_share.key_exchange");
	hello->key_share = reader_rest(&share);
}

/* @body is a child: its faults are those of the message. */
static void read_extension_body(
	struct server_hello *hello, uint16_t type, struct reader *body)
{
	switch (type) {
	case EXTENSION_SUPPORTED_VERSIONS:
		hello->has_supported_versions = true;
		hello->negotiated =
			reader_u16(body, "server_hello.supported_versions");
		break;
	case EXTENSION_KEY_SHARE:
		read_key_share(hello, body);
		break;
	case EXTENSION_RENEGOTIATION_INFO:
		hello->secure_renegotiation = true;
		return;
	default:
		return;
	}
	reader_end(body, "server_hello.extension");
}

static void read_extensions(struct server_hello *hello, struct reader *r)
{
	struct reader list;

	if (!reader_more(r))
		return;
	hello->has_extensions = true;
	list = reader_vec(r, 2, "server_hello.extensions");
	while (reader_more(&list)) {
		struct hello_extension extension;
		struct reader body, look;

		extension.type =
			reader_u16(&list, "server_hello.extension.type");
		body = reader_vec(&list, 2, "server_hello.extension");
		look = body;
		extension.body = reader_rest(&body);
		if (!reader_ok(&list))
			return;
		if (extension.type == EXTENSION_ALPN)
			hello->alpn = read_alpn(extension.body);
		read_extension_body(hello, extension.type, &look);
		if (hello->n_extensions < FLIGHT_MAX_EXTENSIONS)
			hello->extensions[hello->n_extensions++] = extension;
	}
}

bool server_hello_read(
	struct server_hello *hello, struct slice body, struct fault *fault)
{
	struct reader r = reader_of(fault, body.data, body.len);
	struct reader id;

	*hello = (struct server_hello){ 0 };
	hello->version = reader_u16(&r, "server_hello.version");
	hello->negotiated = hello->version;
	hello->random = reader_bytes(&r, 32, "server_hello.random");
	hello->retry =
		slice_equal(hello->random, slice_of(hello_retry_random, 32));
	id = reader_vec(&r, 1, "server_hello.session_id");
	if (reader_left(&id) > 32)
		reader_fault(&id, FAULT_VALUE, "server_hello.session_id");
	hello->session_id = reader_rest(&id);
	hello->suite = reader_u16(&r, "server_hello.suite");
	hello->compression = reader_u8(&r, "server_hello.compression");
	read_extensions(hello, &r);
	reader_end(&r, "server_hello");
	return reader_ok(&r);
}

static bool lists(const struct server_hello *hello, uint16_t type)
{
	for (size_t i = 0; i < hello->n_extensions; i++) {
		if (hello->extensions[i].type == type)
			return true;
	}
	return false;
}

static void write_alpn(struct writer *w, struct slice name)
{
	size_t body, list, one;

	writer_put(w, 2, EXTENSION_ALPN, "server_hello.extension.type");
	body = writer_open(w, 2, "server_hello.extension.length");
	list = writer_open(w, 2, "server_hello.alpn.list.length");
	one = writer_open(w, 1, "server_hello.alpn.name.length");
	writer_slice(w, name, "server_hello.alpn.name");
	writer_close(w, one);
	writer_close(w, list);
	writer_close(w, body);
}

static void write_key_share(struct writer *w, const struct server_hello *hello)
{
	size_t body, share;

	writer_put(w, 2, EXTENSION_KEY_SHARE, "server_hello.extension.type");
	body = writer_open(w, 2, "server_hello.extension.length");
	writer_put(
		w, 2, hello->key_share_group, "server_hello.key_share.group");
	if (!hello->retry) {
		share = writer_open(
			w, 2, "server_hello.key_share.key_exchange.length");
		writer_slice(w, hello->key_share,
			"server_hello.key_share.key_exchange");
		writer_close(w, share);
	}
	writer_close(w, body);
}

/* What the typed fields say and extensions[] does not hold. */
static void write_typed_extensions(
	struct writer *w, const struct server_hello *hello)
{
	if (hello->secure_renegotiation &&
		!lists(hello, EXTENSION_RENEGOTIATION_INFO)) {
		writer_put(w, 2, EXTENSION_RENEGOTIATION_INFO,
			"server_hello.extension.type");
		writer_put(w, 2, 1, "server_hello.extension.length");
		writer_put(w, 1, 0, "server_hello.renegotiation_info.length");
	}
	if (hello->alpn.len > 0 && !lists(hello, EXTENSION_ALPN))
		write_alpn(w, hello->alpn);
	if (hello->has_supported_versions &&
		!lists(hello, EXTENSION_SUPPORTED_VERSIONS)) {
		writer_put(w, 2, EXTENSION_SUPPORTED_VERSIONS,
			"server_hello.extension.type");
		writer_put(w, 2, 2, "server_hello.extension.length");
		writer_put(w, 2, hello->negotiated,
			"server_hello.supported_versions");
	}
	if (hello->has_key_share && !lists(hello, EXTENSION_KEY_SHARE))
		write_key_share(w, hello);
}

static bool wants_extensions(const struct server_hello *hello)
{
	return hello->has_extensions || hello->n_extensions > 0 ||
		hello->secure_renegotiation || hello->alpn.len > 0 ||
		hello->has_supported_versions || hello->has_key_share;
}

static void write_extensions(struct writer *w, const struct server_hello *hello)
{
	size_t list, body;

	if (!wants_extensions(hello))
		return;
	list = writer_open(w, 2, "server_hello.extensions.length");
	for (size_t i = 0; i < hello->n_extensions; i++) {
		writer_put(w, 2, hello->extensions[i].type,
			"server_hello.extension.type");
		body = writer_open(w, 2, "server_hello.extension.length");
		writer_slice(w, hello->extensions[i].body,
			"server_hello.extension.body");
		writer_close(w, body);
	}
	write_typed_extensions(w, hello);
	writer_close(w, list);
}

void server_hello_write(struct writer *w, const struct server_hello *hello)
{
	struct slice random = hello->random;
	size_t body, id;

	if (hello->retry && random.len == 0)
		random = slice_of(hello_retry_random, 32);
	writer_put(w, 1, HANDSHAKE_SERVER_HELLO, "handshake.type");
	body = writer_open(w, 3, "handshake.length");
	writer_put(w, 2, hello->version, "server_hello.version");
	writer_slice(w, random, "server_hello.random");
	id = writer_open(w, 1, "server_hello.session_id.length");
	writer_slice(w, hello->session_id, "server_hello.session_id");
	writer_close(w, id);
	writer_put(w, 2, hello->suite, "server_hello.suite");
	writer_put(w, 1, hello->compression, "server_hello.compression");
	write_extensions(w, hello);
	writer_close(w, body);
}
