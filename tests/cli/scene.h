/* SPDX-License-Identifier: ISC */
/*
 * `hallo listen` as a child, in a folder of its own, and a client of ours that
 * comes to it.
 *
 *	scene_begin(&scene);
 *	scene_start(&scene, "--once", "--answer", "close");
 *	fd = scene_enter_tls(&scene, "EHLO mta.example\r\n");
 *	client_say_golden(fd, "tls12_hello");
 *	… child_end(&scene.child), scene_lines(&scene) …
 *	scene_end(&scene);
 */
#ifndef HALLO_TESTS_CLI_SCENE_H
#define HALLO_TESTS_CLI_SCENE_H

#include <jansson.h>
#include <stddef.h>

#include "tests/cli/program.h"

#define ALERT_42 "\x15\x03\x03\x00\x02\x02\x2a"
#define KEY_EXCHANGE "\x16\x03\x03\x00\x06\x10\x00\x00\x02\xab\xcd"

struct scene {
	char directory[64], json[80], save[80];
	struct child child;
	unsigned port;
};

void scene_begin(struct scene *scene);

/* With these further arguments; on a port of its own. */
#define scene_start(scene, ...)                                                \
	do {                                                                   \
		(scene)->child = start_hallo("listen", "--listen",             \
			"127.0.0.1:0", "--json", (scene)->json, "--save",      \
			(scene)->save, __VA_ARGS__, NULL);                     \
		scene_read_port(scene);                                        \
	} while (0)

void scene_read_port(struct scene *scene);

/* The connections that were written, an array. */
json_t *scene_lines(const struct scene *scene);
void scene_end(const struct scene *scene);

int scene_enter(const struct scene *scene);

/* Up to the go-ahead; @ehlo is the line. */
int scene_enter_tls(const struct scene *scene, const char *ehlo);

void client_say(int fd, const void *bytes, size_t len);
void client_say_golden(int fd, const char *name);

/* At most @size bytes, at most 5 s; stops behind @until if that is not NULL. */
size_t client_hear(int fd, void *bytes, size_t size, const char *until);

/* Says @line (unless NULL) and hears up to @until. */
void client_talk(int fd, const char *line, const char *until);

/* "" when it is no text. */
const char *value_word(const json_t *value, const char *key);

#endif
