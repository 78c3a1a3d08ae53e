/* Mails that belong together (RFC 5322 §3.6.4). */
#include "action/send_inner.h"

#include "base/text.h"
#include "mail/message_id.h"

#include <string.h>

/* The name of one of the mails, without brackets. */
static const char *name_of(const Context *context, Arena *arena, const struct thread_of_row *row)
{
    char id[MESSAGE_ID_LONGEST + 1];
    if (row->touch_id) {
        message_id_write(context->secret, row->touch_id, strrchr(row->address, '@') + 1, id);
        return arena_strdup(arena, id);
    }
    const char *bare = row->message_id + (row->message_id[0] == '<');
    return arena_strndup(arena, bare, strcspn(bare, ">"));
}

/* "Re: RE: label" is about the same as "label". */
static const char *bare_subject(const char *subject)
{
    subject += strspn(subject, " ");
    while (text_starts_nocase(subject, "re:")) {
        subject += strlen("re:");
        subject += strspn(subject, " ");
    }
    return subject;
}

bool send_thread(Context *context, Arena *arena, bool anew, SendItem *item, Err *err)
{
    struct thread_of_rows rows = {0};
    item->thread_id = item->touch_id;
    if (anew)
        return true;
    if (!sql_thread_of(context->db, arena,
                       &(struct thread_of_in){.workspace = context->workspace,
                                              .lead_id = item->lead_id,
                                              .contact_id = item->contact_id},
                       &rows, err))
        return false;
    int64_t thread = 0;
    for (size_t i = 0; i < rows.count; i++)
        thread = rows.at[i].thread_id ? rows.at[i].thread_id : thread;
    if (!thread)
        return true;
    const char **names = arena_array(arena, rows.count, sizeof *names);
    size_t count = 0;
    bool same = false, begun = false;
    for (size_t i = 0; i < rows.count; i++) {
        const struct thread_of_row *row = &rows.at[i];
        begun = begun || row->thread_id == thread;
        if (!begun || (row->thread_id && row->thread_id != thread))
            continue;
        names[count++] = name_of(context, arena, row);
        same = same || (!text_empty(item->subject) &&
                        text_equal_nocase(bare_subject(row->subject), bare_subject(item->subject)));
    }
    item->thread_id = thread;
    item->references = names;
    item->reference_count = count;
    item->in_reply_to = names[count - 1];
    if (same)
        item->subject = arena_printf(arena, "Re: %s", bare_subject(item->subject));
    return true;
}
