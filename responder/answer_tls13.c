/* SPDX-License-Identifier: ISC */
/*
 * TLS 1.3: ServerHello when the client's key_share has an acceptable group,
 * else HelloRetryRequest for the one the server wants (RFC 8446 4.1.1). The
 * sealed flight behind a ServerHello is not sent.
 */
#include "responder/job.h"

#include "responder/share.h"
#include "wire/tables/extensions.h"

/* Looks through key_share for @wanted, and else for the first group that the
 * profile has. *malformed: the extension, or the length of the chosen share. */
struct found_share {
	const struct group *group;
	bool malformed;
};

static const struct group *acceptable(const struct job *job, uint16_t code)
{
	for (size_t i = 0; i < job->profile->n_groups; i++) {
		const struct group *group = offer_group(&job->offer, code);

		if (job->profile->groups[i] == code)
			return group && group->tls13 && group->server_share
				? group
				: NULL;
	}
	return NULL;
}

static struct found_share find_share(
	const struct job *job, const struct group *wanted)
{
	const struct hello_extension *e =
		hello_find(job->hello, EXTENSION_KEY_SHARE);
	struct found_share found = { NULL, false };
	struct fault fault = { 0 };
	struct reader r = reader_of(&fault, e->body.data, e->body.len);
	struct reader list = reader_vec(&r, 2, "key_share");

	while (reader_more(&list)) {
		uint16_t code = reader_u16(&list, "key_share.group");
		struct reader share = reader_vec(&list, 2, "key_share.key");
		const struct group *group = acceptable(job, code);

		if (!group || (found.group && group != wanted) ||
			found.group == wanted)
			continue;
		found.group = group;
		found.malformed = reader_left(&share) != group->client_share;
	}
	found.malformed |= !reader_ok(&list);
	return found;
}

/* supported_versions and key_share: as long as the share, or two bytes. */
static void write_hello(
	struct job *job, uint16_t suite, const struct group *group, bool retry)
{
	uint8_t share[SHARE_ROOM + 4], room[SHARE_ROOM + 256];
	struct writer body = writer_of(share, sizeof(share));
	struct writer messages = writer_of(room, sizeof(room));
	struct server_hello hello = { .retry = retry,
		.version = VERSION_TLS12,
		.session_id = job->hello->session_id,
		.suite = suite };
	uint8_t key[SHARE_ROOM], id[32], version[2] = { 3, 4 };

	hello.random =
		slice_of(retry ? hello_retry_random : job->server_random, 32);
	writer_put(&body, 2, group->code, "key_share.group");
	if (!retry) {
		size_t len =
			share_write(key, group, job->seed, job->signer != NULL);

		writer_put(&body, 2, (uint32_t)len, "key_share.length");
		writer_bytes(&body, key, len, "key_share.key");
	}
	if (job->profile->quirks.foreign_session_id) {
		seed_expand(id, sizeof(id), job->seed, "session id");
		hello.session_id = slice_of(id, sizeof(id));
	}
	if (wrong_version(job)) {
		version[0] = (uint8_t)(wrong_version(job) >> 8);
		version[1] = (uint8_t)wrong_version(job);
	}
	add_extension(&hello, 43, version, 2);
	add_extension(&hello, 51, body.data, body.len);
	add_unasked_extension(job, &hello);
	server_hello_write(&messages, &hello);
	send_messages(job, &messages, &messages.len, 1, VERSION_TLS12);
}

/* RFC 8446 9.2 and 4.1.2; 0 when all is there. */
static uint8_t alert_for(const struct job *job)
{
	struct slice methods = job->hello->compression;

	if (methods.len != 1 || methods.data[0] != 0)
		return 47;
	if (!job->offer.groups.sent || !job->offer.schemes.sent ||
		!hello_offers_extension(job->hello, EXTENSION_KEY_SHARE))
		return 109;
	return 0;
}

static void greet(struct job *job, const struct plan *plan)
{
	const struct group *wanted = choose_group(&job->offer);
	struct found_share found;

	if (!wanted) {
		refuse(job, job->profile->refusal);
		return;
	}
	found = find_share(job, wanted);
	if (found.malformed) {
		refuse_by_alert(job, 47);
		return;
	}
	if (found.group)
		wanted = found.group;
	write_hello(job, plan->suite, wanted, !found.group);
	job->answer->accepted = true;
	job->answer->retry = !found.group;
	job->answer->version = VERSION_TLS13;
	job->answer->suite = plan->suite;
	job->answer->group = wanted->code;
}

void answer_tls13(struct job *job)
{
	uint8_t alert = alert_for(job);
	struct plan plan;

	if (alert)
		refuse_by_alert(job, alert);
	else if (!choose_suite(&job->offer, &plan))
		refuse(job, job->profile->refusal);
	else
		greet(job, &plan);
}
