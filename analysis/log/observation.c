/* SPDX-License-Identifier: ISC */
/*
 * From (probe, outcome) to a row of the log. The outcome only lives until
 * learn() returns, so everything worth keeping is copied here; what was asked
 * is read back from the hello's own bytes, so that the row says what went over
 * the wire and not what somebody meant to send.
 */
#include "analysis/log/observation.h"

#include <stdlib.h>

#include "analysis/base/alloc.h"
#include "trust/dh_prime.h"
#include "trust/digest.h"
#include "wire/tables/names.h"
#include "wire/hello/hello.h"
#include "wire/tables/extensions.h"

void observation_log_init(struct observation_log *log)
{
	memset(log, 0, sizeof(*log));
}

void observation_log_clear(struct observation_log *log)
{
	for (size_t i = 0; i < log->n; i++) {
		free(log->rows[i].offered);
		free(log->rows[i].groups);
		free(log->rows[i].kinds);
	}
	free(log->rows);
	free(log->decisions);
	free(log->conclusions);
	if (!log->is_part) {
		free(log->certificates);
		free(log->primes);
	}
	observation_log_init(log);
}

static int keep_certificate(struct observation_log *log, struct slice der)
{
	uint8_t digest[32];

	sha256_of(digest, der);
	for (size_t i = 0; i < log->n_certificates; i++)
		if (!memcmp(log->certificates[i].sha256, digest, 32))
			return (int)i;
	if (log->n_certificates >= FLIGHT_MAX_CERTIFICATES)
		return -1;
	log->certificates = xrealloc(log->certificates, log->n_certificates + 1,
		sizeof(*log->certificates));
	struct certificate_facts *facts =
		&log->certificates[log->n_certificates];
	memset(facts, 0, sizeof(*facts));
	(void)certificate_read(facts, der);
	return (int)log->n_certificates++;
}

static int keep_prime(struct observation_log *log, struct slice p)
{
	struct observed_prime prime = { 0 };

	while (p.len && p.data[0] == 0) {
		p.data++;
		p.len--;
	}
	sha256_of(prime.sha256, p);
	for (size_t i = 0; i < log->n_primes; i++)
		if (!memcmp(log->primes[i].sha256, prime.sha256, 32))
			return (int)i;
	if (log->n_primes >= 64)
		return -1;
	const struct dh_prime *known = dh_prime_find(p);
	prime.name = known ? known->name : NULL;
	prime.known = known;
	prime.bits = number_bits(p);
	log->primes =
		xrealloc(log->primes, log->n_primes + 1, sizeof(*log->primes));
	log->primes[log->n_primes] = prime;
	return (int)log->n_primes++;
}

static bool is_signalling(uint32_t code)
{
	const struct suite *suite = suite_find(code);

	return suite && !suite_is_candidate(suite);
}

static void note_asked(struct observation *o, const struct hello *hello)
{
	size_t n = hello_n_suites(hello);

	o->offered = xcalloc(n, sizeof(*o->offered));
	for (size_t i = 0; i < n; i++) {
		uint32_t code = hello_suite(hello, i);
		if (!is_signalling(code))
			o->offered[o->n_offered++] = code;
	}
	o->n_groups =
		hello_code_list(hello, EXTENSION_SUPPORTED_GROUPS, NULL, 0);
	o->groups = xcalloc(o->n_groups, sizeof(*o->groups));
	hello_code_list(
		hello, EXTENSION_SUPPORTED_GROUPS, o->groups, o->n_groups);
	o->form = form_of_hello(hello);
}

static void unasked(struct observation *o, const char *what, uint32_t code)
{
	if (!o->unasked) {
		o->unasked = what;
		o->unasked_code = code;
	}
}

/* RFC 8446 4.1.3: a ServerHello without supported_versions and at most our
 * legacy_version is a downgrade, an answer below; anything else that was not
 * offered is a finding. */
static bool version_was_asked(
	const struct hello *hello, const struct server_hello *server)
{
	if (hello_offers_version(hello, server->negotiated))
		return true;
	return !server->has_supported_versions &&
		server->version <= hello->version;
}

/* The extensions a server may send unasked: renegotiation_info answers the
 * signalling suite too (RFC 5746 3.6), a cookie comes with a retry. */
static bool extension_was_asked(const struct hello *hello,
	const struct server_hello *server, uint16_t type)
{
	if (hello_offers_extension(hello, type))
		return true;
	if (type == EXTENSION_RENEGOTIATION_INFO)
		return hello_offers_suite(hello, 0x00ff);
	return type == EXTENSION_COOKIE && server->retry;
}

