/* SPDX-License-Identifier: ISC */
/* The table of odd servers: those odd around TLS, and those odd in TLS. */
#include "tests/odd/odd.h"

#include "analysis/state/ask.h"

const struct odd_row odd_rows[] = {
#include "tests/odd/rows_manners.def"
#include "tests/odd/rows_tls.def"
};
const size_t odd_rows_len = sizeof(odd_rows) / sizeof(*odd_rows);
