/* SPDX-License-Identifier: ISC */
/*
 * A flight that goes on behind its HelloRetryRequest (wire/flight/flight.h).
 */
#include "wire/flight/flight.h"
#include "tests/lib/hex.h"
#include "tests/lib/unit.h"

#include <stdlib.h>

static uint8_t out[2048], buffer[4096];

/* The retry and the answer to the second hello, in every cut: what the first
 * read left over goes in once more, as net/ does it. */
UNIT(a_flight_goes_on_behind_its_retry)
{
	size_t n_retry, n_hello;
	uint8_t *retry = golden_read("rfc8448_retry", &n_retry);
	uint8_t *hello = golden_read("rfc8448_server_hello", &n_hello);

	memcpy(out, retry, n_retry);
	memcpy(out + n_retry, hello, n_hello);
	for (size_t cut = n_retry; cut <= n_retry + n_hello; cut++) {
		struct server_flight flight;
		size_t eaten;

		flight_begin(&flight, buffer, sizeof(buffer), false);
		assert_int_equal(flight_feed(&flight, out, cut), FLIGHT_RETRY);
		eaten = flight.n_eaten;
		assert_int_equal(eaten, n_retry);
		assert_int_equal(flight_go_on(&flight), FLIGHT_OPEN);
		assert_false(flight.has_server_hello);
		flight_feed(&flight, out + eaten, cut - eaten);
		flight_feed(&flight, out + cut, n_retry + n_hello - cut);
		assert_int_equal(flight.end, FLIGHT_SEALED);
		assert_int_equal(flight.n_messages, 2);
		assert_false(flight.hello.retry);
	}
	free(retry);
	free(hello);
}

/* Two messages in one record: the second is read when it goes on. */
UNIT(what_shares_the_record_of_a_retry_is_read_on)
{
	size_t len;
	uint8_t *retry = golden_read("rfc8448_retry", &len);
	struct server_flight flight;

	memcpy(out, retry, len);
	memcpy(out + len, "\x0e\x00\x00\x00", 4);
	out[4] = (uint8_t)(out[4] + 4);
	flight_begin(&flight, buffer, sizeof(buffer), false);
	assert_int_equal(flight_feed(&flight, out, len + 4), FLIGHT_RETRY);
	assert_int_equal(flight_go_on(&flight), FLIGHT_MALFORMED);
	assert_int_equal(flight.n_messages, 2);
	assert_int_equal(flight_go_on(&flight), FLIGHT_MALFORMED);
	free(retry);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_flight_goes_on_behind_its_retry),
		cmocka_unit_test(what_shares_the_record_of_a_retry_is_read_on),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
