/* SPDX-License-Identifier: ISC */
/*
 * A hash table (seeded, so that no capture can choose its collisions) with two
 * lists through it: by the time of the last packet, to find the one to close
 * when it is full; and those that are over, by the time of their end.
 */
#include "net/capture/conversations.h"

#include <stdlib.h>
#include <sys/random.h>

#define LINGER_NS 2000000000
#define FIRST_BUFFER 4096
#define BUCKETS 16384

const struct conversation_limits conversation_defaults = {
	.conversations = 20000,
	.memory = (size_t)128 * 1024 * 1024,
	.stream = (size_t)256 * 1024,
};

struct link {
	struct entry *older, *newer;
};

struct list {
	struct entry *oldest, *newest;
};

struct entry {
	struct conversation conversation; /* first: what is handed out */
	struct entry *next;		  /* in the bucket */
	struct link live, over;
	bool is_over;
	uint32_t hash;
};

struct conversations {
	struct conversation_limits limits;
	conversation_finished *finished;
	void *ctx;
	uint64_t seed[2];
	uint64_t n_seen;
	size_t n, memory;
	struct list live, over;
	struct entry *buckets[BUCKETS];
};

static void *zeroed(size_t n, size_t size)
{
	void *memory = calloc(n, size);

	if (!memory)
		abort();
	return memory;
}

struct conversations *conversations_new(
	const struct conversation_limits *limits,
	conversation_finished *finished, void *ctx)
{
	struct conversations *table = zeroed(1, sizeof(*table));

	table->limits = *limits;
	table->finished = finished;
	table->ctx = ctx;
	if (getrandom(table->seed, sizeof(table->seed), 0) < 0)
		table->seed[0] = (uintptr_t)table;
	return table;
}

static struct link *link_of(
	struct conversations *table, struct list *list, struct entry *entry)
{
	return list == &table->live ? &entry->live : &entry->over;
}

static void list_add(
	struct conversations *table, struct list *list, struct entry *entry)
{
	struct link *link = link_of(table, list, entry);

	*link = (struct link){ list->newest, NULL };
	if (list->newest)
		link_of(table, list, list->newest)->newer = entry;
	else
		list->oldest = entry;
	list->newest = entry;
}

static void list_remove(
	struct conversations *table, struct list *list, struct entry *entry)
{
	struct link *link = link_of(table, list, entry);

	if (link->older)
		link_of(table, list, link->older)->newer = link->newer;
	else
		list->oldest = link->newer;
	if (link->newer)
		link_of(table, list, link->newer)->older = link->older;
	else
		list->newest = link->older;
}

static uint64_t mix(uint64_t hash, uint64_t word)
{
	hash ^= word;
	hash *= 0x9E3779B97F4A7C15;
	return hash ^ hash >> 29;
}

static uint64_t hash_end(
	const struct conversations *table, const struct packet_end *end)
{
	uint64_t words[2], hash;

	memcpy(words, end->address, sizeof(words));
	hash = mix(table->seed[0], words[0]);
	hash = mix(hash, words[1] ^ table->seed[1]);
	return mix(hash, end->port);
}

/* The same for both directions. */
static uint32_t hash_of(
	const struct conversations *table, const struct packet *packet)
{
	uint64_t sum =
		hash_end(table, &packet->from) + hash_end(table, &packet->to);

	return (uint32_t)(mix(sum, packet->version) >> 16);
}

static bool end_equal(const struct packet_end *a, const struct packet_end *b)
{
	return a->port == b->port &&
		!memcmp(a->address, b->address, sizeof(a->address));
}

/* Whose packet is it? False when it is of another conversation. */
static bool side_of(enum conversation_side *side, const struct conversation *c,
	const struct packet *packet)
{
	if (c->version != packet->version)
		return false;
	for (int i = 0; i < 2; i++) {
		*side = (enum conversation_side)i;
		if (end_equal(&c->half[i].end, &packet->from) &&
			end_equal(&c->half[!i].end, &packet->to))
			return true;
	}
	return false;
}

static struct entry *find(const struct conversations *table, uint32_t hash,
	const struct packet *packet, enum conversation_side *side)
{
	struct entry *entry = table->buckets[hash % BUCKETS];

	while (entry &&
		(entry->hash != hash ||
			!side_of(side, &entry->conversation, packet)))
		entry = entry->next;
	return entry;
}

static void unlink_entry(struct conversations *table, struct entry *entry)
{
	struct entry **place = &table->buckets[entry->hash % BUCKETS];

	while (*place != entry)
		place = &(*place)->next;
	*place = entry->next;
	list_remove(table, &table->live, entry);
	if (entry->is_over)
		list_remove(table, &table->over, entry);
	table->n--;
}

