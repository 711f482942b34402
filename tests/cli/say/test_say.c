/* SPDX-License-Identifier: ISC */
/*
 * `hallo say` as a user runs it: against `hallo serve`, and against a server
 * that keeps the very bytes it was sent.
 */
#include "tests/lib/unit.h"

#include <arpa/inet.h>
#include <jansson.h>
#include <netinet/in.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "tests/cli/answer.h"
#include "tests/cli/program.h"
#include "tests/lib/hex.h"
#include "tests/net/dns/dns_fixture.h"

/* A server that reads so many bytes, says its words and closes. */
struct keeper {
	int fd;
	size_t want;
	const char *words;
	size_t n_words;
	uint8_t seen[70000];
	size_t n;
	pthread_t thread;
	char address[40];
};

static void *keep(void *arg)
{
	struct keeper *keeper = arg;
	int fd = accept(keeper->fd, NULL, NULL);
	ssize_t n = 1;

	while (n > 0 && keeper->n < keeper->want) {
		n = recv(fd, keeper->seen + keeper->n,
			sizeof(keeper->seen) - keeper->n, 0);
		keeper->n += n > 0 ? (size_t)n : 0;
	}
	if (keeper->n_words)
		send(fd, keeper->words, keeper->n_words, MSG_NOSIGNAL);
	close(fd);
	return NULL;
}

static void keeper_begin(
	struct keeper *keeper, size_t want, const char *words, size_t n_words)
{
	struct sockaddr_in name = { .sin_family = AF_INET,
		.sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	socklen_t len = sizeof(name);

	memset(keeper, 0, sizeof(*keeper));
	keeper->want = want;
	keeper->words = words;
	keeper->n_words = n_words;
	keeper->fd = socket(AF_INET, SOCK_STREAM, 0);
	assert_int_equal(
		bind(keeper->fd, (struct sockaddr *)&name, sizeof(name)), 0);
	assert_int_equal(listen(keeper->fd, 4), 0);
	assert_int_equal(
		getsockname(keeper->fd, (struct sockaddr *)&name, &len), 0);
	snprintf(keeper->address, sizeof(keeper->address), "tls://127.0.0.1:%u",
		ntohs(name.sin_port));
	assert_int_equal(
		pthread_create(&keeper->thread, NULL, keep, keeper), 0);
}

static void keeper_end(struct keeper *keeper)
{
	pthread_join(keeper->thread, NULL);
	close(keeper->fd);
}

/* A file of its own for each test; the name lives until the next call. */
static const char *file_of(const void *bytes, size_t len)
{
	static char name[64];
	int fd;

	snprintf(name, sizeof(name), "/tmp/hallo-say-XXXXXX");
	fd = mkstemp(name);
	assert_true(fd >= 0);
	assert_int_equal(write(fd, bytes, len), (ssize_t)len);
	close(fd);
	return name;
}

static const char *text(const json_t *object, const char *key)
{
	const char *value = json_string_value(json_object_get(object, key));

	return value ? value : "";
}

static int number(const json_t *object, const char *key)
{
	return (int)json_integer_value(json_object_get(object, key));
}

static void expect(const json_t *value, const char *words)
{
	const char *verdict = text(answer_endpoint(value, 0), "verdict");

	if (!strstr(verdict, words))
		print_error("'%s', not '%s'\n", verdict, words);
	assert_non_null(strstr(verdict, words));
}

static struct child server;
static char address[64];

static char resolver[40];

/* Nobody listens on the first address. */
static const struct dns_row rows_of_dns[] = {
	{ "mx.say.test", DNS_A, 0, "127.0.0.9", 0 },
	{ "mx.say.test", DNS_A, 0, "127.0.0.1", 0 },
	{ NULL, 0, 0, NULL, 0 },
};

FIXTURE(serve)
{
	server = start_server("museum", address);
	snprintf(resolver, sizeof(resolver), "127.0.0.1:%u",
		dns_fixture_start(rows_of_dns));
	return 0;
}

FIXTURE(serve_end)
{
	struct ran ran;

	child_signal(&server, SIGTERM);
	ran = child_end(&server);
	ran_clear(&ran);
	dns_fixture_stop();
	return 0;
}

/* "smtp://127.0.0.1:4711" */
static const char *target(const char *of)
{
	static char text_of[80];

	snprintf(text_of, sizeof(text_of), "smtp://%.70s", of);
	return text_of;
}

UNIT(each_version_is_answered)
{
	static const char *const rows[][2] = {
		{ "SSLv2", "SSL 2 SERVER-HELLO" },
		{ "SSLv3", "chose SSLv3" },
		{ "TLSv1.0", "chose TLSv1.0" },
		{ "1.1", "chose TLSv1.1" },
		{ "TLSv1.2", "chose TLSv1.2" },
		{ "TLSv1.3", "chose TLSv1.3" },
		{ "grease,0x7F1C,TLSv1.2", "chose TLSv1.2" },
	};

	for (size_t i = 0; i < 7; i++) {
		struct ran ran = run_hallo("say", "--json", "-", "--versions",
			rows[i][0], target(address), NULL);
		json_t *value = answer_of(&ran, 0);

		expect(value, rows[i][1]);
		json_decref(value);
	}
}

UNIT(a_retry_is_followed)
{
	struct ran ran = run_hallo("say", "--json", "-", "--key-shares", "none",
		"--versions", "TLSv1.3", "--groups", "P-384,x25519",
		target(address), NULL);
	json_t *value = answer_of(&ran, 0);

	expect(value,
		"HelloRetryRequest, and to the second hello: chose "
		"TLSv1.3");
	json_decref(value);
}

UNIT(a_refusal_is_status_1)
{
	struct ran ran = run_hallo("say", "--suites", "0xFDFD", "--versions",
		"TLSv1.2", target(address), NULL);

	assert_int_equal(ran.status, 1);
	assert_non_null(strstr(ran.out, "refused: alert 40"));
	assert_non_null(strstr(ran.out, "at 5: alert 40"));
	ran_clear(&ran);
}

/* Verdict, sent, answer, proof: in this order. */
UNIT(the_text_begins_with_the_verdict)
{
	static const char *const parts[] = { "chose TLSv1.0, 0x0039", "Sent",
		"TLS_DHE_RSA_WITH_AES_256_CBC_SHA", "Answer",
		"server_hello (2)", "Key exchange", "Received, byte by byte",
		"record.type: handshake", "Proof", "local port" };
	struct ran ran = run_hallo("say", "--versions", "TLSv1.0", "--suites",
		"grease,0x0039", "--hex", "--width", "80", target(address),
		NULL);
	const char *at = ran.out;

	assert_int_equal(ran.status, 0);
	for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++) {
		at = strstr(at, parts[i]);
		if (!at)
			print_error("no '%s' in:\n%s", parts[i], ran.out);
		assert_non_null(at);
	}
	ran_clear(&ran);
}

