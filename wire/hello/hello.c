/* SPDX-License-Identifier: ISC */
/*
 * Reading and writing a ClientHello (wire/hello/hello.h), in the TLS form and
 * in the form of SSL 2. The two directions stand side by side here, because
 * bytes -> hello -> bytes must be exact. Questions about a hello: hello_ask.c.
 */
#include "wire/hello/hello.h"

#include "wire/bytes/record.h"
#include "wire/walk/walk.h"

/* The places where a raw tail may begin: between the fields of the body. */
static void mark(struct hello *hello, struct reader *r)
{
	if (reader_ok(r))
		hello->raw_from = reader_at(r);
}

static void read_fixed(struct hello *hello, struct reader *r)
{
	hello->version = reader_u16(r, "hello.version");
	mark(hello, r);
	hello->random = reader_bytes(r, 32, "hello.random");
	mark(hello, r);
}

static void read_session_id(struct hello *hello, struct reader *r)
{
	struct reader id = reader_vec(r, 1, "hello.session_id");

	if (reader_left(&id) > 32) /* RFC 8446 4.1.2 */
		reader_fault(&id, FAULT_VALUE, "hello.session_id");
	hello->session_id = reader_rest(&id);
	mark(hello, r);
}

static void read_suites(struct hello *hello, struct reader *r)
{
	struct reader list = reader_vec(r, 2, "hello.suites");

	if (reader_ok(r) &&
		(!reader_more(&list) || reader_left(&list) % 2 != 0))
		reader_fault(&list, FAULT_VALUE, "hello.suites");
	hello->suites = reader_rest(&list);
	mark(hello, r);
}

static void read_compression(struct hello *hello, struct reader *r)
{
	struct reader list = reader_vec(r, 1, "hello.compression");

	if (reader_ok(r) && !reader_more(&list))
		reader_fault(&list, FAULT_VALUE, "hello.compression");
	hello->compression = reader_rest(&list);
	mark(hello, r);
}

static void read_extensions(struct hello *hello, struct reader *r)
{
	struct reader list;

	if (!reader_more(r)) /* RFC 5246 7.4.1.2: they may be missing */
		return;
	list = reader_vec(r, 2, "hello.extensions");
	hello->has_extensions = reader_ok(r);
	while (reader_more(&list)) {
		struct hello_extension extension;
		struct reader body;

		extension.type = reader_u16(&list, "hello.extension.type");
		body = reader_vec(&list, 2, "hello.extension");
		extension.body = reader_rest(&body);
		if (hello->n_extensions == HELLO_MAX_EXTENSIONS)
			reader_fault(&list, FAULT_CAP, "hello.extensions");
		if (reader_ok(r))
			hello->extensions[hello->n_extensions++] = extension;
	}
	mark(hello, r);
}

bool hello_read(struct hello *hello, struct slice body)
{
	struct reader r;

	*hello = (struct hello){ .form = HELLO_TLS };
	r = reader_of(&hello->fault, body.data, body.len);
	read_fixed(hello, &r);
	read_session_id(hello, &r);
	read_suites(hello, &r);
	read_compression(hello, &r);
	read_extensions(hello, &r);
	reader_end(&r, "hello");
	if (reader_ok(&r))
		return true;
	hello->raw_tail = slice_of(
		body.data + hello->raw_from, body.len - hello->raw_from);
	return false;
}

bool hello_read_ssl2(struct hello *hello, struct slice message)
{
	size_t n_suites, n_session_id, n_challenge;
	struct reader r;

	*hello = (struct hello){ .form = HELLO_SSL2 };
	r = reader_of(&hello->fault, message.data, message.len);
	if (reader_u8(&r, "ssl2_hello.type") != HANDSHAKE_CLIENT_HELLO)
		reader_fault(&r, FAULT_VALUE, "ssl2_hello.type");
	hello->version = reader_u16(&r, "ssl2_hello.version");
	n_suites = reader_u16(&r, "ssl2_hello.suites.length");
	n_session_id = reader_u16(&r, "ssl2_hello.session_id.length");
	n_challenge = reader_u16(&r, "ssl2_hello.challenge.length");
	if (n_suites % 3 != 0)
		reader_fault(&r, FAULT_VALUE, "ssl2_hello.suites");
	hello->suites = reader_bytes(&r, n_suites, "ssl2_hello.suites");
	hello->session_id =
		reader_bytes(&r, n_session_id, "ssl2_hello.session_id");
	hello->random = reader_bytes(&r, n_challenge, "ssl2_hello.challenge");
	reader_end(&r, "ssl2_hello");
	if (reader_ok(&r))
		return true;
	/* its lengths stand apart from the fields: all of it is the tail */
	hello->raw_tail = message;
	return false;
}

