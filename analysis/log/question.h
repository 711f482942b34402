/* SPDX-License-Identifier: ISC */
/*
 * What one hello asks, as a value: what for, beside which earlier row, and the
 * specification of its bytes (version, properties, lists). A step fills it; the
 * row of the log that answers it keeps it.
 *
 * The properties of a hello are a set, each one a row of a table (question.c):
 * what it is called, how a hello is made so, how one that was sent shows it. So
 * a question becomes a hello_spec, and that the bytes.
 */
#ifndef HALLO_ANALYSIS_LOG_QUESTION_H
#define HALLO_ANALYSIS_LOG_QUESTION_H

#include "wire/hello/hello.h"
#include "wire/hello/hello_style.h"
#include "wire/probe/probe.h"

struct hello_spec;

enum hello_property {
	FORM_WITHOUT_EXTENSIONS = 1, /* <= TLS 1.2: 0x00FF instead */
	FORM_KEY_SHARE = 2,	     /* TLS 1.3: one that is not empty */
	FORM_RFC7919 = 4,	     /* the groups 256-260 are offered */
	FORM_DEFLATE = 8,	     /* compression 01 00 */
	FORM_LEAN = 16,		     /* TLS 1.3: as few bytes as can be */
};
#define FORM_ALL 31u

struct form_property {
	unsigned bit;
	const char *word;			  /* in a transcript */
	enum hello_style style;			  /* STYLE_STANDARD: of any */
	struct slice compression;		  /* data NULL: the usual one */
	bool (*shows)(const struct hello *hello); /* NULL: bytes do not tell */
};
extern const struct form_property form_table[];
extern const size_t form_table_len;

/* The properties that the bytes of a hello show. */
unsigned form_of_hello(const struct hello *hello);

/* Which of its questions a step has asked, where it has several. */
enum question_topic {
	TOPIC_NONE,
	TOPIC_DHE_REST,	       /* the DHE suites that were not found */
	TOPIC_DHE_FOUND,       /* those that were */
	TOPIC_DHE_ALL,	       /* all that are open: the chain runs */
	TOPIC_GROUPS_OPEN,     /* all groups that are open */
	TOPIC_GROUPS_REVERSED, /* the found ones, in the other direction */
	TOPIC_GROUPS_CURVE, /* refused ones, before the certificate's curve */
	TOPIC_COVER_SUITES, /* a refused list, beside a suite it has */
	TOPIC_COVER_LENGTH, /* a long list of harmless codes */
	TOPIC_COVER_GROUPS, /* refused groups, beside one it has */
	TOPIC_PIECE_KNOWN,  /* of a refused list: what others have */
	TOPIC_PIECE_FIRST,  /* … each so-many-th of the list */
	TOPIC_PIECE_SECOND,
	TOPIC_PIECE_THIRD,
	TOPIC_COMPARE,	    /* what was asked before, of another machine */
	TOPIC_COMPARE_IDLE, /* though another would have been welcome */
	TOPIC_MARK,	    /* what tells machines apart */
};
#define TOPICS (TOPIC_MARK + 1)
const char *question_topic_name(enum question_topic topic);

/* Codes in one hello: the 16-bit length of the list holds 32,767, and 0x00FF
 * stands among them where renegotiation_info cannot. */
#define QUESTION_LONGEST 32766

struct question {
	enum probe_purpose purpose;
	enum question_topic topic;
	uint32_t about; /* the probe whose row made it ask; 0: none */
	uint16_t version;
	unsigned form; /* set of enum hello_property */
	size_t n_suites;
	uint32_t *suites; /* owned by whoever made the question */
	size_t n_groups;  /* 0: the standard ones of version and form */
	uint16_t groups[256];
	bool in_chain;	/* the chain of its version counts on @guess: */
	uint32_t guess; /* the suite that will probably be chosen */
};

/* The question without its lists: nothing is asked yet. */
void question_clear(struct question *question);

/* What its hello shall be. It borrows from @question and @server_name. */
struct hello_spec question_spec(const struct question *question,
	const char *server_name, const uint8_t seed[SEED_SIZE]);

/* Its hello as records; 70 kB are room enough. */
void question_write(const struct question *question, struct writer *w,
	const char *server_name, const uint8_t seed[SEED_SIZE]);

#endif
