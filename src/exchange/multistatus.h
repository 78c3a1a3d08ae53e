/* Multistatus: what a server of WebDAV, CalDAV or CardDAV answers, read (RFC 4918 §13, RFC 4791,
 * RFC 6352, RFC 6578).
 *
 * The bytes are foreign: a DTD is refused (entities are how XML bombs are built), what is nested
 * deeper than MULTISTATUS_DEPTH too, and what is not known is passed over. Names are told apart by
 * their namespaces, whatever prefixes a server likes. Properties count only where their propstat
 * says 2xx. expat lives in the module `beck-ical` (base/module.h). Any thread.
 */
#pragma once

#include "base/arena.h"
#include "base/err.h"

#include <stdbool.h>
#include <stddef.h>

/* What a collection holds. */
typedef enum DavKind { DAV_CALENDAR, DAV_CONTACTS, DAV_KINDS } DavKind;

enum { MULTISTATUS_DEPTH = 64, MULTISTATUS_MOST = 100000 };

/* One response. Texts are as the server wrote them, NULL where it says nothing. */
typedef struct DavThing {
    const char *href;
    int status; /* of the whole of it; 0: it has properties */
    const char *etag, *name, *data, *ctag, *sync_token;
    const char *principal, *home; /* the href in current-user-principal and in the home-set */
    bool calendar, addressbook;   /* of resourcetype */
    bool says_components, events, todos; /* of supported-calendar-component-set */
    bool says_rights, may_write;         /* of current-user-privilege-set */
} DavThing;

typedef struct Multistatus {
    DavThing *at;
    size_t count;
    const char *sync_token; /* of the answer itself */
} Multistatus;

/* INPUT: it is none, or damaged. All in `arena`. */
bool multistatus_read(Arena *arena, const char *bytes, size_t length, Multistatus *answer,
                      Err *err);
