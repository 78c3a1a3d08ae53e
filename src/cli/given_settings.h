/* Settings of a driver, as they are typed: --set NAME=VALUE. */
#pragma once

#include "cli/cli.h"

#include "base/doc.h"

/* An object of texts. */
Doc *given_settings(Cli *cli);
/* Asks for the password that goes with a login, which no list of processes is to show. */
bool given_password(Cli *cli, Doc *settings, Err *err);
/* The same of what lets a driver in, where it must be there. */
bool given_secret(Cli *cli, const char *driver, Doc *settings, Err *err);
