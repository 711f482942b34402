/* SPDX-License-Identifier: ISC */
/*
 * ServerKeyExchange, both ways: DH and RSA export (RFC 5246 7.4.3, RFC 2246
 * 7.4.3), ECDH with named and explicit curves (RFC 4492 5.4), the PSK forms
 * with their hint (RFC 4279 3, RFC 5489 2). What the body holds follows from
 * the suite; what is not known stays a body.
 */
#include "wire/flight/flight_parts.h"
#include "wire/tables/names.h"

enum curve_type {
	CURVE_EXPLICIT_PRIME = 1,
	CURVE_EXPLICIT_CHAR2 = 2,
	CURVE_NAMED = 3,
};

/* Length in bits of a big-endian number. */
static unsigned bit_length(struct slice number)
{
	unsigned bits;
	size_t i = 0;

	while (i < number.len && number.data[i] == 0)
		i++;
	if (i == number.len)
		return 0;
	bits = (unsigned)(number.len - i - 1) * 8;
	for (unsigned top = number.data[i]; top > 0; top >>= 1)
		bits++;
	return bits;
}

static struct slice vec(struct reader *r, size_t width, const char *what)
{
	struct reader child = reader_vec(r, width, what);

	return reader_rest(&child);
}

static void read_dh(struct server_key_exchange *exchange, struct reader *r)
{
	exchange->dh_p = vec(r, 2, "key_exchange.dh_p");
	exchange->dh_g = vec(r, 2, "key_exchange.dh_g");
	exchange->dh_ys = vec(r, 2, "key_exchange.dh_ys");
	exchange->dh_bits = bit_length(exchange->dh_p);
	if (reader_ok(r))
		exchange->kind = KEY_EXCHANGE_DH;
}

static void read_rsa(struct server_key_exchange *exchange, struct reader *r)
{
	exchange->rsa_modulus = vec(r, 2, "key_exchange.rsa_modulus");
	exchange->rsa_exponent = vec(r, 2, "key_exchange.rsa_exponent");
	exchange->rsa_bits = bit_length(exchange->rsa_modulus);
	if (reader_ok(r))
		exchange->kind = KEY_EXCHANGE_RSA_EXPORT;
}

/* a, b, base point, order, cofactor: of no interest but for their places */
static void skip_curve(struct reader *r)
{
	vec(r, 1, "key_exchange.curve.a");
	vec(r, 1, "key_exchange.curve.b");
	vec(r, 1, "key_exchange.curve.base");
	vec(r, 1, "key_exchange.curve.order");
	vec(r, 1, "key_exchange.curve.cofactor");
}

static void read_char2(struct server_key_exchange *exchange, struct reader *r)
{
	size_t n = 0;

	exchange->curve_bits = reader_u16(r, "key_exchange.curve.m");
	switch (reader_u8(r, "key_exchange.curve.basis")) {
	case 1: /* trinomial: k */
		n = 1;
		break;
	case 2: /* pentanomial: k1, k2, k3 */
		n = 3;
		break;
	default:
		reader_fault(r, FAULT_VALUE, "key_exchange.curve.basis");
	}
	while (n-- > 0)
		vec(r, 1, "key_exchange.curve.k");
	skip_curve(r);
}

static void read_ecdh(struct server_key_exchange *exchange, struct reader *r)
{
	enum key_exchange_kind kind = KEY_EXCHANGE_ECDH_EXPLICIT;

	switch (reader_u8(r, "key_exchange.curve_type")) {
	case CURVE_NAMED:
		kind = KEY_EXCHANGE_ECDH_NAMED;
		exchange->group = reader_u16(r, "key_exchange.group");
		break;
	case CURVE_EXPLICIT_PRIME:
		exchange->curve_bits =
			bit_length(vec(r, 1, "key_exchange.curve.p"));
		skip_curve(r);
		break;
	case CURVE_EXPLICIT_CHAR2:
		read_char2(exchange, r);
		break;
	default:
		reader_fault(r, FAULT_VALUE, "key_exchange.curve_type");
	}
	exchange->point = vec(r, 1, "key_exchange.point");
	if (reader_ok(r))
		exchange->kind = kind;
}

static void read_signature(struct server_key_exchange *exchange,
	struct reader *r, uint16_t version)
{
	if (version == 0x0303) {
		exchange->signature_scheme =
			reader_u16(r, "key_exchange.signature_scheme");
		exchange->has_scheme = reader_ok(r);
	}
	exchange->signature = vec(r, 2, "key_exchange.signature");
}

