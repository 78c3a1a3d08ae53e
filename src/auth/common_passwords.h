/* The commonest passwords, in lower case, each between two line ends. Made at build by
 * tool/common_passwords.py; for password.c alone. */
#pragma once

extern const char common_passwords[];
