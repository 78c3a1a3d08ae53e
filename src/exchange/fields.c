#include "exchange/fields.h"

#include "base/text.h"
#include "exchange/columns.h"

#include <threads.h>

#define TEXT(member) .shape = SHAPE_TEXT, .offset = offsetof(ExchangeRow, member)
#define FLAG(member) .shape = SHAPE_FLAG, .offset = offsetof(ExchangeRow, member)
#define ADDRESS(of)  .shape = SHAPE_ADDRESS, .address = (of)
#define POSTAL       .shape = SHAPE_POSTAL, .address = ROW_POSTAL

static const FieldFacts all_facts[FIELDS] = {
    [FIELD_UNUSED] = {.about = "of no known meaning"},
    [FIELD_EXTRA] = {"extra", "kept in the note, with the column's name", .shape = SHAPE_NONE},
    [FIELD_IGNORE] = {"ignore", "not read", .shape = SHAPE_NONE},

    [FIELD_NAME] = {"name", "the whole name of the person", TEXT(name)},
    [FIELD_GIVEN] = {"given", "first name", TEXT(given)},
    [FIELD_MIDDLE] = {"middle", "middle names", TEXT(middle)},
    [FIELD_FAMILY] = {"family", "last name", TEXT(family)},
    [FIELD_PREFIX] = {"prefix", "Mr., Ms., Dr.", TEXT(prefix)},
    [FIELD_SUFFIX] = {"suffix", "Jr., M.D.", TEXT(suffix)},
    [FIELD_NICKNAME] = {"nickname", "what friends say", TEXT(nickname)},
    [FIELD_TITLE] = {"title", "job title", TEXT(title)},
    [FIELD_ROLE] = {"role", "decides, influences, uses or guards", TEXT(role)},
    [FIELD_DEPARTMENT] = {"department", "part of the company", TEXT(department)},
    [FIELD_MANAGER] = {"manager", "to whom the person reports", TEXT(manager)},
    [FIELD_BIRTHDAY] = {"birthday", "date of birth", TEXT(birthday)},
    [FIELD_LANGUAGE] = {"language", "in which to write", TEXT(language)},
    [FIELD_TIME_ZONE] = {"time_zone", "of the person", TEXT(time_zone)},
    [FIELD_COMPANY] = {"company", "company or account", TEXT(company)},
    [FIELD_PARENT] = {"parent", "the company it belongs to", TEXT(parent)},
    [FIELD_INDUSTRY] = {"industry", "sector of the company", TEXT(industry)},
    [FIELD_SOURCE] = {"source", "where the lead comes from", TEXT(source)},
    [FIELD_OWNER] = {"owner", "the seller", TEXT(owner)},
    [FIELD_DEAL] = {"deal", "name of the opportunity", TEXT(deal)},
    [FIELD_PRODUCT] = {"product", "what they want", TEXT(product)},
    [FIELD_VALUE] = {"value", "money", TEXT(value)},
    [FIELD_STAGE] = {"stage", "status or deal stage", TEXT(stage)},
    [FIELD_TEMPERATURE] = {"temperature", "hot, warm or later", TEXT(temperature)},
    [FIELD_CREATED] = {"created", "date captured, created or connected", TEXT(created)},
    [FIELD_CLOSES] = {"closes", "close date", TEXT(closes)},
    [FIELD_RENEWS] = {"renews", "date of renewal or contract end", TEXT(renews)},
    [FIELD_CYCLE] = {"cycle", "how often they buy", TEXT(cycle)},
    [FIELD_REFERRED_BY] = {"referred_by", "who sent them", TEXT(referred_by)},
    [FIELD_EXTERNAL_ID] = {"external_id", "id in the other system", TEXT(external_id)},
    [FIELD_TAGS] = {"tags", "labels, groups, categories", .shape = SHAPE_TAGS},
    [FIELD_NOTE] = {"note", "anything to remember", .shape = SHAPE_NOTE},

    [FIELD_DO_NOT_CALL] = {"do_not_call", "yes: never phone", FLAG(do_not_call)},
    [FIELD_DO_NOT_EMAIL] = {"do_not_email", "yes: never e-mail", FLAG(do_not_email)},
    [FIELD_DO_NOT_TEXT] = {"do_not_text", "yes: never text", FLAG(do_not_text)},
    [FIELD_DO_NOT_FAX] = {"do_not_fax", "yes: never fax", FLAG(do_not_fax)},
    [FIELD_DO_NOT_CONTACT] = {"do_not_contact", "yes: none of the four", .shape = SHAPE_FLAGS},

    [FIELD_CELL] = {"cell", "cell phone", ADDRESS(ROW_CELL)},
    [FIELD_OFFICE] = {"office", "office phone, or a phone of unknown kind", ADDRESS(ROW_OFFICE)},
    [FIELD_HOME] = {"home", "home phone", ADDRESS(ROW_HOME)},
    [FIELD_SIP] = {"sip", "SIP address", ADDRESS(ROW_SIP)},
    [FIELD_SWITCHBOARD] = {"switchboard", "the company's phone", ADDRESS(ROW_SWITCHBOARD)},
    [FIELD_FAX] = {"fax", "fax", ADDRESS(ROW_FAX)},
    [FIELD_EMAIL] = {"email", "e-mail address", ADDRESS(ROW_EMAIL)},
    [FIELD_URL] = {"url", "web page or profile", ADDRESS(ROW_URL)},
    [FIELD_OTHER] = {"other", "pager, telex …: kept as a note", ADDRESS(ROW_OTHER)},

    [FIELD_POSTAL] = {"postal", "postal address in one piece", POSTAL},
    [FIELD_STREET] = {"street", "street, and what else stands above the city", POSTAL},
    [FIELD_HOUSE] = {"house", "house number", POSTAL},
    [FIELD_CITY] = {"city", "city", POSTAL},
    [FIELD_STATE] = {"state", "state, province or region", POSTAL},
    [FIELD_POSTCODE] = {"postcode", "postal code", POSTAL},
    [FIELD_COUNTRY] = {"country", "country", POSTAL},
};

const FieldFacts *field_facts(Field field)
{
    return &all_facts[field];
}

Field field_find(const char *name)
{
    for (Field field = FIELD_EXTRA; field < FIELDS; field++)
        if (text_equal_nocase(all_facts[field].name, name))
            return field;
    return FIELDS;
}

static const char *field_names[FIELDS + 1];

static void list_names(void)
{
    for (Field field = FIELD_EXTRA; field < FIELDS; field++)
        field_names[field - FIELD_EXTRA] = all_facts[field].name;
}

const char *const *columns_field_names(void)
{
    static once_flag listed = ONCE_FLAG_INIT;
    call_once(&listed, list_names);
    return field_names;
}

const char *columns_field_about(const char *name)
{
    Field field = field_find(name);
    return field == FIELDS ? NULL : all_facts[field].about;
}

const char *row_address_kind_name(RowAddressKind kind)
{
    static const char *const names[ROW_ADDRESS_KINDS] = {
        [ROW_CELL] = "cell",     [ROW_OFFICE] = "office",
        [ROW_HOME] = "home",     [ROW_SWITCHBOARD] = "switchboard",
        [ROW_FAX] = "fax",       [ROW_EMAIL] = "email",
        [ROW_POSTAL] = "postal", [ROW_URL] = "url",
        [ROW_SIP] = "sip",       [ROW_OTHER] = "other",
    };
    return names[kind];
}
