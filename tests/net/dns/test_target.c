/* SPDX-License-Identifier: ISC */
/* Every form of target of the manual, and what is refused with which words. */
#include "net/dns/target.h"

#include "tests/lib/unit.h"

#include <string.h>

struct good {
	const char *text;
	enum target_kind kind;
	const char *name;
	uint16_t port;
	const char *scheme;
};

static const struct good goods[] = {
	{ "example.org", TARGET_DOMAIN, "example.org", 25, "smtp" },
	{ "EXAMPLE.Org", TARGET_DOMAIN, "example.org", 25, "smtp" },
	{ "example.org.", TARGET_DOMAIN, "example.org", 25, "smtp" },
	{ "localhost", TARGET_DOMAIN, "localhost", 25, "smtp" },
	{ "m\xc3\xbcller.example", TARGET_DOMAIN, "xn--mller-kva.example", 25,
		"smtp" },
	{ "M\xc3\x9cLLER.example.", TARGET_DOMAIN, "xn--mller-kva.example", 25,
		"smtp" },
	{ "stra\xc3\x9f"
	  "e.example",
		TARGET_DOMAIN, "xn--strae-oqa.example", 25, "smtp" },
	{ "m\xc3\xbcller\xe3\x80\x82"
	  "example",
		TARGET_DOMAIN, "xn--mller-kva.example", 25, "smtp" },
	{ "xn--mller-kva.example", TARGET_DOMAIN, "xn--mller-kva.example", 25,
		"smtp" },
	{ "mx_1.example.org", TARGET_DOMAIN, "mx_1.example.org", 25, "smtp" },
	{ "3com.example", TARGET_DOMAIN, "3com.example", 25, "smtp" },
	{ "smtp://mx.example.org", TARGET_HOST, "mx.example.org", 25, "smtp" },
	{ "smtp://mx.example.org/", TARGET_HOST, "mx.example.org", 25, "smtp" },
	{ "SMTP://mx.example.org:2525", TARGET_HOST, "mx.example.org", 2525,
		"smtp" },
	{ "submission://example.org", TARGET_HOST, "example.org", 587,
		"submission" },
	{ "smtps://example.org", TARGET_HOST, "example.org", 465, "smtps" },
	{ "lmtp://example.org", TARGET_HOST, "example.org", 24, "lmtp" },
	{ "imap://example.org", TARGET_HOST, "example.org", 143, "imap" },
	{ "imaps://example.org", TARGET_HOST, "example.org", 993, "imaps" },
	{ "pop3://example.org", TARGET_HOST, "example.org", 110, "pop3" },
	{ "pop3s://example.org", TARGET_HOST, "example.org", 995, "pop3s" },
	{ "https://example.org", TARGET_HOST, "example.org", 443, "https" },
	{ "tls://example.org:4433", TARGET_HOST, "example.org", 4433, "tls" },
	{ "tls://[::1]:4433", TARGET_LITERAL, "::1", 4433, "tls" },
	{ "mx.example.org:25", TARGET_HOST, "mx.example.org", 25, "smtp" },
	{ "mx.example.org:587", TARGET_HOST, "mx.example.org", 587,
		"submission" },
	{ "mx.example.org:993", TARGET_HOST, "mx.example.org", 993, "imaps" },
	{ "mx.example.org.:8443", TARGET_HOST, "mx.example.org", 8443, "tls" },
	{ "127.0.0.1", TARGET_LITERAL, "127.0.0.1", 25, "smtp" },
	{ "127.0.0.1:465", TARGET_LITERAL, "127.0.0.1", 465, "smtps" },
	{ "smtp://127.0.0.1:4711", TARGET_LITERAL, "127.0.0.1", 4711, "smtp" },
	{ "[192.0.2.1]", TARGET_LITERAL, "192.0.2.1", 25, "smtp" },
	{ "::1", TARGET_LITERAL, "::1", 25, "smtp" },
	{ "2001:DB8:0:0::1", TARGET_LITERAL, "2001:db8::1", 25, "smtp" },
	{ "[::1]:25", TARGET_LITERAL, "::1", 25, "smtp" },
	{ "[::1]", TARGET_LITERAL, "::1", 25, "smtp" },
	{ "[::1]:143", TARGET_LITERAL, "::1", 143, "imap" },
	{ "[IPv6:2001:db8::1]:587", TARGET_LITERAL, "2001:db8::1", 587,
		"submission" },
	{ "imaps://[2001:db8::1]", TARGET_LITERAL, "2001:db8::1", 993,
		"imaps" },
	{ "fe80::1%eth0", TARGET_LITERAL, "fe80::1%eth0", 25, "smtp" },
};

