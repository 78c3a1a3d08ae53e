#include "action/draft.h"

#include "base/buf.h"
#include "base/place.h"
#include "base/text.h"
#include "base/vec.h"
#include "base/when.h"
#include "follow/alike.h"

#include <ctype.h>
#include <string.h>

enum { NAME_BYTES = 200, NOTE_BYTES = 8000 };

typedef VEC(DraftAddress) DraftAddresses;

typedef struct Making {
    Arena *arena;
    const ExchangeRow *row;
    const DraftHabit *habit;
    Draft *draft;
    DraftAddresses own, company;
    Buf note;
} Making;

static const char *clean(Making *making, const char *text)
{
    if (text_empty(text))
        return NULL;
    const char *cleaned = text_clean(making->arena, text, strlen(text), NAME_BYTES);
    return cleaned[0] ? cleaned : NULL;
}

static void add_note(Making *making, const char *label, const char *text)
{
    if (text_empty(text))
        return;
    if (making->note.length)
        buf_addc(&making->note, '\n');
    if (label)
        buf_addf(&making->note, "%s: ", label);
    buf_adds(&making->note, text);
}

static AddressKind kind_of(RowAddressKind kind)
{
    static const AddressKind kinds[ROW_ADDRESS_KINDS] = {
        [ROW_CELL] = ADDRESS_CELL,   [ROW_OFFICE] = ADDRESS_OFFICE,
        [ROW_HOME] = ADDRESS_HOME,   [ROW_SWITCHBOARD] = ADDRESS_SWITCHBOARD,
        [ROW_SIP] = ADDRESS_SIP,     [ROW_FAX] = ADDRESS_FAX,
        [ROW_EMAIL] = ADDRESS_EMAIL, [ROW_POSTAL] = ADDRESS_POSTAL,
        [ROW_URL] = ADDRESS_URL,     [ROW_OTHER] = ADDRESS_NONE,
    };
    return kinds[kind];
}

static bool is_phone(AddressKind kind)
{
    return kind == ADDRESS_CELL || kind == ADDRESS_OFFICE || kind == ADDRESS_HOME ||
           kind == ADDRESS_SWITCHBOARD || kind == ADDRESS_FAX;
}

static bool already_has(const DraftAddresses *addresses, const DraftAddress *address)
{
    vec_each (const DraftAddress, other, addresses) {
        if (other->kind == address->kind && text_equal(other->value_key, address->value_key))
            return true;
    }
    return false;
}

static void add_address(Making *making, const RowAddress *from)
{
    AddressKind kind = kind_of(from->kind);
    DraftAddress address;
    Err wrong;
    if (kind == ADDRESS_NONE) {
        add_note(making, text_or(from->label, "other number"), from->value);
        return;
    }
    const char *country = place_country(making->draft->country);
    if (!draft_address(making->arena, kind, from->value, country ? country : making->habit->country,
                       &address, &wrong)) {
        /* Not readable, but not lost either. */
        add_note(making, text_or(from->label, address_kind_name(kind)), from->value);
        return;
    }
    address.label = from->label;
    /* A number of which the file only says "phone" is a cell where the number itself is mobile. */
    if (address.mobile && !from->kind_known) {
        kind = address.kind = ADDRESS_CELL;
        address.matches = true;
    }
    /* Where neither is known it is a person's, who is called by the number. */
    bool of_company =
        making->draft->company && (!making->draft->name || kind == ADDRESS_SWITCHBOARD);
    if (of_company && (kind == ADDRESS_OFFICE || kind == ADDRESS_CELL))
        address.kind = ADDRESS_SWITCHBOARD;
    DraftAddresses *addresses = of_company ? &making->company : &making->own;
    if (already_has(addresses, &address))
        return;
    DraftAddress *added = vec_push(making->arena, addresses);
    *added = address;
}