/* RFC 8446 4.1.3: TLS 1.3 echoes our session id. RFC 5246 7.4.1.3: before, the
 * same id says that a session goes on; we never had one. */
static bool is_foreign_session(
	const struct hello *hello, const struct server_hello *server)
{
	struct slice ours = hello->session_id, theirs = server->session_id;
	bool same = ours.len == theirs.len &&
		(!ours.len || !memcmp(ours.data, theirs.data, ours.len));

	if (server->negotiated == VERSION_TLS13)
		return !same;
	return same && ours.len > 0;
}

static void note_unasked(struct observation *o, const struct hello *hello,
	const struct server_hello *server)
{
	o->foreign_session = is_foreign_session(hello, server);
	if (!version_was_asked(hello, server))
		unasked(o, "version", server->negotiated);
	if (!hello_offers_suite(hello, server->suite))
		unasked(o, "suite", server->suite);
	if (hello->compression.len == 0
			? server->compression != 0
			: !memchr(hello->compression.data, server->compression,
				  hello->compression.len))
		unasked(o, "compression", server->compression);
	if (o->group && hello_find(hello, EXTENSION_SUPPORTED_GROUPS) &&
		!hello_offers_group(hello, o->group))
		unasked(o, "group", o->group);
	for (size_t i = 0; i < server->n_extensions; i++) {
		uint16_t type = server->extensions[i].type;
		if (!extension_was_asked(hello, server, type))
			unasked(o, "extension", type);
	}
}

static void note_key_exchange(struct observation_log *log,
	struct observation *o, const struct server_key_exchange *ske)
{
	if (ske->kind == KEY_EXCHANGE_DH) {
		o->dh_bits = ske->dh_bits;
		o->prime = keep_prime(log, ske->dh_p);
	} else if (ske->kind == KEY_EXCHANGE_ECDH_NAMED) {
		o->group = ske->group;
	} else if (ske->kind == KEY_EXCHANGE_ECDH_EXPLICIT) {
		o->explicit_curve = true;
	} else if (ske->kind == KEY_EXCHANGE_RSA_EXPORT) {
		o->export_rsa_bits = ske->rsa_bits;
	}
	if (ske->has_scheme)
		o->signature_scheme = ske->signature_scheme;
}

static void note_server_hello(struct observation_log *log,
	struct observation *o, const struct server_flight *flight)
{
	const struct server_hello *hello = &flight->hello;

	o->version = hello->negotiated;
	o->suite = hello->suite;
	o->has_suite = true;
	o->compression = hello->compression;
	o->secure_renegotiation = hello->secure_renegotiation;
	if (hello->has_key_share)
		o->group = hello->key_share_group;
	size_t n = hello->alpn.len < sizeof(o->alpn) - 1 ? hello->alpn.len
							 : sizeof(o->alpn) - 1;
	if (n)
		memcpy(o->alpn, hello->alpn.data, n);
	for (size_t i = 0; i < hello->n_extensions &&
		o->n_extensions < OBSERVATION_EXTENSIONS;
		i++)
		o->extensions[o->n_extensions++] = hello->extensions[i].type;
	note_key_exchange(log, o, &flight->key_exchange);
	o->client_certificate_requested = flight->certificate_request.seen;
	if (flight->n_certificates)
		o->certificate = keep_certificate(log, flight->certificates[0]);
	else if (flight->end == FLIGHT_HELLO_DONE &&
		!flight->change_cipher_spec)
		o->certificate = OBSERVATION_NO_CERTIFICATE;
	for (size_t i = 1; i < flight->n_certificates; i++)
		(void)keep_certificate(log, flight->certificates[i]);
}

static void note_ssl2(struct observation_log *log, struct observation *o,
	const struct ssl2_server_hello *hello)
{
	size_t n = hello->cipher_kinds.len / 3;

	o->version = VERSION_SSL2;
	o->kinds = xcalloc(n, sizeof(*o->kinds));
	for (size_t i = 0; i < n; i++)
		o->kinds[o->n_kinds++] =
			slice_number(hello->cipher_kinds, i * 3, 3);
	if (hello->certificate.len)
		o->certificate = keep_certificate(log, hello->certificate);
}

static void note_alerts(
	struct observation *o, const struct server_flight *flight)
{
	for (size_t i = 0; i < flight->n_alerts; i++) {
		const struct alert *alert = &flight->alerts[i];
		if (alert->level == 1 && alert->before_server_hello &&
			alert->description != 0)
			o->warning = alert->description;
	}
	if (o->kind == OUTCOME_ALERT && flight->n_alerts)
		o->alert = flight->alerts[flight->n_alerts - 1].description;
}

