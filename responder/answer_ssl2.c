/* SPDX-License-Identifier: ISC */
/*
 * SERVER-HELLO of SSL 2 (draft-hickman-netscape-ssl-00 2.6): it lists the kinds
 * in common, the client then chooses. Without kinds from the client it lists
 * all that the server has.
 */
#include "responder/job.h"

#define CONNECTION_ID 16
#define SSL2_NO_CIPHER 1 /* the ERROR when nothing is in common */

static size_t common_kinds(uint8_t *out, const struct job *job)
{
	const struct profile_version *v = &job->profile->versions[0];
	bool all = hello_n_suites(job->hello) == 0;
	size_t len = 0;

	for (size_t i = 0; i < v->n_suites; i++) {
		uint32_t kind = v->suites[i];

		if (!all && !hello_offers_suite(job->hello, kind))
			continue;
		out[len++] = (uint8_t)(kind >> 16);
		out[len++] = (uint8_t)(kind >> 8);
		out[len++] = (uint8_t)kind;
	}
	return len;
}

void answer_ssl2(struct job *job)
{
	const struct key *key = profile_key(job->profile, KEY_RSA);
	uint8_t kinds[3 * PROFILE_MAX_SUITES], id[CONNECTION_ID];
	struct ssl2_server_hello hello = { .certificate_type = 1,
		.version = VERSION_SSL2 };

	if (!job->profile->versions[0].supported || !key) {
		refuse(job, job->profile->version_refusal);
		return;
	}
	hello.cipher_kinds = slice_of(kinds, common_kinds(kinds, job));
	if (!hello.cipher_kinds.len) {
		ssl2_error_write(job->w, SSL2_NO_CIPHER);
		return;
	}
	seed_expand(id, sizeof(id), job->seed, "connection id");
	hello.connection_id = slice_of(id, sizeof(id));
	hello.certificate = builtin_certificate(key->name);
	ssl2_server_hello_write(job->w, &hello);
	job->answer->accepted = true;
	job->answer->version = VERSION_SSL2;
	job->answer->suite = slice_number(hello.cipher_kinds, 0, 3);
}
