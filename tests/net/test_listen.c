/* SPDX-License-Identifier: ISC */
/* The listener, met by the pool and by clients that misbehave. */
#include "net/listen.h"

#include <arpa/inet.h>
#include <event2/event.h>
#include <netinet/in.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>
#include <cmocka.h>

#include "net/inquiry.h"

struct fixture {
	struct event_base *base;
	struct listener *listener;
	enum listen_end end;
	size_t hellos;
	size_t sent, learnt;
	enum outcome_kind kind;
	uint8_t bytes[600];
};

static enum listen_end answer(void *ctx, struct writer *w,
	const struct hello *hello, struct slice raw, const char *peer)
{
	struct fixture *f = ctx;

	assert_true(hello_offers_suite(hello, 0x39));
	assert_true(raw.len > 40);
	assert_memory_equal(peer, "127.0.0.1:", 10);
	f->hellos++;
	if (f->end == LISTEN_WAIT)
		alert_write(w, 0x0303, 2, 40);
	return f->end;
}

static void begin(struct fixture *f, const char *dialog, enum listen_end end)
{
	struct listen_options options = { .address = "127.0.0.1:0",
		.dialog = dialog_find(dialog),
		.host = "mx.test",
		.idle_ms = 500,
		.answer = answer,
		.ctx = f };
	struct error error = { 0 };

	memset(f, 0, sizeof(*f));
	f->base = event_base_new();
	f->end = end;
	f->listener = listener_new(f->base, &options, &error);
	assert_non_null(f->listener);
	assert_int_not_equal(listener_port(f->listener), 0);
}

static void end(struct fixture *f)
{
	listener_free(f->listener);
	event_base_free(f->base);
}

static size_t wanted(void *ctx)
{
	struct fixture *f = ctx;

	return f->learnt > 3 ? 0 : 2 - f->sent;
}

static bool next(void *ctx, struct probe *probe)
{
	static const uint32_t suite[] = { 0x39 };
	struct fixture *f = ctx;
	struct hello_recipe recipe = {
		.version = VERSION_TLS12, .suites = suite, .n_suites = 1
	};
	struct writer w = writer_of(f->bytes, sizeof(f->bytes));

	if (f->sent == 2)
		return false;
	standard_hello_write(&w, &recipe);
	*probe = (struct probe){ .id = (uint32_t)++f->sent,
		.version = VERSION_TLS12,
		.hello = writer_done(&w) };
	return true;
}

static void learn(
	void *ctx, const struct probe *probe, const struct outcome *outcome)
{
	struct fixture *f = ctx;

	(void)probe;
	f->learnt++;
	f->kind = outcome->kind;
}

static void done(void *ctx, struct inquiry *inquiry)
{
	(void)inquiry;
	event_base_loopbreak(ctx);
}

static void probe_twice(struct fixture *f, const char *dialog)
{
	static const struct inquiry_driver driver = { wanted, next, learn };
	struct endpoint endpoint = { .address = "127.0.0.1",
		.family = AF_INET,
		.port = listener_port(f->listener),
		.dialog = dialog_find(dialog) };
	struct inquiry_limits limits;

	inquiry_limits_init(&limits);
	limits.connections = 1;
	limits.idle_ms = 200;
	struct inquiry *inquiry = inquiry_start(
		f->base, &endpoint, &limits, &driver, f, done, f->base);
	event_base_dispatch(f->base);
	inquiry_free(inquiry);
}

static void every_dialog_leads_to_the_answer(void **state)
{
	static const char *const dialogs[] = { "smtp", "lmtp", "imap", "pop3",
		"submission", "tls" };
	struct fixture f;

	(void)state;
	for (size_t i = 0; i < sizeof(dialogs) / sizeof(*dialogs); i++) {
		begin(&f, dialogs[i], LISTEN_WAIT);
		probe_twice(&f, dialogs[i]);
		assert_int_equal(f.hellos, 2);
		assert_int_equal(f.learnt, 2);
		assert_int_equal(f.kind, OUTCOME_ALERT);
		end(&f);
	}
}

static void the_ends_are_seen_as_they_are(void **state)
{
	struct fixture f;

	(void)state;
	begin(&f, "smtp", LISTEN_CLOSE);
	probe_twice(&f, "smtp");
	assert_int_equal(f.kind, OUTCOME_CLOSED);
	end(&f);
	begin(&f, "smtp", LISTEN_RESET);
	probe_twice(&f, "smtp");
	assert_int_equal(f.kind, OUTCOME_RESET);
	end(&f);
	begin(&f, "smtp", LISTEN_SILENCE);
	probe_twice(&f, "smtp");
	assert_int_equal(f.kind, OUTCOME_SILENCE);
	end(&f);
}

static int connect_raw(const struct fixture *f)
{
	struct sockaddr_in name = { .sin_family = AF_INET,
		.sin_port = htons(listener_port(f->listener)),
		.sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	int fd = socket(AF_INET, SOCK_STREAM, 0);

	assert_int_equal(
		connect(fd, (struct sockaddr *)&name, sizeof(name)), 0);
	return fd;
}

static void turn(struct fixture *f, long ms)
{
	struct timeval after = { .tv_usec = ms * 1000 };

	event_base_loopexit(f->base, &after);
	event_base_dispatch(f->base);
}

static void garbage_gets_a_decode_error_and_hurts_nobody(void **state)
{
	struct fixture f;
	uint8_t said[64];

	(void)state;
	begin(&f, "tls", LISTEN_WAIT);
	int fd = connect_raw(&f);
	assert_int_equal(send(fd, "GET / HTTP/1.0\r\n\r\n", 18, 0), 18);
	turn(&f, 100);
	assert_int_equal(recv(fd, said, sizeof(said), 0), 7);
	assert_int_equal(said[6], 50);
	close(fd);
	probe_twice(&f, "tls");
	assert_int_equal(f.hellos, 2);
	end(&f);
}

static void a_silent_client_is_sent_away(void **state)
{
	struct fixture f;
	uint8_t said[256];

	(void)state;
	begin(&f, "smtp", LISTEN_WAIT);
	int fd = connect_raw(&f);
	turn(&f, 900);
	assert_true(recv(fd, said, sizeof(said), 0) > 0);
	assert_int_equal(recv(fd, said, sizeof(said), 0), 0);
	close(fd);
	end(&f);
}

static void a_bad_address_says_what_would_be_good(void **state)
{
	static const char *const bad[] = { "", "2525", "localhost:25", "[::1]",
		":25" };
	struct event_base *base = event_base_new();

	(void)state;
	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++) {
		struct listen_options options = { .address = bad[i],
			.dialog = dialog_find("smtp"),
			.host = "mx.test",
			.answer = answer };
		struct error error = { 0 };
		assert_null(listener_new(base, &options, &error));
		assert_int_equal(error.code, ERROR_USAGE);
		assert_non_null(strstr(error.message, "127.0.0.1:2525"));
	}
	event_base_free(base);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_dialog_leads_to_the_answer),
		cmocka_unit_test(the_ends_are_seen_as_they_are),
		cmocka_unit_test(garbage_gets_a_decode_error_and_hurts_nobody),
		cmocka_unit_test(a_silent_client_is_sent_away),
		cmocka_unit_test(a_bad_address_says_what_would_be_good),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
