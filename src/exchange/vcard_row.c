#include "exchange/vcard_row.h"

#include "base/text.h"
#include "exchange/cell.h"
#include "exchange/row_build.h"
#include "exchange/words.h"

#include <string.h>

typedef struct CardBuild {
    RowBuild build;
    const VcardCard *card;
    bool old;          /* vCard 2.1 */
    const char *whole; /* FN */
    const char *label; /* LABEL, an address in one piece */
    const char *word;  /* what the property at hand is called in an extra */
    bool is_group;
    bool is_company;
} CardBuild;

/* --- values --- */

/* The value as text; NULL when empty. */
static const char *text_of(CardBuild *build, const VcardProperty *property)
{
    const char *text =
        vcard_unescape(build->build.arena, property->value, strlen(property->value), build->old);
    return cell_line(build->build.arena, text, strlen(text));
}

/* Apple and Google name what they have no type for: item1.X-ABLabel, in _$!<…>!$_ where it is a
 * word of theirs. NULL when there is none. */
static const char *label_of(CardBuild *build, const VcardProperty *property)
{
    for (size_t i = 0; *property->group && i < build->card->count; i++) {
        const VcardProperty *other = &build->card->properties[i];
        if (!text_equal_nocase(other->name, "X-ABLabel") ||
            !text_equal_nocase(other->group, property->group))
            continue;
        const char *label = text_of(build, other);
        size_t length = label ? strlen(label) : 0;
        bool own = length > 8 && text_starts(label, "_$!<");
        return own ? arena_strndup(build->build.arena, label + 4, length - 8) : label;
    }
    return NULL;
}

static bool is_preferred(const VcardProperty *property)
{
    return vcard_has_type(property, "PREF") || vcard_parameter(property, "PREF");
}

static void set(CardBuild *build, const char **place, const VcardProperty *property)
{
    const char *value = text_of(build, property);
    if (value)
        row_set(&build->build, place, build->word, value);
}

/* --- the person --- */

static void read_name(CardBuild *build, const VcardProperty *property)
{
    ExchangeRow *row = &build->build.row;
    const char *parts[VCARD_COMPONENTS];
    vcard_components(build->build.arena, property->value, build->old, true, parts);
    const char **places[] = {&row->family, &row->given, &row->middle, &row->prefix, &row->suffix};
    for (size_t i = 0; i < sizeof places / sizeof places[0]; i++)
        if (!*places[i])
            *places[i] = parts[i];
}

static void read_formatted_name(CardBuild *build, const VcardProperty *property)
{
    if (!build->whole)
        build->whole = text_of(build, property);
}

static void read_nickname(CardBuild *build, const VcardProperty *property)
{
    set(build, &build->build.row.nickname, property);
}

static void read_title(CardBuild *build, const VcardProperty *property)
{
    set(build, &build->build.row.title, property);
}

static void read_role(CardBuild *build, const VcardProperty *property)
{
    set(build, &build->build.row.role, property);
}

static void read_company(CardBuild *build, const VcardProperty *property)
{
    ExchangeRow *row = &build->build.row;
    const char *parts[VCARD_COMPONENTS];
    vcard_components(build->build.arena, property->value, build->old, false, parts);
    if (row->company || !parts[0]) {
        if (parts[0])
            row_set(&build->build, &row->company, build->word, parts[0]);
        return;
    }
    row->company = parts[0];
    for (size_t i = 1; i < VCARD_COMPONENTS; i++)
        if (parts[i])
            row->department = row_join(build->build.arena, row->department, ", ", parts[i]);
}

static void read_birthday(CardBuild *build, const VcardProperty *property)
{
    ExchangeRow *row = &build->build.row;
    if (!row->birthday) /* the same in another form (ALTID) is no second birthday */
        row->birthday = text_of(build, property);
}

static void read_manager(CardBuild *build, const VcardProperty *property)
{
    set(build, &build->build.row.manager, property);
}

static void read_language(CardBuild *build, const VcardProperty *property)
{
    ExchangeRow *row = &build->build.row;
    if (!row->language)
        row->language = text_of(build, property);
}

static void read_zone(CardBuild *build, const VcardProperty *property)
{
    set(build, &build->build.row.time_zone, property);
}

static void read_uid(CardBuild *build, const VcardProperty *property)
{
    set(build, &build->build.row.external_id, property);
}

