/* SPDX-License-Identifier: ISC */
/*
 * Which dialogs there are: one row a scheme (dialogs.def).
 *
 *	dialog_begin(&d, dialog_find("smtp"), "probe.example", false);
 */
#ifndef HALLO_SMTP_DIALOGS_H
#define HALLO_SMTP_DIALOGS_H

#include "smtp/dialog.h"

extern const struct dialog_kind dialog_kinds[];
extern const size_t dialog_kinds_len;

/* @scheme in any case; NULL when there is none. */
const struct dialog_kind *dialog_find(const char *scheme);

/* The kind to use for HOST:PORT without a scheme: 25 smtp, 465 smtps … else
 * tls. Never NULL. */
const struct dialog_kind *dialog_by_port(uint16_t port);

#endif
