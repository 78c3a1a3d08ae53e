/* Sign-in of a sender at its provider, from a terminal (action/login.h): prints the address to
 * open, and waits for the browser, or with --paste for what it ended at. */
#pragma once

#include "action/login.h"
#include "cli/cli.h"

bool cli_sign_in(Cli *cli, int64_t sender_id, SenderShown *sender, Err *err);
