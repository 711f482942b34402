/* SPDX-License-Identifier: ISC */
/*
 * The command line as a value. One table (options.def) feeds the parser, the
 * help, the shell completion and the test that holds the man page against it.
 *
 *	struct options options;
 *	if (!options_parse(&options, argc, argv, &error))
 *		say what is wrong, exit 64
 */
#ifndef HALLO_CLI_OPTIONS_OPTIONS_H
#define HALLO_CLI_OPTIONS_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "analysis/state/ask.h"
#include "analysis/rules/finding.h"
#include "cli/page/page.h"
#include "net/dial/budget.h"
#include "net/base/error.h"
#include "smtp/dialog.h"

/* Exit status, first that applies (the same in man page and README). */
enum exit_status {
	EXIT_AUDITED = 0,
	EXIT_FINDING = 1,    /* at or above --fail-on */
	EXIT_INCOMPLETE = 2, /* something is inconclusive or incomplete */
	EXIT_UNREACHED = 3,  /* no endpoint could be resolved or reached */
	EXIT_USAGE = 64,
};

enum command {
	COMMAND_AUDIT = 1,
	COMMAND_SERVE = 2,
	COMMAND_LIST = 4,
	COMMAND_COMPLETION = 8,
	COMMAND_HELP = 16,
	COMMAND_VERSION = 32,
	COMMAND_SAY = 512,
	COMMAND_HELLO = 1024,
	COMMAND_READ = 2048,
	COMMAND_LISTEN = 4096,
};

struct spec_holder; /* cli/options/spec_holder.h */

/* What `hallo say` is told beside what its hello shall be. */
struct say_options {
	const char *hello; /* FILE */
	bool verbatim, hex, all_endpoints;
	unsigned segment; /* 0: all at once */
	unsigned times;	  /* 0: once */
};

/* What `hallo hello` is told beside that. */
#define HELLO_GIVEN_SUITES 256

struct hello_given {
	const char *output; /* FILE; NULL: back, or standard output */
	enum hello_given_form {
		HELLO_AS_IT_IS,
		HELLO_AS_TEXT,
		HELLO_AS_RAW,
		HELLO_AS_HEX
	} form;
	unsigned number; /* of the hello in its file; 0: none was named */
	size_t n_add, n_drop;
	uint32_t add[HELLO_GIVEN_SUITES], drop[HELLO_GIVEN_SUITES];
};

struct read_given {
	char host[48]; /* "": any */
	unsigned port; /* 0: any */
	bool failed;
	unsigned save;	  /* the connection whose hello is saved; 0: none */
	size_t save_word; /* its file is this word */
};

struct options {
	enum command command;
	bool help; /* --help of that command */
	size_t n_words;
	const char **words; /* what is no option, in order; owned */
	const char **given; /* one a row of the table: its value, "" of a
			     * flag, NULL: not given; owned */

	/* audit */
	unsigned mx; /* so many of the hosts; 0: all */
	int family;  /* AF_UNSPEC, AF_INET, AF_INET6 */
	const char *input;
	const char *resolver;
	const char *json;
	const char *transcript;
	const char *pcap;	 /* file of the capture; NULL: none */
	const char *pcap_device; /* NULL: all */
	const char *resume;
	bool replay; /* resume, but nothing is asked and written */
	const char *helo;
	const char *sni;
	bool no_sni;
	bool force_starttls;
	bool allow_private;
	unsigned versions;
	unsigned ask;
	bool chosen_suites; /* suites[] holds what to ask, else all known */
	uint32_t *suites;   /* owned */
	size_t n_suites;
	unsigned connections; /* 0: default */
	struct budget_limits pace;
	unsigned deadline_s; /* 0: none */
	unsigned patience_s; /* 0: default */
	unsigned timeout_s;  /* 0: default */
	bool has_seed;
	uint8_t seed[SEED_SIZE];
	bool has_fail_on;
	enum severity fail_on;
	bool quiet;

	/* say; also hello, which makes one by the same options */
	struct spec_holder *spec; /* owned; NULL of other commands */
	struct say_options say;
	struct hello_given hello;

	/* read */
	struct read_given read;

	/* listen */
	const char *answer; /* NULL: default */
	const char *save;
	unsigned times; /* 0: no end */

	/* serve; also listen */
	const char *listen;
	const struct dialog_kind *dialog;
	bool verbose;

	/* list; also audit */
	bool list_json;
	enum color_mode color;
	unsigned width; /* 0: of the terminal */
};

/* Sets one option from its value (NULL for a flag). False: error says what is
 * wrong and what would be right. */
typedef bool option_setter(
	struct options *options, const char *value, struct error *error);

struct option_row {
	unsigned commands; /* bits of enum command */
	char letter;	   /* or 0 */
	const char *name;  /* or "" when there is only the letter */
	const char *value; /* "FILE", "first|all|N"; "" for a flag */
	option_setter *set;
	const char *help;
};
extern const struct option_row option_table[];
extern const size_t option_table_len;

struct command_row {
	enum command command;
	const char *name;
	const char *words; /* what follows the options, for the synopsis */
	const char *help;
};
extern const struct command_row command_table[];
extern const size_t command_table_len;
const struct command_row *command_find(const char *name);
const struct command_row *command_of(enum command command);

/* False with ERROR_USAGE. Clear in either case. */
bool options_parse(struct options *options, int argc, char **argv,
	struct error *error) __attribute__((warn_unused_result));
void options_clear(struct options *options);

/* The help of a command (COMMAND_HELP: of the program) as one text; free(). */
char *options_help(enum command command, unsigned width);

/* The bash completion as one text; free(). */
char *options_completion(void);

#endif
