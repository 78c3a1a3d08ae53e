/* Names: whole names of columns and the fields they mean, as the exports and people write them.
 *
 * Internal to exchange. English, German, French, Spanish; folded by text_fold(). Names of addresses
 * are read by words.h.
 */
#pragma once

#include "exchange/fields.h"

/* What a name tells about the table beside its own field. */
typedef enum NameHint {
    NAME_OF_DEAL = 1 << 0,   /* only tables of opportunities have it */
    NAME_OF_SELLER = 1 << 1, /* a seller, as in tables of users */
    NAME_OF_PRODUCT = 1 << 2,
    NAME_OF_COMPANY = 1 << 3, /* only tables of companies have it, where nothing else is personal */
    NAME_BARE = 1 << 4,       /* "name", "nom": given or family name where the other has a column */
    NAME_TITLE = 1 << 5,      /* "title": job or honorific, as the other columns are */
    NAME_PLACE = 1 << 6,      /* "location": a country, where the values are countries */
} NameHint;

typedef struct NameMeaning {
    Field field;
    int sure; /* percent; of several columns for one field the surest is the first choice */
    unsigned hints;
} NameMeaning;

/* False when the name is not in the table; leading words such as "contact", "person", "deal" may
 * stand before a name. */
bool names_read(const char *folded, NameMeaning *meaning);
