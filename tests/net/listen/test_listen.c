/* SPDX-License-Identifier: ISC */
/* The listener, met by the pool and by clients that misbehave. */
#include "net/listen/listen.h"
#include "smtp/dialogs.h"

#include <arpa/inet.h>
#include <errno.h>
#include <event2/event.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

#include "net/base/clock.h"
#include "net/dial/inquiry.h"
#include "wire/hello/hello_build.h"
#include "wire/hello/hello_standard.h"
#include "wire/tables/versions.h"
#include "tests/lib/unit.h"

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
	const struct hello *hello, struct slice raw, struct listen_visit *visit)
{
	struct fixture *f = ctx;

	assert_true(hello_offers_suite(hello, 0x39));
	assert_true(raw.len > 40);
	assert_memory_equal(visit->peer, "127.0.0.1:", 10);
	f->hellos++;
	if (f->end == LISTEN_WAIT)
		alert_write(w, 0x0303, 2, 40);
	return f->end;
}

static void begin_with(struct fixture *f, const char *dialog,
	enum listen_end end, const struct manners *manners)
{
	struct listen_options options = { .address = "127.0.0.1:0",
		.dialog = dialog_find(dialog),
		.host = "mx.test",
		.idle_ms = 500,
		.manners = manners,
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

static void begin(struct fixture *f, const char *dialog, enum listen_end end)
{
	begin_with(f, dialog, end, NULL);
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
	static struct hello_draft draft;
	struct hello_spec spec = { .standard = hello_standard(
					   VERSION_TLS12, STYLE_STANDARD),
		.suites = { suite, 1 } };
	struct writer w = writer_of(f->bytes, sizeof(f->bytes));

	if (f->sent == 2)
		return false;
	assert_true(hello_build(&w, &draft, &spec));
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
	struct inquiry_options options;

	inquiry_options_init(&options);
	options.limits.connections = 1;
	options.limits.idle_ms = 200;
	struct inquiry *inquiry = inquiry_start(
		f->base, &endpoint, &options, &driver, f, done, f->base);
	event_base_dispatch(f->base);
	inquiry_free(inquiry);
}

UNIT(every_dialog_leads_to_the_answer)
{
	static const char *const dialogs[] = { "smtp", "lmtp", "imap", "pop3",
		"submission", "tls" };
	struct fixture f;

	for (size_t i = 0; i < sizeof(dialogs) / sizeof(*dialogs); i++) {
		begin(&f, dialogs[i], LISTEN_WAIT);
		probe_twice(&f, dialogs[i]);
		assert_int_equal(f.hellos, 2);
		assert_int_equal(f.learnt, 2);
		assert_int_equal(f.kind, OUTCOME_ALERT);
		end(&f);
	}
}

UNIT(the_ends_are_seen_as_they_are)
{
	struct fixture f;

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

UNIT(garbage_gets_a_decode_error_and_hurts_nobody)
{
	struct fixture f;
	uint8_t said[64];

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

UNIT(a_silent_client_is_sent_away)
{
	struct fixture f;
	uint8_t said[256];

	begin(&f, "smtp", LISTEN_WAIT);
	int fd = connect_raw(&f);
	turn(&f, 900);
	assert_true(recv(fd, said, sizeof(said), 0) > 0);
	assert_int_equal(recv(fd, said, sizeof(said), 0), 0);
	close(fd);
	end(&f);
}

UNIT(a_bad_address_says_what_would_be_good)
{
	static const char *const bad[] = { "", "2525", "localhost:25", "[::1]",
		":25", "127.0.0.1:99999", "127.0.0.1:", "127.0.0.1:+25" };
	struct event_base *base = event_base_new();

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

/* What one recv() gives once there is something: 0 at the end, -1 a reset. */
static ssize_t hear(struct fixture *f, int fd, void *words, size_t size)
{
	ssize_t n;

	memset(words, 0, size);
	while ((n = recv(fd, words, size - 1, MSG_DONTWAIT)) < 0 &&
		errno == EAGAIN)
		event_base_loop(f->base, EVLOOP_ONCE);
	return n;
}

UNIT(each_line_is_a_segment)
{
	static const struct manners manners = { .segments = SEGMENTS_LINES,
		.two_line_greeting = true };
	struct fixture f;
	char words[200];

	begin_with(&f, "smtp", LISTEN_WAIT, &manners);
	int fd = connect_raw(&f);
	hear(&f, fd, words, sizeof(words));
	assert_string_equal(words, "220-mx.test a moment\r\n");
	hear(&f, fd, words, sizeof(words));
	assert_string_equal(words, "220 mx.test ESMTP hallo\r\n");
	close(fd);
	probe_twice(&f, "smtp");
	assert_int_equal(f.kind, OUTCOME_ALERT);
	end(&f);
}

/* Also when it cannot be told from a dead one for a while. */
UNIT(a_slow_server_is_slow_by_its_clock)
{
	static const struct manners manners = {
		.greeting_delay = 2, .trickle = 400, .clock = 20
	};
	struct fixture f;
	char words[200];

	begin_with(&f, "smtp", LISTEN_WAIT, &manners);
	uint64_t before = clock_ms();
	int fd = connect_raw(&f);
	assert_int_equal(hear(&f, fd, words, sizeof(words)), 1);
	assert_in_range(clock_ms() - before, 95, 1000);
	before = clock_ms();
	assert_int_equal(hear(&f, fd, words, sizeof(words)), 1);
	assert_int_equal(words[0], '2');
	assert_in_range(clock_ms() - before, 15, 500);
	close(fd);
	fd = connect_raw(&f);
	turn(&f, 20);
	close(fd); /* it leaves before it is greeted */
	turn(&f, 200);
	end(&f);
}

UNIT(who_is_not_let_in_hears_why_or_not)
{
	static struct manners manners = { .n_limits = 1 };
	struct fixture f;
	char words[200];

	for (unsigned i = 0; i <= FAREWELL_SILENCE; i++) {
		manners.limits[0].farewell = (enum farewell)i;
		begin_with(&f, "smtp", LISTEN_WAIT, &manners);
		int fd = connect_raw(&f);
		uint64_t before = clock_ms();
		ssize_t n = hear(&f, fd, words, sizeof(words));
		assert_int_equal(n,
			i == FAREWELL_REPLY	      ? 32
				: i == FAREWELL_RESET ? -1
						      : 0);
		if (i == FAREWELL_REPLY)
			assert_string_equal(
				words, "421 4.7.0 too many connections\r\n");
		if (i == FAREWELL_SILENCE)
			assert_in_range(clock_ms() - before, 450, 2000);
		close(fd);
		end(&f);
	}
}

/* One that is turned away takes no place from those that are served. */
UNIT(at_once_counts_those_that_are_served)
{
	static const struct manners manners = { .n_limits = 1,
		.limits = { { LIMIT_AT_ONCE, 1, FAREWELL_SILENCE, 0 } } };
	struct fixture f;
	char words[200];

	begin_with(&f, "smtp", LISTEN_WAIT, &manners);
	int first = connect_raw(&f);
	assert_true(hear(&f, first, words, sizeof(words)) > 0);
	int second = connect_raw(&f);
	turn(&f, 50);
	assert_int_equal(recv(second, words, 1, MSG_DONTWAIT), -1);
	close(first);
	turn(&f, 50);
	int third = connect_raw(&f);
	assert_true(hear(&f, third, words, sizeof(words)) > 0);
	close(third);
	close(second);
	end(&f);
}

UNIT(hellos_meet_their_fate)
{
	static const struct {
		enum hello_fate fate;
		enum outcome_kind kind;
	} fates[] = {
		{ FATE_SILENCE, OUTCOME_SILENCE },
		{ FATE_RESET, OUTCOME_RESET },
		{ FATE_CLOSE, OUTCOME_CLOSED },
		{ FATE_RECORDS, OUTCOME_MALFORMED },
		{ FATE_WARNINGS, OUTCOME_MALFORMED },
		{ FATE_GARBAGE, OUTCOME_NOT_TLS },
	};
	struct fixture f;

	for (size_t i = 0; i < sizeof(fates) / sizeof(*fates); i++) {
		struct manners manners = { .hello_fate = fates[i].fate,
			.hello_fate_after = 1 };
		begin_with(&f, "smtp", LISTEN_WAIT, &manners);
		probe_twice(&f, "smtp");
		assert_int_equal(f.hellos, 1);
		assert_int_equal(f.learnt, 2);
		assert_int_equal(f.kind, fates[i].kind);
		end(&f);
	}
}

UNIT(what_never_ends_ends_and_hurts_nobody)
{
	static const struct manners manners = { .endless_greeting = true };
	static char words[1 << 16];
	struct fixture f;
	size_t total = 0;
	ssize_t n;

	begin_with(&f, "smtp", LISTEN_WAIT, &manners);
	int other = connect_raw(&f);
	int fd = connect_raw(&f);
	while ((n = hear(&f, fd, words, sizeof(words))) > 0)
		total += (size_t)n;
	assert_in_range(total, 32u << 20, 66u << 20);
	assert_true(hear(&f, other, words, sizeof(words)) > 0);
	assert_memory_equal(words, "220-please wait\r\n", 17);
	close(other);
	close(fd);
	end(&f);
}

/* As after a HelloRetryRequest; the ChangeCipherSpec between them is what
 * clients send for the sake of old firewalls (RFC 8446 D.4). */
UNIT(another_hello_may_come_on_the_same_connection)
{
	static const uint8_t change_cipher_spec[] = { 20, 3, 3, 0, 1, 1 };
	struct fixture f;
	struct probe probe;

	begin(&f, "tls", LISTEN_AGAIN);
	int fd = connect_raw(&f);
	assert_true(next(&f, &probe));
	for (size_t i = 1; i <= 3; i++) {
		for (size_t k = 0; i > 1 && k < 6; k += 3) {
			send(fd, change_cipher_spec + k, 3, MSG_NOSIGNAL);
			turn(&f, 20);
		}
		send(fd, probe.hello.data, 10, MSG_NOSIGNAL);
		turn(&f, 20);
		send(fd, probe.hello.data + 10, probe.hello.len - 10,
			MSG_NOSIGNAL);
		turn(&f, 20);
		assert_int_equal(f.hellos, i);
	}
	f.end = LISTEN_CLOSE;
	send(fd, probe.hello.data, probe.hello.len, MSG_NOSIGNAL);
	turn(&f, 20);
	assert_int_equal(f.hellos, 4);
	close(fd);
	end(&f);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_dialog_leads_to_the_answer),
		cmocka_unit_test(the_ends_are_seen_as_they_are),
		cmocka_unit_test(garbage_gets_a_decode_error_and_hurts_nobody),
		cmocka_unit_test(a_silent_client_is_sent_away),
		cmocka_unit_test(a_bad_address_says_what_would_be_good),
		cmocka_unit_test(each_line_is_a_segment),
		cmocka_unit_test(a_slow_server_is_slow_by_its_clock),
		cmocka_unit_test(who_is_not_let_in_hears_why_or_not),
		cmocka_unit_test(at_once_counts_those_that_are_served),
		cmocka_unit_test(another_hello_may_come_on_the_same_connection),
		cmocka_unit_test(hellos_meet_their_fate),
		cmocka_unit_test(what_never_ends_ends_and_hurts_nobody),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
