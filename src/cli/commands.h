/* The functions behind the table of commands. */
#pragma once

#include "cli/cli.h"

/* cmd_day.c */
bool cmd_today(Cli *cli, Err *err);
bool cmd_morning(Cli *cli, Err *err);
bool cmd_next(Cli *cli, Err *err);
bool cmd_calls(Cli *cli, Err *err);
bool cmd_review(Cli *cli, Err *err);

/* cmd_gift.c */
bool cmd_gifts(Cli *cli, Err *err);
bool cmd_gift_order(Cli *cli, Err *err);
bool cmd_gift_approve(Cli *cli, Err *err);
bool cmd_gift_decline(Cli *cli, Err *err);
bool cmd_gift_cancel(Cli *cli, Err *err);
bool cmd_gift_refund(Cli *cli, Err *err);
bool cmd_gift_budget(Cli *cli, Err *err);
bool cmd_gift_policy(Cli *cli, Err *err);

/* cmd_visits.c */
bool cmd_visits(Cli *cli, Err *err);

/* cmd_send.c */
bool cmd_senders(Cli *cli, Err *err);
bool cmd_mailboxes(Cli *cli, Err *err);
bool cmd_mailbox_add(Cli *cli, Err *err);
bool cmd_mailbox_check(Cli *cli, Err *err);
bool cmd_mailbox_pause(Cli *cli, Err *err);
bool cmd_mailbox_resume(Cli *cli, Err *err);
bool cmd_mailbox_remove(Cli *cli, Err *err);
bool cmd_sender_add(Cli *cli, Err *err);
bool cmd_sender_check(Cli *cli, Err *err);
bool cmd_sender_pause(Cli *cli, Err *err);
bool cmd_sender_resume(Cli *cli, Err *err);
bool cmd_sender_end(Cli *cli, Err *err);
bool cmd_sender_set(Cli *cli, Err *err);
bool cmd_sender_dkim(Cli *cli, Err *err);
bool cmd_sender_sign_in(Cli *cli, Err *err);
bool cmd_providers(Cli *cli, Err *err);
bool cmd_provider_set(Cli *cli, Err *err);
bool cmd_provider_end(Cli *cli, Err *err);
bool cmd_outbox(Cli *cli, Err *err);
bool cmd_outbox_send(Cli *cli, Err *err);
bool cmd_outbox_back(Cli *cli, Err *err);
bool cmd_outbox_uncertain(Cli *cli, Err *err);
bool cmd_outbox_message(Cli *cli, Err *err);
bool cmd_outbox_files(Cli *cli, Err *err);
bool cmd_outbox_attach(Cli *cli, Err *err);
bool cmd_outbox_detach(Cli *cli, Err *err);
bool cmd_outbox_settle(Cli *cli, Err *err);
bool cmd_outbox_arm(Cli *cli, Err *err);
bool cmd_fax(Cli *cli, Err *err);
bool cmd_letters(Cli *cli, Err *err);
bool cmd_letter_print(Cli *cli, Err *err);
bool cmd_letter_sent(Cli *cli, Err *err);
bool cmd_touch_words(Cli *cli, Err *err);
bool cmd_work(Cli *cli, Err *err);

/* cmd_log.c */
bool cmd_log(Cli *cli, Err *err);
bool cmd_skip(Cli *cli, Err *err);
bool cmd_undo(Cli *cli, Err *err);

/* cmd_promise.c */
bool cmd_promise(Cli *cli, Err *err);
bool cmd_promises(Cli *cli, Err *err);
bool cmd_promise_kept(Cli *cli, Err *err);
bool cmd_promise_late(Cli *cli, Err *err);
bool cmd_promise_mail(Cli *cli, Err *err);
bool cmd_promise_send(Cli *cli, Err *err);
bool cmd_promise_cancel(Cli *cli, Err *err);

/* cmd_add.c */
bool cmd_add(Cli *cli, Err *err);

/* cmd_import.c */
bool cmd_import(Cli *cli, Err *err);

/* cmd_lead.c */
bool cmd_find(Cli *cli, Err *err);
bool cmd_show(Cli *cli, Err *err);
bool cmd_why(Cli *cli, Err *err);
bool cmd_set(Cli *cli, Err *err);
bool cmd_assign(Cli *cli, Err *err);
bool cmd_consent(Cli *cli, Err *err);
bool cmd_invite(Cli *cli, Err *err);
bool cmd_text(Cli *cli, Err *err);
bool cmd_share(Cli *cli, Err *err);
bool cmd_ahead(Cli *cli, Err *err);
bool cmd_close(Cli *cli, Err *err);
bool cmd_reopen(Cli *cli, Err *err);

/* cmd_leads.c */
bool cmd_leads(Cli *cli, Err *err);
bool cmd_leads_views(Cli *cli, Err *err);
bool cmd_leads_forget(Cli *cli, Err *err);

/* cmd_file.c */
bool cmd_cards(Cli *cli, Err *err);
bool cmd_files(Cli *cli, Err *err);
bool cmd_file_add(Cli *cli, Err *err);
bool cmd_file_get(Cli *cli, Err *err);
bool cmd_file_remove(Cli *cli, Err *err);

/* cmd_account.c */
bool cmd_account(Cli *cli, Err *err);
bool cmd_person(Cli *cli, Err *err);
bool cmd_person_add(Cli *cli, Err *err);
bool cmd_person_set(Cli *cli, Err *err);

/* cmd_house.c */
bool cmd_init(Cli *cli, Err *err);
bool cmd_config(Cli *cli, Err *err);
bool cmd_config_get(Cli *cli, Err *err);
bool cmd_config_set(Cli *cli, Err *err);
bool cmd_config_unset(Cli *cli, Err *err);
bool cmd_check(Cli *cli, Err *err);

