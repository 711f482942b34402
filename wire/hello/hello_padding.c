/* SPDX-License-Identifier: ISC */
/*
 * The padding extension (RFC 7685), last and never empty: no server hangs at
 * the length of the hello then.
 */
#include "wire/hello/hello_draft.h"

#include "wire/tables/extensions.h"

#define HEADER 4 /* of the handshake message */

static size_t body_length(const struct hello *hello)
{
	size_t n = 2 + 32 + 1 + hello->session_id.len + 2 + hello->suites.len +
		1 + hello->compression.len + 2;

	for (size_t i = 0; i < hello->n_extensions; i++)
		n += 4 + hello->extensions[i].body.len;
	return n;
}

/* Lengths at which some servers hang: a message of 256 to 511 bytes (RFC 7685
 * section 1), and, as scanners have met, a low byte of 10 or 14 in either
 * length field. Both ways of counting are kept clear of, with and without the
 * header. */
static bool is_bad_length(size_t body)
{
	size_t low = body % 256, low_with_header = (body + HEADER) % 256;

	return (body + HEADER >= 256 && body < 512) || low == 10 || low == 14 ||
		low_with_header == 10 || low_with_header == 14;
}

static size_t off_bad_sizes(size_t body)
{
	size_t padding = 1;

	if (!is_bad_length(body))
		return 0;
	while (is_bad_length(body + 4 + padding))
		padding++;
	return padding;
}

/* As Postfix's OpenSSL does it. */
static size_t to_512(size_t body)
{
	size_t message = body + HEADER;

	if (message < 256 || message > 511)
		return 0;
	return message < 507 ? 512 - 4 - message : 1;
}

void draft_pad(struct hello_draft *draft, enum hello_padding padding)
{
	static const uint8_t zeros[512];
	size_t body = body_length(&draft->hello), n = 0;

	if (!draft->hello.has_extensions)
		return;
	if (padding == PADDING_TO_512)
		n = to_512(body);
	else if (padding == PADDING_OFF_BAD_SIZES)
		n = off_bad_sizes(body);
	if (n > 0)
		draft_append(draft, EXTENSION_PADDING, slice_of(zeros, n));
}
