/* SPDX-License-Identifier: ISC */
/*
 * Two readers, one a side, that take turns: each goes on as far as its stream
 * had grown, and the client's waits behind STARTTLS until the answer is there.
 *
 *	FIRST ──► LINES ──► WAIT ──► EXPECT ──► TLS
 *	  │         │                   └─► CLOSED   (clear text instead)
 *	  └─► TLS   └─► CLOSED           login, mail, no known protocol
 */
#include "smtp/overhear.h"
#include "smtp/overhear_parts.h"

enum mode {
	MODE_FIRST, /* not a byte was looked at */
	MODE_LINES,
	MODE_WAIT,   /* STARTTLS was asked for */
	MODE_EXPECT, /* the next byte is of TLS */
	MODE_TLS,
	MODE_CLOSED, /* not followed */
};

static struct slice ahead(const struct overhear_state *side)
{
	size_t at = side->at;

	return slice_of(at ? side->bytes.data + at : side->bytes.data,
		side->limit - at);
}

static void begin_tls(
	struct overhear_reader *o, enum conversation_side side, bool ssl2)
{
	if (o->told->protocol == OVERHEARD_NONE)
		o->told->protocol = OVERHEARD_TLS;
	o->told->tls[side] = (struct overheard_tls){
		.seen = true, .ssl2 = ssl2, .at = o->sides[side].at
	};
	o->sides[side].mode = MODE_TLS;
}

/* A stream that was joined: the first place from which records follow each
 * other. Looked for when all is there. */
static bool join_tls(struct overhear_reader *o, enum conversation_side side)
{
	struct overhear_state *state = &o->sides[side];
	size_t at;

	if (!overhear_find_records(&at, ahead(state))) {
		state->mode = MODE_CLOSED;
		if (o->told->protocol == OVERHEARD_NONE)
			o->told->protocol = OVERHEARD_UNKNOWN;
		return true;
	}
	state->at += at;
	begin_tls(o, side, false);
	o->told->tls[side].joined = true;
	return true;
}

/* The rest of a line whose begin is missing says nothing. */
static bool join_lines(struct overhear_state *state)
{
	struct slice left = ahead(state);
	const uint8_t *lf = memchr(left.data, '\n', left.len);

	if (!lf)
		return false;
	state->at += (size_t)(lf - left.data) + 1;
	state->mode = MODE_LINES;
	return true;
}

/* Clear text where TLS was to begin. */
static bool speaks_instead(
	struct overhear_reader *o, enum conversation_side side)
{
	struct overhear_state *state = &o->sides[side];

	o->told->instead[side] = slice_of(
		state->bytes.data + state->at, state->bytes.len - state->at);
	state->mode = MODE_CLOSED;
	return true;
}

static bool read_first(struct overhear_reader *o, enum conversation_side side)
{
	struct overhear_state *state = &o->sides[side];
	struct slice left = ahead(state);
	bool ssl2 = false;
	enum overhear_look look = overhear_look(left, &ssl2);

	if (left.len == 0 || (look == LOOK_MORE && !o->final))
		return false;
	if (look == LOOK_TLS) {
		begin_tls(o, side, ssl2);
		return true;
	}
	if (!state->joined && o->told->protocol == OVERHEARD_TLS)
		return speaks_instead(o, side);
	if (!state->joined) {
		state->mode = MODE_LINES;
		return true;
	}
	if (overhear_is_text(left))
		return join_lines(state);
	return o->final && join_tls(o, side);
}

static bool read_expected(
	struct overhear_reader *o, enum conversation_side side)
{
	struct overhear_state *state = &o->sides[side];
	struct slice left = ahead(state);
	bool ssl2 = false;
	enum overhear_look look = overhear_look(left, &ssl2);

	if (left.len == 0 || (look == LOOK_MORE && !o->final))
		return false;
	if (look == LOOK_TLS) {
		begin_tls(o, side, ssl2);
		return true;
	}
	return speaks_instead(o, side);
}

static void keep(struct overhear_reader *o, enum conversation_side side,
	struct slice line, size_t end)
{
	bool known = o->told->protocol != OVERHEARD_UNKNOWN;
	struct overheard_line *kept = &o->told->lines[o->told->n_lines];

	if (o->told->n_lines == OVERHEARD_LINES ||
		(!known && o->n_unknown++ >= OVERHEAR_UNKNOWN_LINES)) {
		o->told->n_left_out++;
		return;
	}
	*kept = (struct overheard_line){ side, end, line, false };
	if (side == SIDE_CLIENT)
		kept->hidden = overhear_hide(o, &kept->text);
	o->told->n_lines++;
}