static void read_kind(CardBuild *build, const VcardProperty *property)
{
    build->is_group |= text_equal_nocase(property->value, "group");
    build->is_company |= text_equal_nocase(property->value, "org");
}

static void read_show_as(CardBuild *build, const VcardProperty *property)
{
    build->is_company |= text_equal_nocase(property->value, "COMPANY");
}

static void read_note(CardBuild *build, const VcardProperty *property)
{
    Arena *arena = build->build.arena;
    const char *text = vcard_unescape(arena, property->value, strlen(property->value), build->old);
    const char *note = cell_lines(arena, text, strlen(text));
    if (note)
        row_add_note(&build->build, note);
}

static void read_categories(CardBuild *build, const VcardProperty *property)
{
    Arena *arena = build->build.arena;
    const char *text = text_of(build, property);
    Cell item;
    for (const char *at = text_or(text, ""); cell_next_item(&at, ",;", &item);)
        row_add_tag(&build->build, arena_strndup(arena, item.at, item.length));
}

/* --- addresses --- */

/* The first type that a phone has tells its kind: a home fax is a fax. */
static const struct {
    const char *type;
    RowAddressKind kind;
} phone_types[] = {
    {"FAX", ROW_FAX},
    {"PAGER", ROW_OTHER},
    {"TEXTPHONE", ROW_OTHER},
    {"TTY-TDD", ROW_OTHER},
    {"ISDN", ROW_OTHER},
    {"MODEM", ROW_OTHER},
    {"BBS", ROW_OTHER},
    {"TLX", ROW_OTHER},
    {"X-ASSISTANT", ROW_OTHER},
    {"ASSISTANT", ROW_OTHER},
    {"CELL", ROW_CELL},
    {"MOBILE", ROW_CELL},
    {"IPHONE", ROW_CELL},
    {"PCS", ROW_CELL},
    {"CAR", ROW_CELL},
    {"MAIN", ROW_SWITCHBOARD},
    {"COMPANY", ROW_SWITCHBOARD},
    {"HOME", ROW_HOME},
    {"WORK", ROW_OFFICE},
    {"BUSINESS", ROW_OFFICE},
};

static RowAddressKind phone_kind(CardBuild *build, const VcardProperty *property, const char *label,
                                 bool *known)
{
    Arena *arena = build->build.arena;
    Field field;
    *known = true;
    if (label && words_phone_kind(text_fold(arena, words_split_camel(arena, label)), &field))
        return field_facts(field)->address;
    for (size_t i = 0; i < sizeof phone_types / sizeof phone_types[0]; i++)
        if (vcard_has_type(property, phone_types[i].type))
            return phone_types[i].kind;
    *known = false;
    return ROW_OFFICE;
}

/* "tel:+1-418-656-9254;ext=102" (RFC 3966) as people write it. */
static const char *plain_phone(Arena *arena, const char *value)
{
    if (!text_starts_nocase(value, "tel:"))
        return value;
    value += strlen("tel:");
    size_t length = strcspn(value, ";");
    const char *extension = text_find_nocase(value + length, ";ext=");
    const char *number = arena_strndup(arena, value, length);
    if (!extension)
        return number;
    extension += strlen(";ext=");
    return arena_printf(arena, "%s ext. %.*s", number, (int)strcspn(extension, ";"), extension);
}

/* An IMPP, or a TEL that is one; other ways to send instant messages are a line of the note. */
static bool add_sip(CardBuild *build, const VcardProperty *property, const char *value)
{
    bool sip = text_starts_nocase(value, "sip:") || text_starts_nocase(value, "sips:");
    RowAddress *address = sip ? row_add_address(&build->build, ROW_SIP, value) : NULL;
    if (address) {
        address->label = label_of(build, property);
        address->preferred = is_preferred(property);
    }
    return sip;
}

static void read_phone(CardBuild *build, const VcardProperty *property)
{
    Arena *arena = build->build.arena;
    const char *value = text_of(build, property);
    if (!value || add_sip(build, property, value))
        return;
    value = plain_phone(arena, value);
    const char *label = label_of(build, property);
    if (!row_has_digits(value, 3)) {
        row_add_extra(&build->build, label ? label : build->word, value);
        return;
    }
    bool known;
    RowAddressKind kind = phone_kind(build, property, label, &known);
    RowAddress *address = row_add_address(&build->build, kind, value);
    if (!address)
        return;
    address->kind_known = known;
    address->label = label;
    address->preferred = is_preferred(property);
}

