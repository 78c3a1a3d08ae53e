/* Draft: a row or a card as Beck will keep it, before the store is asked anything.
 *
 * Numbers are E.164 with their kind, mailboxes folded, places ISO, dates instants, money cents, the
 * name cleaned. Making one costs the CPU of the phone library and touches no database, so that an
 * import makes drafts in one thread and writes them in another. */
#pragma once

#include "base/clock.h"
#include "base/err.h"
#include "base/zone.h"
#include "exchange/row.h"
#include "follow/terms.h"

#include <stdint.h>

typedef struct DraftAddress {
    AddressKind kind;
    const char *value;     /* as kept: E.164, the mailbox as written */
    const char *value_key; /* as compared */
    const char *extension, *label;
    bool mobile;  /* the number itself says that it is one */
    bool matches; /* a personal mailbox or a cell: people are matched by it */
} DraftAddress;

typedef struct DraftPromise {
    const char *text;
    Time due_at;
} DraftPromise;

typedef struct Draft {
    /* The person; name NULL: the row speaks of a company only. */
    const char *name, *name_key, *given, *family, *title, *birthday, *language, *zone;
    Role role;
    const char *city, *region, *postcode, *country;
    /* The account; NULL: none. */
    const char *company, *company_key, *sector, *parent, *parent_key, *domain;
    const DraftAddress *addresses;
    size_t address_count;
    const DraftAddress *company_addresses; /* switchboard, and all of a row without a person */
    size_t company_address_count;
    ChannelSet stopped; /* do not call, e-mail, text, fax */
    /* The lead. */
    const char *source;
    SourceKind source_kind;
    Temperature temperature;
    LeadStatus status;
    const char *status_why; /* of a deal that ended before Beck */
    const char *owner;      /* a user's name, NULL: whoever imports */
    const char *product, *note, *external_id, *referred_by;
    int64_t value_cents; /* TIME_NONE: unknown */
    Time captured_at;    /* never after now */
    Time renews_at;      /* TIME_NONE: unknown */
    const DraftPromise *promises;
    size_t promise_count;
    bool asked_for_texts; /* they asked for something: it may be answered by text at once */
    /* By a person on the spot, of whom they meet: of somebody known their words and their date are
     * kept, too. */
    bool told;
    bool texts_agreed; /* they said to be texted: a row of the ledger, as of then and by whom */
    Time texts_agreed_at;
    int64_t texts_agreed_by; /* a user */
} Draft;

/* What a draft needs to know of its surroundings. */
typedef struct DraftHabit {
    const char *country; /* of numbers and dates that do not say */
    const Zone *zone;
    Time now;
    const char *source; /* --source; NULL: the row's own */
} DraftHabit;

/* INPUT: nothing remains that could be kept; the message is for the rejected row. Values that could
 * not be read (a number with too few digits) go into the note rather than being lost. */
bool draft_from_row(Arena *arena, const ExchangeRow *row, const DraftHabit *habit, Draft *draft,
                    Err *err);

/* Whoever comes by such a source asked for something. */
bool draft_source_asks(SourceKind kind);

/* What the draft's company is found by; a name of signs only is its own key. */
const char *draft_company_key(const Draft *draft);

/* One way to reach somebody, as typed. INPUT names what is wrong with it. */
bool draft_address(Arena *arena, AddressKind kind, const char *text, const char *country,
                   DraftAddress *address, Err *err);
/* True for gmail.com, web.de and kin: a domain that is no firm's. Lower case. */
bool draft_public_domain(const char *domain);
/* "1,234.50", "€ 1.234,50", "12k" in cents; TIME_NONE when it is no sum. */
int64_t draft_money(const char *text);
