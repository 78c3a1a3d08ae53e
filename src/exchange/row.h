/* Row: one person, company or opportunity out of a file, as the file says it.
 *
 * What a reader gives (exchange/reader.h), whatever the file was: CSV, XLSX or vCard. Values are
 * raw: decoded to UTF-8, trimmed, control characters gone, but not interpreted. Phones are not
 * E.164, dates are the file's own text (when_parse_file_date() of base reads them; dates of XLSX
 * are ISO), money is text. A cell that looks like a formula is inert text. Every string is NULL
 * when the file says nothing: never "". One-line fields hold no line ends; `note` and postal
 * addresses may.
 *
 * All memory lives in the arena given to reader_next(); strings that come from the header (labels,
 * names of extras) live as long as the reader.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef enum RowState {
    ROW_END,      /* the file is finished; nothing else is set */
    ROW_GOOD,     /* names someone or something that can be reached or found */
    ROW_REJECTED, /* `reason` says why; nothing but line, number and cells is set */
} RowState;

/* Up to ROW_EMAIL a person can be reached by it at once. */
typedef enum RowAddressKind {
    ROW_CELL,
    ROW_OFFICE, /* also a phone of which the file does not say what it is: see kind_known */
    ROW_HOME,
    ROW_SIP, /* "sip:bob@pbx.example" */
    ROW_SWITCHBOARD,
    ROW_FAX,
    ROW_EMAIL,
    ROW_POSTAL,
    ROW_URL,
    ROW_OTHER, /* pager, telex, assistant's phone …: worth a note, never dialled or texted */
    ROW_ADDRESS_KINDS
} RowAddressKind;

const char *row_address_kind_name(RowAddressKind kind); /* "cell", …, "other" */

/* A postal address in its parts; any may be NULL. `lines` is what stands above the city. */
typedef struct RowPostal {
    const char *lines;
    const char *city;
    const char *state;
    const char *postcode;
    const char *country;
} RowPostal;

typedef struct RowAddress {
    RowAddressKind kind;
    /* False where the file only says "phone": the number itself may tell (a mobile number of
     * libphonenumber is a cell then). Always true for other than phones. */
    bool kind_known;
    bool preferred;          /* the file marks it as the one to use */
    const char *label;       /* what the file calls it ("Work", "Phone 2", "LinkedIn"), or NULL */
    const char *value;       /* never NULL; postal: all parts as lines */
    const RowPostal *postal; /* ROW_POSTAL only; NULL when the file has it in one piece */
} RowAddress;

typedef struct RowExtra {
    const char *name; /* the column or property */
    const char *value;
} RowExtra;

typedef struct ExchangeRow {
    RowState state;
    /* Position: 1 for the first row after the header (or the first card). A reader opened with
     * `skip = number` goes on right behind this row. Rejected rows count. */
    uint64_t number;
    uint64_t line;      /* the first line of the row in the file; XLSX: the row of the sheet */
    const char *reason; /* ROW_REJECTED: one sentence for a person */

    /* The row as it stood, for a file of rejected rows; of a row that could not be split, one cell
     * with its first bytes. vCard: none for good cards. */
    const char *const *cells;
    size_t cell_count;

    /* The person. `name` is the whole name as the file has it, or put together from its parts. */
    const char *name;
    const char *given;
    const char *middle;
    const char *family;
    const char *prefix; /* Mr., Dr. */
    const char *suffix; /* Jr., M.D. */
    const char *nickname;
    const char *title; /* of the job */
    const char *role;  /* decides, influences, uses, guards, or what the file calls it */
    const char *department;
    const char *manager; /* to whom the contact (or, in a table of users, the user) reports */
    const char *birthday;
    const char *language;
    const char *time_zone;

    /* The account. */
    const char *company;
    const char *parent; /* the company it belongs to */
    const char *industry;

    /* The lead. */
    const char *source;
    const char *owner; /* the seller's name or mail in the other system */
    const char *deal;  /* the name of the opportunity */
    const char *product;
    const char *value;       /* money */
    const char *stage;       /* status or deal stage, in the file's words */
    const char *temperature; /* hot, warm, later, or the file's rating */
    const char *created;     /* when captured, created, connected, engaged */
    const char *closes;      /* when closed, or expected to */
    const char *renews;      /* renewal, replacement or end of contract: a date */
    const char *cycle;       /* how often they buy, in the file's words */
    const char *referred_by;
    const char *external_id; /* of the other system: Record ID, opportunity_id, Salesforce id */
    const char *tags;        /* labels, joined by ", "; without the system's own ("myContacts") */
    const char *note;        /* several notes are joined by an empty line */

    /* Where: of the first postal address, or columns of their own. */
    const char *city;
    const char *state_name;
    const char *postcode;
    const char *country;

    bool do_not_call;
    bool do_not_email;
    bool do_not_text;
    bool do_not_fax;

    const RowAddress *addresses;
    size_t address_count;
    /* Columns and properties of no known meaning, in the file's order, where not empty: for the
     * note, so that nothing is lost. */
    const RowExtra *extras;
    size_t extra_count;
} ExchangeRow;
