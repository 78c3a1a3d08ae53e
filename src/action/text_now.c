#include "action/text_now.h"

#include "action/aside_inner.h"
#include "action/capture_inner.h"
#include "action/consent_inner.h"
#include "action/file_inner.h"
#include "action/file_link.h"
#include "action/log_inner.h"
#include "action/mail_file_inner.h"
#include "action/send_inner.h"
#include "base/phone.h"
#include "base/sms.h"
#include "base/text.h"
#include "follow/line.h"
#include "follow/rank.h"

#include <stdlib.h>
#include <string.h>

/* --- to whom ---------------------------------------------------------------------------------- */

static const LoadedPerson *person_by_id(const LoadedLead *loaded, int64_t id)
{
    for (size_t i = 0; i < loaded->person_count; i++)
        if (loaded->people[i].contact.id == id)
            return &loaded->people[i];
    return NULL;
}

/* By id, by the whole name, or by words that one of them alone has. */
static const LoadedPerson *person_named(Arena *arena, const LoadedLead *loaded, const char *to)
{
    const LoadedPerson *found = NULL;
    size_t fits = 0;
    char *end;
    long long id = strtoll(to, &end, 10);
    if (!*end)
        return person_by_id(loaded, id);
    for (size_t i = 0; i < loaded->person_count; i++) {
        const LoadedPerson *person = &loaded->people[i];
        if (text_equal_nocase(person->contact.name, to))
            return person;
        if (log_name_fits(person->contact.name_key, text_fold(arena, to))) {
            found = person;
            fits++;
        }
    }
    return fits == 1 ? found : NULL;
}

static bool find_person(Arena *arena, const LoadedLead *loaded, const char *to,
                        const LoadedPerson **person, Err *err)
{
    if (!text_empty(to))
        *person = person_named(arena, loaded, to);
    else if (loaded->has_next && person_by_id(loaded, loaded->next.contact_id))
        *person = person_by_id(loaded, loaded->next.contact_id);
    else
        *person = person_by_id(loaded, loaded->lead.contact_id);
    return *person ||
           err_field(err, ERR_INPUT, "to",
                     text_empty(to) ? "%s has no person to text%s" : "%s: nobody there is \"%s\"",
                     loaded->lead.name, text_or(to, ""));
}

static const struct address_get_row *cell_of(const LoadedPerson *person, const char *value_key)
{
    const struct address_get_row *bad = NULL;
    for (size_t i = 0; i < person->addresses.count; i++) {
        const struct address_get_row *row = &person->addresses.at[i];
        bool is_cell = text_equal(row->kind, address_kind_name(ADDRESS_CELL)) &&
                       (!value_key || text_equal(row->value_key, value_key));
        if (is_cell && !text_equal(row->state, address_state_name(ADDRESS_BAD)))
            return row;
        bad = is_cell && value_key ? row : bad;
    }
    return bad;
}

/* Who is called at the office may have a mobile telephone there. */
static const char *mobile_of(const Context *context, const LoadedPerson *person)
{
    for (size_t i = 0; i < person->addresses.count; i++) {
        const struct address_get_row *row = &person->addresses.at[i];
        AddressKind kind;
        Phone phone;
        Err none;
        bool rings = address_kind_find(row->kind, &kind) &&
                     (kind == ADDRESS_OFFICE || kind == ADDRESS_HOME) && !row->extension;
        if (rings && phone_parse(row->value, context->country, &phone, &none) &&
            phone.kind == PHONE_MOBILE)
            return row->value;
    }
    return NULL;
}

/* --- by what ---------------------------------------------------------------------------------- */

typedef struct Way {
    bool machine, pictures;
    const char *why;
} Way;

static bool find_way(Context *context, Arena *arena, const LoadedLead *loaded, Way *way, Err *err)
{
    SendGate gate;
    bool busy;
    size_t place = 0;
    if (!send_gate_read(context, arena, &gate, err) ||
        !aside_is_taken(context, arena, loaded, &busy, err))
        return false;
    const struct sender_list_row *row =
        sender_row_of(&gate.senders, loaded->lead.owner_id, CHANNEL_TEXT);
    bool works = row && send_gate_find(&gate, row->id, &place) &&
                 send_gate_works(context, &gate, place) &&
                 send_gate_room(context, &gate, place) > 0;
    *way = (Way){.machine = works && !busy && loaded->has_next,
                 .why = !row     ? "there is no gateway that Beck may send texts by"
                        : !works ? "the gateway is off, rests, or has sent what it may"
                        : busy   ? "another message to them is on its way"
                                 : NULL};
    way->pictures = row && sender_takes_pictures(context, arena, row);
    return true;
}

