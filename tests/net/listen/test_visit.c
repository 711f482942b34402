/* SPDX-License-Identifier: ISC */
/* What the listener tells of each client, once they have parted. */
#include <arpa/inet.h>
#include <errno.h>
#include <event2/event.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

#include "net/base/clock.h"
#include "net/listen/listen.h"
#include "tests/lib/unit.h"
#include "wire/flight/flight.h"
#include "wire/hello/hello_build.h"
#include "wire/hello/hello_standard.h"
#include "wire/tables/versions.h"
#include "smtp/dialogs.h"

#define ALERT_42 "\x15\x03\x03\x00\x02\x02\x2a"
#define KEY_EXCHANGE "\x16\x03\x03\x00\x06\x10\x00\x00\x02\xab\xcd"

struct fixture {
	struct event_base *base;
	struct listener *listener;
	enum listen_end end;
	unsigned n_answers, n_parted;
	struct listen_visit visit; /* the last; its slices copied: */
	char name[300], last_line[100], unread[400];
	uint8_t hello[600];
	size_t n_hello;
};

static enum listen_end answer(void *ctx, struct writer *w,
	const struct hello *hello, struct slice raw, struct listen_visit *visit)
{
	struct fixture *f = ctx;

	(void)hello;
	assert_int_equal(raw.len, f->n_hello);
	assert_memory_equal(raw.data, f->hello, raw.len);
	assert_int_equal(visit->n_hellos, ++f->n_answers);
	visit->own = f;
	alert_write(w, 0x0303, 1, 112); /* a warning: it goes on */
	return f->n_answers == 1 ? f->end : LISTEN_WAIT;
}

static void copy(char *out, size_t size, struct slice from)
{
	snprintf(out, size, "%.*s", (int)from.len, (const char *)from.data);
}

static void parted(void *ctx, const struct listen_visit *visit)
{
	struct fixture *f = ctx;

	f->n_parted++;
	f->visit = *visit;
	copy(f->name, sizeof(f->name), visit->name);
	copy(f->last_line, sizeof(f->last_line), visit->last_line);
	copy(f->unread, sizeof(f->unread), visit->unread);
}

static void begin(struct fixture *f, const char *dialog)
{
	static const uint32_t suite[] = { 0x39 };
	struct listen_options options = { .address = "127.0.0.1:0",
		.dialog = dialog_find(dialog),
		.host = "mx.test",
		.idle_ms = 400,
		.life_ms = 800,
		.sequel_ms = 600,
		.answer = answer,
		.parted = parted,
		.ctx = f };
	static struct hello_draft draft;
	struct hello_spec spec = { .standard = hello_standard(
					   VERSION_TLS12, STYLE_STANDARD),
		.suites = { suite, 1 } };
	struct error error = { 0 };
	struct writer w;

	memset(f, 0, sizeof(*f));
	w = writer_of(f->hello, sizeof(f->hello));
	assert_true(hello_build(&w, &draft, &spec));
	f->n_hello = writer_done(&w).len;
	f->base = event_base_new();
	f->listener = listener_new(f->base, &options, &error);
	assert_non_null(f->listener);
}

static void end(struct fixture *f)
{
	listener_free(f->listener);
	event_base_free(f->base);
}

static int enter(const struct fixture *f)
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

static void say(struct fixture *f, int fd, const void *bytes, size_t len)
{
	assert_int_equal(send(fd, bytes, len, MSG_NOSIGNAL), len);
	turn(f, 20);
}

static void say_words(struct fixture *f, int fd, const char *words)
{
	say(f, fd, words, strlen(words));
}

static void until_parted(struct fixture *f, unsigned n)
{
	uint64_t before = clock_ms();

	while (f->n_parted < n && clock_ms() - before < 5000)
		turn(f, 20);
	assert_int_equal(f->n_parted, n);
}

UNIT(a_complaint_is_told)
{
	struct fixture f;
	int fd;

	begin(&f, "smtp");
	fd = enter(&f);
	say_words(&f, fd, "EHLO mta.example\r\n");
	say_words(&f, fd, "STARTTLS\r\n");
	say(&f, fd, f.hello, f.n_hello);
	turn(&f, 50);
	say(&f, fd, ALERT_42, 7);
	assert_int_equal(f.n_parted, 0);
	close(fd);
	until_parted(&f, 1);
	assert_string_equal(f.name, "mta.example");
	assert_ptr_equal(f.visit.own, &f);
	assert_true(f.visit.go_ahead && f.visit.answered);
	assert_int_equal(f.visit.n_hellos, 1);
	assert_int_equal(f.visit.sequel.kind, SEQUEL_ALERT);
	assert_int_equal(f.visit.sequel.alert, 42);
	assert_true(f.visit.parting == PARTING_FIN ||
		f.visit.parting == PARTING_RESET);
	assert_true(f.visit.hello_ms <= f.visit.answered_ms);
	assert_in_range(f.visit.sequel_ms - f.visit.answered_ms, 40, 400);
	end(&f);
	assert_int_equal(f.n_parted, 1);
}

/* It would wait for our Finished, which never comes. */
UNIT(who_went_on_is_not_kept_for_long)
{
	struct fixture f;
	uint64_t before;
	int fd;

	begin(&f, "tls");
	fd = enter(&f);
	say(&f, fd, f.hello, f.n_hello);
	before = clock_ms();
	say(&f, fd, KEY_EXCHANGE, 11);
	until_parted(&f, 1);
	assert_in_range(clock_ms() - before, 250, 550);
	assert_int_equal(f.visit.parting, PARTING_TIMEOUT);
	assert_int_equal(f.visit.sequel.kind, SEQUEL_WENT_ON);
	close(fd);
	end(&f);
}

