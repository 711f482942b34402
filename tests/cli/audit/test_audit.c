/* SPDX-License-Identifier: ISC */
/*
 * `hallo audit` against `hallo serve` on loopback: exit status, JSON, text,
 * Ctrl-C.
 */
#include "tests/lib/unit.h"

#include "tests/cli/program.h"

#include <jansson.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <netinet/in.h>
#include <arpa/inet.h>
#include <unistd.h>

static char kabelmail[64], target[80];
static struct child server;

FIXTURE(start_kabelmail)
{
	server = start_server("kabelmail", kabelmail);
	snprintf(target, sizeof(target), "smtp://%s", kabelmail);
	return 0;
}

FIXTURE(stop_kabelmail)
{
	struct ran ran;
	int status;

	child_signal(&server, SIGTERM);
	ran = child_end(&server);
	status = ran.status;
	ran_clear(&ran);
	return status; /* ends with 0 on SIGTERM */
}

static json_t *endpoint_of(const json_t *report, size_t i)
{
	return json_array_get(json_object_get(report, "endpoints"), i);
}

static const char *member(const json_t *object, const char *key)
{
	return json_string_value(json_object_get(object, key));
}

UNIT(kabelmail_is_audited_completely)
{
	static const char *const order[] = { "0x0039", "0x0033", "0x0035",
		"0x002F", "0x0016", "0x000A" };
	struct ran ran = run_hallo("--json", "-", target, NULL);
	json_t *report = json_loads(ran.out, 0, NULL), *suites;

	assert_int_equal(ran.status, 0);
	assert_non_null(report);
	assert_string_equal(member(report, "schema"), "hallo.report/1");
	assert_true(json_is_true(
		json_object_get(endpoint_of(report, 0), "complete")));
	suites = json_object_get(
		json_array_get(
			json_object_get(endpoint_of(report, 0), "versions"), 4),
		"suites");
	assert_int_equal(json_array_size(suites), 6);
	for (size_t i = 0; i < 6; i++)
		assert_string_equal(
			member(json_array_get(suites, i), "code"), order[i]);
	json_decref(report);
	ran_clear(&ran);
}

UNIT(fail_on_makes_a_finding_status_1)
{
	struct ran ran = run_hallo("-q", "--fail-on", "low", target, NULL);

	assert_int_equal(ran.status, 1);
	ran_clear(&ran);
	ran = run_hallo("-q", "--fail-on", "critical", target, NULL);
	assert_int_equal(ran.status, 0);
	ran_clear(&ran);
}

UNIT(the_same_seed_gives_the_same_claims)
{
	struct ran a = run_hallo("-q", "--connections", "1", "--seed", "0102",
		"--json", "-", target, NULL);
	struct ran b = run_hallo("-q", "--connections", "1", "--seed", "0102",
		"--json", "-", target, NULL);
	json_t *one = json_loads(a.out, 0, NULL);
	json_t *two = json_loads(b.out, 0, NULL);

	assert_true(json_equal(json_object_get(endpoint_of(one, 0), "versions"),
		json_object_get(endpoint_of(two, 0), "versions")));
	assert_true(json_equal(json_object_get(endpoint_of(one, 0), "findings"),
		json_object_get(endpoint_of(two, 0), "findings")));
	json_decref(one);
	json_decref(two);
	ran_clear(&a);
	ran_clear(&b);
}

UNIT(the_text_heeds_the_width_and_has_no_control_characters)
{
	static const char *const widths[] = { "60", "80", "120" };

	for (size_t i = 0; i < 3; i++) {
		size_t limit = (size_t)strtoul(widths[i], NULL, 10), column = 0;
		struct ran ran =
			run_hallo("-q", "--width", widths[i], target, NULL);

		assert_int_equal(ran.status, 0);
		assert_non_null(strstr(ran.out, "Verdict"));
		assert_non_null(strstr(ran.out, "0x0039"));
		for (const char *p = ran.out; *p; p++) {
			column = *p == '\n' ? 0 : column + 1;
			assert_true(column <= limit);
			assert_true(*p == '\n' || (*p >= ' ' && *p <= '~'));
		}
		ran_clear(&ran);
	}
}

UNIT(several_targets_are_one_report_a_line)
{
	struct ran ran = run_hallo("-q", "--versions", "TLSv1.2", "--json", "-",
		target, kabelmail, NULL);
	char *second = strchr(ran.out, '\n') + 1;
	json_t *report;

	second[-1] = '\0';
	report = json_loads(ran.out, 0, NULL);
	assert_string_equal(member(report, "target"), target);
	json_decref(report);
	assert_int_equal(strlen(second) - 1, strcspn(second, "\n"));
	report = json_loads(second, 0, NULL);
	assert_string_equal(member(report, "target"), kabelmail);
	json_decref(report);
	ran_clear(&ran);
}

