/* SPDX-License-Identifier: ISC */
/*
 * See listen_save.h. The comments of a file tell where its hello came from;
 * what the peer said of itself is cleaned like anything that is shown.
 */
#include "cli/listen/listen_save.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/files/hello_output.h"
#include "cli/page/page.h"
#include "wire/hello/fingerprint.h"

bool listen_save_begin(
	struct listen_save *save, const char *directory, struct error *error)
{
	struct stat status;

	*save = (struct listen_save){ .directory = directory };
	if (!directory || !mkdir(directory, 0777))
		return true;
	if (errno == EEXIST && !stat(directory, &status) &&
		S_ISDIR(status.st_mode) && !access(directory, W_OK | X_OK))
		return true;
	if (errno == EEXIST)
		errno = ENOTDIR;
	error_set(error, ERROR_FILE, errno, "--save %s: %s", directory,
		strerror(errno));
	return false;
}

static char *path_of(
	const struct listen_save *save, const struct listen_saved *what)
{
	char stamp[40] = "";
	struct tm tm;

	if (gmtime_r(&what->time.tv_sec, &tm))
		strftime(stamp, sizeof(stamp), "%Y%m%dT%H%M%S", &tm);
	if (what->nth > 1)
		return words_join("%s/%s.%03ldZ-%04u-%u.hello", save->directory,
			stamp, what->time.tv_nsec / 1000000, what->number,
			what->nth);
	return words_join("%s/%s.%03ldZ-%04u.hello", save->directory, stamp,
		what->time.tv_nsec / 1000000, what->number);
}

static char *comments_of(const struct listen_saved *what)
{
	struct page_style style = { 0 };
	char *name = page_clean(&style, what->name ? what->name : "");
	char md5[FINGERPRINT_MD5], short_name[FINGERPRINT_JA4], stamp[40] = "";
	struct tm tm;
	char *text;

	ja3_hash(md5, what->hello);
	ja4(short_name, what->hello);
	if (gmtime_r(&what->time.tv_sec, &tm))
		strftime(stamp, sizeof(stamp), "%Y-%m-%d %H:%M:%S UTC", &tm);
	text = words_join("# taken  %s by hallo listen, %s, from %s%s%s%s\n"
			  "# JA3    %s\n# JA4    %s\n",
		stamp, what->dialog, what->peer,
		*name ? " that calls itself " : "", name,
		what->nth > 1 ? ", its second hello" : "", *md5 ? md5 : "none",
		*short_name ? short_name : "none");
	free(name);
	return text;
}

static bool write_whole(
	const char *path, const char *comments, const char *text)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
	FILE *file = fd < 0 ? NULL : fdopen(fd, "w");
	bool good;

	if (!file) {
		if (fd >= 0)
			close(fd);
		return false;
	}
	good = fputs(comments, file) >= 0 && fputs(text, file) >= 0;
	good = fclose(file) == 0 && good;
	if (!good)
		unlink(path);
	return good;
}

static bool is_full(struct listen_save *save, struct error *error)
{
	if (save->n_files < LISTEN_SAVE_FILES &&
		save->n_bytes < LISTEN_SAVE_BYTES)
		return false;
	error_set(error, ERROR_FILE, 0,
		"--save %s: %zu hellos are enough; no more are written",
		save->directory, save->n_files);
	return true;
}

char *listen_save(struct listen_save *save, const struct listen_saved *what,
	struct error *error)
{
	char *path, *comments, *text;
	bool good;

	if (!save->directory || save->failed)
		return NULL;
	save->failed = is_full(save, error);
	if (save->failed)
		return NULL;
	path = path_of(save, what);
	comments = comments_of(what);
	text = hello_text_of(what->bytes);
	good = write_whole(path, comments, text);
	if (!good) {
		save->failed = true;
		error_set(error, ERROR_FILE, errno,
			"--save: %s: %s; no more hellos are written", path,
			strerror(errno));
		free(path);
		path = NULL;
	}
	save->n_files++;
	save->n_bytes += strlen(text);
	free(comments);
	free(text);
	return path;
}