/* --- the draft -------------------------------------------------------------------------------- */

static int newest_first(const void *one, const void *other)
{
    const FileShown *a = one, *b = other;
    return a->id < b->id ? 1 : a->id > b->id ? -1 : 0;
}

static bool list_what(Context *context, Arena *arena, TextNow *draft, Err *err)
{
    struct text_now_contents_rows rows;
    if (!file_list(context, arena, draft->lead_id, &draft->files, err) ||
        !sql_text_now_contents(
            context->db, arena,
            &(struct text_now_contents_in){.workspace = context->workspace,
                                           .contact_id = draft->contact_id,
                                           .text = (int64_t)CHANNEL_BIT(CHANNEL_TEXT),
                                           .most = TEXT_NOW_CONTENTS},
            &rows, err))
        return false;
    if (draft->files.count)
        qsort(draft->files.at, draft->files.count, sizeof *draft->files.at, newest_first);
    if (draft->files.count > TEXT_NOW_FILES)
        draft->files.count = TEXT_NOW_FILES;
    draft->contents = arena_array(arena, rows.count, sizeof *draft->contents);
    draft->content_count = rows.count;
    for (size_t i = 0; i < rows.count; i++)
        draft->contents[i] = (TextNowContent){.id = rows.at[i].id,
                                              .kind = rows.at[i].kind,
                                              .title = rows.at[i].title,
                                              .had = rows.at[i].had != 0};
    return true;
}

bool text_now_draft(Context *context, Arena *arena, int64_t lead_id, const char *to, TextNow *draft,
                    Err *err)
{
    LoadedLead loaded;
    const LoadedPerson *person;
    const char *url = NULL;
    Way way;
    if (!lead_load(context, arena, lead_id, LOAD_READ, &loaded, err) ||
        !find_person(arena, &loaded, to, &person, err) ||
        !find_way(context, arena, &loaded, &way, err) ||
        !context_setting(context, "public_url", &url, err))
        return false;
    const struct address_get_row *cell = cell_of(person, NULL);
    TextNow made = {.lead_id = lead_id,
                    .lead_name = loaded.lead.name,
                    .contact_id = person->contact.id,
                    .contact_name = person->contact.name,
                    .cell = cell ? cell->value : NULL,
                    .suggested = cell ? NULL : mobile_of(context, person),
                    .machine = way.machine,
                    .why = way.why,
                    .pictures = way.pictures,
                    .linkable = !text_empty(url)};
    if (!list_what(context, arena, &made, err))
        return false;
    *draft = made;
    return true;
}

/* --- the number, and that they asked ---------------------------------------------------------- */

static const char asked[] = "asked in person for a text";

/* Once a day is enough to show it. */
static bool is_written(Context *context, Arena *arena, const char *value_key, bool *written,
                       Err *err)
{
    struct consent_of_rows rows;
    *written = false;
    if (!consent_rows(context, arena, value_key, &rows, err))
        return false;
    for (size_t i = 0; i < rows.count; i++)
        *written = *written || (rows.at[i].given && !rows.at[i].withdrawn &&
                                text_equal(rows.at[i].how, asked) &&
                                rows.at[i].at > context->now - DAY_SECONDS);
    return true;
}

static bool write_consent(Context *context, Arena *arena, const struct address_get_row *cell,
                          Err *err)
{
    bool written;
    int64_t ledger_id;
    return is_written(context, arena, cell->value_key, &written, err) &&
           (written || consent_give(context, cell->value_key, CHANNEL_BIT(CHANNEL_TEXT), asked,
                                    &ledger_id, err)) &&
           (!text_empty(cell->text_basis) ||
            sql_address_set_basis(context->db,
                                  &(struct address_set_basis_in){.workspace = context->workspace,
                                                                 .id = cell->id,
                                                                 .text_basis = asked},
                                  err));
}

/* As they say it now, it is theirs: also where it stood as one that does not work. */
static bool keep_number(Context *context, Arena *arena, const LoadedLead *loaded,
                        int64_t contact_id, const char *number, Err *err)
{
    Logging logging = {.context = context, .arena = arena, .loaded = *loaded, .at = context->now};
    return (log_add_address(&logging, contact_id, 0, ADDRESS_CELL, number, TOLD_BASIS, err) ||
            err_in(err, "cell")) &&
           (!logging.search_changed ||
            (search_refresh(context, arena, loaded->lead.id, err) &&
             search_refresh_beside(context, loaded->lead.id, contact_id, 0, err)));
}