UNIT(records_are_cut_and_the_server_joins_them)
{
	struct ran ran = run_hallo("say", "--json", "-", "--split", "1,2,30",
		"--segment", "3", "--times", "2", target(address), NULL);
	json_t *value = answer_of(&ran, 0);
	const json_t *endpoint = answer_endpoint(value, 0);
	const json_t *records =
		json_object_get(json_object_get(endpoint, "sent"), "records");

	assert_int_equal(json_array_size(records), 4);
	assert_int_equal(json_integer_value(json_array_get(records, 2)), 30);
	assert_int_equal(number(endpoint, "alike"), 2);
	json_decref(value);
}

UNIT(the_same_seed_says_the_same)
{
	char *randoms[2];

	for (size_t i = 0; i < 2; i++) {
		struct ran ran = run_hallo("say", "--json", "-", "--seed",
			"0102", target(address), NULL);
		json_t *value = answer_of(&ran, 0);

		randoms[i] = strdup(
			text(json_object_get(
				     json_object_get(
					     answer_endpoint(value, 0), "sent"),
				     "hello"),
				"random"));
		json_decref(value);
	}
	assert_string_equal(randoms[0], randoms[1]);
	free(randoms[0]);
	free(randoms[1]);
}

/* What the server saw is what lies in the file. */
UNIT(verbatim_is_exact)
{
	static const char alert[] = "\x15\x03\x03\x00\x02\x02\x28";
	static const uint8_t odd[] = { 22, 9, 9, 0, 3, 1, 2, 3, 0, 0 };
	static struct keeper keeper;
	size_t len;
	uint8_t *hello = golden_read("tls12_hello", &len);

	for (int i = 0; i < 2; i++) {
		const void *bytes = i ? odd : hello;
		size_t n = i ? sizeof(odd) : len;
		const char *file = file_of(bytes, n);
		struct ran ran;

		keeper_begin(&keeper, n, alert, sizeof(alert) - 1);
		ran = run_hallo("say", "--hello", file, "--verbatim",
			keeper.address, NULL);
		assert_int_equal(ran.status, 1);
		assert_non_null(strstr(ran.out, "alert 40"));
		keeper_end(&keeper);
		assert_int_equal(keeper.n, n);
		assert_memory_equal(keeper.seen, bytes, n);
		ran_clear(&ran);
		unlink(file);
	}
	free(hello);
}

