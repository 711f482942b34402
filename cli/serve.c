/* SPDX-License-Identifier: ISC */
/*
 * `hallo serve PROFILE`: the responder on the network. The answers are a pure
 * function of profile, hello and seed (responder/), sockets are net/'s; here
 * both meet, with a seed of its own for each hello.
 */
#include <errno.h>
#include <event2/event.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>

#include "cli/commands.h"
#include "cli/page.h"
#include "cli/suggest.h"
#include "net/listen.h"
#include "net/resolve.h"
#include "responder/responder.h"

#define PROFILE_FILE_MAX (1024 * 1024)

struct service {
	struct profile profile;
	struct signer *signer;
	bool verbose;
};

static const char *refusal_words(const struct answer *answer, char words[40])
{
	const struct code_name *alert = alert_find(answer->alert);

	if (answer->alert)
		snprintf(words, 40, "alert %u (%s)", answer->alert,
			alert ? alert->name : "unknown");
	else
		snprintf(words, 40, "no answer");
	return words;
}

static void log_answer(const char *peer, const struct hello *hello,
	const struct answer *answer)
{
	const struct suite *suite = suite_find(answer->suite);
	const char *version = version_name(answer->version);
	char words[40];

	if (!answer->accepted)
		complain("%s: hello of %zu suites: %s", peer,
			hello_n_suites(hello), refusal_words(answer, words));
	else
		complain("%s: hello of %zu suites: %s, 0x%04X %s", peer,
			hello_n_suites(hello), version ? version : "?",
			answer->suite, suite ? suite->name : "(no name)");
}

static enum listen_end answer_hello(void *ctx, struct writer *w,
	const struct hello *hello, struct slice raw, struct listen_visit *visit)
{
	static const enum listen_end ends[] = {
		[ANSWER_WAIT] = LISTEN_WAIT,
		[ANSWER_CLOSE] = LISTEN_CLOSE,
		[ANSWER_RESET] = LISTEN_RESET,
		[ANSWER_SILENCE] = LISTEN_SILENCE,
	};
	struct service *service = ctx;
	struct answer answer = { 0 };
	uint8_t seed[SEED_SIZE];

	(void)raw;
	if (getrandom(seed, sizeof seed, 0) != sizeof seed)
		return LISTEN_CLOSE;
	responder_answer(
		&answer, w, &service->profile, hello, seed, service->signer);
	if (service->verbose)
		log_answer(visit->peer, hello, &answer);
	if (answer.retry && answer.end == ANSWER_WAIT)
		return LISTEN_AGAIN;
	return ends[answer.end];
}

static bool parse_profile(
	struct profile *profile, const char *name, const char *text, size_t len)
{
	char message[200];

	profile_init(profile);
	if (profile_read(profile, text, len, message, sizeof message))
		return true;
	complain("%s: %s; the format is in hallo-profile(5)", name, message);
	return false;
}

static void no_profile(const char *name, int errnum)
{
	struct suggest suggest;

	suggest_begin(&suggest, name);
	for (size_t i = 0; profile_builtin_names[i]; i++)
		suggest_offer(&suggest, profile_builtin_names[i]);
	complain("%s: %s, and no built-in profile has that name; %s%s%s`hallo "
		 "list profiles` names them",
		name, strerror(errnum), suggest.best ? "did you mean " : "",
		suggest.best ? suggest.best : "", suggest.best ? "? " : "");
}

/* A built-in name, or else a file. */
static bool load_profile(struct profile *profile, const char *name)
{
	const char *text = profile_builtin(name);
	char *content;
	size_t len;
	FILE *file;
	bool good;

	if (text)
		return parse_profile(profile, name, text, strlen(text));
	file = fopen(name, "r");
	if (!file) {
		no_profile(name, errno);
		return false;
	}
	content = malloc(PROFILE_FILE_MAX);
	if (!content)
		abort();
	len = fread(content, 1, PROFILE_FILE_MAX, file);
	good = !ferror(file) && len < PROFILE_FILE_MAX;
	if (!good)
		complain("%s: cannot be read, or is over 1 MB", name);
	fclose(file);
	good = good && parse_profile(profile, name, content, len);
	free(content);
	return good;
}

static void stop(evutil_socket_t fd, short what, void *base)
{
	(void)fd;
	(void)what;
	event_base_loopbreak(base);
}

static int serve(struct service *service, const struct options *options)
{
	struct event_base *base = event_base_new();
	struct event *interrupt = evsignal_new(base, SIGINT, stop, base);
	struct event *terminate = evsignal_new(base, SIGTERM, stop, base);
	struct listen_options listen = { .address = options->listen,
		.dialog =
			options->dialog ? options->dialog : dialog_find("smtp"),
		.host = "localhost",
		.manners = &service->profile.manners,
		.answer = answer_hello,
		.ctx = service };
	struct error error = { 0 };
	struct listener *listener;
	int status = EXIT_AUDITED;

	event_add(interrupt, NULL);
	event_add(terminate, NULL);
	listener = listener_new(base, &listen, &error);
	if (listener) {
		printf("listening on %s\n", listener_address(listener));
		fflush(stdout);
		event_base_dispatch(base);
	} else {
		complain("%s", error.message);
		status =
			error.code == ERROR_USAGE ? EXIT_USAGE : EXIT_UNREACHED;
	}
	listener_free(listener);
	event_free(interrupt);
	event_free(terminate);
	event_base_free(base);
	return status;
}

int command_serve(const struct options *options)
{
	struct service *service = calloc(1, sizeof *service);
	int status = EXIT_USAGE;

	if (!service)
		abort();
	service->verbose = options->verbose;
	if (load_profile(&service->profile, options->words[0])) {
		service->signer = signer_new();
		status = serve(service, options);
		signer_free(service->signer);
	}
	free(service);
	return status;
}
