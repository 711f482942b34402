/* SPDX-License-Identifier: ISC */
/*
 * `hallo listen`: plays the server for other people's clients, tells what each
 * offers, answers as it was told, and tells what the client made of that.
 *
 *	net/listen ─► hello ─► value ─► page, hello file
 *	           ◄─ answer (responder, alert, nothing)
 *	           ─► parted ─► value ─► page, line of JSON
 */
#include <errno.h>
#include <event2/event.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/base/complain.h"
#include "cli/options/commands.h"
#include "cli/listen/listen_page.h"
#include "cli/listen/listen_save.h"
#include "cli/listen/listen_value.h"
#include "cli/options/option_setters.h"
#include "cli/page/page.h"
#include "cli/files/profile_file.h"
#include "net/dns/resolve.h"
#include "wire/bytes/record.h"
#include "smtp/dialogs.h"

#define CONNECTIONS 64
#define TIMEOUT_S 30
#define LIFE_TIMEOUTS 4 /* so many time-outs long a drip may go on */
#define SEQUEL_MS 5000	/* so long the client is watched behind the answer */
#define ALERT_DEFAULT 40

enum answer_way { WAY_PROFILE, WAY_ALERT, WAY_CLOSE };

struct hearing {
	const struct options *options;
	const struct dialog_kind *dialog;
	enum answer_way way;
	uint8_t alert;
	struct profile profile;
	struct signer *signer;
	struct event_base *base;
	FILE *json; /* or NULL */
	bool quiet; /* no text: JSON goes to standard output */
	bool json_failed;
	struct page_style style;
	struct listen_save save;
	struct listen_tally tally;
	int status;
};

/* Whatever is printed goes out at once: somebody waits for it. */
static void show(struct page *page)
{
	char *text = page_take(page);

	fputs(text, stdout);
	fflush(stdout);
	free(text);
}

static struct listen_view *begin_view(
	const struct hearing *hearing, const struct listen_visit *visit)
{
	struct timespec now = { 0 };

	clock_gettime(CLOCK_REALTIME, &now);
	return listen_view_new(visit, &now, hearing->dialog->scheme);
}

/* The path, or NULL; free(). */
static char *save_hello(struct hearing *hearing,
	const struct listen_visit *visit, const struct hello *hello,
	struct slice bytes, const struct listen_view *view)
{
	struct listen_saved saved = { .number = visit->number,
		.nth = visit->n_hellos,
		.peer = visit->peer,
		.name = view->name,
		.dialog = hearing->dialog->scheme,
		.hello = hello,
		.bytes = bytes };
	struct error error = { 0 };
	char *path;

	clock_gettime(CLOCK_REALTIME, &saved.time);
	path = listen_save(&hearing->save, &saved, &error);
	if (*error.message) {
		complain("%s", error.message);
		hearing->status = EXIT_INCOMPLETE;
	}
	return path;
}

/* Of the record: what the client wrote, as long as such records exist. */
static uint16_t alert_version(const struct hello *hello)
{
	if (hello->version < VERSION_SSL3)
		return VERSION_SSL3;
	return hello->version < VERSION_TLS12 ? hello->version : VERSION_TLS12;
}

static enum listen_end write_answer(
	struct hearing *hearing, struct writer *w, const struct hello *hello)
{
	struct answer answer = { 0 };

	switch (hearing->way) {
	case WAY_ALERT:
		alert_write(w, alert_version(hello), 2, hearing->alert);
		return LISTEN_CLOSE;
	case WAY_CLOSE:
		return LISTEN_CLOSE;
	case WAY_PROFILE:
		break;
	}
	return profile_answer(
		&answer, w, &hearing->profile, hello, hearing->signer);
}

/* What came; its answer is put beside it. */
static void take_hello(struct hearing *hearing, const struct hello *hello,
	struct slice raw, struct listen_visit *visit)
{
	char *path;

