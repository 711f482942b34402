/* SPDX-License-Identifier: ISC */
/*
 * The table of dialogs, from the rows of dialogs.def.
 */
#include "smtp/dialogs.h"

#include <strings.h>

#define DIALOG(scheme, protocol, ...)                                          \
	extern const struct dialog_protocol protocol##_protocol;
#define DIRECT(...)
#include "smtp/dialogs.def"
#undef DIALOG
#undef DIRECT

#define DIALOG(scheme, protocol, port, title, alpn, reference)                 \
	{ #scheme, title, port, &protocol##_protocol, alpn, reference },
#define DIRECT(scheme, port, title, alpn, reference)                           \
	{ #scheme, title, port, NULL, alpn, reference },
const struct dialog_kind dialog_kinds[] = {
#include "smtp/dialogs.def"
};
#undef DIALOG
#undef DIRECT
const size_t dialog_kinds_len = sizeof(dialog_kinds) / sizeof(*dialog_kinds);

const struct dialog_kind *dialog_find(const char *scheme)
{
	for (size_t i = 0; i < dialog_kinds_len; i++)
		if (!strcasecmp(dialog_kinds[i].scheme, scheme))
			return &dialog_kinds[i];
	return NULL;
}

const struct dialog_kind *dialog_by_port(uint16_t port)
{
	for (size_t i = 0; port && i < dialog_kinds_len; i++)
		if (dialog_kinds[i].port == port)
			return &dialog_kinds[i];
	return dialog_find("tls");
}
