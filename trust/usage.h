/* SPDX-License-Identifier: ISC */
/*
 * What a certificate says its key is for: keyUsage and extendedKeyUsage
 * (RFC 5280 4.2.1.3, 4.2.1.12). Some clients look at the first in every
 * handshake, at the second when they verify.
 */
#ifndef HALLO_TRUST_USAGE_H
#define HALLO_TRUST_USAGE_H

#include "trust/certificate.h"

/* @value: the whole element inside the extension. NULL, or what was wrong; then
 * what was read of it stays. */
const char *key_usage_read(struct certificate_facts *facts, struct slice value);
const char *purposes_read(struct certificate_facts *facts, struct slice value);

#endif