/* What the line has changed. */
static void turn_over(struct overhear_reader *o, enum overhear_news news)
{
	int *client = &o->sides[SIDE_CLIENT].mode;
	int *server = &o->sides[SIDE_SERVER].mode;

	switch (news) {
	case NEWS_NONE:
		break;
	case NEWS_ASKED:
		*client = MODE_WAIT;
		break;
	case NEWS_GO:
		o->told->answer = OVERHEARD_GO;
		*server = MODE_EXPECT;
		if (*client == MODE_WAIT)
			*client = MODE_EXPECT;
		break;
	case NEWS_REFUSED:
		o->told->answer = OVERHEARD_REFUSED;
		if (*client == MODE_WAIT)
			*client = MODE_LINES;
		break;
	case NEWS_CLOSED:
		*client = *server = MODE_CLOSED;
		break;
	}
}

static bool read_line(struct overhear_reader *o, enum conversation_side side)
{
	struct overhear_state *state = &o->sides[side];
	struct slice left = ahead(state), line;
	const uint8_t *lf;
	bool ssl2 = false;

	if (left.len == 0)
		return false;
	/* half of the dialog may be missing: records speak for themselves */
	if (overhear_look(left, &ssl2) == LOOK_TLS && !ssl2) {
		begin_tls(o, side, false);
		return true;
	}
	lf = memchr(left.data, '\n', left.len);
	if (!lf && left.len < OVERHEAR_LINE_MAX)
		return false;
	if (!lf || (size_t)(lf - left.data) >= OVERHEAR_LINE_MAX) {
		state->mode = MODE_CLOSED;
		return true;
	}
	line = slice_of(left.data, (size_t)(lf - left.data));
	state->at += line.len + 1;
	if (line.len > 0 && line.data[line.len - 1] == '\r')
		line.len--;
	overhear_recognise(o, side, line);
	keep(o, side, line, state->at);
	turn_over(o,
		side == SIDE_CLIENT ? overhear_client_line(o, line)
				    : overhear_server_line(o, line));
	return true;
}

/* True: it went on. Each step eats bytes or leaves its mode for good, but for
 * WAIT, which LINES enters once for each line eaten. */
static bool step(struct overhear_reader *o, enum conversation_side side)
{
	struct overhear_state *state = &o->sides[side];

	switch ((enum mode)state->mode) {
	case MODE_FIRST:
		return read_first(o, side);
	case MODE_LINES:
		return read_line(o, side);
	case MODE_WAIT:
		if (!o->final || state->limit == state->at)
			return false;
		state->mode = MODE_EXPECT;
		return true;
	case MODE_EXPECT:
		return read_expected(o, side);
	case MODE_TLS:
	case MODE_CLOSED:
		break;
	}
	return false;
}

static void go_on(struct overhear_reader *o)
{
	while (step(o, SIDE_SERVER) || step(o, SIDE_CLIENT))
		;
}

bool overhear_is_turned(const struct overhear_stream streams[2])
{
	static const char *const greetings[] = { "220 ", "220-", "250-", "* OK",
		"+OK" };
	struct slice client = streams[SIDE_CLIENT].bytes;

	if (overhear_is_client_hello(streams[SIDE_SERVER].bytes))
		return true;
	for (size_t i = 0; i < sizeof(greetings) / sizeof(*greetings); i++)
		if (client.len >= strlen(greetings[i]) &&
			!memcmp(client.data, greetings[i],
				strlen(greetings[i])))
			return true;
	return false;
}

void overhear(struct overheard *told, const struct overhear_stream streams[2],
	const struct conversation_turn *turns, size_t n_turns)
{
	struct overhear_reader reader = { .told = told };

	*told = (struct overheard){ 0 };
	for (int i = 0; i < 2; i++) {
		reader.sides[i].bytes = streams[i].bytes;
		reader.sides[i].joined = streams[i].joined;
	}
	/* the greeting is a reply to nothing */
	reader.outstanding = !streams[SIDE_SERVER].joined;
	for (size_t i = 0; i < n_turns; i++) {
		struct overhear_state *state = &reader.sides[turns[i].side];

		if (turns[i].end > state->limit &&
			turns[i].end <= state->bytes.len)
			state->limit = turns[i].end;
		go_on(&reader);
	}
	for (int i = 0; i < 2; i++)
		reader.sides[i].limit = reader.sides[i].bytes.len;
	go_on(&reader);
	reader.final = true;
	go_on(&reader);
}
