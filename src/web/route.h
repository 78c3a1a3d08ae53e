/* Routes: one const table (routes_*.c) from which matching, checking of what comes in, sign-in,
 * pages, the API and its OpenAPI document all come (DESIGN §7 "Tables, not magic").
 *
 * A row serves up to two faces with one function and one document: the page at its path, and its
 * twin of the API at /api/v1 and the same path. Parameters in a path stand in braces; those that
 * name a thing ({lead}, {touch}, {promise}, {account}, {contact}, {user}, …) are ids, and whether
 * the user may see it is asked before the function runs (action/access.h). Others are text.
 *
 * What a row's function may count on: the method and path fit, the user is signed in and has the
 * role, a state-changing request is the user's own (CSRF), every field was read, checked and within
 * its limits. Lists end with a row whose name is NULL. Everything is static and const.
 */
#pragma once

#include "auth/scope.h"
#include "base/doc.h"
#include "base/err.h"

#include <stdbool.h>
#include <stddef.h>

typedef struct Request Request;
typedef struct Reply Reply;

typedef enum Method {
    METHOD_GET,
    METHOD_POST,
    METHOD_PUT,
    METHOD_PATCH,
    METHOD_DELETE,
    METHODS
} Method;

/* What a field is, which decides how it is read and what is refused. */
typedef enum FieldKind {
    FIELD_TEXT,   /* one line, cleaned (text_clean); "" is absent unless `empty` */
    FIELD_LINES,  /* several lines, cleaned (text_clean_lines) */
    FIELD_SOURCE, /* several lines as they are, indentation and all; line ends become \n */
    FIELD_SECRET, /* a password, a code: as it is, never told back */
    FIELD_WORD,   /* one of `choices` */
    FIELD_COUNT,  /* a whole number within least and most */
    FIELD_ID,     /* of a thing: 1 or more */
    FIELD_FLAG,   /* true, 1, on, yes; else false */
    FIELD_TIME,   /* RFC 3339, or as people type it, in the user's zone (base/when.h) */
    FIELD_DAY,    /* the same, a day */
    FIELD_LIST,   /* texts: a JSON array, or the field several times */
    FIELD_IDS,    /* ids: the same */
    FIELD_PAIRS,  /* texts by name: a JSON object, or fields "NAME.KEY" */
    FIELD_FILE,   /* of a multipart body */
    FIELD_JSON,   /* any JSON, as a Doc */
    FIELD_KINDS
} FieldKind;

typedef struct Field {
    const char *name;
    FieldKind kind;
    bool required;
    bool empty;          /* "" is a value: it clears something */
    bool lines;          /* FIELD_PAIRS: each has several lines */
    bool raw;            /* FIELD_PAIRS: each as it came, for there are secrets among them */
    int64_t least, most; /* FIELD_COUNT; of the others `most` is the bytes, 0: FIELD_BYTES */
    int default_minute;  /* FIELD_TIME: of a day without a time; 0 is 9:00 */
    const char *const *choices;
    const char *about; /* a sentence without capital and full stop */
} Field;

enum { FIELD_BYTES = 2000, FIELD_LINES_BYTES = 20000, FIELD_LIST_MOST = 1000 };

typedef enum Faces {
    FACE_PAGE = 1 << 0, /* HTML at the path */
    FACE_API = 1 << 1,  /* JSON at /api/v1 and the path */
    FACE_RAW = 1 << 2   /* at the path, for programs: /healthz, /calendar/…, the public form */
} Faces;

typedef enum Need {
    NEED_NOBODY,  /* anyone; no context unless `context` */
    NEED_USER,    /* signed in */
    NEED_MANAGER, /* a manager or an admin */
    NEED_ADMIN
} Need;

/* Which worker threads take it, so that one kind never waits behind another. */
typedef enum LaneKind {
    LANE_BY_METHOD, /* GET reads, others write */
    LANE_READ,
    LANE_WRITE,
    LANE_SLOW,   /* reports, imports, hashing of passwords: what may take longer than 50 ms */
    LANE_AT_ONCE /* on the I/O thread: no database, no waiting */
} LaneKind;

/* Puts what only the page needs into its document (groups, links); members of the API stay. */
typedef void PageShape(Request *request, Doc *doc);
typedef bool RouteRun(Request *request, Reply *reply, Err *err);

typedef struct Route {
    Method method;
    const char *path; /* "/leads/{lead}" */
    unsigned faces;
    Need need;
    LaneKind lane;
    Scopes scope; /* that a token needs; 0: reading for GET, else writing; of an admin's, admin */
    const char *page;    /* GET of a page: its template */
    const char *title;   /* of the page */
    const char *then;    /* after a POST of the page face: a path; NULL: where it came from */
    const char *about;   /* a sentence for the OpenAPI document */
    const char *answers; /* the schema of its document (web/schema.h) */
    const char *const
        *gives;       /* media types of what is no document, ending with NULL; neither: 204 */
    int status;       /* of success; 0: 200 */
    int also;         /* another one of success, with the same document; 204 has none */
    size_t body_most; /* bytes of a body; 0: ROUTE_BODY_BYTES */
    bool memo;        /* GET: its answer hangs on the database and the clock alone (web/memo.h) */
    bool context;     /* NEED_NOBODY: all the same with a Context */
    bool foreign;     /* state may be changed from other sites: public forms, hooks */
    const Field *query, *fields;
    PageShape *shape;
    RouteRun *run;
} Route;

enum { ROUTE_BODY_BYTES = 256 * 1024, ROUTE_PARAMETERS = 4 };

/* What stood in the place of the braces: not ended by a NUL, percent-encoding still on. */
typedef struct RouteParameter {
    const char *name, *value;
    size_t name_length, value_length;
} RouteParameter;

typedef struct RouteMatch {
    const Route *route;
    Faces face;
    RouteParameter parameters[ROUTE_PARAMETERS];
    size_t parameter_count;
    unsigned
        methods; /* bits of those that the path fits, where the one asked for is not among them */
} RouteMatch;

/* By the target as it was sent; what stands behind a "?" is not looked at. */
RouteMatch route_match(const char *method, const char *target);

/* Every route there is, in the order of the tables; NULL beyond the last. */
const Route *route_at(size_t place);

/* What may stand in braces. */
typedef struct RouteName {
    const char *name;
    const char *about; /* a sentence without capital and full stop; NULL: not of the API */
    bool id;           /* of a thing, not a text */
    const char *words; /* the schema of the words it takes (web/schema.h); NULL: any */
} RouteName;

/* Every name that a path has is there. */
const RouteName *route_name(const char *name, size_t length);

const char *method_name(Method method);

/* The tables; each ends with an empty row. */
extern const Route routes_house[], routes_day[], routes_leads[], routes_promises[],
    routes_cadences[], routes_content[], routes_reports[], routes_duplicates[], routes_settings[],
    routes_accounts[], routes_sign_in[], routes_security[], routes_capture[], routes_imports[],
    routes_outward[], routes_send[], routes_login[], routes_lint[], routes_inbox[],
    routes_mailboxes[], routes_calendars[], routes_contacts[], routes_unsubscribe[],
    routes_trials[], routes_visits[], routes_gifts[], routes_letters[], routes_mail_files[],
    routes_words[], routes_hooks[], routes_phone[], routes_text_now[];

#define API_ROOT "/api/v1"