/* As long, with the same suites, but another random. */
UNIT(a_hello_of_a_file_is_fresh)
{
	static struct keeper keeper;
	size_t len;
	uint8_t *hello = golden_read("rfc8448_client_hello", &len);
	const char *file = file_of(hello, len);
	struct ran ran;

	keeper_begin(&keeper, len, "", 0);
	ran = run_hallo("say", "--hello", file, keeper.address, NULL);
	assert_int_equal(ran.status, 1);
	assert_non_null(strstr(ran.out, "closed without a word"));
	keeper_end(&keeper);
	assert_int_equal(keeper.n, len);
	assert_memory_equal(keeper.seen, hello, 11);
	assert_memory_not_equal(keeper.seen + 11, hello + 11, 32);
	assert_memory_equal(keeper.seen + 43, hello + 43, 60);
	assert_memory_not_equal(keeper.seen, hello, len);
	ran_clear(&ran);
	unlink(file);
	free(hello);
}

UNIT(garbage_and_silence_are_inconclusive)
{
	static const char words[] = "454 4.7.0 \x1b[31mno TLS\r\n";
	static struct keeper keeper;
	struct ran ran;

	keeper_begin(&keeper, 10, words, sizeof(words) - 1);
	ran = run_hallo("say", keeper.address, NULL);
	keeper_end(&keeper);
	assert_int_equal(ran.status, 2);
	assert_non_null(strstr(
		ran.out, "answered, but not in TLS: 454 4.7.0 \\x1b[31mno"));
	assert_null(strchr(ran.out, '\033'));
	ran_clear(&ran);
	keeper_begin(&keeper, 65000, "", 0);
	ran = run_hallo("say", "--timeout", "1", keeper.address, NULL);
	keeper_end(&keeper);
	assert_int_equal(ran.status, 2);
	assert_non_null(strstr(ran.out, "silence for 1"));
	ran_clear(&ran);
}

UNIT(who_is_not_there_is_status_3)
{
	struct ran ran = run_hallo("say", "smtp://127.0.0.1:1", NULL);

	assert_int_equal(ran.status, 3);
	assert_non_null(strstr(ran.out, "not reached: Connection refused"));
	ran_clear(&ran);
}

static const char *named_target(void)
{
	static char text_of[80];

	snprintf(text_of, sizeof(text_of), "smtp://mx.say.test%.10s",
		strchr(address, ':'));
	return text_of;
}

/* By its name, which is sent along. */
UNIT(the_first_address_that_is_there_is_asked)
{
	struct ran ran = run_hallo("say", "--json", "-", "--resolver", resolver,
		named_target(), NULL);
	json_t *value = answer_of(&ran, 0);
	size_t n = json_array_size(json_object_get(value, "endpoints"));
	const json_t *last = answer_endpoint(value, n - 1);
	const json_t *sent = json_object_get(last, "sent");
	char *hello = json_dumps(json_object_get(sent, "hello"), 0);

	assert_int_equal(n + (size_t)number(value, "not_asked"), 2);
	assert_string_equal(text(last, "address"), "127.0.0.1");
	assert_string_equal(text(last, "host"), "mx.say.test");
	assert_int_equal(number(last, "status"), 0);
	assert_non_null(strstr(hello, "mx.say.test"));
	free(hello);
	json_decref(value);
}

UNIT(with_mx_all_every_address_is_asked)
{
	struct ran ran = run_hallo("say", "--json", "-", "--resolver", resolver,
		"--mx", "all", named_target(), NULL);
	json_t *value = answer_of(&ran, 2);

	assert_int_equal(
		json_array_size(json_object_get(value, "endpoints")), 2);
	assert_int_equal(number(value, "not_asked"), 0);
	json_decref(value);
}

UNIT(what_does_not_resolve_is_status_3)
{
	struct ran ran = run_hallo(
		"say", "--resolver", resolver, "smtp://nosuch.say.test", NULL);

	assert_int_equal(ran.status, 3);
	assert_non_null(strstr(ran.out, "no address to ask"));
	ran_clear(&ran);
}

