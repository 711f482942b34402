/* SPDX-License-Identifier: ISC */
/*
 * The flight of SSL 3 to TLS 1.2: ServerHello, Certificate, ServerKeyExchange,
 * CertificateRequest, ServerHelloDone (RFC 5246 7.3). An extension is answered
 * only if it was sent (7.4.1.4); renegotiation_info also to 0x00FF, even in
 * SSL 3 (RFC 5746 3.6).
 */
#include "responder/job.h"
#include "wire/tables/extensions.h"

#define MESSAGES 5
#define MESSAGES_ROOM (16 * 1024 + PROFILE_MAX_CHAIN)

/* What the extensions of one ServerHello point to. */
struct bodies {
	uint8_t alpn[20];
};

static bool offers_protocol(const struct job *job, const char *protocol)
{
	const struct hello_extension *e =
		hello_find(job->hello, EXTENSION_ALPN);
	struct fault fault = { 0 };
	struct reader r, list;

	if (!e)
		return false;
	r = reader_of(&fault, e->body.data, e->body.len);
	list = reader_vec(&r, 2, "alpn");
	while (reader_more(&list)) {
		struct reader name = reader_vec(&list, 1, "alpn[]");
		struct slice s = reader_rest(&name);

		if (slice_equal(s, slice_of(protocol, strlen(protocol))))
			return true;
	}
	return false;
}

/* RFC 7301 3.2; a server without a common protocol goes on without. */
static void add_alpn(const struct job *job, struct server_hello *hello,
	struct bodies *bodies)
{
	for (size_t i = 0; i < job->profile->n_alpn; i++) {
		const char *protocol = job->profile->alpn[i];
		struct writer w = writer_of(bodies->alpn, sizeof(bodies->alpn));
		size_t list, name;

		if (!offers_protocol(job, protocol))
			continue;
		list = writer_open(&w, 2, "alpn");
		name = writer_open(&w, 1, "alpn[]");
		writer_bytes(&w, protocol, strlen(protocol), "alpn[]");
		writer_close(&w, name);
		writer_close(&w, list);
		add_extension(hello, 16, w.data, w.len);
		return;
	}
}

static void add_extensions(struct job *job, struct server_hello *hello,
	const struct plan *plan, struct bodies *bodies)
{
	const struct profile *p = job->profile;
	const struct hello *client = job->hello;

	if (p->secure_renegotiation &&
		(hello_offers_extension(client, EXTENSION_RENEGOTIATION_INFO) ||
			hello_offers_suite(client, 0x00ff)))
		add_extension(hello, EXTENSION_RENEGOTIATION_INFO, "\0", 1);
	if (p->server_name &&
		hello_offers_extension(client, EXTENSION_SERVER_NAME))
		add_extension(hello, EXTENSION_SERVER_NAME, NULL, 0);
	if (plan->curve &&
		hello_offers_extension(client, EXTENSION_EC_POINT_FORMATS))
		add_extension(hello, EXTENSION_EC_POINT_FORMATS, "\1\0", 2);
	add_alpn(job, hello, bodies);
	if (p->extended_master_secret && job->offer.version > VERSION_SSL3 &&
		hello_offers_extension(
			client, EXTENSION_EXTENDED_MASTER_SECRET))
		add_extension(hello, EXTENSION_EXTENDED_MASTER_SECRET, NULL, 0);
	add_unasked_extension(job, hello);
}

/* RFC 8446 4.1.3: a server that can do TLS 1.3 says so when it goes lower. */
static void mark_downgrade(struct job *job)
{
	if (!job->profile->versions[PROFILE_VERSIONS - 1].supported)
		return;
	memcpy(job->server_random + 24, "DOWNGRD", 7);
	job->server_random[31] = job->offer.version == VERSION_TLS12;
}

/* The client's session id as its own: it never was (RFC 5246 7.3). */
static bool resumes(const struct job *job)
{
	return job->profile->quirks.resumes && job->hello->session_id.len;
}