static enum hello_progress read_ssl2_record(
	struct hello *hello, size_t *consumed, struct slice bytes)
{
	struct ssl2_header header;
	struct slice message;

	/* the header and the type of the message behind it */
	if (bytes.len < 3 || (!(bytes.data[0] & 0x80) && bytes.len < 4))
		return HELLO_NEEDS_MORE;
	if (!ssl2_header_read(&header, bytes) || header.len == 0 ||
		bytes.data[header.size] != HANDSHAKE_CLIENT_HELLO)
		return HELLO_NOT_A_HELLO;
	if (bytes.len < header.size + header.len)
		return HELLO_NEEDS_MORE;
	message =
		slice_of(bytes.data + header.size, header.len - header.padding);
	hello_read_ssl2(hello, message);
	*consumed = header.size + header.len;
	return HELLO_READ;
}

struct joined {
	uint8_t *data; /* the caller's scratch */
	size_t room, len;
};

/* Is the handshake message in @joined all there? */
static enum hello_progress look_at_message(
	struct hello *hello, const struct joined *joined)
{
	struct slice message = slice_of(joined->data, joined->len);
	size_t len;

	if (message.len > 0 && message.data[0] != HANDSHAKE_CLIENT_HELLO)
		return HELLO_NOT_A_HELLO;
	if (message.len < 4)
		return HELLO_NEEDS_MORE;
	len = slice_number(message, 1, 3);
	if (len > joined->room - 4) {
		hello->fault = (struct fault){ FAULT_CAP, "hello", 0, 4 + len };
		return HELLO_NOT_A_HELLO;
	}
	if (message.len < 4 + len)
		return HELLO_NEEDS_MORE;
	hello_read(hello, slice_of(message.data + 4, len));
	return HELLO_READ;
}

/* Is there a whole handshake record at @at? Sets *len to its payload's. */
static enum hello_progress look_at_record(
	struct slice bytes, size_t at, size_t *len)
{
	size_t left = bytes.len - at;

	if (left > 0 && bytes.data[at] != CONTENT_HANDSHAKE)
		return HELLO_NOT_A_HELLO;
	if (left < RECORD_HEADER)
		return HELLO_NEEDS_MORE;
	*len = slice_number(bytes, at + 3, 2);
	if (!record_version_known((uint16_t)slice_number(bytes, at + 1, 2)) ||
		*len > RECORD_LIMIT)
		return HELLO_NOT_A_HELLO;
	return left < RECORD_HEADER + *len ? HELLO_NEEDS_MORE : HELLO_READ;
}

enum hello_progress hello_read_records(struct hello *hello, size_t *consumed,
	struct slice bytes, uint8_t *scratch, size_t scratch_size)
{
	struct joined joined = { scratch, scratch_size, 0 };
	enum hello_progress progress;
	size_t at = 0, len = 0;

	*hello = (struct hello){ 0 };
	*consumed = 0;
	if (bytes.len > 0 && bytes.data[0] != CONTENT_HANDSHAKE)
		return read_ssl2_record(hello, consumed, bytes);
	if (scratch_size < 4)
		return HELLO_NOT_A_HELLO;
	do {
		size_t fits;

		progress = look_at_record(bytes, at, &len);
		if (progress != HELLO_READ)
			return progress;
		fits = joined.room - joined.len;
		fits = len < fits ? len : fits;
		memcpy(scratch + joined.len, bytes.data + at + RECORD_HEADER,
			fits);
		joined.len += fits;
		at += RECORD_HEADER + len;
		progress = look_at_message(hello, &joined);
	} while (progress == HELLO_NEEDS_MORE);
	hello->record_version = (uint16_t)slice_number(bytes, 1, 2);
	*consumed = at;
	return progress;
}

bool hello_read_message(
	struct hello *hello, size_t *consumed, struct slice bytes)
{
	size_t len;

	if (bytes.len < 4 || bytes.data[0] != HANDSHAKE_CLIENT_HELLO)
		return false;
	len = slice_number(bytes, 1, 3);
	if (len > bytes.len - 4)
		return false;
	hello_read(hello, slice_of(bytes.data + 4, len));
	*consumed = 4 + len;
	return true;
}

/* Has the writing of a malformed hello come to its raw tail? */
static bool at_tail(
	const struct writer *w, size_t start, const struct hello *hello)
{
	return hello->fault.kind != FAULT_NONE &&
		w->len - start >= hello->raw_from;
}

static void write_vector(struct writer *w, size_t width, struct slice body,
	const char *length_name, const char *name)
{
	size_t scope = writer_open(w, width, length_name);

	writer_slice(w, body, name);
	writer_close(w, scope);
}

