/* Texts that come in: whose they are, what their words want, and what is texted back. */
#include "action/receive_inner.h"

#include "action/consent_inner.h"
#include "action/draft.h"
#include "action/log_inner.h"
#include "base/phone.h"
#include "base/text.h"
#include "mail/text_wish.h"

#include <string.h>

enum { WORDS_BYTES = 4000 };

/* Why an opt-out by text stands in the ledger: START takes back this, and nothing else. */
#define STOPPED_BY_TEXT "asked for no more texts"

typedef struct Texting {
    Receiving receiving;
    const ReceivedText *text;
    const char *words;
    const char *country; /* whose words they may be: the number's, else our own */
    const char *back;    /* what is texted back; NULL: nothing */
} Texting;

/* By its own name; without one, the same words within the same minute are the same text. */
static Digest key_of(const Texting *texting)
{
    const Receiving *receiving = &texting->receiving;
    const ReceivedText *text = texting->text;
    const char *known = text->known_as[0]
                            ? text->known_as
                            : arena_printf(receiving->arena, "%lld\n%s",
                                           (long long)(receiving->at / MINUTE), texting->words);
    const char *whole = arena_printf(receiving->arena, "text\n%lld\n%s\n%s",
                                     (long long)text->sender_id, receiving->writer, known);
    return digest_of(receiving->context->secret, whole, strlen(whole));
}

/* A number of a telephone in E.164, with the country it is of; a short code or a name as it is. */
static const char *number_of(Context *context, Arena *arena, const char *from, const char **country)
{
    Phone phone;
    Err err;
    const char *clean = text_clean(arena, from, strlen(from), 40);
    *country = context_country(context);
    if (!phone_parse(clean, *country, &phone, &err))
        return clean;
    if (phone.region[0])
        *country = arena_strdup(arena, phone.region);
    return arena_strdup(arena, phone.e164);
}

/* --- wishes ----------------------------------------------------------------------------------- */

static const char *company_says(const Texting *texting, const char *words)
{
    return arena_printf(texting->receiving.arena, "%s: %s",
                        context_company(texting->receiving.context), words);
}

static bool is_ended(const Texting *texting, bool *ended, Err *err)
{
    ChannelSet channels;
    if (!suppression_of(texting->receiving.context, texting->receiving.writer, &channels, err))
        return false;
    *ended = (channels & CHANNEL_BIT(CHANNEL_TEXT)) != 0;
    return true;
}

/* One confirmation, and only of what was not ended before (47 CFR 64.1200(a)(12)). */
static bool stop(Texting *texting, Err *err)
{
    Receiving *receiving = &texting->receiving;
    bool ended;
    if (!is_ended(texting, &ended, err))
        return false;
    receiving->reading.kind = MAIL_UNSUBSCRIBE;
    receiving->did = "they want no more texts: they are ended for ever";
    if (!ended && !texting->text->told)
        texting->back = company_says(
            texting, "you will get no more texts from us. Reply START to get them again.");
    return receive_end_texts(receiving, err);
}

static bool give_basis(const Texting *texting, const char *basis, bool anew, Err *err)
{
    const Receiving *receiving = &texting->receiving;
    struct address_get_row address;
    bool found;
    if (!receiving->address_id)
        return true;
    if (!sql_address_get(receiving->context->db, receiving->arena,
                         &(struct address_get_in){.workspace = receiving->context->workspace,
                                                  .id = receiving->address_id},
                         &address, &found, err))
        return false;
    if (!found || (!anew && !text_empty(address.text_basis)))
        return true;
    return sql_address_set_basis(
        receiving->context->db,
        &(struct address_set_basis_in){.workspace = receiving->context->workspace,
                                       .id = receiving->address_id,
                                       .text_basis = basis},
        err);
}

/* What texts ended texts begin again; what else was ended stays so. */
static bool take_back(const Texting *texting, Err *err)
{
    const Receiving *receiving = &texting->receiving;
    Context *context = receiving->context;
    Digest hash = suppression_hash(context, receiving->writer);
    struct consent_ended_rows rows;
    if (!sql_consent_ended(context->db, receiving->arena,
                           &(struct consent_ended_in){.workspace = context->workspace,
                                                      .hash = {hash.bytes, sizeof hash.bytes},
                                                      .channels = CHANNEL_BIT(CHANNEL_TEXT),
                                                      .how = STOPPED_BY_TEXT},
                           &rows, err))
        return false;
    for (size_t i = 0; i < rows.count; i++)
        if (!suppression_take_back(context, rows.at[i].id, err))
            return false;
    return true;
}

static bool start(Texting *texting, Err *err)
{
    Receiving *receiving = &texting->receiving;
    bool was, ended;
    receiving->reading.kind = MAIL_OTHER;
    if (!is_ended(texting, &was, err) || !take_back(texting, err) ||
        !is_ended(texting, &ended, err))
        return false;
    receiving->did = ended ? "they want texts again; something else ended them for ever"
                           : "they want texts again";
    receiving->asks = ended;
    int64_t ledger_id;
    if (!ended && !consent_give(receiving->context, receiving->writer, CHANNEL_BIT(CHANNEL_TEXT),
                                "they texted START", &ledger_id, err))
        return false;
    if (was && !ended && !texting->text->told)
        texting->back = company_says(texting, "you will get our texts again. Reply STOP to end.");
    return give_basis(texting, "they texted START", true, err) &&
           (!receiving->lead_id ||
            lead_replan(receiving->context, receiving->arena, receiving->lead_id, err));
}

