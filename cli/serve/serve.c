/* SPDX-License-Identifier: ISC */
/*
 * `hallo serve PROFILE`: the responder on the network. The answers are
 * responder/'s, sockets are net/'s; here both meet.
 */
#include <event2/event.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>

#include "analysis/base/alloc.h"
#include "cli/base/complain.h"
#include "cli/options/commands.h"
#include "cli/files/profile_file.h"
#include "net/dns/resolve.h"
#include "smtp/dialogs.h"

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
	struct service *service = ctx;
	struct answer answer = { 0 };
	enum listen_end end = profile_answer(
		&answer, w, &service->profile, hello, service->signer);

	(void)raw;
	if (service->verbose)
		log_answer(visit->peer, hello, &answer);
	return end;
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
	struct service *service = xcalloc(1, sizeof(*service));
	int status = EXIT_USAGE;

	service->verbose = options->verbose;
	if (profile_load(&service->profile, options->words[0])) {
		service->signer = signer_new();
		status = serve(service, options);
		signer_free(service->signer);
	}
	free(service);
	return status;
}
