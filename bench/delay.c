/* SPDX-License-Identifier: ISC */
/*
 * A link with a round-trip time between two networks, for the measurements in
 * bench/: kernels without netem are common.
 *
 *     delay ROUND_TRIP_MS
 *
 *     network it is started in          a new one, its own
 *       servers ── far ── TUN ─┐      ┌─ TUN ── near ── clients
 *                              delay ─┘   each packet waits half the time
 *
 * It makes both TUN devices, says "ready", and carries packets until it is
 * ended; devices and network vanish with it. The caller gives the devices
 * their addresses; the clients' network is /proc/PID/ns/net of this process.
 */
#include <errno.h>
#include <fcntl.h>
#include <linux/if.h>
#include <linux/if_tun.h>
#include <poll.h>
#include <sched.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

#define SECOND 1000000000

/* one that waits for its time; all wait equally long: first in, first out */
struct packet {
	struct packet *next;
	int64_t due; /* ns of the monotonic clock */
	int to;
	size_t len;
	unsigned char bytes[];
};

struct queue {
	struct packet *first;
	struct packet **end;
};

static void die(const char *what)
{
	fprintf(stderr, "delay: %s: %s\n", what, strerror(errno));
	exit(1);
}

static int64_t now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * SECOND + t.tv_nsec;
}

/* a TUN device of the network this process is in at the moment */
static int tun_open(const char *name)
{
	struct ifreq request = { .ifr_flags = IFF_TUN | IFF_NO_PI };
	int fd = open("/dev/net/tun", O_RDWR | O_NONBLOCK | O_CLOEXEC);

	if (fd < 0)
		die("/dev/net/tun");
	snprintf(request.ifr_name, sizeof(request.ifr_name), "%s", name);
	if (ioctl(fd, TUNSETIFF, &request))
		die(name);
	return fd;
}

/* all that `from` has, to be sent to `to` after the delay */
static void take(struct queue *queue, int from, int to, int64_t delay)
{
	unsigned char bytes[4096];

	for (;;) {
		ssize_t len = read(from, bytes, sizeof(bytes));
		if (len <= 0)
			return;
		struct packet *packet = malloc(sizeof(*packet) + (size_t)len);
		if (packet == NULL)
			die("memory");
		packet->next = NULL;
		packet->due = now() + delay;
		packet->to = to;
		packet->len = (size_t)len;
		memcpy(packet->bytes, bytes, (size_t)len);
		*queue->end = packet;
		queue->end = &packet->next;
	}
}

static void pass_on_due(struct queue *queue)
{
	while (queue->first != NULL && queue->first->due <= now()) {
		struct packet *packet = queue->first;
		queue->first = packet->next;
		if (queue->first == NULL)
			queue->end = &queue->first;
		/* a device that is gone or full loses it, as a link would */
		ssize_t sent = write(packet->to, packet->bytes, packet->len);
		(void)sent;
		free(packet);
	}
}

static void carry(int far, int near, int64_t delay)
{
	struct queue queue = { .end = &queue.first };
	struct pollfd both[2] = { { .fd = far, .events = POLLIN },
		{ .fd = near, .events = POLLIN } };

	for (;;) {
		struct timespec wait = { 0 };
		if (queue.first != NULL && queue.first->due > now()) {
			int64_t left = queue.first->due - now();
			left = left < 0 ? 0 : left;
			wait.tv_sec = left / SECOND;
			wait.tv_nsec = left % SECOND;
		}
		if (ppoll(both, 2, queue.first ? &wait : NULL, NULL) < 0 &&
			errno != EINTR)
			die("ppoll");
		take(&queue, far, near, delay);
		take(&queue, near, far, delay);
		pass_on_due(&queue);
	}
}

int main(int argc, char **argv)
{
	char *end = NULL;
	double ms = argc == 2 ? strtod(argv[1], &end) : -1;

	if (argc != 2 || end == argv[1] || *end || !(ms >= 0 && ms <= 10000)) {
		fprintf(stderr, "usage: delay ROUND_TRIP_MS\n");
		return 64;
	}
	int far = tun_open("far");
	if (unshare(CLONE_NEWNET))
		die("a network of its own");
	int near = tun_open("near");
	/* on a busy machine the link must not be what is late; if that is not
	 * allowed, it is late at times, and the measured times say so */
	struct sched_param first = { .sched_priority = 10 };
	if (sched_setscheduler(0, SCHED_FIFO, &first))
		fprintf(stderr, "delay: no real-time priority\n");
	puts("ready");
	fflush(stdout);
	carry(far, near, (int64_t)(ms * SECOND / 1000 / 2));
}