static void set_person(Making *making)
{
    const ExchangeRow *row = making->row;
    Draft *draft = making->draft;
    draft->name = clean(making, row->name);
    draft->given = clean(making, row->given);
    draft->family = clean(making, row->family);
    if (!draft->name && (draft->given || draft->family))
        draft->name = clean(making, arena_printf(making->arena, "%s %s", text_or(draft->given, ""),
                                                 text_or(draft->family, "")));
    draft->title = clean(making, row->title);
    draft->birthday = clean(making, row->birthday);
    draft->language = clean(making, row->language);
    if (row->time_zone && zone_find(row->time_zone))
        draft->zone = row->time_zone;
    if (row->role && !role_find(row->role, &draft->role))
        add_note(making, "role", row->role);
    draft->city = clean(making, row->city);
    draft->postcode = clean(making, row->postcode);
    const char *country = clean(making, row->country);
    draft->country = country && place_country(country) ? place_country(country) : NULL;
    if (country && !draft->country)
        add_note(making, "country", country);
    const char *region = clean(making, row->state_name);
    draft->region =
        region ? place_region(draft->country ? draft->country : making->habit->country, region)
               : NULL;
}

/* A person who is only a mailbox or a number still has a name to call them by. */
static void name_by_address(Making *making)
{
    Draft *draft = making->draft;
    if (draft->name || draft->company)
        return;
    vec_each (const DraftAddress, address, &making->own) {
        if (address->kind == ADDRESS_EMAIL || is_phone(address->kind)) {
            draft->name = address->value;
            return;
        }
    }
}

static void set_company(Making *making)
{
    const ExchangeRow *row = making->row;
    Draft *draft = making->draft;
    draft->company = clean(making, row->company);
    if (draft->company)
        draft->company_key = alike_company_key(making->arena, draft->company);
    draft->sector = clean(making, row->industry);
    draft->parent = clean(making, row->parent);
    if (draft->parent)
        draft->parent_key = alike_company_key(making->arena, draft->parent);
}

static ChannelSet stopped_of(const ExchangeRow *row)
{
    ChannelSet stopped = 0;
    if (row->do_not_call)
        stopped |= CHANNEL_BIT(CHANNEL_PHONE);
    if (row->do_not_email)
        stopped |= CHANNEL_BIT(CHANNEL_EMAIL);
    if (row->do_not_text || row->do_not_call)
        stopped |= CHANNEL_BIT(CHANNEL_TEXT);
    if (row->do_not_fax)
        stopped |= CHANNEL_BIT(CHANNEL_FAX);
    return stopped;
}

/* What other systems call the state of a deal. A sale made or lost before Beck is history: it stays
 * closed, so that thousands of old deals do not fill Today. */
static void set_stage(Making *making, const char *stage)
{
    static const struct {
        const char *word;
        LeadStatus status;
        const char *why;
    } words[] = {
        {"lost", LEAD_CLOSED, "lost before it came to Beck"},
        {"won", LEAD_CLOSED, "sold before it came to Beck"},
        {"disqualified", LEAD_CLOSED, "disqualified before it came to Beck"},
        {"unqualified", LEAD_CLOSED, "disqualified before it came to Beck"},
        {"closed", LEAD_CLOSED, "closed before it came to Beck"},
        {"customer", LEAD_CUSTOMER, NULL},
        {"nurtur", LEAD_NURTURE, NULL},
        {"engag", LEAD_ENGAGED, NULL},
        {"negotiat", LEAD_ENGAGED, NULL},
        {"proposal", LEAD_ENGAGED, NULL},
        {"demo", LEAD_ENGAGED, NULL},
        {"working", LEAD_WORKING, NULL},
        {"contacted", LEAD_WORKING, NULL},
        {"in progress", LEAD_WORKING, NULL},
    };
    if (text_empty(stage))
        return;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (text_find_nocase(stage, words[i].word) && !text_starts_nocase(stage, "not ")) {
            making->draft->status = words[i].status;
            making->draft->status_why = words[i].why;
            return;
        }
}

bool draft_source_asks(SourceKind kind)
{
    return kind == SOURCE_WEB || kind == SOURCE_CALL;
}

