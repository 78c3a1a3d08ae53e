/* Senders, the outbox and the worker as text. */
#pragma once

#include "base/doc.h"
#include "cli/text_page.h"

void text_senders(Page *page, const Doc *doc);
void text_providers(Page *page, const Doc *doc);
void text_sender(Page *page, const Doc *doc);
void text_sender_ended(Page *page, const Doc *doc);
void text_sender_keys(Page *page, const Doc *doc);
void text_sender_right(Page *page, const Doc *doc);
void text_outbox(Page *page, const Doc *doc);
void text_outbox_sent(Page *page, const Doc *doc);
void text_outbox_back(Page *page, const Doc *doc);
void text_outbox_doubts(Page *page, const Doc *doc);
void text_outbox_message(Page *page, const Doc *doc);
void text_outbox_settled(Page *page, const Doc *doc);
void text_standing(Page *page, const Doc *doc);
void text_work(Page *page, const Doc *doc);

/* Of the state of a sender or a mailbox. */
PageStyle text_send_style(const char *state);