/* The lead anew, with the number and its basis in it. */
static bool find_number(Context *context, Arena *arena, const TextNowInput *input,
                        LoadedLead *loaded, const LoadedPerson **person,
                        const struct address_get_row **cell, Err *err)
{
    DraftAddress said;
    const char *key = NULL;
    int64_t lead_id = loaded->lead.id;
    int64_t contact_id = *person ? (*person)->contact.id : 0;
    if (!text_empty(input->cell)) {
        if (!draft_address(arena, ADDRESS_CELL, input->cell, context->country, &said, err))
            return err_in(err, "cell");
        key = said.value_key;
        if (!keep_number(context, arena, loaded, contact_id, input->cell, err) ||
            !lead_load(context, arena, lead_id, LOAD_USUAL, loaded, err))
            return false;
        *person = person_by_id(loaded, contact_id);
    }
    *cell = *person ? cell_of(*person, key) : NULL;
    if (!*cell) {
        err_field(err, ERR_INPUT, "cell",
                  "ask where you can text it to: no cell number of %s is known",
                  *person ? (*person)->contact.name : loaded->lead.name);
        return false;
    }
    const char *found = (*cell)->value_key;
    if (!write_consent(context, arena, *cell, err) ||
        !lead_load(context, arena, lead_id, LOAD_USUAL, loaded, err))
        return false;
    *person = person_by_id(loaded, contact_id);
    *cell = *person ? cell_of(*person, found) : NULL;
    if (!*cell)
        err_set(err, ERR_BROKEN, "the number of %s is not there any more", loaded->lead.name);
    return *cell != NULL;
}

/* What they said stop to, and the hours of their place, hold for texts that they ask for, too. */
static bool ask_line(const Context *context, const LoadedLead *loaded, const LoadedPerson *person,
                     int64_t address_id, Err *err)
{
    const Situation *situation = &loaded->situation;
    for (size_t i = 0; i < situation->person_count; i++)
        for (size_t k = 0; k < situation->people[i].reach_count; k++) {
            const Reach *reach = &situation->people[i].reaches[k];
            if (reach->id != address_id)
                continue;
            LineRule rule = line_ask(situation, &situation->people[i], reach, CHANNEL_TEXT,
                                     MODE_PERSON, true, context->now)
                                .rule;
            if (rule == LINE_SUPPRESSED || rule == LINE_STOPPED)
                return err_set(err, ERR_CONFLICT,
                               "%s has ended texts: they text START to us, then it goes",
                               person->contact.name);
            return rule == LINE_OPEN || rule == LINE_CLOSED_DAY ||
                   err_set(err, ERR_CONFLICT, "no text may go to %s now: %s", person->contact.name,
                           line_rule_name(rule));
        }
    return err_field(err, ERR_INPUT, "cell", "the number cannot be texted");
}

/* --- what ------------------------------------------------------------------------------------- */

typedef struct What {
    const char *name; /* "Price list" */
    const char *text; /* of a content: its own link or words; NULL: none */
    FilesShown files;
    int64_t content_id; /* given by it; 0: none, or they had it */
    bool inside;        /* the files' links stand in the words: nothing else knows whose they are */
} What;

static bool is_had(Context *context, Arena *arena, int64_t contact_id, int64_t content_id,
                   bool *had, Err *err)
{
    struct content_list_rows rows;
    *had = false;
    if (!sql_content_list(
            context->db, arena,
            &(struct content_list_in){.workspace = context->workspace, .contact_id = contact_id},
            &rows, err))
        return false;
    for (size_t i = 0; i < rows.count; i++)
        *had = *had || (rows.at[i].id == content_id && rows.at[i].given);
    return true;
}

static bool find_content(Context *context, Arena *arena, int64_t id, int64_t contact_id, What *what,
                         Err *err)
{
    struct content_get_row row;
    bool found, had;
    if (!sql_content_get(context->db, arena,
                         &(struct content_get_in){.workspace = context->workspace, .id = id}, &row,
                         &found, err))
        return false;
    if (!found || row.retired_at != TIME_NONE)
        return err_field(err, ERR_MISSING, "content", "the library has no %lld", (long long)id);
    if (!is_had(context, arena, contact_id, id, &had, err) ||
        !file_list_of_content(context, arena, id, &what->files, err))
        return false;
    what->name = row.title;
    what->text = !text_empty(row.url) ? row.url : what->files.count ? NULL : row.body;
    what->content_id = had ? 0 : id;
    what->inside = had;
    return what->files.count || !text_empty(what->text) ||
           err_field(err, ERR_INPUT, "content",
                     "\"%s\" has no file, no address and no words: nothing to text", row.title);
}