static bool help(Texting *texting, Err *err)
{
    Receiving *receiving = &texting->receiving;
    struct lead_get_row lead;
    const struct user_list_row *owner = NULL;
    receiving->reading.kind = MAIL_OTHER;
    if (receiving->lead_id) {
        if (!sql_lead_get(receiving->context->db, receiving->arena,
                          &(struct lead_get_in){.workspace = receiving->context->workspace,
                                                .id = receiving->lead_id},
                          &lead, NULL, err))
            return false;
        owner = context_find_user(receiving->context, lead.owner_id);
    }
    receiving->did = "they asked who writes, and were told";
    if (!texting->text->told)
        texting->back = company_says(
            texting, arena_printf(receiving->arena, "%s%s%s%sReply STOP to end our texts.",
                                  owner ? owner->name : "", owner ? ", " : "",
                                  owner ? text_or(owner->cell, "") : "", owner ? ". " : ""));
    return true;
}

/* An answer, and what may be more than that is asked of a person. */
static bool answer(Texting *texting, bool refuses, Err *err)
{
    Receiving *receiving = &texting->receiving;
    receiving->reading.kind = MAIL_REPLY;
    if (!give_basis(texting, "they texted us", false, err) || !receive_act(receiving, err))
        return false;
    if (refuses) {
        receiving->reading.kind = MAIL_UNSUBSCRIBE;
        receiving->asks = true;
        receiving->did = "it reads as if they wanted no more texts: is it so? Machines wait";
    }
    return true;
}

static bool act(Texting *texting, Err *err)
{
    Receiving *receiving = &texting->receiving;
    switch (text_wish(receiving->arena, texting->words, texting->country)) {
    case TEXT_WISH_STOP:
        return stop(texting, err);
    case TEXT_WISH_START:
        return start(texting, err);
    case TEXT_WISH_HELP:
        return help(texting, err);
    case TEXT_WISH_REFUSES:
        return receiving->lead_id ? answer(texting, true, err) : true;
    default:
        return receiving->lead_id ? answer(texting, false, err) : true;
    }
}

/* --- taking ----------------------------------------------------------------------------------- */

static bool keep(Texting *texting, const Digest *key, Received *made, Err *err)
{
    Receiving *receiving = &texting->receiving;
    Context *context = receiving->context;
    if (!receiving->lead_id && text_empty(receiving->did)) {
        receiving->asks = true;
        receiving->did = "nobody here is known by this number: whose is it?";
    }
    made->kind = receiving->reading.kind;
    made->lead_id = receiving->lead_id;
    made->contact_id = receiving->contact_id;
    made->touch_id = receiving->made_id     ? receiving->made_id
                     : receiving->has_touch ? receiving->touch.id
                                            : 0;
    made->asks = receiving->asks;
    made->did = receiving->did;
    return context_id(context, &made->received_id, err) &&
           sql_received_insert(context->db,
                               &(struct received_insert_in){
                                   .workspace = context->workspace,
                                   .id = made->received_id,
                                   .mail_key = {key->bytes, sizeof key->bytes},
                                   .channel = channel_name(CHANNEL_TEXT),
                                   .at = receiving->at,
                                   .now = context->now,
                                   .kind = reading_kind_name(made->kind),
                                   .placed = placed_name(receiving->placed),
                                   .state = receiving->asks ? "asks" : "done",
                                   .from_name = "",
                                   .from_address = receiving->writer,
                                   .subject = "",
                                   .body = texting->words,
                                   .message_id = "",
                                   .about = "",
                                   .reason = "",
                                   .back_day = TIME_NONE,
                                   .lead_id = made->lead_id,
                                   .touch_id = made->touch_id,
                                   .contact_id = made->contact_id,
                                   .did = made->did,
                               },
                               err);
}

static bool take(Texting *texting, Received *made, Err *err)
{
    Receiving *receiving = &texting->receiving;
    Digest key = key_of(texting);
    struct received_find_row row;
    if (!sql_received_find(receiving->context->db, receiving->arena,
                           &(struct received_find_in){.workspace = receiving->context->workspace,
                                                      .mail_key = {key.bytes, sizeof key.bytes}},
                           &row, &made->again, err))
        return false;
    if (made->again) {
        made->received_id = row.id;
        made->lead_id = row.lead_id;
        made->touch_id = row.touch_id;
        made->did = row.did;
        return true;
    }
    return receive_match_number(receiving, err) && act(texting, err) &&
           keep(texting, &key, made, err);
}

bool receive_text(Context *context, Arena *arena, const ReceivedText *text, Received *received,
                  const char **back, Err *err)
{
    Received made = {.did = ""};
    const char *country, *writer = number_of(context, arena, text->from, &country);
    Texting texting = {
        .receiving = {.context = context,
                      .arena = arena,
                      .channel = CHANNEL_TEXT,
                      .did = "",
                      .at = context->now,
                      .writer = writer},
        .text = text,
        .country = country,
        .words = text_clean_lines(arena, text->words, strlen(text->words), WORDS_BYTES),
    };
    auto_txn Txn txn = {0};
    texting.receiving.reading = (Reading){.kind = MAIL_OTHER,
                                          .from = {"", texting.receiving.writer},
                                          .subject = "",
                                          .text = texting.words,
                                          .until = DAY_NONE};
    if (!texting.receiving.writer[0])
        return err_field(err, ERR_INPUT, "from", "nobody is named whom it is from");
    if (!db_begin(&txn, context->db, TXN_WRITE, err) || !take(&texting, &made, err) ||
        !db_commit(&txn, err))
        return false;
    *received = made;
    *back = texting.back;
    return true;
}
