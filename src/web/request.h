/* Request: what was asked, read and checked by the route's fields, and the Reply that is filled.
 *
 * Belongs to one worker thread while it is at work; everything lives in its arena. A function of a
 * route asks for fields by name; asking for one that the row does not declare ends the program,
 * because it is a mistake in the table.
 */
#pragma once

#include "action/context.h"
#include "auth/scope.h"
#include "base/digest.h"
#include "web/form.h"
#include "web/http_driver.h"
#include "web/route.h"

struct Server;

/* Who asks. */
typedef struct Who {
    int64_t user_id; /* 0: nobody is signed in */
    UserRole role;
    int64_t session_id; /* 0: by a token, or nobody */
    Digest csrf;        /* of the session: auth/csrf.h */
    int64_t token_id;   /* 0: by a session, or nobody */
    Scopes scopes;      /* of the token */
} Who;

typedef struct RequestValue {
    bool given;
    const char *text;         /* TEXT, LINES, SECRET, WORD */
    int64_t number;           /* COUNT, ID, FLAG, TIME, DAY */
    const char *const *texts; /* LIST, and the values of PAIRS */
    const char *const *keys;  /* PAIRS */
    const int64_t *ids;       /* IDS */
    size_t count;             /* LIST, IDS, PAIRS */
    const FormFile *file;
    const Doc *json;
} RequestValue;

struct Request {
    Arena *arena;
    Context *context; /* NULL: the route has none */
    const Route *route;
    Faces face;
    struct Server *server; /* for /metrics */
    const HttpDriver *driver;
    HttpRequest *http;
    RouteMatch match;
    Who who;
    bool plain;                   /* the answer is kept: not packed */
    bool htmx;                    /* asked by htmx: an error is shown in the page that is there */
    const char *path;             /* of the target, without its query, as sent */
    const char *origin;           /* "https://beck.example": where this Beck is reached */
    const char *peer;             /* the caller's address; behind a proxy what that says */
    bool secure;                  /* over TLS, here or at the proxy */
    RequestValue *query, *fields; /* as the route's */
    const char *then;             /* page face: where to go after a POST; NULL: not said */
    const char *csrf;             /* what came with it */
    const char *form_leads; /* an origin that a form of this page may lead to, besides ours; NULL */
    int refusal;            /* the status of the error that is about to be told; 0: by its kind */
};

typedef struct ReplyCookie {
    const char *name, *value;
    int64_t seconds; /* 0: it is taken away; -1: until the browser ends */
    bool strict;     /* SameSite=Strict, else Lax */
} ReplyCookie;

enum { REPLY_COOKIES = 4, REPLY_HEADERS = 4 };

struct Reply {
    int status;           /* 0: the route's */
    Doc *doc;             /* NULL: none (204), unless there is `bytes` */
    const char *location; /* of what was made: a path of the page face */
    const char *then;     /* page face: where to go, instead of the route's */
    const char *page;     /* another template than the route's */
    const char *title;
    const void *bytes; /* another kind of answer: a file, a calendar */
    size_t size;
    const char *type; /* of the bytes */
    bool from_file;   /* instead of `bytes`: the first `size` of `file`, closed then */
    int file;
    const char *file_name; /* it is to be kept under this name */
    bool stays;            /* the bytes are static */
    bool listen;           /* the answer is the stream of this user's events (web/live.h) */
    ReplyCookie cookies[REPLY_COOKIES];
    HttpHeader headers[REPLY_HEADERS];
};

/* Fields, of the query or the body. Absent: NULL, 0, TIME_NONE, false, none. */
bool request_has(const Request *request, const char *name);
const char *request_text(const Request *request, const char *name);
int64_t request_int(const Request *request, const char *name);
bool request_flag(const Request *request, const char *name);
Time request_time(const Request *request, const char *name); /* FIELD_TIME */
Day request_day(const Request *request, const char *name);
const FormFile *request_file(const Request *request, const char *name);
const Doc *request_json(const Request *request, const char *name);
const RequestValue *request_value(const Request *request, const char *name);

/* Parameters of the path: an id (0: it is no number), a text. */
int64_t request_id(const Request *request, const char *name);
const char *request_parameter(const Request *request, const char *name);
/* The name of the path's {user}. MISSING: there is none. */
bool request_user(const Request *request, const char **name, Err *err);

/* A cookie of the request, or NULL. */
const char *request_cookie(Request *request, const char *name);
const char *request_header(const Request *request, const char *name);

/* Reads query and body as the route says. INPUT names the field; what the route does not know is
 * INPUT on the API face and ignored in a page's form. Needs the context for times. */
bool request_read(Request *request, Err *err);

/* True when the media type of the body is this one, whatever its parameters. */
bool request_is(const Request *request, const char *type);

void reply_cookie(Reply *reply, ReplyCookie cookie);
void reply_header(Reply *reply, const char *name, const char *value);