static void note_reply(struct observation *o, struct slice reply)
{
	o->n_reply =
		reply.len < OBSERVATION_REPLY ? reply.len : OBSERVATION_REPLY;
	if (o->n_reply)
		memcpy(o->reply, reply.data, o->n_reply);
}

static void note_answer(struct observation_log *log, struct observation *o,
	const struct hello *hello, const struct server_flight *flight)
{
	o->fault = flight->fault;
	note_alerts(o, flight);
	if (o->kind == OUTCOME_SSL2)
		note_ssl2(log, o, &flight->ssl2);
	else if (flight->has_server_hello)
		note_server_hello(log, o, flight);
	if (flight->has_server_hello)
		note_unasked(o, hello, &flight->hello);
	o->ssl2_error = flight->ssl2.error;
	if (flight->strange.len)
		note_reply(o, flight->strange);
}

static uint64_t hash_bytes(uint64_t hash, const void *data, size_t len)
{
	const uint8_t *bytes = data;

	for (size_t i = 0; i < len; i++)
		hash = (hash ^ bytes[i]) * 1099511628211u;
	return hash;
}

static uint64_t question_hash(const struct observation *o)
{
	uint64_t head = (uint64_t)o->asked_version << 8 | o->form;
	uint64_t hash = hash_bytes(14695981039346656037u, &head, sizeof(head));

	hash = hash_bytes(hash, o->groups, o->n_groups * sizeof(*o->groups));
	return hash_bytes(hash, o->offered, o->n_offered * sizeof(*o->offered));
}

/* What was asked is read back from the bytes that were sent. */
static void note_exchange(struct observation_log *log, struct observation *o,
	struct slice sent, const struct server_flight *flight)
{
	struct hello *hello = xcalloc(1, sizeof(*hello));
	uint8_t *scratch = xcalloc(sent.len, 1);
	size_t eaten;

	if (hello_read_records(hello, &eaten, sent, scratch, sent.len) ==
		HELLO_READ) {
		note_asked(o, hello);
		o->hello_bytes = sent.len;
		o->question = question_hash(o);
		if (flight)
			note_answer(log, o, hello, flight);
	}
	free(scratch);
	free(hello);
}

const struct observation *observation_append(struct observation_log *log,
	const struct probe *probe, const struct outcome *outcome)
{
	log->rows = xgrow(log->rows, log->n, &log->room, sizeof(*log->rows));
	struct observation *o = &log->rows[log->n++];
	*o = (struct observation){ .prime = -1,
		.face = observation_face(log, outcome->dialog),
		.certificate = -1,
		.kind = outcome->kind,
		.stage = outcome->stage,
		.errnum = outcome->errnum,
		.early = outcome->early.len > 0,
		.unannounced = outcome->unannounced,
		.local_port = outcome->local_port,
		.started_ms = outcome->started_ms,
		.ready_ms = outcome->ready_ms,
		.answer_ms = outcome->answer_ms,
		.bytes_out = outcome->bytes_out,
		.bytes_in = outcome->bytes_in };
	if (o->face >= 0)
		log->faces[o->face].met++;
	note_reply(o, outcome->reply);
	if (!probe)
		return o;
	o->probe = probe->id;
	o->purpose = probe->purpose;
	o->asked_version = probe->version;
	note_exchange(log, o, probe->hello, outcome->flight);
	return o;
}

void observation_decide(
	struct observation_log *log, const struct decision *decision)
{
	log->decisions = xgrow(log->decisions, log->n_decisions,
		&log->decisions_room, sizeof(*log->decisions));
	log->decisions[log->n_decisions] = *decision;
	log->decisions[log->n_decisions++].row = log->n;
}

void observation_conclude(
	struct observation_log *log, const struct conclusion *conclusion)
{
	log->conclusions = xgrow(log->conclusions, log->n_conclusions,
		&log->conclusions_room, sizeof(*log->conclusions));
	log->conclusions[log->n_conclusions] = *conclusion;
	log->conclusions[log->n_conclusions++].row = log->n;
}

void observation_keep_question(
	struct observation_log *log, const struct question *asked)
{
	struct observation *o = &log->rows[log->n - 1];

	o->topic = asked->topic;
	o->about = asked->about;
	for (size_t i = 0; i < form_table_len; i++)
		if (!form_table[i].shows)
			o->form |= asked->form & form_table[i].bit;
}

