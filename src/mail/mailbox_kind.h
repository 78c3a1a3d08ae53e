/* Mailboxes that are no person: those of a role, and those that are thrown away.
 *
 * A role (info@, sales@) is read by many or by nobody: a first mail to it is worth little, and what
 * one of them says must not fall on a person. RFC 2142's names, and what firms use besides, in the
 * languages Beck meets most; a plus-address is its mailbox's.
 *
 * Disposable domains are those of the list that disposable-email-domains keeps (CC0), as of the
 * build (npm package disposable-email-domains-js), with all below them.
 */
#pragma once

#include <stdbool.h>

/* "sales@ford.example", in any case. */
bool mailbox_is_role(const char *mailbox);
bool mailbox_is_disposable(const char *mailbox);