/* False when the suite does not say what the body holds. */
static bool read_params(struct server_key_exchange *exchange, struct reader *r,
	enum suite_exchange how)
{
	switch (how) {
	case EXCHANGE_DHE:
	case EXCHANGE_DH_ANON:
		read_dh(exchange, r);
		return true;
	case EXCHANGE_ECDHE:
	case EXCHANGE_ECDH_ANON:
		read_ecdh(exchange, r);
		return true;
	case EXCHANGE_RSA: /* forbidden, yet sent by servers open to FREAK */
	case EXCHANGE_RSA_EXPORT:
		read_rsa(exchange, r);
		return true;
	case EXCHANGE_DHE_PSK:
		vec(r, 2, "key_exchange.psk_hint");
		read_dh(exchange, r);
		return true;
	case EXCHANGE_ECDHE_PSK:
		vec(r, 2, "key_exchange.psk_hint");
		read_ecdh(exchange, r);
		return true;
	default:
		return false;
	}
}

static bool is_signed(enum suite_exchange how)
{
	return how == EXCHANGE_DHE || how == EXCHANGE_ECDHE ||
		how == EXCHANGE_RSA || how == EXCHANGE_RSA_EXPORT;
}

void key_exchange_read(struct server_key_exchange *exchange, struct slice body,
	uint16_t suite, uint16_t version)
{
	const struct suite *row = suite_find(suite);
	struct reader r;

	*exchange = (struct server_key_exchange){ .kind = KEY_EXCHANGE_OPAQUE,
		.body = body };
	r = reader_of(&exchange->fault, body.data, body.len);
	if (!row || !read_params(exchange, &r, row->exchange))
		return;
	if (is_signed(row->exchange))
		read_signature(exchange, &r, version);
	reader_end(&r, "key_exchange");
}

static void write_vec(struct writer *w, size_t width, struct slice s,
	const char *length_name, const char *name)
{
	size_t scope = writer_open(w, width, length_name);

	writer_slice(w, s, name);
	writer_close(w, scope);
}

void key_exchange_write_dh(
	struct writer *w, struct slice p, struct slice g, struct slice ys)
{
	write_vec(w, 2, p, "key_exchange.dh_p.length", "key_exchange.dh_p");
	write_vec(w, 2, g, "key_exchange.dh_g.length", "key_exchange.dh_g");
	write_vec(w, 2, ys, "key_exchange.dh_ys.length", "key_exchange.dh_ys");
}

void key_exchange_write_ecdh(
	struct writer *w, uint16_t group, struct slice point)
{
	writer_put(w, 1, CURVE_NAMED, "key_exchange.curve_type");
	writer_put(w, 2, group, "key_exchange.group");
	write_vec(
		w, 1, point, "key_exchange.point.length", "key_exchange.point");
}

void key_exchange_write_rsa(
	struct writer *w, struct slice modulus, struct slice exponent)
{
	write_vec(w, 2, modulus, "key_exchange.rsa_modulus.length",
		"key_exchange.rsa_modulus");
	write_vec(w, 2, exponent, "key_exchange.rsa_exponent.length",
		"key_exchange.rsa_exponent");
}

/* x^163 + x^7 + x^6 + x^3 + 1 */
static void write_char2_field(struct writer *w)
{
	writer_put(w, 1, CURVE_EXPLICIT_CHAR2, "key_exchange.curve_type");
	writer_put(w, 2, 163, "key_exchange.curve.m");
	writer_put(w, 1, 2, "key_exchange.curve.basis");
	for (uint32_t k = 3; k <= 7; k += k == 3 ? 3 : 1) {
		writer_put(w, 1, 1, "key_exchange.curve.k.length");
		writer_put(w, 1, k, "key_exchange.curve.k");
	}
}

void key_exchange_write_explicit(struct writer *w, struct slice prime,
	struct slice number, struct slice point)
{
	static const uint8_t one = 1;

	if (prime.len) {
		writer_put(
			w, 1, CURVE_EXPLICIT_PRIME, "key_exchange.curve_type");
		write_vec(w, 1, prime, "key_exchange.curve.p.length",
			"key_exchange.curve.p");
	} else {
		write_char2_field(w);
	}
	write_vec(w, 1, number, "key_exchange.curve.a.length",
		"key_exchange.curve.a");
	write_vec(w, 1, number, "key_exchange.curve.b.length",
		"key_exchange.curve.b");
	write_vec(w, 1, point, "key_exchange.curve.base.length",
		"key_exchange.curve.base");
	write_vec(w, 1, number, "key_exchange.curve.order.length",
		"key_exchange.curve.order");
	write_vec(w, 1, slice_of(&one, 1), "key_exchange.curve.cofactor.length",
		"key_exchange.curve.cofactor");
	write_vec(
		w, 1, point, "key_exchange.point.length", "key_exchange.point");
}
