/* SPDX-License-Identifier: ISC */
/*
 * The report of one target: all that is told of it, as one value. Text, JSON
 * and exit status read this struct and nothing else; so does whoever tells it
 * in another form (one file that reads the struct, like report_json.c).
 *
 *	struct report report = { 0 };
 *	report_begin(&report, "example.org", n_endpoints);
 *	report_resolve(&report, &resolution, from_mx);
 *	report_fill(&report, &report.endpoints[i], &asked, portrait);
 *	report.endpoints[i].cost = …		net/ has counted it
 *	json_t *json = report_json(&report);
 *	report_clear(&report);
 *
 * It owns all it points to, but for static tables: neither audit nor log need
 * live as long. Text is never NULL; "" is none, null in JSON. All text is made
 * harmless on its way in (analysis/base/escape.h): no printer need do it again.
 */
#ifndef HALLO_ANALYSIS_REPORT_REPORT_H
#define HALLO_ANALYSIS_REPORT_REPORT_H

#include <jansson.h>

#include "analysis/base/arena.h"
#include "analysis/json/certificate_value.h"
#include "analysis/rules/finding.h"
#include "analysis/senders/sender.h"
#include "wire/probe/cost.h"
#include "wire/probe/resolution.h"
#include "wire/tables/names.h"

struct report_suite {
	uint32_t code;
	const char *code_text;	   /* "0x0039", "0x010080" */
	const struct suite *known; /* its names and properties, or NULL */
	unsigned dh_bits, dh_bits_rfc7919; /* 0: none */
	enum suite_shape shape;
	const char *group, *signature_scheme;
	unsigned export_rsa_bits; /* 0: none */
	struct proof proof;
};

struct report_group {
	const char *code_text, *name;
	const struct group *known; /* or NULL */
	enum truth state;
	const char *reason;
	struct proof proof;
};

struct report_dhe {
	enum truth state;
	unsigned bits;		   /* 0: none */
	const char *prime;	   /* where it is from, if that is known */
	const char *prime_sha256;  /* hex */
	const char *group, *suite; /* of RFC 7919; the code it was seen with */
	struct proof proof;
};

struct report_version {
	uint16_t version;
	const char *name; /* "TLSv1.2" */
	enum truth state;
	const char *reason, *refusal;
	struct proof proof, controls;
	bool has_order; /* false: there is none to speak of */
	enum suite_order order;
	size_t n_suites;
	struct report_suite *suites; /* in the server's order, else by code */
	size_t n_classes;	     /* of SUITE_ORDER_MIXED, else 0 */
	size_t *classes;	     /* how many suites; the first come first */
	bool suites_complete;	     /* counts when the state is yes */
	size_t n_groups;
	struct report_group *groups;
	bool has_groups_order;
	enum suite_order groups_order;
	struct report_dhe dhe, dhe_rfc7919; /* without, beside its groups */
	enum truth same_set;		    /* yes, no; else it is open */
	enum truth deflate;
	struct proof deflate_proof;
};

/* One machine of several behind the address. */
struct report_backend {
	const char *name; /* as it greets */
	size_t greetings; /* ways to greet */
	size_t met, of;	  /* connections: so many of so many */
	enum truth state;
	bool complete;
	const char *incomplete_reason;
	struct report_version versions[PORTRAIT_VERSIONS];
};

/* Equal hellos that were answered unequally. */
struct report_unequal {
	bool seen;
	unsigned first, second, of;
	uint32_t probes[2];
};

/* What a sender gets, as an s_client would tell it. */
struct report_answer {
	bool seen; /* false: nothing below counts */
	uint16_t version;
	const char *version_name;
	const char *suite;	   /* its code */
	const struct suite *known; /* or NULL */
	const char *group;
	unsigned dh_bits; /* 0: none */
	const char *server_temp_key, *signature_scheme, *peer_signing_digest;
	int certificate; /* index into certificates; -1: not seen */
	bool sealed;	 /* TLS 1.3: certificate, ALPN … are encrypted */
	bool client_certificate_requested, secure_renegotiation;
	const char *compression, *alpn;
	uint64_t bytes_in, bytes_out;
	struct proof proof;
};

struct report_certificate {
	struct certificate_words words;
	struct proof proof; /* the probes that showed it */
};

struct report_finding {
	const char *id; /* "dh-weak" … */
	enum severity severity;
	const char *title, *detail, *fix;
	struct proof proof;
};

struct report_sender {
	const struct sender *sender; /* of the table */
	enum sender_result result;
	enum sender_cause cause;
	const char *reason;
	const char *unless;  /* what it rests on and was not asked */
	const char *version; /* what it would get */
	uint32_t suite;	     /* counts when there is a version */
	const char *suite_code;
	struct proof proof;
};

/* What a connection can tell, with a go-ahead or without. */
struct report_connection {
	enum outcome_kind outcome;
	enum stage stage;
	int errnum;	   /* 0: none */
	const char *reply; /* of the server */
	bool early;	   /* clear bytes stood behind the go-ahead */
	uint16_t local_port;
	uint32_t started_ms, ready_ms, answer_ms;
	uint64_t bytes_out, bytes_in;
};