UNIT(json_goes_to_a_file_beside_the_text)
{
	char name[] = "/tmp/hallo-test-XXXXXX";
	int fd = mkstemp(name);
	struct ran ran = run_hallo(
		"-q", "--versions", "1.2", "--json", name, target, NULL);
	json_t *report = json_load_file(name, 0, NULL);

	close(fd);
	unlink(name);
	assert_non_null(strstr(ran.out, "Verdict"));
	assert_string_equal(member(report, "target"), target);
	json_decref(report);
	ran_clear(&ran);
}

static int free_port(void)
{
	struct sockaddr_in address = { .sin_family = AF_INET,
		.sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	socklen_t len = sizeof(address);
	int fd = socket(AF_INET, SOCK_STREAM, 0);

	bind(fd, (struct sockaddr *)&address, sizeof(address));
	getsockname(fd, (struct sockaddr *)&address, &len);
	close(fd);
	return ntohs(address.sin_port);
}

UNIT(nobody_there_is_3)
{
	char closed[64];
	struct ran ran;
	json_t *report;

	snprintf(closed, sizeof(closed), "smtp://127.0.0.1:%d", free_port());
	ran = run_hallo("-q", "--json", "-", closed, NULL);
	report = json_loads(ran.out, 0, NULL);
	assert_int_equal(ran.status, 3);
	assert_non_null(report);
	json_decref(report);
	ran_clear(&ran);
	/* beside one that is there the whole is incomplete */
	ran = run_hallo("-q", "--versions", "1.2", target, closed, NULL);
	assert_int_equal(ran.status, 2);
	ran_clear(&ran);
}

/* A server that accepts and never says a word. */
static int silent_server(char address[64])
{
	struct sockaddr_in name = { .sin_family = AF_INET,
		.sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	socklen_t len = sizeof(name);
	int fd = socket(AF_INET, SOCK_STREAM, 0);

	assert_int_equal(bind(fd, (struct sockaddr *)&name, sizeof(name)), 0);
	assert_int_equal(listen(fd, 20), 0);
	getsockname(fd, (struct sockaddr *)&name, &len);
	snprintf(address, 64, "smtp://127.0.0.1:%d", ntohs(name.sin_port));
	return fd;
}

UNIT(ctrl_c_leaves_valid_json_marked_incomplete)
{
	char address[64];
	int fd = silent_server(address);
	struct child child = start_hallo("-q", "--json", "-", address, NULL);
	struct ran ran;
	json_t *report;

	usleep(700000);
	child_signal(&child, SIGINT);
	ran = child_end(&child);
	close(fd);
	assert_int_equal(ran.status, 2);
	report = json_loads(ran.out, 0, NULL);
	assert_non_null(report);
	assert_true(json_is_true(json_object_get(report, "interrupted")));
	assert_true(json_is_false(
		json_object_get(endpoint_of(report, 0), "complete")));
	assert_true(json_is_string(
		json_object_get(endpoint_of(report, 0), "incomplete_reason")));
	json_decref(report);
	ran_clear(&ran);
}

UNIT(silence_is_inconclusive_and_2)
{
	char address[64];
	int fd = silent_server(address);
	struct ran ran =
		run_hallo("-q", "--timeout", "1", "--json", "-", address, NULL);
	json_t *report = json_loads(ran.out, 0, NULL);

	close(fd);
	assert_non_null(report);
	assert_int_equal(ran.status, 2);
	json_decref(report);
	ran_clear(&ran);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(kabelmail_is_audited_completely),
		cmocka_unit_test(fail_on_makes_a_finding_status_1),
		cmocka_unit_test(the_same_seed_gives_the_same_claims),
		cmocka_unit_test(
			the_text_heeds_the_width_and_has_no_control_characters),
		cmocka_unit_test(several_targets_are_one_report_a_line),
		cmocka_unit_test(json_goes_to_a_file_beside_the_text),
		cmocka_unit_test(nobody_there_is_3),
		cmocka_unit_test(ctrl_c_leaves_valid_json_marked_incomplete),
		cmocka_unit_test(silence_is_inconclusive_and_2),
	};

	return cmocka_run_group_tests(tests, start_kabelmail, stop_kabelmail);
}
