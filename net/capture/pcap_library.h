/* SPDX-License-Identifier: ISC */
/*
 * libpcap, loaded when a capture is asked for and not before: it brings nine
 * more libraries and over a megabyte, and hallo may run with a right to
 * capture. Its functions under their names without "pcap_":
 *
 *	if (!pcap_library_load(&error))
 *		tell it
 *	pcap_library()->close(handle);
 */
#ifndef HALLO_NET_CAPTURE_PCAP_LIBRARY_H
#define HALLO_NET_CAPTURE_PCAP_LIBRARY_H

#include <pcap/pcap.h>
#include <stdbool.h>

#include "net/base/error.h"

#define PCAP_FUNCTIONS(F)                                                      \
	F(activate)                                                            \
	F(close)                                                               \
	F(compile)                                                             \
	F(create)                                                              \
	F(datalink)                                                            \
	F(dispatch)                                                            \
	F(dump)                                                                \
	F(dump_close)                                                          \
	F(dump_fopen)                                                          \
	F(fopen_offline_with_tstamp_precision)                                 \
	F(freecode)                                                            \
	F(get_selectable_fd)                                                   \
	F(geterr)                                                              \
	F(next_ex)                                                             \
	F(set_buffer_size)                                                     \
	F(set_snaplen)                                                         \
	F(set_timeout)                                                         \
	F(set_tstamp_precision)                                                \
	F(setfilter)                                                           \
	F(setnonblock)                                                         \
	F(stats)                                                               \
	F(statustostr)

#define PCAP_POINTER(name) __typeof__(pcap_##name) *name;
struct pcap_library {
	PCAP_FUNCTIONS(PCAP_POINTER)
};
#undef PCAP_POINTER

/* False: error says what is missing. Once loaded it stays. */
bool pcap_library_load(struct error *error) __attribute__((warn_unused_result));

/* The loaded one. */
const struct pcap_library *pcap_library(void);

#endif
