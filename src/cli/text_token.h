/* Sign-in as text: tokens, invitations, passwords, the audit. */
#pragma once

#include "base/doc.h"
#include "cli/text_page.h"

void text_tokens(Page *page, const Doc *doc);
void text_new_token(Page *page, const Doc *doc);
void text_token_revoked(Page *page, const Doc *doc);
void text_invitation(Page *page, const Doc *doc);
void text_password_set(Page *page, const Doc *doc);
void text_audit(Page *page, const Doc *doc);
