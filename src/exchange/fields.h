/* Fields: everything a column can mean, and where it goes in a row.
 *
 * Internal to exchange: the one list behind --map, its help, the mapping and the reading.
 */
#pragma once

#include "exchange/row.h"

#include <stddef.h>

typedef enum Field {
    FIELD_UNUSED, /* of no known meaning: becomes an extra, reported as unused */
    FIELD_EXTRA,  /* the same, wanted */
    FIELD_IGNORE,

    FIELD_NAME,
    FIELD_GIVEN,
    FIELD_MIDDLE,
    FIELD_FAMILY,
    FIELD_PREFIX,
    FIELD_SUFFIX,
    FIELD_NICKNAME,
    FIELD_TITLE,
    FIELD_ROLE,
    FIELD_DEPARTMENT,
    FIELD_MANAGER,
    FIELD_BIRTHDAY,
    FIELD_LANGUAGE,
    FIELD_TIME_ZONE,
    FIELD_COMPANY,
    FIELD_PARENT,
    FIELD_INDUSTRY,
    FIELD_SOURCE,
    FIELD_OWNER,
    FIELD_DEAL,
    FIELD_PRODUCT,
    FIELD_VALUE,
    FIELD_STAGE,
    FIELD_TEMPERATURE,
    FIELD_CREATED,
    FIELD_CLOSES,
    FIELD_RENEWS,
    FIELD_CYCLE,
    FIELD_REFERRED_BY,
    FIELD_EXTERNAL_ID,
    FIELD_TAGS,
    FIELD_NOTE,

    FIELD_DO_NOT_CALL,
    FIELD_DO_NOT_EMAIL,
    FIELD_DO_NOT_TEXT,
    FIELD_DO_NOT_FAX,
    FIELD_DO_NOT_CONTACT, /* all four */

    FIELD_CELL,
    FIELD_OFFICE,
    FIELD_HOME,
    FIELD_SIP,
    FIELD_SWITCHBOARD,
    FIELD_FAX,
    FIELD_EMAIL,
    FIELD_URL,
    FIELD_OTHER,

    FIELD_POSTAL, /* in one piece, or what stands above the city where that has a column */
    FIELD_STREET,
    FIELD_HOUSE, /* its number, where that has a column */
    FIELD_CITY,
    FIELD_STATE,
    FIELD_POSTCODE,
    FIELD_COUNTRY,
    FIELDS
} Field;

typedef enum FieldShape {
    SHAPE_NONE,
    SHAPE_TEXT,    /* one string of the row, at `offset` */
    SHAPE_NOTE,    /* several are joined */
    SHAPE_TAGS,    /* several are joined */
    SHAPE_FLAG,    /* one bool of the row, at `offset` */
    SHAPE_FLAGS,   /* all of them */
    SHAPE_ADDRESS, /* of `address` */
    SHAPE_POSTAL,  /* a part of a postal address */
} FieldShape;

typedef struct FieldFacts {
    const char *name;  /* for --map and --dry-run */
    const char *about; /* for help */
    FieldShape shape;
    RowAddressKind address;
    size_t offset;
} FieldFacts;

const FieldFacts *field_facts(Field field);
/* FIELDS when there is none of that name; letters' case does not matter. */
Field field_find(const char *name);

static inline bool field_is_phone(Field field)
{
    return field == FIELD_CELL || field == FIELD_OFFICE || field == FIELD_HOME ||
           field == FIELD_SWITCHBOARD;
}