static void free_entry(struct conversations *table, struct entry *entry)
{
	for (int i = 0; i < 2; i++) {
		struct reassembly *stream = &entry->conversation.half[i].stream;

		table->memory -= stream->room;
		if (stream->marks)
			table->memory -=
				sizeof(*stream->marks) * REASSEMBLY_MARKS;
		free(stream->bytes);
		free(stream->marks);
	}
	free(entry);
}

static void finish(struct conversations *table, struct entry *entry,
	enum conversation_end otherwise)
{
	unlink_entry(table, entry);
	if (!entry->is_over)
		entry->conversation.how = otherwise;
	table->finished(table->ctx, &entry->conversation);
	free_entry(table, entry);
}

/* A port that servers have: for streams whose SYN was not seen. */
static bool is_server_port(uint16_t port)
{
	static const uint16_t ports[] = { 25, 587, 465, 143, 993, 110, 995, 24,
		443, 2525, 80, 22, 21 };

	for (size_t i = 0; i < sizeof(ports) / sizeof(ports[0]); i++)
		if (ports[i] == port)
			return true;
	return false;
}

static bool from_server(const struct packet *packet)
{
	bool from = is_server_port(packet->from.port);

	if (packet->flags & PACKET_SYN)
		return packet->flags & PACKET_ACK;
	if (from != is_server_port(packet->to.port))
		return from;
	return packet->from.port < packet->to.port;
}

static struct entry *begin(struct conversations *table, uint32_t hash,
	const struct packet *packet, int64_t ns, enum conversation_side *side)
{
	struct entry *entry = zeroed(1, sizeof(*entry));
	struct conversation *c = &entry->conversation;

	*side = from_server(packet) ? SIDE_SERVER : SIDE_CLIENT;
	c->number = ++table->n_seen;
	c->version = packet->version;
	c->opened = packet->flags & PACKET_SYN;
	c->half[*side].end = packet->from;
	c->half[!*side].end = packet->to;
	c->first_ns = c->last_ns = ns;
	for (int i = 0; i < 2; i++)
		reassembly_begin(&c->half[i].stream, table->limits.stream);
	entry->hash = hash;
	entry->next = table->buckets[hash % BUCKETS];
	table->buckets[hash % BUCKETS] = entry;
	list_add(table, &table->live, entry);
	table->n++;
	return entry;
}

static void make_room(struct conversations *table, struct reassembly *stream,
	const struct reassembly_segment *segment)
{
	size_t need = reassembly_need(stream, segment);
	size_t room = stream->room ? stream->room : FIRST_BUFFER;

	if (segment->payload.len > 0 && !stream->marks) {
		stream->marks =
			zeroed(REASSEMBLY_MARKS, sizeof(*stream->marks));
		table->memory += sizeof(*stream->marks) * REASSEMBLY_MARKS;
	}
	if (need <= stream->room)
		return;
	while (room < need)
		room *= 2;
	stream->bytes = realloc(stream->bytes, room);
	if (!stream->bytes)
		abort();
	table->memory += room - stream->room;
	stream->room = room;
}

static void note(struct conversation_event *event, uint64_t number, int64_t ns)
{
	if (!event->seen)
		*event = (struct conversation_event){ true, number, ns };
}

static void add_data(struct conversations *table,
	struct conversation_half *half, const struct packet *packet,
	uint64_t number, int64_t ns)
{
	struct reassembly_segment segment = { .seq = packet->seq,
		.syn = packet->flags & PACKET_SYN,
		.fin = packet->flags & PACKET_FIN,
		.payload = packet->payload,
		.len = packet->len,
		.packet = number,
		.ns = ns };
	size_t before = half->stream.n;
	enum reassembly_news news;

	make_room(table, &half->stream, &segment);
	news = reassembly_add(&half->stream, &segment);
	half->bytes += packet->len;
	if (half->stream.n > before || news == REASSEMBLY_OVER)
		half->repeats = 0;
	else if (news == REASSEMBLY_OLD && packet->len > 1)
		half->repeats++;
	if (packet->len > 0)
		half->last_data =
			(struct conversation_event){ true, number, ns };
}

/* How far @other knows the stream of @half. */
static void confirm(struct conversation_half *half, const struct packet *packet)
{
	uint64_t to = half->stream.base + half->confirmed;
	int32_t step = (int32_t)(packet->ack - (uint32_t)to);

	if (half->stream.started && step > 0 &&
		step < (int32_t)REASSEMBLY_WINDOW)
		half->confirmed += (uint32_t)step;
}

/* The SYN+ACK tells where the client's stream begins, if its SYN was missed. */
static void begin_other(struct conversation_half *other,
	const struct packet *packet, uint64_t number, int64_t ns)
{
	const uint8_t both = PACKET_SYN | PACKET_ACK;
	struct reassembly_segment segment = {
		.seq = packet->ack - 1, .syn = true, .packet = number, .ns = ns
	};

	if ((packet->flags & both) == both && !other->stream.started)
		reassembly_add(&other->stream, &segment);
}