/* cmd_doctor.c */
bool cmd_doctor(Cli *cli, Err *err);

/* cmd_report.c */
bool cmd_report(Cli *cli, Err *err);

/* cmd_forecast.c */
bool cmd_forecast(Cli *cli, Err *err);

/* cmd_duplicates.c */
bool cmd_duplicates(Cli *cli, Err *err);
bool cmd_different(Cli *cli, Err *err);
bool cmd_merge(Cli *cli, Err *err);

/* cmd_pause.c */
bool cmd_pause(Cli *cli, Err *err);
bool cmd_resume(Cli *cli, Err *err);

/* cmd_user.c */
bool cmd_users(Cli *cli, Err *err);
bool cmd_user_add(Cli *cli, Err *err);
bool cmd_user_set(Cli *cli, Err *err);
bool cmd_user_deactivate(Cli *cli, Err *err);
bool cmd_user_activate(Cli *cli, Err *err);
bool cmd_user_reassign(Cli *cli, Err *err);
bool cmd_user_invite(Cli *cli, Err *err);
bool cmd_user_password(Cli *cli, Err *err);
bool cmd_holidays(Cli *cli, Err *err);
bool cmd_holiday_add(Cli *cli, Err *err);
bool cmd_holiday_remove(Cli *cli, Err *err);
bool cmd_absences(Cli *cli, Err *err);
bool cmd_absence_add(Cli *cli, Err *err);
bool cmd_absence_remove(Cli *cli, Err *err);

/* cmd_serve.c */
bool cmd_serve(Cli *cli, Err *err);

/* cmd_token.c */
bool cmd_tokens(Cli *cli, Err *err);
bool cmd_token_new(Cli *cli, Err *err);
bool cmd_token_revoke(Cli *cli, Err *err);
bool cmd_audit(Cli *cli, Err *err);
bool cmd_trials(Cli *cli, Err *err);
bool cmd_trial_keep(Cli *cli, Err *err);

/* cmd_lint.c */
bool cmd_lint(Cli *cli, Err *err);

/* cmd_words.c */
bool cmd_cadences(Cli *cli, Err *err);
bool cmd_cadence_show(Cli *cli, Err *err);
bool cmd_cadence_check(Cli *cli, Err *err);
bool cmd_cadence_add(Cli *cli, Err *err);
bool cmd_cadence_use(Cli *cli, Err *err);
bool cmd_cadence_fields(Cli *cli, Err *err);
bool cmd_contents(Cli *cli, Err *err);
bool cmd_content_add(Cli *cli, Err *err);
bool cmd_content_files(Cli *cli, Err *err);
bool cmd_content_attach(Cli *cli, Err *err);
bool cmd_content_retire(Cli *cli, Err *err);

/* cmd_outward.c */
bool cmd_forms(Cli *cli, Err *err);
bool cmd_form_new(Cli *cli, Err *err);
bool cmd_form_show(Cli *cli, Err *err);
bool cmd_form_on(Cli *cli, Err *err);
bool cmd_form_off(Cli *cli, Err *err);
bool cmd_webhooks(Cli *cli, Err *err);
bool cmd_webhook_add(Cli *cli, Err *err);
bool cmd_webhook_remove(Cli *cli, Err *err);
bool cmd_webhook_on(Cli *cli, Err *err);
bool cmd_webhook_off(Cli *cli, Err *err);
bool cmd_webhook_log(Cli *cli, Err *err);
bool cmd_webhook_redeliver(Cli *cli, Err *err);
bool cmd_webhook_test(Cli *cli, Err *err);
bool cmd_jobs(Cli *cli, Err *err);
bool cmd_job_show(Cli *cli, Err *err);
bool cmd_job_cancel(Cli *cli, Err *err);
bool cmd_calendar(Cli *cli, Err *err);
bool cmd_calendar_add(Cli *cli, Err *err);
bool cmd_calendar_list(Cli *cli, Err *err);
bool cmd_calendar_check(Cli *cli, Err *err);
bool cmd_calendar_sync(Cli *cli, Err *err);
bool cmd_calendar_pause(Cli *cli, Err *err);
bool cmd_calendar_resume(Cli *cli, Err *err);
bool cmd_calendar_remove(Cli *cli, Err *err);
bool cmd_contacts_add(Cli *cli, Err *err);
bool cmd_contacts_list(Cli *cli, Err *err);
bool cmd_contacts_check(Cli *cli, Err *err);
bool cmd_contacts_sync(Cli *cli, Err *err);
bool cmd_contacts_pause(Cli *cli, Err *err);
bool cmd_contacts_resume(Cli *cli, Err *err);
bool cmd_contacts_remove(Cli *cli, Err *err);

/* cmd_inbox.c */
bool cmd_inbox(Cli *cli, Err *err);
bool cmd_inbox_take(Cli *cli, Err *err);
bool cmd_inbox_ignore(Cli *cli, Err *err);
bool cmd_inbox_move(Cli *cli, Err *err);

/* cmd_phone.c */
bool cmd_call(Cli *cli, Err *err);
bool cmd_call_dial(Cli *cli, Err *err);
bool cmd_call_over(Cli *cli, Err *err);
bool cmd_call_by(Cli *cli, Err *err);

/* cmd_read.c */
bool cmd_read(Cli *cli, Err *err);

/* cmd_keep.c */
bool cmd_backup(Cli *cli, Err *err);
bool cmd_export(Cli *cli, Err *err);
bool cmd_erase(Cli *cli, Err *err);

/* cmd_help.c */
bool cmd_help(Cli *cli, Err *err);
bool cmd_completion(Cli *cli, Err *err);
bool cmd_version(Cli *cli, Err *err);
bool cmd_man(Cli *cli, Err *err);