static bool find_file(Context *context, Arena *arena, int64_t lead_id, const TextNowInput *input,
                      What *what, Err *err)
{
    int64_t id = input->file_id;
    FilesShown files;
    if (input->add) {
        FileInput add = *input->add;
        add.lead_id = lead_id;
        add.content_id = 0;
        if (!file_put(context, arena, &add, false, NULL, &id, err))
            return err_in(err, "photo");
    }
    if (!file_list(context, arena, lead_id, &files, err))
        return false;
    for (size_t i = 0; i < files.count; i++)
        if (files.at[i].id == id) {
            what->files = (FilesShown){.at = &files.at[i], .count = 1};
            what->name = input->add && files.at[i].image ? "the photo" : files.at[i].name;
            return true;
        }
    return err_field(err, ERR_MISSING, "file", "file %lld is not the lead's", (long long)id);
}

static bool find_what(Context *context, Arena *arena, int64_t lead_id, int64_t contact_id,
                      const TextNowInput *input, What *what, Err *err)
{
    int given = (input->file_id != 0) + (input->content_id != 0) + (input->add != NULL);
    *what = (What){.name = "what you asked for"};
    if (given > 1)
        return err_field(err, ERR_INPUT, "file", "one thing a text: a file, or one of the library");
    if (!given)
        return !text_empty(input->words) ||
               err_field(err, ERR_INPUT, "file",
                         "say what to text: a file, one of the library, or words");
    return input->content_id
               ? find_content(context, arena, input->content_id, contact_id, what, err)
               : find_file(context, arena, lead_id, input, what, err);
}

/* "Hello Bob, here is the photo. Mary Stone, Maven Labels" */
static const char *write_words(Context *context, Arena *arena, const LoadedPerson *person,
                               const TextNowInput *input, const What *what)
{
    if (!text_empty(input->words))
        return text_clean_lines(arena, input->words, strlen(input->words), SMS_PARTS_MOST * 600);
    const char *first = person->contact.given ? person->contact.given
                                              : text_first_name(arena, person->contact.name);
    const char *said =
        what->text ? arena_printf(arena, "Hello %s, here is %s: %s", first, what->name, what->text)
                   : arena_printf(arena, "Hello %s, here is %s.", first, what->name);
    return arena_printf(arena, "%s%s%s, %s", said, what->text ? "\n" : " ", context->me->name,
                        context_company(context));
}

/* A line for each file that does not go as a picture; false: our links lead nowhere. */
static bool add_links(Context *context, Arena *arena, const What *what, bool picture,
                      int64_t touch_id, const char **words)
{
    for (size_t i = picture ? 1 : 0; i < what->files.count; i++) {
        const char *url = file_link(context, arena, what->files.at[i].id, touch_id);
        if (!url)
            return false;
        *words = arena_printf(arena, "%s\n%s", *words, url);
    }
    return true;
}

/* --- it goes ---------------------------------------------------------------------------------- */

static Decision decision_of(const Context *context, int64_t contact_id, int64_t address_id,
                            int64_t content_id, Why why)
{
    Time at_once = context->now - SEND_WAIT_SECONDS;
    return (Decision){.concern = CONCERN_PROMISE,
                      .group = group_of(CONCERN_PROMISE, CHANNEL_TEXT),
                      .channel = CHANNEL_TEXT,
                      .mode = MODE_MACHINE,
                      .contact_id = contact_id,
                      .address_id = address_id,
                      .content_id = content_id,
                      .due_at = at_once,
                      .latest_at = at_once,
                      .whys = {why},
                      .why_count = 1};
}

static bool put_files(Context *context, const What *what, bool picture, int64_t touch_id, Err *err)
{
    for (size_t i = 0; i < what->files.count && !what->inside; i++) {
        const FileShown *file = &what->files.at[i];
        FileWay way = picture && !i ? FILE_ENCLOSED : FILE_LINKED;
        if (!sql_mail_file_put(context->db,
                               &(struct mail_file_put_in){.workspace = context->workspace,
                                                          .touch_id = touch_id,
                                                          .file_id = file->id,
                                                          .way = file_way_name(way),
                                                          .name = file->name,
                                                          .size = file->size},
                               err))
            return false;
    }
    return true;
}