/* A recorded hello may be longer than what an audit would ask. */
void observation_ask_again(
	const struct observation *o, struct question *question)
{
	question->version = o->asked_version;
	question->form = o->form;
	question->n_groups = 0;
	question->n_suites = o->n_offered < QUESTION_LONGEST ? o->n_offered
							     : QUESTION_LONGEST;
	if (question->n_suites)
		memcpy(question->suites, o->offered,
			question->n_suites * sizeof(*question->suites));
}

const struct observation *observation_of_probe(
	const struct observation_log *log, uint32_t probe)
{
	for (size_t i = 0; probe && i < log->n; i++)
		if (log->rows[i].probe == probe)
			return &log->rows[i];
	return NULL;
}

bool observation_answered(const struct observation *o)
{
	return o->kind == OUTCOME_SERVER_HELLO || o->kind == OUTCOME_RETRY ||
		o->kind == OUTCOME_SSL2;
}

bool observation_chose_from_list(const struct observation *o)
{
	return !o->unasked ||
		(strcmp(o->unasked, "suite") && strcmp(o->unasked, "version"));
}

bool observation_offered(const struct observation *o, uint32_t code)
{
	for (size_t i = 0; i < o->n_offered; i++)
		if (o->offered[i] == code)
			return true;
	return false;
}

bool observation_refused(const struct observation *o)
{
	if (o->kind == OUTCOME_SSL2_ERROR)
		return true;
	return o->kind == OUTCOME_ALERT &&
		(o->alert == ALERT_HANDSHAKE_FAILURE ||
			o->alert == ALERT_PROTOCOL_VERSION ||
			o->alert == ALERT_INSUFFICIENT_SECURITY);
}

/* SSL 2 and SSL 3 have none: there it says that nothing goes without one. */
static bool speaks_of_extension(const struct observation *o)
{
	static const uint8_t alerts[] = { 109, 110, 112, 116, 120 };

	return o->asked_version > VERSION_SSL3 &&
		memchr(alerts, o->alert, sizeof(alerts));
}

bool observation_may_refuse(const struct observation *o)
{
	return o->kind == OUTCOME_CLOSED || o->kind == OUTCOME_RESET ||
		o->kind == OUTCOME_SSL2_ERROR ||
		o->kind == OUTCOME_SERVER_HELLO || o->kind == OUTCOME_RETRY ||
		(o->kind == OUTCOME_ALERT && !speaks_of_extension(o));
}

bool observation_congested(const struct observation *o)
{
	switch (o->kind) {
	case OUTCOME_RESET:
	case OUTCOME_SILENCE:
	case OUTCOME_REFUSED:
	case OUTCOME_NO_STARTTLS:
	case OUTCOME_NO_ROUTE:
	case OUTCOME_UNREACHABLE:
	case OUTCOME_CANCELLED:
		return true;
	case OUTCOME_CLOSED:
		return o->probe == 0;
	default:
		return false;
	}
}

const struct observation *observation_append_copy(struct observation_log *log,
	const struct observation_log *from, const struct observation *row)
{
	struct observation *o;

	log->rows = xgrow(log->rows, log->n, &log->room, sizeof(*log->rows));
	o = &log->rows[log->n++];
	*o = *row;
	o->offered = xcopy(row->offered, row->n_offered, sizeof(*o->offered));
	o->groups = xcopy(row->groups, row->n_groups, sizeof(*o->groups));
	o->kinds = xcopy(row->kinds, row->n_kinds, sizeof(*o->kinds));
	observation_share(log, from);
	return o;
}

void observation_share(
	struct observation_log *log, const struct observation_log *from)
{
	log->is_part = true;
	log->n_certificates = from->n_certificates;
	log->certificates = from->certificates;
	log->n_primes = from->n_primes;
	log->primes = from->primes;
}

const char *observation_greeting(const struct observation *o)
{
	static const struct {
		const char *opening, *scheme;
	} rows[] = { { "220 ", "smtp" }, { "220-", "smtp" }, { "554 ", "smtp" },
		{ "* OK", "imap" }, { "* PREAUTH", "imap" },
		{ "+OK", "pop3" } };

	if (o->kind != OUTCOME_NOT_TLS || o->face >= 0)
		return NULL;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		size_t n = strlen(rows[i].opening);
		if (o->n_reply >= n && !memcmp(o->reply, rows[i].opening, n))
			return rows[i].scheme;
	}
	return NULL;
}
