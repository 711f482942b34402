/* SPDX-License-Identifier: ISC */
/*
 * The way of one hello through a responder; see talk.h.
 */
#include "tests/responder/talk.h"
#include "wire/hello/hello_build.h"
#include "wire/hello/hello_standard.h"

#define HELLO_ROOM (70 * 1024)

struct talk talk;
static uint8_t hello_bytes[HELLO_ROOM], scratch[HELLO_ROOM];
static uint8_t answer_bytes[FLIGHT_BUFFER], flight_bytes[FLIGHT_BUFFER];

static const uint8_t server_seed[SEED_SIZE] = { 's', 'e', 'r', 'v', 'e', 'r' };

void talk_text(struct profile *profile, const char *text)
{
	char message[200] = "";

	if (!profile_read(profile, text, strlen(text), message, 200))
		fail_msg("%s", message);
}

void talk_profile(struct profile *profile, const char *name)
{
	talk_text(profile, profile_builtin(name));
}

void talk_hello(const struct profile *profile, const struct hello *hello,
	struct signer *signer)
{
	struct writer w = writer_of(answer_bytes, sizeof(answer_bytes));

	if (hello != &talk.hello)
		talk.hello = *hello;
	responder_answer(
		&talk.answer, &w, profile, &talk.hello, server_seed, signer);
	assert_true(writer_ok(&w));
	talk.bytes = writer_done(&w);
	flight_begin(&talk.flight, flight_bytes, sizeof(flight_bytes),
		hello->form == HELLO_SSL2);
	flight_feed(&talk.flight, talk.bytes.data, talk.bytes.len);
	assert_int_equal(talk.flight.fault.kind, FAULT_NONE);
	assert_int_equal(talk.flight.key_exchange.fault.kind, FAULT_NONE);
}

void talk_ask(const struct profile *profile, const struct hello_spec *spec,
	struct signer *signer)
{
	static struct hello_draft draft;
	struct writer w = writer_of(hello_bytes, sizeof(hello_bytes));
	size_t consumed;

	assert_true(hello_build(&w, &draft, spec));
	talk.sent = writer_done(&w);
	assert_int_equal(hello_read_records(&talk.hello, &consumed,
				 writer_done(&w), scratch, sizeof(scratch)),
		HELLO_READ);
	talk_hello(profile, &talk.hello, signer);
}

void talk_suites(const struct profile *profile, uint16_t version,
	const uint32_t *suites, struct signer *signer)
{
	struct hello_spec spec = { .standard = hello_standard(
					   version, STYLE_STANDARD),
		.suites = { suites, 0 },
		.server_name = "mx.kabelmail.example" };

	while (suites[spec.suites.n])
		spec.suites.n++;
	talk_ask(profile, &spec, signer);
}
