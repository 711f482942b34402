/* SPDX-License-Identifier: ISC */
/*
 * Run a program in the network of another process, and tell what it cost.
 *
 *     measure PID REPORT COMMAND [ARGUMENT...]
 *
 * REPORT gets one line: seconds of wall time, user time and system time,
 * peak memory in KiB, exit status (128 + N when signal N ended it). Children
 * that the program waited for are included; the peak is that of the largest
 * one. It is a program of its own because the kernel counts the memory of
 * whoever forks as a peak of the child: here that is next to nothing.
 * PID 0: the network is left as it is.
 */
#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static void die(const char *what)
{
	fprintf(stderr, "measure: %s: %s\n", what, strerror(errno));
	exit(125);
}

static void enter_network_of(const char *pid)
{
	char path[64];

	snprintf(path, sizeof(path), "/proc/%s/ns/net", pid);
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0 || setns(fd, CLONE_NEWNET))
		die(path);
	close(fd);
}

static double monotonic(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static double seconds(struct timeval t)
{
	return (double)t.tv_sec + (double)t.tv_usec / 1e6;
}

int main(int argc, char **argv)
{
	struct rusage used;
	int status = 0;

	if (argc < 4) {
		fprintf(stderr, "usage: measure PID REPORT COMMAND...\n");
		return 64;
	}
	if (strcmp(argv[1], "0") != 0)
		enter_network_of(argv[1]);
	double start = monotonic();
	pid_t child = fork();
	if (child == 0) {
		execvp(argv[3], argv + 3);
		die(argv[3]);
	}
	if (child < 0 || wait4(child, &status, 0, &used) < 0)
		die("child");
	double wall = monotonic() - start;
	FILE *report = fopen(argv[2], "w");
	if (report == NULL)
		die(argv[2]);
	fprintf(report, "%.4f %.4f %.4f %ld %d\n", wall, seconds(used.ru_utime),
		seconds(used.ru_stime), used.ru_maxrss,
		WIFEXITED(status) ? WEXITSTATUS(status)
				  : 128 + WTERMSIG(status));
	if (fclose(report))
		die(argv[2]);
	return 0;
}
