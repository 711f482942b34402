/* SPDX-License-Identifier: ISC */
/*
 * See visit.h.
 */
#include "tests/cli/listen/visit.h"

#include <stdlib.h>

#include "tests/lib/hex.h"
#include "tests/lib/unit.h"

struct listen_visit visit;

struct listen_view *visit_new(void)
{
	struct timespec time = { 1795000000, 345678901 };

	visit = (struct listen_visit){ .number = 7,
		.peer = "127.0.0.1:4711",
		.name = slice_of("mta\x1b", 4),
		.hello_ms = 12,
		.answered_ms = 15,
		.parting = PARTING_FIN,
		.parted_ms = 40 };
	sequel_begin(&visit.sequel);
	return listen_view_new(&visit, &time, "smtp");
}

void visit_hello(struct listen_view *view, const char *golden)
{
	size_t len, consumed;
	uint8_t *bytes = golden_read(golden, &len), *scratch = malloc(len + 4);
	struct hello hello;

	assert_int_equal(hello_read_records(&hello, &consumed,
				 slice_of(bytes, len), scratch, len + 4),
		HELLO_READ);
	visit.n_hellos++;
	listen_view_hello(
		view, &visit, &hello, slice_of(bytes, len), "x.hello");
	free(bytes);
	free(scratch);
}

void visit_sequel(const char *bytes, size_t len)
{
	visit.sequel_ms = 20;
	sequel_feed(&visit.sequel, (const uint8_t *)bytes, len);
}