/* Skipped in words where this machine has no IPv6. */
UNIT(ipv6_is_asked_too)
{
	struct child six =
		start_hallo("serve", "modern", "--listen", "[::1]:0", NULL);
	static const char words[] = "listening on ";
	char line[128];
	struct ran ran;

	child_line(&six, line, sizeof(line));
	if (strncmp(line, words, strlen(words)) != 0) {
		ran = child_end(&six);
		ran_clear(&ran);
		print_message("no IPv6 on this loopback\n");
		return;
	}
	ran = run_hallo("say", target(line + strlen(words)), NULL);
	assert_int_equal(ran.status, 0);
	assert_non_null(strstr(ran.out, "[::1]:"));
	assert_non_null(strstr(ran.out, "chose TLSv1.3"));
	ran_clear(&ran);
	child_signal(&six, SIGTERM);
	ran = child_end(&six);
	ran_clear(&ran);
}

/* A server that resets each hello after the second. */
UNIT(unlike_answers_are_counted)
{
	static const char profile[] =
		"versions TLSv1.2\nsuites 002F\ncertificate rsa2048\n"
		"after-hello reset 2\n";
	const char *file = file_of(profile, sizeof(profile) - 1);
	char where[64];
	struct child odd = start_server(file, where);
	struct ran ran =
		run_hallo("say", "-q", "--times", "5", target(where), NULL);

	if (ran.status != 2)
		print_error("%s%s", ran.out, ran.err);
	assert_int_equal(ran.status, 2);
	assert_non_null(strstr(ran.out, "3 of 5 answers were alike"));
	assert_non_null(strstr(ran.out, "Answer 2, 3 of 5 times (3-5): reset"));
	assert_non_null(strstr(ran.out, "in the first answer: server-hello"));
	ran_clear(&ran);
	child_signal(&odd, SIGTERM);
	ran = child_end(&odd);
	ran_clear(&ran);
	unlink(file);
}

UNIT(wrong_usage_says_what_would_be_right)
{
	const char *file = file_of("\x05\x01\x00", 3);

	assert_usage(run_hallo("say", NULL), "usage: hallo say");
	assert_usage(run_hallo("say", "a.example", "b.example", NULL),
		"one word is enough for say");
	assert_usage(run_hallo("say", "--verbatim", "127.0.0.1:1", NULL),
		"--hello FILE --verbatim");
	assert_usage(run_hallo("say", "--hello", file, "--verbatim", "--groups",
			     "x25519", "127.0.0.1:1", NULL),
		"it and --groups exclude each other");
	assert_usage(run_hallo("say", "--versions", "1.4", "127.0.0.1:1", NULL),
		"--versions: no '1.4'");
	assert_usage(
		run_hallo("say", "--suites", "nosuch", "127.0.0.1:1", NULL),
		"--suites: no 'nosuch'");
	assert_usage(
		run_hallo("say", "--suites", "0x010080", "127.0.0.1:1", NULL),
		"hello of SSL 2 only");
	assert_usage(
		run_hallo("say", "--extension", "13=0", "127.0.0.1:1", NULL),
		"even number of hex digits");
	assert_usage(run_hallo("say", "--drop-extension", "nosuch",
			     "127.0.0.1:1", NULL),
		"no extension 'nosuch'");
	assert_usage(run_hallo("say", "--split", "0", "127.0.0.1:1", NULL),
		"from 1 to 65535");
	assert_usage(run_hallo("say", "--times", "0", "127.0.0.1:1", NULL),
		"from 1 to 1000");
	assert_usage(run_hallo("say", "--hello", "/nonexistent", "127.0.0.1:1",
			     NULL),
		"/nonexistent");
	assert_usage(run_hallo("say", "--hello", file, "127.0.0.1:1", NULL),
		"--verbatim sends them");
	unlink(file);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_version_is_answered),
		cmocka_unit_test(a_retry_is_followed),
		cmocka_unit_test(a_refusal_is_status_1),
		cmocka_unit_test(the_text_begins_with_the_verdict),
		cmocka_unit_test(records_are_cut_and_the_server_joins_them),
		cmocka_unit_test(the_same_seed_says_the_same),
		cmocka_unit_test(verbatim_is_exact),
		cmocka_unit_test(a_hello_of_a_file_is_fresh),
		cmocka_unit_test(garbage_and_silence_are_inconclusive),
		cmocka_unit_test(who_is_not_there_is_status_3),
		cmocka_unit_test(ipv6_is_asked_too),
		cmocka_unit_test(the_first_address_that_is_there_is_asked),
		cmocka_unit_test(with_mx_all_every_address_is_asked),
		cmocka_unit_test(what_does_not_resolve_is_status_3),
		cmocka_unit_test(unlike_answers_are_counted),
		cmocka_unit_test(wrong_usage_says_what_would_be_right),
	};

	return cmocka_run_group_tests(tests, serve, serve_end);
}
