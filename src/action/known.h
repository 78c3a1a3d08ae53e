/* Known: whom a batch of drafts may meet, asked of the store for the whole batch before its drafts
 * are met one by one: on PostgreSQL a few round trips a batch instead of several a draft.
 *
 *     auto_known Known *known = known_new(context, count);
 *     known_ahead(known, drafts, count, err);
 *     ... known_account(known, key, &account, err) ...
 *
 * What was not asked ahead is asked when it is needed. Whatever the batch itself writes is told to
 * it, so that two of a batch meet each other. It lives within one transaction, and gives pointers
 * that are good until known_free(). For the action room only.
 */
#pragma once

#include "action/context_inner.h"
#include "action/draft.h"

typedef struct Known Known;

typedef struct KnownContact {
    struct contact_get_row row;
    struct address_of_contact_rows addresses;
    struct lead_of_contact_rows leads;
} KnownContact;

typedef struct KnownIds {
    const int64_t *at;
    size_t count;
} KnownIds;

Known *known_new(Context *context, size_t drafts);
void known_free(Known *known); /* NULL is allowed */
static inline void known_cleanup(Known **known)
{
    known_free(*known);
}
#define auto_known __attribute__((cleanup(known_cleanup)))

bool known_ahead(Known *known, const Draft *const *drafts, size_t count, Err *err);

/* The account of a name, or the one it was merged into; NULL: none. */
bool known_account(Known *known, const char *name_key, const struct account_get_row **account,
                   Err *err);
bool known_account_addresses(Known *known, int64_t account_id,
                             struct address_of_account_rows *addresses, Err *err);
/* Those who have a mailbox or cell. */
bool known_owners(Known *known, const DraftAddress *address, KnownIds *contacts, Err *err);
/* Those of a name at an account (0: without any), and those whom others of the name were merged
 * into. */
bool known_named(Known *known, int64_t account_id, const char *name_key, KnownIds *contacts,
                 Err *err);
bool known_contact(Known *known, int64_t id, const KnownContact **contact, Err *err);
/* The lead with an id of another system; *found false: none. */
bool known_external(Known *known, const char *external_id, struct lead_by_external_row *row,
                    bool *found, Err *err);

/* What was just written: a row, new or changed. Its texts are not copied. An account may go by a
 * key that is not its own, but of one merged into it. */
void known_put_account(Known *known, const char *name_key, const struct account_get_row *row);
void known_put_contact(Known *known, const struct contact_get_row *row);
void known_add_address(Known *known, const struct address_get_row *row);
/* A lead was made of theirs, or by an id of another system: asked again when they are met again. */
void known_forget_contact(Known *known, int64_t id);
void known_forget_external(Known *known, const char *external_id);