static void see_end(struct conversations *table, struct entry *entry,
	enum conversation_side side, const struct packet *packet,
	uint64_t number, int64_t ns)
{
	struct conversation *c = &entry->conversation;
	struct conversation_half *half = &c->half[side];
	bool first = !c->half[!side].fin.seen && !half->fin.seen &&
		!half->rst.seen && !c->half[!side].rst.seen;

	if (packet->flags & PACKET_FIN)
		note(&half->fin, number, ns);
	if (packet->flags & PACKET_RST)
		note(&half->rst, number, ns);
	if (first && (half->fin.seen || half->rst.seen))
		c->first_to_end = side;
	if (entry->is_over)
		return;
	if (half->rst.seen)
		c->how = CONVERSATION_RST;
	else if (half->fin.seen && c->half[!side].fin.seen)
		c->how = CONVERSATION_FIN;
	else
		return;
	note(&c->over, number, ns);
	entry->is_over = true;
	list_add(table, &table->over, entry);
}

static void see(struct conversations *table, struct entry *entry,
	enum conversation_side side, const struct packet *packet,
	uint64_t number, int64_t ns)
{
	struct conversation *c = &entry->conversation;
	struct conversation_half *half = &c->half[side];

	half->packets++;
	c->last_ns = ns > c->last_ns ? ns : c->last_ns;
	if (packet->flags & PACKET_SYN) {
		note(&half->syn, number, ns);
		half->syns++;
	} else if (side == SIDE_CLIENT && c->half[SIDE_SERVER].syn.seen) {
		note(&c->established, number, ns);
	}
	/* a RST may carry any number, and says nothing of the stream */
	if (!(packet->flags & PACKET_RST))
		add_data(table, half, packet, number, ns);
	begin_other(&c->half[!side], packet, number, ns);
	if (packet->flags & PACKET_ACK)
		confirm(&c->half[!side], packet);
	see_end(table, entry, side, packet, number, ns);
	list_remove(table, &table->live, entry);
	list_add(table, &table->live, entry);
}

/* Does a SYN open another connection between the same ports? */
static bool is_another(const struct entry *entry, enum conversation_side side,
	const struct packet *packet)
{
	const struct conversation_half *half = &entry->conversation.half[side];

	if ((packet->flags & (PACKET_SYN | PACKET_ACK)) != PACKET_SYN)
		return false;
	return half->stream.started && packet->seq + 1 != half->stream.base;
}

/* Hands out those that are over for good. */
static void sweep(struct conversations *table, int64_t ns)
{
	struct entry *entry = table->over.oldest;

	while (entry && entry->conversation.last_ns + LINGER_NS < ns) {
		finish(table, entry, CONVERSATION_OPEN);
		entry = table->over.oldest;
	}
}

static void shrink(struct conversations *table)
{
	while (table->n > table->limits.conversations ||
		(table->memory > table->limits.memory && table->n > 1)) {
		struct entry *entry = table->over.oldest;

		finish(table, entry ? entry : table->live.oldest,
			CONVERSATION_FULL);
	}
}

void conversations_add(struct conversations *table, const struct packet *packet,
	uint64_t number, int64_t ns)
{
	uint32_t hash = hash_of(table, packet);
	enum conversation_side side = SIDE_CLIENT;
	struct entry *entry;

	sweep(table, ns);
	entry = find(table, hash, packet, &side);
	if (entry && is_another(entry, side, packet)) {
		finish(table, entry, CONVERSATION_REPLACED);
		entry = NULL;
	}
	if (!entry) {
		if (!(packet->flags & PACKET_SYN) && packet->len == 0)
			return;
		entry = begin(table, hash, packet, ns, &side);
	}
	see(table, entry, side, packet, number, ns);
	shrink(table);
}

static int by_number(const void *a, const void *b)
{
	const struct entry *const *x = a, *const *y = b;
	uint64_t m = (*x)->conversation.number, n = (*y)->conversation.number;

	return (m > n) - (m < n);
}

void conversations_end(struct conversations *table)
{
	struct entry **left = zeroed(table->n + 1, sizeof(struct entry *));
	size_t n = 0;

	for (struct entry *e = table->live.oldest; e; e = e->live.newer)
		left[n++] = e;
	qsort(left, n, sizeof(struct entry *), by_number);
	for (size_t i = 0; i < n; i++)
		finish(table, left[i], CONVERSATION_OPEN);
	free(left);
}

void conversations_free(struct conversations *table)
{
	if (!table)
		return;
	while (table->live.oldest) {
		struct entry *entry = table->live.oldest;

		unlink_entry(table, entry);
		free_entry(table, entry);
	}
	free(table);
}
