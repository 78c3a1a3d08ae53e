/* The words a lead is found by, and the query for them: both folded the same way, so that the two
 * engines find the same set. */
#include "action/capture_inner.h"
#include "action/find_leads.h"

#include "base/phone.h"
#include "base/text.h"

#include <ctype.h>
#include <string.h>

enum { WORDS_BYTES = 4000 };

static void add_folded(Arena *arena, Buf *words, const char *text)
{
    if (text_empty(text))
        return;
    if (words->length)
        buf_addc(words, ' ');
    buf_adds(words, text_fold(arena, text));
}

/* The number that rings may come with or without its country: the whole, the last ten digits and
 * the last seven are words. */
static void add_number(Buf *words, const char *e164)
{
    const char *digits = e164 + (e164[0] == '+');
    size_t length = strlen(digits);
    buf_addf(words, " %s", digits);
    if (length > 10)
        buf_addf(words, " %s", digits + length - 10);
    if (length > 7)
        buf_addf(words, " %s", digits + length - 7);
}

static void add_address(Arena *arena, Buf *words, AddressKind kind, const char *key)
{
    if (kind == ADDRESS_EMAIL || kind == ADDRESS_SIP)
        add_folded(arena, words, key);
    else if (kind != ADDRESS_POSTAL && kind != ADDRESS_URL)
        add_number(words, key);
}

char *search_words_of_draft(Arena *arena, const Draft *draft)
{
    auto_buf Buf words = buf_new(WORDS_BYTES);
    const char *texts[] = {draft->name, draft->company, draft->title,
                           draft->city, draft->product, draft->external_id};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        add_folded(arena, &words, texts[i]);
    for (size_t i = 0; i < draft->address_count; i++)
        add_address(arena, &words, draft->addresses[i].kind, draft->addresses[i].value_key);
    for (size_t i = 0; i < draft->company_address_count; i++)
        add_address(arena, &words, draft->company_addresses[i].kind,
                    draft->company_addresses[i].value_key);
    return arena_strndup(arena, words.at, words.length);
}

static bool add_stored_addresses(Context *context, Arena *arena, const struct lead_get_row *lead,
                                 Buf *words, Err *err)
{
    struct address_of_contact_rows own = {0};
    struct address_of_account_rows company = {0};
    AddressKind kind = ADDRESS_NONE;
    if (!sql_address_of_contact(context->db, arena,
                                &(struct address_of_contact_in){.workspace = context->workspace,
                                                                .contact_id = lead->contact_id},
                                &own, err) ||
        !sql_address_of_account(context->db, arena,
                                &(struct address_of_account_in){.workspace = context->workspace,
                                                                .account_id = lead->account_id},
                                &company, err))
        return false;
    for (size_t i = 0; i < own.count; i++)
        if (address_kind_find(own.at[i].kind, &kind))
            add_address(arena, words, kind, own.at[i].value_key);
    for (size_t i = 0; i < company.count; i++)
        if (address_kind_find(company.at[i].kind, &kind))
            add_address(arena, words, kind, company.at[i].value_key);
    return true;
}

bool search_refresh(Context *context, Arena *arena, int64_t lead_id, Err *err)
{
    struct lead_get_row lead;
    struct contact_get_row contact = {0};
    struct account_get_row account = {0};
    bool has_contact, has_account;
    auto_buf Buf words = buf_new(WORDS_BYTES);
    if (!sql_lead_get(context->db, arena,
                      &(struct lead_get_in){.workspace = context->workspace, .id = lead_id}, &lead,
                      NULL, err) ||
        !sql_contact_get(
            context->db, arena,
            &(struct contact_get_in){.workspace = context->workspace, .id = lead.contact_id},
            &contact, &has_contact, err) ||
        !sql_account_get(
            context->db, arena,
            &(struct account_get_in){.workspace = context->workspace, .id = lead.account_id},
            &account, &has_account, err))
        return false;
    add_folded(arena, &words, has_contact ? contact.name : lead.name);
    add_folded(arena, &words, has_account ? account.name : NULL);
    add_folded(arena, &words, has_contact ? contact.title : NULL);
    add_folded(arena, &words, has_contact ? contact.city : has_account ? account.city : NULL);
    add_folded(arena, &words, lead.product);
    add_folded(arena, &words, lead.external_id);
    return add_stored_addresses(context, arena, &lead, &words, err) &&
           sql_search_drop(
               context->db,
               &(struct search_drop_in){.workspace = context->workspace, .lead_id = lead_id},
               err) &&
           sql_search_put(context->db,
                          &(struct search_put_in){.workspace = context->workspace,
                                                  .lead_id = lead_id,
                                                  .words = words.at},
                          err);
}

bool search_refresh_beside(Context *context, int64_t lead_id, int64_t contact_id,
                           int64_t account_id, Err *err)
{
    struct search_leads_rows leads;
    if (!contact_id && !account_id)
        return true;
    auto_arena Arena *found = arena_new();
    auto_arena Arena *scratch = arena_new();
    if (!sql_search_leads(context->db, found,
                          &(struct search_leads_in){.workspace = context->workspace,
                                                    .lead_id = lead_id,
                                                    .contact_id = contact_id,
                                                    .account_id = account_id},
                          &leads, err))
        return false;
    for (size_t i = 0; i < leads.count; i++, arena_reset(scratch))
        if (!search_refresh(context, scratch, leads.at[i].lead_id, err))
            return false;
    return true;
}

/* Digits, and what stands between them when numbers are written. */
static bool is_number(const char *text)
{
    size_t digits = 0;
    for (const char *c = text; *c; c++) {
        if (isdigit((unsigned char)*c))
            digits++;
        else if (!strchr("+-()./ ", *c))
            return false;
    }
    return digits >= 5;
}

static char *number_words(Context *context, Arena *arena, const char *text)
{
    Phone phone;
    Err ignored;
    if (phone_parse(text, context->country, &phone, &ignored))
        return arena_strdup(arena, phone.e164 + 1);
    char *digits = arena_strdup(arena, text);
    char *out = digits;
    for (const char *c = text; *c; c++)
        if (isdigit((unsigned char)*c))
            *out++ = *c;
    *out = '\0';
    return digits + strspn(digits, "0");
}

char *search_query(Context *context, Arena *arena, const char *typed)
{
    char *words = is_number(typed) ? number_words(context, arena, typed) : text_fold(arena, typed);
    bool postgres = db_engine(context->db) == DB_POSTGRES;
    auto_buf Buf query = buf_new(WORDS_BYTES);
    char *rest = words;
    for (char *word = strsep(&rest, " "); word; word = strsep(&rest, " ")) {
        if (!*word)
            continue;
        if (query.length)
            buf_adds(&query, postgres ? " & " : " AND ");
        buf_addf(&query, postgres ? "'%s':*" : "\"%s\"*", word);
    }
    return query.over ? arena_strdup(arena, "") : arena_strndup(arena, query.at, query.length);
}