	if (!visit->own)
		visit->own = begin_view(hearing, visit);
	path = save_hello(hearing, visit, hello, raw, visit->own);
	listen_view_hello(visit->own, visit, hello, raw, path);
	listen_tally_hello(&hearing->tally, hello, visit->number);
	free(path);
}

static void show_hello(
	const struct hearing *hearing, const struct listen_view *view)
{
	struct page page;

	if (hearing->quiet)
		return;
	page_init(&page, &hearing->style);
	listen_page_hello(&page, view);
	show(&page);
}

static enum listen_end on_hello(void *ctx, struct writer *w,
	const struct hello *hello, struct slice raw, struct listen_visit *visit)
{
	struct hearing *hearing = ctx;
	enum listen_end end = write_answer(hearing, w, hello);

	take_hello(hearing, hello, raw, visit);
	listen_view_answer(visit->own,
		writer_ok(w) ? writer_done(w) : slice_of("", 0), end,
		hello->form == HELLO_SSL2);
	show_hello(hearing, visit->own);
	return end;
}

static void on_fated(void *ctx, const struct hello *hello, struct slice raw,
	struct listen_visit *visit)
{
	struct hearing *hearing = ctx;

	take_hello(hearing, hello, raw, visit);
	listen_view_fated(visit->own);
	show_hello(hearing, visit->own);
}

static void write_json(struct hearing *hearing, const struct listen_view *view)
{
	json_t *value;
	bool good;

	if (!hearing->json || hearing->json_failed)
		return;
	value = listen_value(view);
	good = json_dumpf(value, hearing->json, JSON_COMPACT) == 0 &&
		fputc('\n', hearing->json) != EOF && fflush(hearing->json) == 0;
	json_decref(value);
	if (good)
		return;
	hearing->json_failed = true;
	hearing->status = EXIT_INCOMPLETE;
	complain("--json %s: %s; no more is written to it",
		hearing->options->json, strerror(errno));
}

static void on_parted(void *ctx, const struct listen_visit *visit)
{
	struct hearing *hearing = ctx;
	struct listen_view *view = visit->own;
	struct page page;

	hearing->tally.n_connections++;
	if (!view)
		view = begin_view(hearing, visit);
	listen_view_parted(view, visit);
	if (!hearing->quiet) {
		page_init(&page, &hearing->style);
		listen_page_parted(&page, view);
		show(&page);
	}
	write_json(hearing, view);
	listen_view_free(view);
	if (visit->n_hellos == 0)
		return;
	hearing->tally.n_with_hello++;
	if (hearing->tally.n_with_hello == hearing->options->times)
		event_base_loopbreak(hearing->base);
}

static void stop(evutil_socket_t fd, short what, void *base)
{
	(void)fd;
	(void)what;
	event_base_loopbreak(base);
}

/* Standard output begins with the address, and is JSON only where that was
 * wished for: then the address is told on standard error. */
static void tell_address(
	const struct hearing *hearing, const struct listener *listener)
{
	if (hearing->quiet) {
		complain("listening on %s", listener_address(listener));
		return;
	}
	printf("listening on %s\n", listener_address(listener));
	fflush(stdout);
}

static void tell_end(struct hearing *hearing, unsigned overflow)
{
	struct page page;
	char *words;

	if (hearing->quiet) {
		words = listen_tally_words(&hearing->tally);
		complain("%s", words);
		free(words);
		return;
	}
	page_init(&page, &hearing->style);
	listen_page_end(&page, &hearing->tally, overflow);
	show(&page);
}

static struct listener *new_listener(
	struct hearing *hearing, struct error *error)
{
	const struct options *options = hearing->options;
	unsigned seconds = options->timeout_s ? options->timeout_s : TIMEOUT_S;
	struct listen_options listen = { .address = options->listen,
		.dialog = hearing->dialog,
		.host = "localhost",
		.max_connections = options->connections ? options->connections
							: CONNECTIONS,
		.idle_ms = seconds * 1000,
		.life_ms = seconds * 1000 * LIFE_TIMEOUTS,
		.sequel_ms = SEQUEL_MS,
		.answer = on_hello,
		.fated = on_fated,
		.parted = on_parted,
		.ctx = hearing };

