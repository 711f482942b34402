/* SPDX-License-Identifier: ISC */
/*
 * Fuzzes the IMAP dialog, both sides: dialog_feed, dialog_server_feed and
 * smtp/imap.c.
 */
#include "fuzz/targets/dialog.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	return fuzz_dialog("imap", "a2 OK", data, size);
}
