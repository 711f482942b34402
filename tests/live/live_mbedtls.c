/* SPDX-License-Identifier: ISC */
/*
 * A TLS server of Mbed TLS 2.28 for live_mbedtls.py.
 *
 *     live_mbedtls PORT MIN MAX SUITES CERT KEY [CERT KEY]
 *
 * MIN and MAX are minor numbers (1 is TLS 1.0, 3 is TLS 1.2); SUITES is
 * "default" or names with a comma between.  Before it listens it prints what
 * the library's tables say about this configuration, one "MINOR CODE" a line.
 * Each connection is a process of its own.
 */
#include <mbedtls/ctr_drbg.h>
#include <mbedtls/entropy.h>
#include <mbedtls/net_sockets.h>
#include <mbedtls/ssl.h>
#include <mbedtls/ssl_ciphersuites.h>

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define SUITES_MAX 512
#define PAIRS_MAX 2

static mbedtls_ssl_config conf;
static mbedtls_ctr_drbg_context drbg;
static mbedtls_entropy_context entropy;
static mbedtls_x509_crt certs[PAIRS_MAX];
static mbedtls_pk_context keys[PAIRS_MAX];
static int suites[SUITES_MAX + 1];

static void must(int failed, const char *what)
{
	if (failed) {
		fprintf(stderr, "%s: -0x%x\n", what, (unsigned)-failed);
		exit(1);
	}
}

/* Any of our keys can do what the suite asks of a key. */
static int has_key(const mbedtls_ssl_ciphersuite_t *suite, int n_pairs)
{
	mbedtls_pk_type_t wanted =
		mbedtls_ssl_get_ciphersuite_sig_pk_alg(suite);

	if (wanted == MBEDTLS_PK_NONE ||
		mbedtls_ssl_ciphersuite_uses_psk(suite))
		return 0;
	for (int i = 0; i < n_pairs; i++)
		if (mbedtls_pk_can_do(&keys[i], wanted))
			return 1;
	return 0;
}

static void print_truth(const int *list, int min, int max, int n_pairs)
{
	for (int minor = min; minor <= max; minor++)
		for (const int *id = list; *id; id++) {
			const mbedtls_ssl_ciphersuite_t *suite =
				mbedtls_ssl_ciphersuite_from_id(*id);

			if (suite && has_key(suite, n_pairs) &&
				suite->min_minor_ver <= minor &&
				minor <= suite->max_minor_ver)
				printf("%d 0x%04X\n", minor, (unsigned)*id);
		}
	fflush(stdout);
}

static const int *list_of(char *names)
{
	int n = 0;

	if (!strcmp(names, "default"))
		return mbedtls_ssl_list_ciphersuites();
	for (char *one = strtok(names, ","); one; one = strtok(NULL, ",")) {
		must(n == SUITES_MAX, "too many suites");
		suites[n] = mbedtls_ssl_get_ciphersuite_id(one);
		must(suites[n] == 0, one);
		n++;
	}
	return suites;
}

static void load_pair(int i, char **files)
{
	mbedtls_x509_crt_init(&certs[i]);
	mbedtls_pk_init(&keys[i]);
	must(mbedtls_x509_crt_parse_file(&certs[i], files[0]), files[0]);
	must(mbedtls_pk_parse_keyfile(&keys[i], files[1], NULL), files[1]);
	must(mbedtls_ssl_conf_own_cert(&conf, &certs[i], &keys[i]), "pair");
}

static void set_up(void)
{
	mbedtls_entropy_init(&entropy);
	mbedtls_ctr_drbg_init(&drbg);
	must(mbedtls_ctr_drbg_seed(
		     &drbg, mbedtls_entropy_func, &entropy, NULL, 0),
		"seed");
	mbedtls_ssl_config_init(&conf);
	must(mbedtls_ssl_config_defaults(&conf, MBEDTLS_SSL_IS_SERVER,
		     MBEDTLS_SSL_TRANSPORT_STREAM, MBEDTLS_SSL_PRESET_DEFAULT),
		"defaults");
	mbedtls_ssl_conf_rng(&conf, mbedtls_ctr_drbg_random, &drbg);
}

static _Noreturn void serve(mbedtls_net_context *client)
{
	mbedtls_ssl_context ssl;
	pid_t self = getpid();
	int why;

	/* two processes must not draw the same random numbers */
	mbedtls_ctr_drbg_reseed(&drbg, (unsigned char *)&self, sizeof(self));
	mbedtls_ssl_init(&ssl);
	must(mbedtls_ssl_setup(&ssl, &conf), "setup");
	mbedtls_ssl_set_bio(
		&ssl, client, mbedtls_net_send, mbedtls_net_recv, NULL);
	why = mbedtls_ssl_handshake(&ssl);
	if (why == 0)
		mbedtls_ssl_close_notify(&ssl);
	else
		fprintf(stderr, "handshake: -0x%x\n", (unsigned)-why);
	mbedtls_net_free(client);
	_exit(0);
}

int main(int argc, char **argv)
{
	mbedtls_net_context listener, client;
	int min, max, n_pairs = (argc - 5) / 2;
	const int *list;

	must(n_pairs < 1 || n_pairs > PAIRS_MAX, "usage");
	signal(SIGCHLD, SIG_IGN);
	set_up();
	min = atoi(argv[2]);
	max = atoi(argv[3]);
	list = list_of(argv[4]);
	for (int i = 0; i < n_pairs; i++)
		load_pair(i, &argv[5 + 2 * i]);
	mbedtls_ssl_conf_min_version(&conf, MBEDTLS_SSL_MAJOR_VERSION_3, min);
	mbedtls_ssl_conf_max_version(&conf, MBEDTLS_SSL_MAJOR_VERSION_3, max);
	mbedtls_ssl_conf_ciphersuites(&conf, list);
	print_truth(list, min, max, n_pairs);
	mbedtls_net_init(&listener);
	must(mbedtls_net_bind(
		     &listener, "127.0.0.1", argv[1], MBEDTLS_NET_PROTO_TCP),
		"bind");
	for (;;) {
		mbedtls_net_init(&client);
		must(mbedtls_net_accept(&listener, &client, NULL, 0, NULL),
			"accept");
		if (fork() == 0)
			serve(&client);
		close(client.fd); /* mbedtls_net_free() would shut it down */
	}
}