static void read_email(CardBuild *build, const VcardProperty *property)
{
    Arena *arena = build->build.arena;
    const char *value = text_of(build, property);
    if (!value)
        return;
    value = row_bare_email(arena, value);
    const char *label = label_of(build, property);
    if (!strchr(value, '@') || vcard_has_type(property, "X400")) {
        row_add_extra(&build->build, label ? label : build->word, value);
        return;
    }
    RowAddress *address = row_add_address(&build->build, ROW_EMAIL, value);
    if (!address)
        return;
    address->label = label;
    address->preferred = is_preferred(property);
}

static void read_url(CardBuild *build, const VcardProperty *property)
{
    const char *value = text_of(build, property);
    RowAddress *address = value ? row_add_address(&build->build, ROW_URL, value) : NULL;
    if (!address)
        return;
    const char *type = vcard_parameter(property, "TYPE");
    bool profile = text_equal_nocase(property->name, "X-SOCIALPROFILE");
    address->label =
        profile && type ? arena_strdup(build->build.arena, type) : label_of(build, property);
}

static void read_postal(CardBuild *build, const VcardProperty *property)
{
    Arena *arena = build->build.arena;
    const char *parts[VCARD_COMPONENTS];
    vcard_components(arena, property->value, build->old, false, parts);
    RowPostal postal = {
        .city = parts[3], .state = parts[4], .postcode = parts[5], .country = parts[6]};
    /* On an envelope: the street, what is more of it, the box. */
    const char *lines[] = {parts[2], parts[1], parts[0]};
    for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++)
        if (lines[i])
            postal.lines = row_join(arena, postal.lines, "\n", lines[i]);
    const char *label = label_of(build, property);
    if (!label)
        label = vcard_has_type(property, "HOME")   ? "home"
                : vcard_has_type(property, "WORK") ? "work"
                                                   : NULL;
    row_add_postal(&build->build, &postal, NULL, label);
}

static void read_label(CardBuild *build, const VcardProperty *property)
{
    Arena *arena = build->build.arena;
    const char *text = vcard_unescape(arena, property->value, strlen(property->value), build->old);
    if (!build->label)
        build->label = cell_lines(arena, text, strlen(text));
}

/* --- what is worth a line of the note --- */

static void read_extra(CardBuild *build, const VcardProperty *property)
{
    const char *value = text_of(build, property);
    if (!value)
        return;
    const char *label = label_of(build, property);
    row_add_extra(&build->build, label ? label : build->word, value);
}

static void read_messages(CardBuild *build, const VcardProperty *property)
{
    const char *value = text_of(build, property);
    if (value && !add_sip(build, property, value))
        read_extra(build, property);
}

/* Phones' own, before there was IMPP; with the scheme or without. */
static void read_sip(CardBuild *build, const VcardProperty *property)
{
    const char *value = text_of(build, property);
    if (value && !add_sip(build, property, value))
        add_sip(build, property, arena_printf(build->build.arena, "sip:%s", value));
}

/* Apple's and Google's "related names": the label says how. */
static void read_related(CardBuild *build, const VcardProperty *property)
{
    ExchangeRow *row = &build->build.row;
    const char *label = text_or(label_of(build, property), "");
    if (text_equal_nocase(label, "Manager"))
        set(build, &row->manager, property);
    else if (text_equal_nocase(label, "Referred_by") || text_equal_nocase(label, "Referred by"))
        set(build, &row->referred_by, property);
    else
        read_extra(build, property);
}

typedef void ReadProperty(CardBuild *build, const VcardProperty *property);

