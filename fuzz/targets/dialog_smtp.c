/* SPDX-License-Identifier: ISC */
/*
 * Fuzzes the SMTP dialog, both sides: dialog_feed, dialog_server_feed and
 * smtp/smtp.c.
 */
#include "fuzz/targets/dialog.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	return fuzz_dialog("smtp", "220", data, size);
}
