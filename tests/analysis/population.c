/* SPDX-License-Identifier: ISC */
/*
 * Reading a population and drawing from it, see population.h.
 */
#include "tests/analysis/population.h"

#include <stdio.h>
#include <stdlib.h>

static int find_set(const struct population *p, const char *name)
{
	for (size_t i = 0; i < p->n_sets; i++)
		if (!strcmp(p->sets[i].name, name))
			return (int)i;
	return -1;
}

static bool read_codes(struct population_set *set, char **save)
{
	for (char *word; (word = strtok_r(NULL, " \n", save));) {
		if (set->n == POPULATION_CODES)
			return false;
		set->codes[set->n++] = (uint32_t)strtoul(word, NULL, 16);
	}
	return set->n > 0;
}

static bool read_set(struct population *p, char **save)
{
	const char *name = strtok_r(NULL, " \n", save);
	struct population_set *set = &p->sets[p->n_sets];

	if (!name || p->n_sets == POPULATION_SETS)
		return false;
	snprintf(set->name, sizeof(set->name), "%s", name);
	p->n_sets++;
	return read_codes(set, save);
}

static bool read_host(struct population *p, char **save)
{
	const char *weight = strtok_r(NULL, " \n", save);
	struct population_host *host = &p->hosts[p->n_hosts];

	if (!weight || p->n_hosts == POPULATION_HOSTS)
		return false;
	host->weight = strtoul(weight, NULL, 10);
	for (int i = 0; i < PROFILE_VERSIONS; i++) {
		const char *name = strtok_r(NULL, " \n", save);

		if (!name)
			return false;
		host->sets[i] = find_set(p, name);
		if (host->sets[i] < 0 && strcmp(name, "-") != 0)
			return false;
	}
	p->n_hosts++;
	p->weight += host->weight;
	return host->weight > 0;
}

static bool read_line(struct population *p, char *line)
{
	char *save = line;
	const char *word;

	if (*line == '#' || *line == '\n')
		return true;
	if (*line == ' ' && p->n_sets)
		return strtok_r(line, " \n", &save) &&
			read_codes(&p->sets[p->n_sets - 1], &save);
	word = strtok_r(line, " \n", &save);
	if (word && !strcmp(word, "set"))
		return read_set(p, &save);
	if (word && !strcmp(word, "host"))
		return read_host(p, &save);
	if (!word || strcmp(word, "order") != 0)
		return false;
	word = strtok_r(NULL, " \n", &save);
	p->ordered = word && !strcmp(word, "known");
	return word != NULL;
}

struct population *population_read(const char *path)
{
	struct population *p = calloc(1, sizeof(*p));
	FILE *file = fopen(path, "r");
	char line[200], kept[200];
	bool ok = p && file;

	while (ok && fgets(line, sizeof(line), file)) {
		memcpy(kept, line, sizeof(line));
		ok = read_line(p, line);
		if (!ok)
			fprintf(stderr, "%s: %s", path, kept);
	}
	if (file)
		fclose(file);
	if (ok && p->n_hosts)
		return p;
	free(p);
	return NULL;
}

bool population_read_both(const char *folder, struct population *both[2])
{
	static const char *const files[] = { "smtp-2015", "modern" };
	char path[500];

	for (size_t i = 0; i < 2; i++) {
		snprintf(path, sizeof(path), "%s/%s", folder, files[i]);
		both[i] = population_read(path);
	}
	return both[0] && both[1];
}