static void write_extensions(struct writer *w, const struct hello *hello)
{
	size_t list;

	if (!hello->has_extensions)
		return;
	list = writer_open(w, 2, "hello.extensions.length");
	for (size_t i = 0; i < hello->n_extensions; i++) {
		const struct hello_extension *e = &hello->extensions[i];

		writer_put(w, 2, e->type, "hello.extension.type");
		write_vector(w, 2, e->body, "hello.extension.length",
			"hello.extension.body");
	}
	writer_close(w, list);
}

static void write_typed(
	struct writer *w, const struct hello *hello, size_t start)
{
	if (at_tail(w, start, hello))
		return;
	writer_put(w, 2, hello->version, "hello.version");
	if (at_tail(w, start, hello))
		return;
	writer_slice(w, hello->random, "hello.random");
	if (at_tail(w, start, hello))
		return;
	write_vector(w, 1, hello->session_id, "hello.session_id.length",
		"hello.session_id");
	if (at_tail(w, start, hello))
		return;
	write_vector(
		w, 2, hello->suites, "hello.suites.length", "hello.suites");
	if (at_tail(w, start, hello))
		return;
	write_vector(w, 1, hello->compression, "hello.compression.length",
		"hello.compression");
	if (!at_tail(w, start, hello))
		write_extensions(w, hello);
}

static void write_ssl2_body(struct writer *w, const struct hello *hello)
{
	if (hello->fault.kind != FAULT_NONE) {
		writer_slice(w, hello->raw_tail, "ssl2_hello.raw");
		return;
	}
	if (hello->suites.len > 0xffff || hello->session_id.len > 0xffff ||
		hello->random.len > 0xffff) {
		w->failed = true;
		return;
	}
	writer_put(w, 1, HANDSHAKE_CLIENT_HELLO, "ssl2_hello.type");
	writer_put(w, 2, hello->version, "ssl2_hello.version");
	writer_put(
		w, 2, (uint32_t)hello->suites.len, "ssl2_hello.suites.length");
	writer_put(w, 2, (uint32_t)hello->session_id.len,
		"ssl2_hello.session_id.length");
	writer_put(w, 2, (uint32_t)hello->random.len,
		"ssl2_hello.challenge.length");
	writer_slice(w, hello->suites, "ssl2_hello.suites");
	writer_slice(w, hello->session_id, "ssl2_hello.session_id");
	writer_slice(w, hello->random, "ssl2_hello.challenge");
}

void hello_write_body(struct writer *w, const struct hello *hello)
{
	size_t start = w->len;

	if (hello->form == HELLO_SSL2) {
		write_ssl2_body(w, hello);
		return;
	}
	write_typed(w, hello, start);
	if (hello->fault.kind != FAULT_NONE)
		writer_slice(w, hello->raw_tail, "hello.raw_tail");
}

static void write_ssl2_record(struct writer *w, const struct hello *hello)
{
	size_t at = ssl2_record_open(w);

	hello_write_body(w, hello);
	ssl2_record_close(w, at);
}

static void write_records(struct writer *w, const struct hello *hello,
	const struct record_cuts *cuts)
{
	size_t start = w->len;
	size_t body;

	if (hello->form == HELLO_SSL2) {
		write_ssl2_record(w, hello);
		return;
	}
	writer_put(w, 1, HANDSHAKE_CLIENT_HELLO, "handshake.type");
	body = writer_open(w, 3, "handshake.length");
	hello_write_body(w, hello);
	writer_close(w, body);
	records_cut_as(
		w, start, CONTENT_HANDSHAKE, hello->record_version, cuts);
}

/* Where the fields of what was written go. */
struct notes {
	struct field_map *map;
	size_t start;
};

static void note_field(void *ctx, const struct walk_field *field)
{
	const struct notes *notes = ctx;
	struct field_map *map = notes->map;

	if (map->n < map->room)
		map->fields[map->n] = (struct field){ field->name,
			notes->start + field->at, field->len };
	map->n++;
}

/* The map is taken from the bytes, once they are as they go out: so bodies that
 * were made elsewhere have their fields in it, too, and all are where the
 * records have put them. */
static void note_all(struct writer *w, struct field_map *map, size_t start)
{
	struct notes notes = { map, start };

	w->map = map;
	if (map && writer_ok(w))
		walk_client(slice_of(w->data + start, w->len - start),
			note_field, &notes);
}

void hello_write_as(struct writer *w, const struct hello *hello,
	const struct record_cuts *cuts)
{
	struct field_map *map = w->map;
	size_t start = w->len;

	w->map = NULL;
	write_records(w, hello, cuts);
	note_all(w, map, start);
}

void hello_write(struct writer *w, const struct hello *hello, size_t cut)
{
	hello_write_as(w, hello, &(struct record_cuts){ 1, &cut });
}

void hello_write_bytes(struct writer *w, struct slice bytes)
{
	struct field_map *map = w->map;
	size_t start = w->len;

	w->map = NULL;
	writer_slice(w, bytes, "hello");
	note_all(w, map, start);
}
