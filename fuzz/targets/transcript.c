/* SPDX-License-Identifier: ISC */
/*
 * Fuzzes the reader of one exchange of a transcript: what was read must be the
 * same after it was written and read again; a mistake must be told. What is
 * good is learnt by an audit, which must hold out whatever the line says.
 */
#include "analysis/report/transcript.h"

#include <assert.h>
#include <stdlib.h>

#include "analysis/audit/audit.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void learn(const struct transcript_exchange *exchange)
{
	struct audit_options options = { .server_name = "mx.test" };
	struct audit *audit = audit_new(&options);

	transcript_exchange_retell(exchange, audit);
	(void)audit_driver.wanted(audit);
	(void)audit_portrait(audit, "replayed");
	audit_free(audit);
}

static void again(const struct transcript_exchange *exchange)
{
	struct transcript_exchange other;
	char message[TRANSCRIPT_MESSAGE];
	json_t *line = exchange->asked
		? transcript_asked_json(exchange->endpoint, &exchange->probe)
		: transcript_exchange_json(exchange->endpoint,
			  exchange->has_probe ? &exchange->probe : NULL,
			  &exchange->outcome);

	assert(line && transcript_exchange_read(&other, line, message));
	assert(other.outcome.heard.len == exchange->outcome.heard.len);
	assert(other.probe.hello.len == exchange->probe.hello.len);
	assert(other.probe.dialog.len == exchange->probe.dialog.len);
	transcript_exchange_clear(&other);
	json_decref(line);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	json_t *line = json_loadb((const char *)data, size, 0, NULL);
	struct transcript_exchange exchange;
	char message[TRANSCRIPT_MESSAGE] = "";

	if (transcript_exchange_read(&exchange, line, message)) {
		again(&exchange);
		learn(&exchange);
	} else {
		assert(message[0]);
	}
	transcript_exchange_clear(&exchange);
	json_decref(line);
	return 0;
}
