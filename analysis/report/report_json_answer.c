/* SPDX-License-Identifier: ISC */
/*
 * The preferred answer as JSON. What is sealed in TLS 1.3 is null, and "hidden"
 * says why.
 */
#include "analysis/report/report_parts.h"

static void put_suite(json_t *object, const struct report_answer *answer)
{
	const struct suite *known = answer->known;

	report_put(object, "suite", report_words(answer->suite));
	report_put(object, "iana", report_words(known ? known->name : ""));
	report_put(
		object, "openssl", report_words(known ? known->openssl : ""));
	report_put(object, "strength",
		known ? json_integer(known->strength) : json_null());
	report_put(object, "generation",
		report_words(known ? suite_generation(known) : ""));
	report_put(object, "openssl_generation",
		report_words(known ? suite_openssl_generation(known) : ""));
}

static void put_key(json_t *object, const struct report_answer *answer,
	const struct report_endpoint *endpoint)
{
	const struct certificate_words *words;
	json_t *key, *certificate;

	if (answer->certificate < 0) {
		report_put(object, "server_public_key", json_null());
		report_put(object, "certificate", json_null());
		return;
	}
	words = &endpoint->certificates[answer->certificate].words;
	key = json_object();
	report_put(key, "type", report_words(words->key_type));
	report_put(key, "bits", report_number(words->key_bits));
	report_put(object, "server_public_key", key);
	certificate = json_object();
	report_put(certificate, "index", json_integer(answer->certificate));
	report_put(certificate, "sha256", json_string(words->sha256));
	report_put(object, "certificate", certificate);
}

json_t *report_answer_json(const struct report_answer *answer,
	const struct report_endpoint *endpoint)
{
	bool sealed = answer->sealed;
	json_t *object;

	if (!answer->seen)
		return json_null();
	object = json_object();
	report_put(object, "version", report_words(answer->version_name));
	report_put(object, "protocol", report_words(answer->version_name));
	put_suite(object, answer);
	report_put(object, "group", report_words(answer->group));
	report_put(object, "dh_bits", report_number(answer->dh_bits));
	report_put(object, "server_temp_key",
		report_words(answer->server_temp_key));
	report_put(object, "signature_scheme",
		report_words(answer->signature_scheme));
	report_put(object, "peer_signing_digest",
		report_words(answer->peer_signing_digest));
	put_key(object, answer, endpoint);
	report_put(object, "client_certificate_requested",
		sealed ? json_null()
		       : json_boolean(answer->client_certificate_requested));
	report_put(object, "secure_renegotiation",
		sealed ? json_null()
		       : json_boolean(answer->secure_renegotiation));
	report_put(object, "compression", report_words(answer->compression));
	report_put(object, "alpn", report_words(answer->alpn));
	report_put(object, "hidden",
		sealed ? json_string("encrypted") : json_null());
	report_put(object, "bytes_in", report_count(answer->bytes_in));
	report_put(object, "bytes_out", report_count(answer->bytes_out));
	report_put(object, "probes", report_proof_json(&answer->proof));
	return object;
}