/* What is not here is of no use to a seller: photos, sounds, keys, dates of change, phonetics. */
static const struct {
    const char *name;
    ReadProperty *read;
    const char *word; /* what it is called where it becomes an extra */
} readers[] = {
    {"N", read_name, ""},
    {"FN", read_formatted_name, ""},
    {"NICKNAME", read_nickname, "Nickname"},
    {"TITLE", read_title, "Title"},
    {"ROLE", read_role, "Role"},
    {"ORG", read_company, "Organization"},
    {"TEL", read_phone, "Phone"},
    {"X-MS-TEL", read_phone, "Phone"},
    {"EMAIL", read_email, "E-mail"},
    {"ADR", read_postal, ""},
    {"LABEL", read_label, ""},
    {"URL", read_url, ""},
    {"X-SOCIALPROFILE", read_url, ""},
    {"X-EVOLUTION-BLOG-URL", read_url, ""},
    {"ORG-DIRECTORY", read_url, ""},
    {"NOTE", read_note, ""},
    {"BDAY", read_birthday, ""},
    {"CATEGORIES", read_categories, ""},
    {"LANG", read_language, ""},
    {"TZ", read_zone, "Time zone"},
    {"UID", read_uid, "UID"},
    {"KIND", read_kind, ""},
    {"X-ADDRESSBOOKSERVER-KIND", read_kind, ""},
    {"X-ABSHOWAS", read_show_as, ""},
    {"X-MS-MANAGER", read_manager, "Manager"},
    {"X-EVOLUTION-MANAGER", read_manager, "Manager"},
    {"X-MANAGER", read_manager, "Manager"},
    {"X-ABRELATEDNAMES", read_related, "Related person"},
    {"X-MS-ASSISTANT", read_extra, "Assistant"},
    {"X-EVOLUTION-ASSISTANT", read_extra, "Assistant"},
    {"X-ASSISTANT", read_extra, "Assistant"},
    {"X-MS-SPOUSE", read_extra, "Spouse"},
    {"X-EVOLUTION-SPOUSE", read_extra, "Spouse"},
    {"X-SPOUSE", read_extra, "Spouse"},
    {"X-MS-ANNIVERSARY", read_extra, "Anniversary"},
    {"X-EVOLUTION-ANNIVERSARY", read_extra, "Anniversary"},
    {"X-ANNIVERSARY", read_extra, "Anniversary"},
    {"ANNIVERSARY", read_extra, "Anniversary"},
    {"X-ABDATE", read_extra, "Date"},
    {"X-SKYPE", read_extra, "Skype"},
    {"X-SKYPE-USERNAME", read_extra, "Skype"},
    {"X-JABBER", read_extra, "Jabber"},
    {"X-GTALK", read_extra, "Google Talk"},
    {"X-WHATSAPP", read_extra, "WhatsApp"},
    {"IMPP", read_messages, "Instant messages"},
    {"X-SIP", read_sip, ""},
    {"HOBBY", read_extra, "Hobby"},
    {"INTEREST", read_extra, "Interest"},
    {"EXPERTISE", read_extra, "Expertise"},
};

static void read_property(CardBuild *build, const VcardProperty *property)
{
    for (size_t i = 0; i < sizeof readers / sizeof readers[0]; i++)
        if (text_equal_nocase(readers[i].name, property->name)) {
            build->word = readers[i].word;
            readers[i].read(build, property);
            return;
        }
}

static bool is_old(const VcardCard *card)
{
    for (size_t i = 0; i < card->count; i++)
        if (text_equal_nocase(card->properties[i].name, "VERSION"))
            return text_starts(card->properties[i].value, "2");
    return false;
}

/* FN is the name of a person, unless it only repeats the company's. */
static void settle_name(CardBuild *build)
{
    ExchangeRow *row = &build->build.row;
    bool parts = row->given || row->family;
    bool repeats = build->whole && !parts && text_equal_nocase(build->whole, row->company);
    if (!build->is_company && !repeats) {
        row->name = build->whole;
        return;
    }
    if (!row->company)
        row->company = build->whole;
    if (build->is_company)
        row->given = row->middle = row->family = NULL;
}

void vcard_row(Arena *arena, const VcardCard *card, ExchangeRow *row)
{
    CardBuild build = {.build.arena = arena, .card = card, .old = is_old(card)};
    ExchangeRow *found = &build.build.row;
    for (size_t i = 0; i < card->count; i++)
        read_property(&build, &card->properties[i]);
    settle_name(&build);
    if (!found->title) {
        found->title = found->role;
        found->role = NULL;
    }
    if (build.label && !found->city && !found->country)
        row_add_postal(&build.build, &(RowPostal){0}, build.label, NULL);
    if (card->agent)
        row_add_extra(&build.build, "Assistant", card->agent);
    if (card->cut)
        row_add_extra(&build.build, "Note of the import", "the file ended within this card");
    row_finish(&build.build, NULL);

    const char *fault = build.is_group           ? "the card is of a group, not of a person"
                        : row_is_somebody(found) ? NULL
                        : card->cut              ? "the file ended within this card"
                                                 : "the card has no name, company, e-mail or phone";
    *row = fault ? (ExchangeRow){.state = ROW_REJECTED, .reason = fault} : *found;
    if (!fault)
        row->state = ROW_GOOD;
}
