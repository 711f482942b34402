/* SPDX-License-Identifier: ISC */
/*
 * The commands: each gets the parsed options and returns the exit status.
 */
#ifndef HALLO_CLI_OPTIONS_COMMANDS_H
#define HALLO_CLI_OPTIONS_COMMANDS_H

#include "cli/options/options.h"

int command_audit(const struct options *options);
int command_say(const struct options *options);
int command_read(const struct options *options);
int command_hello(const struct options *options);
int command_serve(const struct options *options);
int command_listen(const struct options *options);
int command_list(const struct options *options);

#endif
