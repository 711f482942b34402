/* SPDX-License-Identifier: ISC */
/*
 * A TLS server of wolfSSL for live_wolfssl.py.
 *
 *     live_wolfssl PORT MIN MAX ORDER SUITES CERT KEY
 *
 * MIN and MAX are 1 for TLS 1.0 to 4 for TLS 1.3; ORDER is "server" or
 * "client"; SUITES is "default" or wolfSSL's names with colons between.
 * Before it listens it prints the suites that the library takes up for each
 * version alone, with this key, one "VERSION CODE" a line; it is asked, not
 * second-guessed.  Each connection is a process of its own.
 */
#include <wolfssl/options.h>
#include <wolfssl/ssl.h>

#include <arpa/inet.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

struct settings {
	int min, max;
	int client_order;
	const char *suites, *cert, *key;
};

static void must(int good, const char *what)
{
	if (!good) {
		fprintf(stderr, "%s failed\n", what);
		exit(1);
	}
}

static WOLFSSL_CTX *context(WOLFSSL_METHOD *method, const struct settings *s)
{
	WOLFSSL_CTX *ctx = wolfSSL_CTX_new(method);

	must(ctx != NULL, "context");
	must(wolfSSL_CTX_use_certificate_chain_file(ctx, s->cert) == 1,
		s->cert);
	must(wolfSSL_CTX_use_PrivateKey_file(ctx, s->key, SSL_FILETYPE_PEM) ==
			1,
		s->key);
	if (strcmp(s->suites, "default"))
		must(wolfSSL_CTX_set_cipher_list(ctx, s->suites) == 1,
			s->suites);
	if (s->client_order)
		must(wolfSSL_CTX_UseClientSuites(ctx) == 0, "client order");
	return ctx;
}

static WOLFSSL_METHOD *only(int version)
{
	switch (version) {
	case 2:
		return wolfTLSv1_1_server_method();
	case 3:
		return wolfTLSv1_2_server_method();
	case 4:
		return wolfTLSv1_3_server_method();
	}
	must(0, "version");
	return NULL;
}

static void print_truth(int version, const struct settings *s)
{
	WOLFSSL_CTX *ctx = context(only(version), s);
	WOLFSSL *ssl = wolfSSL_new(ctx);
	WOLF_STACK_OF(WOLFSSL_CIPHER) *list = wolfSSL_get_ciphers_compat(ssl);

	for (int i = 0; i < wolfSSL_sk_SSL_CIPHER_num(list); i++) {
		const char *name = wolfSSL_CIPHER_get_name(
			wolfSSL_sk_SSL_CIPHER_value(list, i));
		unsigned char high, low;
		int flags;

		must(wolfSSL_get_cipher_suite_from_name(
			     name, &high, &low, &flags) == 0,
			name);
		/* an object's list may hold the other versions' suites too */
		if ((version == 4) ==
			!!strncmp(wolfSSL_get_cipher_name_from_suite(high, low),
				"TLS13-", 6))
			continue;
		printf("%d 0x%02X%02X\n", version, high, low);
	}
	wolfSSL_free(ssl);
	wolfSSL_CTX_free(ctx);
}

static int listen_on(int port)
{
	struct sockaddr_in at = { .sin_family = AF_INET,
		.sin_port = htons(port),
		.sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	int fd = socket(AF_INET, SOCK_STREAM, 0), on = 1;

	setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof(on));
	must(bind(fd, (struct sockaddr *)&at, sizeof(at)) == 0, "bind");
	must(listen(fd, 64) == 0, "listen");
	return fd;
}

/* What is unread at close() makes a reset of it, which overtakes the alert. */
static void drain(int fd)
{
	char rest[4096];

	shutdown(fd, SHUT_WR);
	while (read(fd, rest, sizeof(rest)) > 0)
		continue;
}

static _Noreturn void serve(WOLFSSL_CTX *ctx, int fd)
{
	WOLFSSL *ssl = wolfSSL_new(ctx);
	char text[80];

	wolfSSL_set_fd(ssl, fd);
	if (wolfSSL_accept(ssl) == 1)
		wolfSSL_shutdown(ssl);
	else
		fprintf(stderr, "accept: %s\n",
			wolfSSL_ERR_error_string(
				wolfSSL_get_error(ssl, -1), text));
	wolfSSL_free(ssl);
	drain(fd);
	close(fd);
	_exit(0);
}

int main(int argc, char **argv)
{
	struct settings s;
	WOLFSSL_CTX *ctx;
	int listener;

	must(argc == 8, "usage");
	signal(SIGCHLD, SIG_IGN);
	s = (struct settings){ .min = atoi(argv[2]),
		.max = atoi(argv[3]),
		.client_order = !strcmp(argv[4], "client"),
		.suites = argv[5],
		.cert = argv[6],
		.key = argv[7] };
	must(wolfSSL_Init() == 1, "library");
	for (int version = s.min; version <= s.max; version++)
		print_truth(version, &s);
	fflush(stdout);
	ctx = context(
		s.min == s.max ? only(s.min) : wolfSSLv23_server_method(), &s);
	if (s.min < s.max)
		must(wolfSSL_CTX_SetMinVersion(ctx, s.min) == 1, "minimum");
	if (s.min < s.max && s.max < 4)
		must(wolfSSL_CTX_set_max_proto_version(ctx, s.max + 0x300) == 1,
			"maximum");
	listener = listen_on(atoi(argv[1]));
	for (;;) {
		int fd = accept(listener, NULL, NULL);

		must(fd >= 0, "accept");
		if (fork() == 0)
			serve(ctx, fd);
		close(fd);
	}
}
