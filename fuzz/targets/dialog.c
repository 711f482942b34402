/* SPDX-License-Identifier: ISC */
/*
 * Fuzzes the dialogs, one protocol a program: FUZZ_DIALOG is its scheme in
 * smtp/dialogs.def, FUZZ_GO_AHEAD the words that allow TLS (fuzz/meson.build).
 * The first byte chooses the size of the pieces (and whether STARTTLS is
 * forced), the rest is what the peer says. It is played to the client's side
 * and to the server's side, in pieces and whole.
 *
 * Targets: dialog_feed, dialog_server_feed and the line functions of the
 * protocol. They must make progress, come to the same end in every cut, keep
 * every byte, and never give DIALOG_GO without the words that allow it.
 */
#include "smtp/dialog_server.h"
#include "smtp/dialogs.h"

#include <stdlib.h>
#include <strings.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* As assert(), but kept in every build and by the fuzzer seen as a crash. */
static void must(bool fact)
{
	if (!fact)
		abort();
}

/* How many bytes the client's side eats, played in pieces of @piece. */
static size_t play_client(
	struct dialog *d, const uint8_t *data, size_t size, size_t piece)
{
	size_t at = 0;

	while (d->status == DIALOG_WRITE ||
		(d->status == DIALOG_READ && at < size)) {
		size_t n = size - at < piece ? size - at : piece;
		size_t eaten = dialog_feed(d, data + at, n);

		must(eaten <= n);
		must(eaten > 0 || d->status != DIALOG_READ);
		at += eaten;
		dialog_sent(d, dialog_out(d).len);
	}
	must(d->n_said == at && at <= DIALOG_SAID_MAX);
	must(at == 0 || !memcmp(d->said, data, at));
	must((d->status == DIALOG_STOPPED) == (d->stop != DIALOG_STOP_NONE));
	return at;
}

/* The last line said begins with the words of @words. */
static bool last_line_begins(const struct dialog *d, const char *words)
{
	struct slice wanted = slice_of(words, strlen(words)), line;
	size_t at = d->n_said - 1, end = at;

	while (at > 0 && d->said[at - 1] != '\n')
		at--;
	if (end > at && d->said[end - 1] == '\r')
		end--;
	line = slice_of(d->said + at, end - at);
	while (wanted.len > 0) {
		struct slice a = slice_cut_word(&wanted);
		struct slice b = slice_cut_word(&line);

		if (a.len != b.len ||
			strncasecmp((const char *)a.data, (const char *)b.data,
				a.len))
			return false;
	}
	return true;
}

static size_t play_server(
	struct dialog_server *d, const uint8_t *data, size_t size, size_t piece)
{
	size_t at = 0;

	while (d->status == DIALOG_WRITE ||
		(d->status == DIALOG_READ && at < size)) {
		size_t n = size - at < piece ? size - at : piece;
		size_t eaten = dialog_server_feed(d, data + at, n);

		must(eaten <= n);
		must(eaten > 0 || d->status == DIALOG_WRITE);
		at += eaten;
		dialog_server_sent(d, dialog_server_out(d).len);
	}
	return at;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const struct dialog_kind *kind = dialog_find(FUZZ_DIALOG);
	static struct dialog whole, cut;
	struct dialog_server ours, again;
	size_t piece, eaten;
	bool force;

	if (size == 0)
		return 0;
	force = data[0] & 1;
	piece = (size_t)(data[0] >> 1) + 1;
	data++;
	size--;
	dialog_begin(&whole, kind, "probe.example", force);
	dialog_begin(&cut, kind, "probe.example", force);
	eaten = play_client(&whole, data, size, SIZE_MAX);
	must(play_client(&cut, data, size, piece) == eaten);
	must(cut.status == whole.status && cut.stop == whole.stop);
	must(cut.stage == whole.stage && cut.code == whole.code);
	must(cut.reply_at == whole.reply_at);
	if (whole.status == DIALOG_GO)
		must(whole.stage == STAGE_STARTTLS &&
			last_line_begins(&whole, FUZZ_GO_AHEAD));
	dialog_server_begin(&ours, kind, "mx.example", NULL);
	dialog_server_begin(&again, kind, "mx.example", NULL);
	eaten = play_server(&ours, data, size, SIZE_MAX);
	must(play_server(&again, data, size, piece) == eaten);
	must(again.status == ours.status && again.greeted == ours.greeted);
	return 0;
}