static void write_server_hello(
	struct job *job, struct writer *messages, const struct plan *plan)
{
	struct slice methods = job->hello->compression;
	struct server_hello hello = { .version = job->offer.version,
		.suite = plan->suite };
	struct bodies bodies;
	uint8_t id[32];

	mark_downgrade(job);
	seed_expand(id, sizeof(id), job->seed, "session id");
	hello.random = slice_of(job->server_random, 32);
	hello.session_id = slice_of(id, sizeof(id));
	if (job->profile->quirks.deflate && methods.len &&
		memchr(methods.data, 1, methods.len))
		hello.compression = 1;
	if (job->profile->quirks.unasked_compression)
		hello.compression = job->profile->quirks.unasked_compression;
	if (wrong_version(job))
		hello.version = wrong_version(job);
	if (resumes(job))
		hello.session_id = job->hello->session_id;
	add_extensions(job, &hello, plan, &bodies);
	server_hello_write(messages, &hello);
}

/* RFC 5246 7.4.4: not from an anonymous server. Types: rsa_sign, ecdsa_sign. */
static void write_certificate_request(struct job *job, struct writer *messages)
{
	static const uint8_t types[] = { 1, 64 };
	static const uint8_t schemes[] = { 0x04, 0x03, 0x08, 0x04, 0x04, 0x01,
		0x05, 0x03, 0x05, 0x01, 0x06, 0x01, 0x02, 0x03, 0x02, 0x01 };

	certificate_request_write(messages, job->offer.version,
		slice_of(types, sizeof(types)),
		slice_of(schemes, sizeof(schemes)));
}

static void write_certificates(
	struct job *job, struct writer *messages, const struct key *key)
{
	uint8_t room[CHAIN_ROOM];
	struct slice rows[PROFILE_MAX_CERTIFICATES + 1];
	size_t n = chain_write(job, rows, room, builtin_certificate(key->name));

	certificate_write(messages, rows, n);
}

/* ServerHello, ChangeCipherSpec and something sealed (RFC 5246 figure 2). */
static void write_resumption(struct job *job, const struct plan *plan)
{
	uint8_t room[1024], sealed[40];
	struct writer hello = writer_of(room, sizeof(room));
	uint16_t version = job->offer.version;

	write_server_hello(job, &hello, plan);
	records_write(job->w, 22, version, writer_done(&hello), 0);
	records_write(job->w, 20, version, slice_of("\1", 1), 0);
	seed_expand(sealed, sizeof(sealed), job->seed, "finished");
	records_write(job->w, 22, version, slice_of(sealed, sizeof(sealed)), 0);
}

static void write_flight(struct job *job, const struct plan *plan)
{
	uint8_t room[MESSAGES_ROOM];
	struct writer messages = writer_of(room, sizeof(room));
	size_t ends[MESSAGES], n = 0;

	write_server_hello(job, &messages, plan);
	ends[n++] = messages.len;
	if (plan->key) {
		write_certificates(job, &messages, plan->key);
		ends[n++] = messages.len;
	}
	server_key_exchange_write(job, &messages, plan);
	if (messages.len > ends[n - 1])
		ends[n++] = messages.len;
	if (plan->key && job->profile->request_client_certificate) {
		write_certificate_request(job, &messages);
		ends[n++] = messages.len;
	}
	server_hello_done_write(&messages);
	ends[n++] = messages.len;
	send_messages(job, &messages, ends, n, job->offer.version);
}

void answer_tls12(struct job *job)
{
	struct plan plan;

	if (!choose_suite(&job->offer, &plan)) {
		refuse(job, job->profile->refusal);
		return;
	}
	if (resumes(job))
		write_resumption(job, &plan);
	else
		write_flight(job, &plan);
	job->answer->accepted = true;
	job->answer->version = job->offer.version;
	job->answer->suite = plan.suite;
	job->answer->group = plan.curve ? plan.curve->code : plan.dh_group;
	if (plan.curve && job->profile->quirks.explicit_curve)
		job->answer->group = 0;
}
