/* Who may be the same, users, absences, holds, and what leaves the database, as text. */
#pragma once

#include "base/doc.h"
#include "cli/text_page.h"

void text_duplicates(Page *page, const Doc *doc);
void text_merged(Page *page, const Doc *doc);
void text_different(Page *page, const Doc *doc);

void text_users(Page *page, const Doc *doc);
void text_user(Page *page, const Doc *doc);
void text_reassigned(Page *page, const Doc *doc);
void text_absences(Page *page, const Doc *doc); /* of {users} */
void text_absence(Page *page, const Doc *doc);
void text_holds(Page *page, const Doc *doc);
void text_hold(Page *page, const Doc *doc);

void text_backup(Page *page, const Doc *doc);
void text_exported(Page *page, const Doc *doc);
void text_erased(Page *page, const Doc *doc);
