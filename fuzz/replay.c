// SPDX-License-Identifier: ISC
/*
 * Runs a fuzz target over saved inputs, without a fuzzer: each argument is a
 * folder whose files are handed to LLVMFuzzerTestOneInput once.  The copy on
 * the heap has the exact size of the file, so that a sanitizer sees each byte
 * read too far.  An empty folder is a failure: it would prove nothing.
 *
 *     hello-replay fuzz/corpus/hello
 */
#include <dirent.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static bool replay_file(const char *path, size_t size)
{
	FILE *file = fopen(path, "rb");
	uint8_t *data = malloc(size ? size : 1);

	bool ok = file && data && fread(data, 1, size, file) == size;
	if (ok)
		LLVMFuzzerTestOneInput(data, size);
	else
		perror(path);
	free(data);
	if (file)
		fclose(file);
	return ok;
}

/* How many files of the folder were replayed; -1 when one was unreadable. */
static int replay_folder(const char *folder)
{
	DIR *dir = opendir(folder);
	struct dirent *entry;
	struct stat info;
	char path[4096];
	int count = 0;

	while (dir && count >= 0 && (entry = readdir(dir))) {
		snprintf(path, sizeof(path), "%s/%s", folder, entry->d_name);
		if (stat(path, &info) || !S_ISREG(info.st_mode))
			continue;
		bool ok = replay_file(path, (size_t)info.st_size);
		count = ok ? count + 1 : -1;
	}
	if (dir)
		closedir(dir);
	return count;
}

int main(int argc, char **argv)
{
	bool ok = argc > 1;

	for (int i = 1; i < argc; i++) {
		int count = replay_folder(argv[i]);

		fprintf(stderr, "%s: %d inputs\n", argv[i], count);
		ok = ok && count > 0;
	}
	return ok ? EXIT_SUCCESS : EXIT_FAILURE;
}
