/* SPDX-License-Identifier: ISC */
/*
 * The certificates of tests/golden/certificates. Those with real keys were made
 * once with openssl; the name-, san-, key-, time-, serial-, extension- ones and
 * version-1, signature-differs, trailing were put together octet by octet and
 * carry a signature that is none.
 */
#ifndef HALLO_TESTS_TRUST_CERTIFICATE_FILE_H
#define HALLO_TESTS_TRUST_CERTIFICATE_FILE_H

#include "trust/certificate.h"

/* @name.der in a heap block of exactly its size; free() the data. */
struct slice certificate_file(const char *name);

/* A copy of @bytes of exactly their size, for ASan; free() the data. */
struct slice exact_copy(struct slice bytes);
void slice_free(struct slice bytes);

#endif