static void set_lead(Making *making)
{
    const ExchangeRow *row = making->row;
    const DraftHabit *habit = making->habit;
    Draft *draft = making->draft;
    draft->source = habit->source ? habit->source : clean(making, row->source);
    draft->referred_by = clean(making, row->referred_by);
    if (!draft->source && draft->referred_by)
        draft->source = arena_printf(making->arena, "referral: %s", draft->referred_by);
    draft->source_kind = draft->source ? source_kind_of(draft->source) : SOURCE_OTHER;
    draft->asked_for_texts = draft_source_asks(draft->source_kind);
    if (row->temperature && !temperature_find(row->temperature, &draft->temperature))
        add_note(making, "rating", row->temperature);
    draft->owner = clean(making, row->owner);
    draft->product = clean(making, row->product);
    draft->external_id = clean(making, row->external_id);
    draft->value_cents = draft_money(row->value);
    set_stage(making, row->stage);
    Err wrong;
    draft->captured_at = habit->now;
    Time at;
    if (row->created &&
        when_parse_file_date(row->created, habit->zone, habit->country, &at, &wrong) &&
        at < habit->now)
        draft->captured_at = at;
    draft->renews_at = TIME_NONE;
    if (row->renews && when_parse_file_date(row->renews, habit->zone, habit->country, &at, &wrong))
        draft->renews_at = at;
    else
        add_note(making, "renews", row->renews);
}

static void set_note(Making *making)
{
    const ExchangeRow *row = making->row;
    add_note(making, NULL, row->note);
    add_note(making, "nickname", row->nickname);
    add_note(making, "department", row->department);
    add_note(making, "reports to", row->manager);
    add_note(making, "tags", row->tags);
    add_note(making, "deal", row->deal);
    add_note(making, "buys", row->cycle);
    for (size_t i = 0; i < row->extra_count; i++)
        add_note(making, row->extras[i].name, row->extras[i].value);
}

static void set_domain(Making *making)
{
    if (!making->draft->company)
        return;
    vec_each (const DraftAddress, address, &making->own) {
        const char *at = address->kind == ADDRESS_EMAIL ? strchr(address->value_key, '@') : NULL;
        if (at && !making->draft->domain && !draft_public_domain(at + 1))
            making->draft->domain = at + 1;
    }
}

static bool make(Making *making, Err *err)
{
    Draft *draft = making->draft;
    set_person(making);
    set_company(making);
    set_lead(making);
    for (size_t i = 0; i < making->row->address_count; i++)
        add_address(making, &making->row->addresses[i]);
    name_by_address(making);
    set_domain(making);
    set_note(making);
    draft->stopped = stopped_of(making->row);
    if (draft->name)
        draft->name_key = text_fold(making->arena, draft->name);
    if (draft->name && text_empty(draft->name_key))
        draft->name_key = draft->name; /* a name of signs only is still its own key */
    if (!draft->name && !draft->company && !draft->external_id && !draft->product)
        return err_set(err, ERR_INPUT,
                       "no name, no company, and no number or e-mail address that can be read");
    draft->addresses = making->own.at;
    draft->address_count = making->own.count;
    draft->company_addresses = making->company.at;
    draft->company_address_count = making->company.count;
    if (making->note.length)
        draft->note =
            text_clean_lines(making->arena, making->note.at, making->note.length, NOTE_BYTES);
    return true;
}

const char *draft_company_key(const Draft *draft)
{
    return text_or(draft->company_key, draft->company);
}

bool draft_from_row(Arena *arena, const ExchangeRow *row, const DraftHabit *habit, Draft *draft,
                    Err *err)
{
    Draft made = {0};
    Making making = {.arena = arena,
                     .row = row,
                     .habit = habit,
                     .draft = &made,
                     .note = buf_new(4 * NOTE_BYTES)};
    bool done = make(&making, err);
    buf_free(&making.note);
    if (done)
        *draft = made;
    return done;
}
