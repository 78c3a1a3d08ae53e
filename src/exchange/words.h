/* Words: the small grammar of column names for addresses, and of the labels of phones.
 *
 * Internal to exchange. "Business Fax 2", "Téléphone portable", "E-mail 1 - Value", "Telefon
 * (privat)", "Mailing Zip/Postal Code", "_$!<WorkFAX>!$_": a channel or a place, qualifiers, a
 * part, a number, and words that say nothing. A name is understood only when every word of it is.
 */
#pragma once

#include "base/arena.h"
#include "exchange/fields.h"

#include <stdbool.h>

typedef enum WordPart {
    WORD_VALUE,
    WORD_LABEL,     /* what kind of phone the value beside it is */
    WORD_DISPLAY,   /* "E-mail Display Name": no address */
    WORD_EXTENSION, /* of the phone beside it */
} WordPart;

/* Bits: whose the address is, so that parts of one address find each other. */
typedef enum WordQualifier {
    WORD_WORK = 1 << 0,
    WORD_HOME = 1 << 1,
    WORD_OTHER = 1 << 2,
    WORD_MAIN = 1 << 3,
    WORD_COMPANY = 1 << 4,
    WORD_ASSISTANT = 1 << 5,
    WORD_BILLING = 1 << 6,
    WORD_SHIPPING = 1 << 7,
    WORD_MAILING = 1 << 8,
    WORD_PRIMARY = 1 << 9,
} WordQualifier;

typedef struct WordMeaning {
    Field field;     /* an address or a postal part; FIELD_UNUSED for bare qualifiers */
    bool kind_known; /* false: it only says "phone" */
    WordPart part;
    unsigned qualifiers; /* WordQualifier */
    unsigned number;     /* "Phone 2": which of several; 0 when it says nothing */
    unsigned line;       /* "Street 3", "Address 2": which line of one address */
    bool whole;          /* "formatted": the postal address in one piece, whatever else is there */
} WordMeaning;

/* `folded` is text_fold() of the name. False when a word is not understood, or they contradict. */
bool words_read(const char *folded, WordMeaning *meaning);

/* The kind of phone a label means ("* Mobile", "Work Fax", "privat"); false when it says none. */
bool words_phone_kind(const char *folded, Field *field);

/* "MobilePhone" gives "Mobile Phone", "Contract_End__c" loses Salesforce's mark of its own. */
char *words_split_camel(Arena *arena, const char *text);