static bool let_go(Context *context, Arena *arena, const LoadedLead *loaded, const What *what,
                   const TextedNow *texted, const char *body, int64_t address_id, Err *err)
{
    Decision decision = decision_of(context, texted->contact_id, address_id, what->content_id,
                                    (Why){.code = WHY_ASKED_FOR_TEXT, .text = what->name});
    return aside_put(context, loaded, texted->touch_id, what->content_id, err) &&
           lead_put_decision(context, arena, loaded, &decision, texted->touch_id, err) &&
           sql_message_put(context->db,
                           &(struct message_put_in){.workspace = context->workspace,
                                                    .touch_id = texted->touch_id,
                                                    .lead_id = loaded->lead.id,
                                                    .user_id = context->user,
                                                    .subject = "",
                                                    .body = body,
                                                    .now = context->now},
                           err) &&
           put_files(context, what, texted->picture, texted->touch_id, err);
}

static bool check_words(Arena *arena, const TextedNow *texted, Err *err)
{
    const SendItem item = {.channel = CHANNEL_TEXT, .subject = "", .body = texted->words};
    const char *why = send_why_too_long(arena, &item);
    return !why || err_field(err, ERR_INPUT, "words", "%s", why);
}

static bool text_inside(Context *context, Arena *arena, int64_t lead_id, const TextNowInput *input,
                        TextedNow *texted, Err *err)
{
    LoadedLead loaded;
    const LoadedPerson *person = NULL;
    const struct address_get_row *cell = NULL;
    What what;
    Way way;
    if (!lead_load(context, arena, lead_id, LOAD_USUAL, &loaded, err) ||
        !find_person(arena, &loaded, input->to, &person, err))
        return false;
    if (!loaded.has_next)
        return err_set(err, ERR_CONFLICT, "%s is closed: open it again first", loaded.lead.name);
    if (!find_number(context, arena, input, &loaded, &person, &cell, err) || !cell ||
        !ask_line(context, &loaded, person, cell->id, err) ||
        !find_way(context, arena, &loaded, &way, err) ||
        !find_what(context, arena, lead_id, person->contact.id, input, &what, err))
        return false;
    *texted = (TextedNow){.lead_id = lead_id,
                          .contact_id = person->contact.id,
                          .lead_name = loaded.lead.name,
                          .contact_name = person->contact.name,
                          .number = cell->value,
                          .why = way.why,
                          .what = what.name,
                          .content_id = what.content_id};
    if (way.machine && !context_id(context, &texted->touch_id, err))
        return false;
    const char *body = write_words(context, arena, person, input, &what);
    texted->picture = way.machine && way.pictures && !what.inside && what.files.count &&
                      send_is_picture(what.files.at[0].type, what.files.at[0].size);
    texted->words = body;
    if (!add_links(context, arena, &what, texted->picture, texted->touch_id, &texted->words))
        return err_field(err, ERR_INPUT, "file",
                         "%s goes as a link, and a link needs the setting public_url: where others "
                         "reach this Beck",
                         what.name);
    texted->parts = (int)sms_parts(texted->words).parts;
    return check_words(arena, texted, err) &&
           (!way.machine || let_go(context, arena, &loaded, &what, texted,
                                   what.inside ? texted->words : body, cell->id, err));
}

bool text_now(Context *context, Arena *arena, int64_t lead_id, const TextNowInput *input,
              TextedNow *texted, Err *err)
{
    TextedNow made;
    auto_txn Txn txn = {0};
    if (!db_begin(&txn, context->db, TXN_WRITE, err) ||
        !text_inside(context, arena, lead_id, input, &made, err) || !db_commit(&txn, err))
        return false;
    *texted = made;
    return true;
}

bool text_now_again(Context *context, Arena *arena, const LoadedLead *loaded,
                    const LoadedLead *before, int64_t touch_id, bool *waits, Err *err)
{
    const struct next_touch_of_lead_row *was = &before->next;
    const Why *whys;
    bool busy;
    if (!aside_is_taken(context, arena, loaded, &busy, err))
        return false;
    *waits = !busy && person_by_id(loaded, was->contact_id);
    if (!*waits)
        return true;
    Why why =
        plan_whys_unpack(arena, was->whys, &whys) ? whys[0] : (Why){.code = WHY_ASKED_FOR_TEXT};
    Decision decision =
        decision_of(context, was->contact_id, was->address_id, was->content_id, why);
    return aside_put(context, loaded, touch_id, was->content_id, err) &&
           lead_put_decision(context, arena, loaded, &decision, touch_id, err);
}
