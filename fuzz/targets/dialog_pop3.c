/* SPDX-License-Identifier: ISC */
/*
 * Fuzzes the POP3 dialog, both sides: dialog_feed, dialog_server_feed and
 * smtp/pop3.c.
 */
#include "fuzz/targets/dialog.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	return fuzz_dialog("pop3", "+OK", data, size);
}
