/* SPDX-License-Identifier: ISC */
/* Builds each answer by hand; it knows only this question form: one name. */
#include "tests/net/dns/dns_fixture.h"

#include <arpa/inet.h>
#include <assert.h>
#include <netinet/in.h>
#include <pthread.h>
#include <stdatomic.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>
#include <unistd.h>

static int server = -1;
static pthread_t thread;
static const struct dns_row *table;
static atomic_uint questions;
static bool been_late; /* once is enough: the thread serves all */

size_t dns_put_name(unsigned char *out, const char *name)
{
	unsigned char *start = out;

	while (*name != '\0' && strcmp(name, ".") != 0) {
		size_t len = strcspn(name, ".");

		*out++ = (unsigned char)len;
		memcpy(out, name, len);
		out += len;
		name += len + (name[len] == '.');
	}
	*out++ = 0;
	return (size_t)(out - start);
}

static size_t put16(unsigned char *out, unsigned value)
{
	out[0] = (unsigned char)(value >> 8);
	out[1] = (unsigned char)value;
	return 2;
}

static size_t put_record(unsigned char *out, const struct dns_row *row)
{
	size_t n = dns_put_name(out, row->owner), len = 0;
	unsigned char data[300];

	n += put16(out + n, row->type);
	n += put16(out + n, 1);
	memset(out + n, 0, 4);
	n += 4;
	if (row->type == DNS_A || row->type == DNS_AAAA) {
		len = row->type == DNS_A ? 4 : 16;
		assert(inet_pton(len == 4 ? AF_INET : AF_INET6, row->data,
			       data) == 1);
	} else {
		if (row->type == DNS_MX)
			len = put16(data, row->preference);
		len += dns_put_name(data + len, row->data);
	}
	n += put16(out + n, (unsigned)len);
	memcpy(out + n, data, len);
	return n + len;
}

/* The name asked for, as text; returns the length of the question. */
static size_t read_question(
	const unsigned char *packet, size_t len, char name[256], unsigned *type)
{
	size_t at = 12, n = 0;

	name[0] = '\0';
	while (at < len && packet[at] != 0) {
		size_t label = packet[at++];

		if (n > 0)
			name[n++] = '.';
		memcpy(name + n, packet + at, label);
		n += label;
		at += label;
		name[n] = '\0';
	}
	*type = (unsigned)packet[at + 1] << 8 | packet[at + 2];
	return at + 5 - 12;
}

/* Turns @packet into the answer; 0: silence. */
static size_t answer(unsigned char *packet, size_t len)
{
	char name[256];
	unsigned type, n_records = 0, rcode = 3;
	size_t end = 12 + read_question(packet, len, name, &type);

	for (const struct dns_row *row = table; row->owner != NULL; row++) {
		if (strcasecmp(row->owner, name) != 0)
			continue;
		if (row->type && !row->data && row->type != type)
			continue; /* fails for its type only */
		rcode = row->rcode;
		if (rcode == DNS_SILENT)
			return 0;
		if (rcode == DNS_LATE) {
			usleep(been_late ? 0 : 600000);
			been_late = true;
			rcode = 0;
		}
		if (row->data == NULL ||
			(row->type != type && row->type != DNS_CNAME))
			continue;
		end += put_record(packet + end, row);
		n_records++;
	}
	packet[2] = 0x81; /* a response to a recursive question */
	packet[3] = (unsigned char)(0x80 | rcode);
	put16(packet + 6, n_records);
	memset(packet + 8, 0, 4);
	return end;
}

static void *serve(void *ctx)
{
	unsigned char packet[65536];
	struct sockaddr_in peer;

	(void)ctx;
	for (;;) {
		socklen_t size = sizeof(peer);
		ssize_t len = recvfrom(server, packet, 1500, 0,
			(struct sockaddr *)&peer, &size);
		size_t n;

		if (len < 12)
			return NULL; /* an empty datagram ends it */
		atomic_fetch_add(&questions, 1);
		n = answer(packet, (size_t)len);
		if (n > 0)
			sendto(server, packet, n, 0, (struct sockaddr *)&peer,
				size);
	}
}

static struct sockaddr_in own_address(void)
{
	struct sockaddr_in address;
	socklen_t size = sizeof(address);

	assert(getsockname(server, (struct sockaddr *)&address, &size) == 0);
	return address;
}

unsigned dns_fixture_start(const struct dns_row *rows)
{
	struct sockaddr_in address = { .sin_family = AF_INET,
		.sin_addr = { htonl(INADDR_LOOPBACK) } };

	table = rows;
	atomic_store(&questions, 0);
	server = socket(AF_INET, SOCK_DGRAM, 0);
	assert(server >= 0);
	assert(bind(server, (struct sockaddr *)&address, sizeof(address)) == 0);
	assert(pthread_create(&thread, NULL, serve, NULL) == 0);
	return ntohs(own_address().sin_port);
}

void dns_fixture_stop(void)
{
	struct sockaddr_in address = own_address();

	sendto(server, "", 0, 0, (struct sockaddr *)&address, sizeof(address));
	pthread_join(thread, NULL);
	close(server);
}

unsigned dns_fixture_questions(void)
{
	return atomic_load(&questions);
}