struct bad {
	const char *text;
	const char *says;
};

static const struct bad bads[] = {
	{ "", "is empty" },
	{ "smtp://", "the name is empty" },
	{ ".", "empty label" },
	{ "a..b", "empty label" },
	{ ".example.org", "empty label" },
	{ "-a.example", "hyphen" },
	{ "a-.example", "hyphen" },
	{ "exa mple.org", "no host name has" },
	{ "example.org\n", "\\x0a" },
	{ "\x1b[31mred.example", "\\x1b[31m" },
	{ "gopher://example.org", "known are smtp" },
	{ "a-very-long-scheme-that-nobody-has-ever-seen://x", "not known" },
	{ "tls://example.org", "tls://HOST:PORT" },
	{ "tls://[::1]", "needs a port" },
	{ "example.org:", "1 to 65535" },
	{ "example.org:0", "1 to 65535" },
	{ "example.org:65536", "1 to 65535" },
	{ "example.org:25x", "1 to 65535" },
	{ "example.org:-1", "1 to 65535" },
	{ "example.org:99999999999999999999999", "1 to 65535" },
	{ "[::1", "not closed" },
	{ "[::1]25", "only a port" },
	{ "[]:25", "no address in the brackets" },
	{ "[example.org]:25", "no address in the brackets" },
	{ "::1:zz", "not an IPv6 address" },
	{ "1.2.3", "not an IPv4 address" },
	{ "256.0.0.1", "not an IPv4 address" },
	{ "127.1:25", "not an IPv4 address" },
	{ "user@example.org", "behind the @" },
	{ "https://example.org/index.html", "no path" },
	{ "\xff\xfe.example", "not UTF-8" },
	{ "\xf0\x9f\x98\x80.example", "internationalised" },
	{ "fe80::1%et/h0", "no path" },
	{ "fe80::1", "wants the device" },
	{ "[fe80::1]:25", "[fe80::1%eth0]:25" },
};

UNIT(every_good_text_is_read)
{
	struct target target;
	struct error error;

	for (size_t i = 0; i < sizeof(goods) / sizeof(goods[0]); i++) {
		const struct good *g = &goods[i];

		if (!target_parse(&target, g->text, &error))
			fail_msg("%s: %s", g->text, error.message);
		assert_string_equal(target.text, g->text);
		assert_string_equal(target.name, g->name);
		if (target.kind != g->kind || target.port != g->port)
			fail_msg("%s: kind %d port %u", g->text, target.kind,
				target.port);
		assert_string_equal(target.dialog->scheme, g->scheme);
	}
}

UNIT(every_bad_text_is_a_usage_error_in_words)
{
	struct target target;
	struct error error;

	for (size_t i = 0; i < sizeof(bads) / sizeof(bads[0]); i++) {
		const struct bad *b = &bads[i];

		if (target_parse(&target, b->text, &error))
			fail_msg("taken: %s", b->text);
		assert_int_equal(error.code, ERROR_USAGE);
		if (strstr(error.message, b->says) == NULL)
			fail_msg("%s: says: %s", b->text, error.message);
		for (const char *p = error.message; *p != '\0'; p++)
			assert_true((unsigned char)*p >= 0x20);
	}
}

UNIT(lengths_are_held)
{
	char text[600];
	struct target target;
	struct error error;

	memset(text, 'a', sizeof(text));
	text[599] = '\0';
	assert_false(target_parse(&target, text, &error));
	assert_non_null(strstr(error.message, "too long"));
	text[64] = '\0';
	assert_false(target_parse(&target, text, &error));
	assert_non_null(strstr(error.message, "63"));
	text[63] = '\0';
	assert_true(target_parse(&target, text, &error));
	for (size_t i = 0; i < 254; i++)
		text[i] = i % 2 == 0 ? 'a' : '.';
	text[253] = '\0';
	assert_true(target_parse(&target, text, &error));
	text[253] = 'b';
	text[254] = '\0';
	assert_false(target_parse(&target, text, &error));
	text[253] = '.'; /* and the root */
	text[252] = 'b';
	assert_true(target_parse(&target, text, &error));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_good_text_is_read),
		cmocka_unit_test(every_bad_text_is_a_usage_error_in_words),
		cmocka_unit_test(lengths_are_held),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