	if (hearing->way == WAY_PROFILE)
		listen.manners = &hearing->profile.manners;
	return listener_new(hearing->base, &listen, error);
}

static void hear(struct hearing *hearing)
{
	struct event *interrupt =
		evsignal_new(hearing->base, SIGINT, stop, hearing->base);
	struct event *terminate =
		evsignal_new(hearing->base, SIGTERM, stop, hearing->base);
	struct error error = { 0 };
	struct listener *listener;
	unsigned overflow;

	event_add(interrupt, NULL);
	event_add(terminate, NULL);
	listener = new_listener(hearing, &error);
	if (listener) {
		tell_address(hearing, listener);
		event_base_dispatch(hearing->base);
		overflow = listener_overflow(listener);
		listener_free(listener);
		tell_end(hearing, overflow);
	} else {
		complain("%s", error.message);
		hearing->status =
			error.code == ERROR_USAGE ? EXIT_USAGE : EXIT_UNREACHED;
	}
	event_free(interrupt);
	event_free(terminate);
}

/* "alert", "alert 40", "alert:40", "alert=40". */
static bool parse_alert(struct hearing *hearing, const char *text)
{
	unsigned number = ALERT_DEFAULT;

	if (strncmp(text, "alert", 5) != 0 ||
		(text[5] && !strchr(" :=", text[5])))
		return false;
	hearing->way = WAY_ALERT;
	if (text[5] && !number_parse(&number, text + 6, 0, 255))
		return false;
	hearing->alert = (uint8_t)number;
	return true;
}

static bool choose_answer(struct hearing *hearing)
{
	const char *text = hearing->options->answer;

	if (!text)
		text = "modern";
	if (parse_alert(hearing, text))
		return true;
	if (hearing->way == WAY_ALERT) {
		complain("--answer takes alert:N with a number from 0 to 255, "
			 "not '%s'",
			text);
		return false;
	}
	if (!strcmp(text, "close")) {
		hearing->way = WAY_CLOSE;
		return true;
	}
	return profile_load(&hearing->profile, text);
}

/* Before anybody comes: nobody shall come in vain. */
static bool prepare(struct hearing *hearing)
{
	const struct options *options = hearing->options;
	struct error error = { 0 };

	if (!choose_answer(hearing))
		return false;
	if (!listen_save_begin(&hearing->save, options->save, &error)) {
		complain("%s", error.message);
		return false;
	}
	if (!options->json)
		return true;
	hearing->quiet = !strcmp(options->json, "-");
	hearing->json = hearing->quiet ? stdout : fopen(options->json, "w");
	if (!hearing->json)
		complain("--json %s: %s; nobody was heard yet", options->json,
			strerror(errno));
	return hearing->json != NULL;
}

int command_listen(const struct options *options)
{
	struct hearing *hearing = calloc(1, sizeof(*hearing));
	int status;

	if (!hearing)
		abort();
	hearing->options = options;
	hearing->dialog =
		options->dialog ? options->dialog : dialog_find("smtp");
	page_style_of(&hearing->style, STDOUT_FILENO, options->width,
		options->color, 80);
	hearing->status = EXIT_USAGE;
	if (prepare(hearing)) {
		hearing->status = EXIT_AUDITED;
		hearing->signer = signer_new();
		hearing->base = event_base_new();
		hear(hearing);
		event_base_free(hearing->base);
		signer_free(hearing->signer);
	}
	if (hearing->json && hearing->json != stdout &&
		fclose(hearing->json) != 0 && hearing->status == EXIT_AUDITED)
		hearing->status = EXIT_INCOMPLETE;
	status = hearing->status;
	free(hearing);
	return status;
}
