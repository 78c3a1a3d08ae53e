/* What a receptionist says of somebody: a name, a title, a number, in one breath. */
#include "action/log_inner.h"

#include "base/text.h"

#include <ctype.h>
#include <string.h>

bool log_has_number(const char *text)
{
    enum { NUMBER_DIGITS = 5 };
    size_t count = 0;
    for (; *text; text++)
        count += isdigit((unsigned char)*text) != 0;
    return count >= NUMBER_DIGITS;
}

/* "cell 202 555 0191": the kind, and where the number begins. */
static AddressKind number_kind(const char **number)
{
    size_t length = strcspn(*number, " :");
    for (int kind = ADDRESS_NONE + 1; kind < ADDRESS_KINDS; kind++) {
        const char *name = address_kind_name((AddressKind)kind);
        if (strlen(name) != length || !text_starts_nocase(*number, name))
            continue;
        *number += length + strspn(*number + length, " :");
        return (AddressKind)kind;
    }
    return ADDRESS_OFFICE;
}

static bool add_number(Logging *logging, int64_t id, const char *part, Err *err)
{
    bool mailbox = strchr(part, '@') && !text_starts_nocase(part, "sip");
    AddressKind kind = mailbox ? ADDRESS_EMAIL : number_kind(&part);
    if (kind == ADDRESS_SWITCHBOARD && logging->loaded.lead.account_id)
        return log_add_address(logging, 0, logging->loaded.lead.account_id, kind, part, TOLD_BASIS,
                               err);
    return log_add_address(logging, id, 0, kind, part, TOLD_BASIS, err);
}

static bool write_title(Logging *logging, int64_t id, const char *title, Err *err)
{
    struct contact_set_in row;
    if (!log_begin_contact(logging, id, &row, err))
        return false;
    row.title = title;
    logging->search_changed = true;
    logging->search_contact = id;
    return sql_contact_set(logging->context->db, &row, err);
}

bool log_person_card(Logging *logging, const char *card, int64_t *contact_id, Err *err)
{
    const char *title = NULL;
    size_t length = strcspn(card, ",");
    const char *rest = card[length] ? card + length + 1 : card + length;
    if (!log_person(logging, text_clean(logging->arena, card, length, 200), contact_id, err))
        return false;
    while (*rest) {
        size_t part_length = strcspn(rest, ",");
        const char *part = text_clean(logging->arena, rest, part_length, 200);
        rest += part_length + (rest[part_length] == ',');
        if (text_empty(part))
            continue;
        bool is_way = strchr(part, '@') || log_has_number(part);
        if (is_way && !add_number(logging, *contact_id, part, err))
            return false;
        if (!is_way)
            title = title ? arena_printf(logging->arena, "%s, %s", title, part) : part;
    }
    return !title || write_title(logging, *contact_id, title, err);
}