UNIT(a_drip_behind_the_answer_ends)
{
	struct fixture f;
	uint64_t before;
	int fd;

	begin(&f, "tls");
	fd = enter(&f);
	say(&f, fd, f.hello, f.n_hello);
	before = clock_ms();
	while (f.n_parted == 0 && clock_ms() - before < 3000) {
		/* empty records of change_cipher_spec */
		send(fd, "\x14\x03\x03\x00\x00", 5, MSG_NOSIGNAL);
		turn(&f, 50);
	}
	assert_in_range(clock_ms() - before, 500, 1200);
	assert_int_equal(f.visit.parting, PARTING_TIMEOUT);
	assert_int_equal(f.visit.sequel.kind, SEQUEL_UNCLEAR);
	close(fd);
	end(&f);
}

UNIT(a_drip_of_a_dialog_ends)
{
	struct fixture f;
	uint64_t before = clock_ms();
	int fd;

	begin(&f, "smtp");
	fd = enter(&f);
	while (f.n_parted == 0 && clock_ms() - before < 4000) {
		send(fd, "EHLO x\r\n", 8, MSG_NOSIGNAL);
		turn(&f, 50);
	}
	assert_in_range(clock_ms() - before, 700, 2000);
	assert_int_equal(f.visit.parting, PARTING_TIMEOUT);
	assert_false(f.visit.go_ahead);
	assert_string_equal(f.name, "x");
	close(fd);
	end(&f);
}

UNIT(endless_lines_end)
{
	struct fixture f;
	uint64_t before = clock_ms();
	char line[200];
	int fd;

	begin(&f, "smtp");
	fd = enter(&f);
	while (f.n_parted == 0 && clock_ms() - before < 4000) {
		while (recv(fd, line, sizeof(line), MSG_DONTWAIT) > 0)
			continue;
		send(fd, "NOOP\r\nNOOP\r\nNOOP\r\nNOOP\r\n", 24,
			MSG_NOSIGNAL | MSG_DONTWAIT);
		event_base_loop(f.base, EVLOOP_NONBLOCK);
	}
	assert_int_equal(f.n_parted, 1);
	assert_int_equal(f.visit.parting, PARTING_OURS);
	close(fd);
	end(&f);
}

UNIT(who_leaves_without_tls_is_told)
{
	struct fixture f;
	int fd;

	begin(&f, "smtp");
	fd = enter(&f);
	say_words(&f, fd, "EHLO mta.example\r\nMAIL FROM:<a@b.example>\r\n");
	close(fd);
	until_parted(&f, 1);
	assert_false(f.visit.go_ahead);
	assert_int_equal(f.visit.n_hellos, 0);
	assert_string_equal(f.last_line, "MAIL FROM:<a@b.example>");
	assert_int_equal(f.visit.unread.len, 0);
	assert_null(f.visit.own);
	end(&f);
}

UNIT(a_part_of_a_hello_is_told)
{
	struct fixture f;
	int fd;

	begin(&f, "tls");
	fd = enter(&f);
	say(&f, fd, f.hello, 40);
	close(fd);
	until_parted(&f, 1);
	assert_int_equal(f.visit.unread.len, 40);
	assert_false(f.visit.no_hello);
	assert_int_equal(f.visit.n_hellos, 0);
	fd = enter(&f);
	say_words(&f, fd, "GET / HTTP/1.0\r\n\r\n");
	close(fd);
	until_parted(&f, 2);
	assert_true(f.visit.no_hello);
	assert_string_equal(f.unread, "GET / HTTP/1.0\r\n\r\n");
	assert_int_equal(f.visit.number, 2);
	end(&f);
}

UNIT(a_second_hello_counts)
{
	struct fixture f;
	int fd;

	begin(&f, "tls");
	f.end = LISTEN_AGAIN;
	fd = enter(&f);
	say(&f, fd, f.hello, f.n_hello);
	assert_int_equal(f.n_answers, 1);
	say(&f, fd, f.hello, f.n_hello);
	assert_int_equal(f.n_answers, 2);
	say(&f, fd, ALERT_42, 7);
	close(fd);
	until_parted(&f, 1);
	assert_int_equal(f.visit.n_hellos, 2);
	assert_int_equal(f.visit.sequel.kind, SEQUEL_ALERT);
	end(&f);
}

UNIT(who_is_there_at_the_end_is_told)
{
	struct fixture f;
	int fd;

	begin(&f, "smtp");
	fd = enter(&f);
	say_words(&f, fd, "EHLO x\r\n");
	end(&f);
	assert_int_equal(f.n_parted, 1);
	assert_int_equal(f.visit.parting, PARTING_STOPPED);
	close(fd);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_complaint_is_told),
		cmocka_unit_test(who_went_on_is_not_kept_for_long),
		cmocka_unit_test(a_drip_behind_the_answer_ends),
		cmocka_unit_test(a_drip_of_a_dialog_ends),
		cmocka_unit_test(endless_lines_end),
		cmocka_unit_test(who_leaves_without_tls_is_told),
		cmocka_unit_test(a_part_of_a_hello_is_told),
		cmocka_unit_test(a_second_hello_counts),
		cmocka_unit_test(who_is_there_at_the_end_is_told),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