/* One row of the log that has a probe: what it asked, what came back. */
struct report_probe {
	uint32_t id;
	const char *version; /* that was asked for */
	enum probe_purpose purpose;
	enum dhe_shape shape;
	bool with_extensions;
	size_t n_suites, n_groups;
	int alert; /* -1: none that was fatal */
	const char *alert_name;
	unsigned warning, ssl2_error; /* 0: none */
	const char *answer_version, *suite, *group, *signature_scheme;
	unsigned dh_bits;
	int certificate;     /* index, or -1 */
	const char *unasked; /* what was not offered: "suite" …, or "" */
	uint32_t unasked_code;
	const char *fault; /* what was wrong with its bytes */
	struct report_connection connection;
};

/* Who was asked, how, and when. */
struct report_asked {
	const char *host, *address;
	uint16_t port;
	const char *dialog; /* scheme */
	const char *server_name, *helo;
	uint64_t started_ms; /* since 1970; the probes count from here; 0 */
};

struct report_endpoint {
	struct report_asked asked;
	enum truth state; /* yes: it spoke TLS */
	const char *reason;
	bool complete;
	const char *incomplete_reason;
	size_t n_findings;
	struct report_finding *findings; /* most severe first */
	struct report_version versions[PORTRAIT_VERSIONS]; /* oldest first */
	size_t n_backends;
	struct report_backend *backends;
	struct report_unequal unequal;
	struct report_answer preferred, preferred_tls12;
	size_t n_certificates;
	struct report_certificate *certificates;
	size_t n_senders;
	struct report_sender *senders;
	size_t list_limit, list_refused; /* of the server; 0: not known */
	size_t n_failures;
	struct report_connection *failures; /* before a go-ahead */
	size_t n_probes;
	struct report_probe *probes;

	/* what net/ knows: set by the caller */
	struct cost cost;
	struct limits limits;
	struct budget_limits budget;
};

struct report_host {
	bool has_preference; /* it came from an MX record */
	unsigned preference;
	const char *name;
	const char *alias; /* where a CNAME of it led, or "" */
	bool partial;	   /* DNS failed for one of the families */
	size_t left_out;   /* of its addresses */
	size_t n_addresses;
	const char **addresses;
	struct report_place {
		enum address_scope scope;
		bool withheld; /* it was not asked */
	} * places;	       /* of the addresses */
	enum resolution_state state;
	const char *reason;
};

/* What --pcap has written. */
struct report_capture {
	bool present; /* false: there was none */
	const char *file, *format, *device;
	uint64_t packets, probes, dropped;
	bool whole; /* all that came could be written */
};

struct report {
	struct arena arena; /* all it owns */
	const char *target;
	enum resolution_state resolution;
	const char *resolution_reason, *canonical;
	bool local_resolver; /* that was asked has no global address */
	size_t left_out;     /* of the mail exchangers */
	size_t n_hosts;
	struct report_host *hosts;
	size_t n_missing;
	const char **missing; /* parts of the whole that were not audited */
	size_t n_findings;
	struct report_finding *findings; /* on the MX, most severe first */
	size_t n_endpoints;
	struct report_endpoint *endpoints;
	size_t n_hints;
	const char **hints; /* what to try when nothing could be asked */
	bool interrupted;
	struct report_capture capture;
};

/* Empties @report and makes room for @n_endpoints. */
void report_begin(
	struct report *report, const char *target, size_t n_endpoints);
void report_clear(struct report *report);

/* @from_mx: the hosts have preferences. */
void report_resolve(struct report *report, const struct resolution *resolution,
	bool from_mx);

/* Fills @endpoint, which is one of the report's, but for cost and limits. */
void report_fill(struct report *report, struct report_endpoint *endpoint,
	const struct report_asked *asked, const struct portrait *portrait);

/* Words of ours; what they quote is of this report, harmless already. */
void report_hint(struct report *report, const char *hint);

/* "30/min", or "" where the rate has no limit. */
#define RATE_ROOM 20
const char *report_rate(
	char room[RATE_ROOM], const struct budget_limits *budget);

/* The endpoint before the @i-th of which all but the proof, the place and the
 * cost is the same; NULL: there is none. */
const struct report_endpoint *report_same_as(
	const struct report *report, size_t i);

/* Is there an address that was known, and not asked? */
bool report_withheld(const struct report *report);

/* Was a connection made to any endpoint? */
bool report_reached(const struct report *report);

/* Has the endpoint no route from here? Then it does not count. */
bool report_unrouted(const struct report_endpoint *endpoint);

/* New references: schema hallo.report/1, docs/report.schema.json. */
json_t *report_json(const struct report *report);
json_t *report_endpoint_json(const struct report_endpoint *endpoint);
json_t *report_resolution_json(const struct report *report);
json_t *report_hosts_json(const struct report *report);
json_t *report_missing_json(const struct report *report);
json_t *report_capture_json(const struct report_capture *capture);

#endif
