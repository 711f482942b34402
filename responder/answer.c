/* SPDX-License-Identifier: ISC */
/*
 * The way of an answer: what is malformed or unwanted is refused, the version
 * decides who answers.
 */
#include "responder/job.h"

/* The challenge of an SSL 2 hello is the right end of the 32 bytes (RFC 5246
 * E.2). */
static void take_client_random(struct job *job)
{
	struct slice random = job->hello->random;

	if (random.len > 32)
		random = slice_of(random.data + random.len - 32, 32);
	if (random.len)
		memcpy(job->client_random + 32 - random.len, random.data,
			random.len);
}

/* RFC 7507 section 3: the client fell back, though we can do better. */
static bool fell_back(const struct job *job)
{
	return job->profile->fallback_scsv &&
		hello_offers_suite(job->hello, 0x5600) &&
		highest_version(job->profile) > job->offer.version &&
		job->offer.version != VERSION_TLS13;
}

static void dispatch(struct job *job)
{
	const struct hello *hello = job->hello;

	if (!offer_read(&job->offer, job->profile, hello) ||
		hello->fault.kind != FAULT_NONE)
		refuse_by_alert(job, 50);
	else if (refused_by_quirk(job))
		return;
	else if (hello->form == HELLO_SSL2 && hello->version == VERSION_SSL2)
		answer_ssl2(job);
	else if (!choose_version(&job->offer))
		refuse(job, job->profile->version_refusal);
	else if (fell_back(job))
		refuse_by_alert(job, 86);
	else if (job->offer.version == VERSION_TLS13)
		answer_tls13(job);
	else
		answer_tls12(job);
}

void responder_answer(struct answer *answer, struct writer *w,
	const struct profile *profile, const struct hello *hello,
	const uint8_t seed[SEED_SIZE], struct signer *signer)
{
	struct job job = { .answer = answer,
		.w = w,
		.profile = profile,
		.hello = hello,
		.seed = seed,
		.signer = signer };
	size_t written = w->len;

	*answer = (struct answer){ .end = ANSWER_CLOSE };
	take_client_random(&job);
	seed_expand(job.server_random, 32, seed, "server random");
	dispatch(&job);
	refuse_choice(&job, written);
	if (answer->accepted)
		answer->end = ANSWER_WAIT;
}
