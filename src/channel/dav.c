#include "channel/dav.h"

#include "base/buf.h"
#include "base/digest.h"
#include "base/net.h"
#include "base/text.h"
#include "base/zone.h"
#include "channel/template.h"

#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum {
    ANSWER_MOST = 32 * 1024 * 1024,
    BODY_MOST = 256 * 1024,
    REDIRECTS_MOST = 5,
    WHOLE_MS = 60 * 1000,
    LOOK_MS = 500,
    HEADERS_MOST = 6,
    MULTI_STATUS = 207
};

struct Dav {
    const DavAccess *access;
    Arena *arena;
    const char *origin; /* "https://dav.example.com:8443" */
    const char *authorization;
    bool by_digest;
    bool is_asked; /* who is there, as yet */
    NetMany *many;
};

/* What differs by kind. */
static const struct {
    const char *server;     /* what it is to be */
    const char *one, *many; /* a collection, for people */
    const char *well_known, *home, *properties;
    const char *multiget, *data, *type;
} kinds[DAV_KINDS] = {
    [DAV_CALENDAR] = {.server = "calendars (CalDAV)",
                      .one = "calendar",
                      .many = "calendars",
                      .well_known = "/.well-known/caldav",
                      .home = "<c:calendar-home-set/>",
                      .properties = "<c:supported-calendar-component-set/>",
                      .multiget = "c:calendar-multiget",
                      .data = "<c:calendar-data/>",
                      .type = "text/calendar; charset=utf-8"},
    [DAV_CONTACTS] = {.server = "address books (CardDAV)",
                      .one = "address book",
                      .many = "address books",
                      .well_known = "/.well-known/carddav",
                      .home = "<k:addressbook-home-set/>",
                      .properties = "",
                      .multiget = "k:addressbook-multiget",
                      .data = "<k:address-data/>",
                      .type = "text/vcard; charset=utf-8"},
};

typedef struct Ask {
    const char *method, *url, *depth; /* depth NULL: none is said */
    const char *type, *body;          /* NULL: none */
    const char *match, *none_match;
} Ask;

/* --- places ----------------------------------------------------------------------------------- */

static size_t origin_length(const char *url)
{
    const char *host = strstr(url, "://");
    return host ? (size_t)(host + 3 - url) + strcspn(host + 3, "/?#") : 0;
}

static int digit_of(char c)
{
    return c >= '0' && c <= '9'                     ? c - '0'
           : (c | 0x20) >= 'a' && (c | 0x20) <= 'f' ? (c | 0x20) - 'a' + 10
                                                    : -1;
}

const char *dav_path(Arena *arena, const char *href)
{
    const char *from = href + origin_length(href);
    char *path = arena_strdup(arena, from[0] ? from : "/"), *to = path;
    for (const char *at = path; *at; at++) {
        bool coded = at[0] == '%' && digit_of(at[1]) >= 0 && digit_of(at[2]) >= 0;
        int byte = coded ? digit_of(at[1]) * 16 + digit_of(at[2]) : 0;
        *to++ = byte ? (char)byte : *at;
        at += byte ? 2 : 0;
    }
    *to = '\0';
    return path;
}

const char *dav_href(Arena *arena, const char *collection, const char *name)
{
    size_t length = strlen(collection);
    return arena_printf(arena, "%s%s%s", collection,
                        length && collection[length - 1] == '/' ? "" : "/",
                        template_escape(arena, name));
}

/* An href of an answer, whole. One of another place is not ours to go to. */
static bool place_of(const Dav *dav, Arena *arena, const char *href, const char **url, Err *err)
{
    size_t length = origin_length(href);
    if (length && (length != strlen(dav->origin) || strncasecmp(href, dav->origin, length) != 0)) {
        err_field(err, ERR_INPUT, "url",
                  "%s sends on to %.200s, where its password is not taken along: where that "
                  "is your server, give its URL",
                  dav->origin, href);
        return false;
    }
    if (!length && href[0] != '/') {
        err_field(err, ERR_INPUT, "url", "%s gives a place that is none: %.200s", dav->origin,
                  href);
        return false;
    }
    *url = length ? arena_strdup(arena, href) : arena_printf(arena, "%s%s", dav->origin, href);
    return true;
}

/* --- asking ----------------------------------------------------------------------------------- */

bool dav_open(const DavAccess *access, Dav **opened, Err *err)
{
    size_t length = origin_length(access->url);
    if (!net_check_url(access->url, access->is_private, access->is_private, err))
        return false;
    bool overheard = net_is_overheard(access->url);
    if (access->bearer && overheard)
        return err_field(err, ERR_INPUT, "url",
                         "%s: a provider's token is not sent by http, where others can read it: "
                         "give its https URL",
                         access->url);
    Arena *arena = arena_new();
    Dav *dav = arena_make(arena, Dav);
    *dav = (Dav){
        .access = access, .arena = arena, .origin = arena_strndup(arena, access->url, length)};
    dav->by_digest = !access->bearer && (access->how == DAV_LOGIN_DIGEST ||
                                         (access->how == DAV_LOGIN_SAFE && overheard));
    if (access->bearer) {
        dav->authorization = arena_printf(arena, "Bearer %s", access->bearer);
    } else {
        const char *both =
            arena_printf(arena, "%s:%s", text_or(access->login, ""), text_or(access->password, ""));
        dav->authorization = arena_printf(arena, "Basic %s", base64(arena, both, strlen(both)));
    }
    if (!net_many_open(1, &dav->many, err)) {
        arena_free(arena);
        return false;
    }
    *opened = dav;
    return true;
}

void dav_close(Dav *dav)
{
    if (!dav)
        return;
    net_many_close(dav->many);
    arena_free(dav->arena);
}

static bool is_stopped(const Dav *dav)
{
    return dav->access->stop && __atomic_load_n(dav->access->stop, __ATOMIC_ACQUIRE);
}

static bool wait_for(Dav *dav, Arena *arena, NetAnswer *answer, Err *err)
{
    NetDone done;
    while (!net_many_done(dav->many, &done)) {
        if (is_stopped(dav)) {
            err_set(err, ERR_BUSY, "%s: Beck was stopped", dav->origin);
            return false;
        }
        poll(&(struct pollfd){.fd = net_many_descriptor(dav->many), .events = POLLIN}, 1, LOOK_MS);
    }
    if (!done.answered) {
        *err = done.why;
        err_at(err, "%s", dav->origin);
        return false;
    }
    *answer = done.answer;
    answer->body = arena_strndup(arena, answer->body, answer->length);
    answer->etag = answer->etag ? arena_strdup(arena, answer->etag) : NULL;
    answer->location = answer->location ? arena_strdup(arena, answer->location) : NULL;
    return true;
}

static bool send_so(Dav *dav, Arena *arena, const Ask *ask, const char *url, NetAnswer *answer,
                    Err *err)
{
    NetHeader headers[HEADERS_MOST];
    size_t count = 0;
    if (!dav->by_digest)
        headers[count++] = (NetHeader){"Authorization", dav->authorization};
    if (ask->depth)
        headers[count++] = (NetHeader){"Depth", ask->depth};
    if (ask->type)
        headers[count++] = (NetHeader){"Content-Type", ask->type};
    if (ask->match)
        headers[count++] = (NetHeader){"If-Match", ask->match};
    if (ask->none_match)
        headers[count++] = (NetHeader){"If-None-Match", ask->none_match};
    const NetRequest request = {.url = url,
                                .method = ask->method,
                                .headers = headers,
                                .header_count = count,
                                .body = ask->body,
                                .body_length = ask->body ? strlen(ask->body) : 0,
                                .whole_ms = WHOLE_MS,
                                .answer_most = ANSWER_MOST,
                                .allow_http = dav->access->is_private,
                                .allow_private = dav->access->is_private,
                                .digest_login =
                                    dav->by_digest ? text_or(dav->access->login, "") : NULL,
                                .digest_password = text_or(dav->access->password, ""),
                                .authority = dav->access->authority};
    return net_many_begin(dav->many, &request, dav, err) && wait_for(dav, arena, answer, err);
}

/* A server that takes digests alone is found out by asking it; from then on it gets them. */
static bool send_once(Dav *dav, Arena *arena, const Ask *ask, const char *url, NetAnswer *answer,
                      Err *err)
{
    if (!send_so(dav, arena, ask, url, answer, err))
        return false;
    dav->is_asked = dav->is_asked || answer->asks_basic || answer->asks_digest;
    if (answer->status != 401 || dav->by_digest || dav->access->bearer ||
        dav->access->how != DAV_LOGIN_SAFE || !answer->asks_digest || answer->asks_basic)
        return true;
    dav->by_digest = true;
    return send_so(dav, arena, ask, url, answer, err);
}

static bool is_redirect(int status)
{
    return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

/* Whatever the status. `*url`: where it ended. */
static bool send_ask(Dav *dav, Arena *arena, const Ask *ask, const char **url, NetAnswer *answer,
                     Err *err)
{
    *url = ask->url;
    for (int i = 0; i < REDIRECTS_MOST; i++) {
        if (!send_once(dav, arena, ask, *url, answer, err))
            return false;
        if (!is_redirect(answer->status) || !answer->location)
            return true;
        if (!place_of(dav, arena, answer->location, url, err))
            return false;
    }
    return err_field(err, ERR_INPUT, "url", "%s sends round in circles", ask->url);
}

#define IN_THE_CLEAR                                                                               \
    "which others can read on the way by http: give its https URL, or say auth=basic where the "   \
    "network is your own"

static bool refused(const Dav *dav, const char *url, const NetAnswer *answer, Err *err)
{
    if (dav->access->bearer)
        return err_field(err, ERR_DENIED, "login",
                         "%s does not take the provider's token: sign in there again, and let Beck "
                         "use your %s",
                         url, kinds[dav->access->kind].many);
    if (dav->by_digest && answer->asks_basic && !answer->asks_digest)
        return dav->access->how == DAV_LOGIN_DIGEST
                   ? err_field(err, ERR_INPUT, "auth", "%s takes no login by digest: say auth=safe",
                               url)
                   : err_field(err, ERR_INPUT, "auth",
                               "%s wants the password as it is, " IN_THE_CLEAR, url);
    if (!dav->by_digest && answer->asks_digest && !answer->asks_basic)
        return err_field(err, ERR_INPUT, "auth", "%s takes a login by digest alone: say auth=safe",
                         url);
    return err_field(err, ERR_DENIED, "login", "%s does not take the name or the password", url);
}

/* What a status means, where it is none that the caller expects. */
static bool fail(const Dav *dav, const char *url, const NetAnswer *answer, Err *err)
{
    switch (answer->status) {
    case 401:
        return refused(dav, url, answer, err);
    case 403:
        return err_field(err, ERR_DENIED, "login", "%s may not be read or written by this user",
                         url);
    case 404:
    case 410:
        return err_field(err, ERR_MISSING, "url", "%s is not there any more", url);
    case 405:
    case 501:
        return err_field(err, ERR_INPUT, "url", "%s is no server of %s", url,
                         kinds[dav->access->kind].server);
    case 507:
        return err_set(err, ERR_BUSY, "%s is full: something there is to be deleted (507)", url);
    default:
        return err_set(err, ERR_BUSY, "%s answers %d", url, answer->status);
    }
}

static bool ask_multistatus(Dav *dav, Arena *arena, const Ask *ask, Multistatus *found, Err *err)
{
    NetAnswer answer;
    const char *url;
    if (!send_ask(dav, arena, ask, &url, &answer, err))
        return false;
    if (answer.status == MULTI_STATUS && !answer.cut)
        return multistatus_read(arena, answer.body, answer.length, found, err) ||
               err_at(err, "%s", url);
    if (answer.status == MULTI_STATUS)
        err_field(err, ERR_BUSY, DAV_TOO_MUCH, "%s says more than %d MB at once", url,
                  ANSWER_MOST / 1024 / 1024);
    else if (answer.status / 100 == 2)
        err_field(err, ERR_INPUT, "url", "%s is no server of %s", url,
                  kinds[dav->access->kind].server);
    else
        fail(dav, url, &answer, err);
    return false;
}

#define XML "<?xml version=\"1.0\" encoding=\"utf-8\"?>"
#define SPACES                                                                                     \
    "xmlns:d=\"DAV:\" xmlns:c=\"urn:ietf:params:xml:ns:caldav\" "                                  \
    "xmlns:k=\"urn:ietf:params:xml:ns:carddav\" "                                                  \
    "xmlns:s=\"http://calendarserver.org/ns/\""
#define XML_TYPE "application/xml; charset=utf-8"

static bool find_properties(Dav *dav, Arena *arena, const char *url, const char *depth,
                            const char *properties, Multistatus *found, Err *err)
{
    const char *body = arena_printf(
        arena, XML "<d:propfind " SPACES "><d:prop>%s</d:prop></d:propfind>", properties);
    return ask_multistatus(
        dav, arena,
        &(Ask){.method = "PROPFIND", .url = url, .depth = depth, .type = XML_TYPE, .body = body},
        found, err);
}

/* --- which collections there are -------------------------------------------------------------- */

static bool find_collections(Dav *dav, Arena *arena, const char *url, const char *depth,
                             Multistatus *found, Err *err)
{
    const char *properties =
        arena_printf(arena, "<d:resourcetype/><d:displayname/>%s<d:current-user-privilege-set/>",
                     kinds[dav->access->kind].properties);
    return find_properties(dav, arena, url, depth, properties, found, err);
}

static const char *name_of(const Dav *dav, Arena *arena, const DavThing *thing)
{
    size_t length = strlen(thing->href);
    while (length && thing->href[length - 1] == '/')
        length--;
    size_t from = length;
    while (from && thing->href[from - 1] != '/')
        from--;
    const char *last = arena_strndup(arena, thing->href + from, length - from);
    const char *name = text_or(thing->name, text_or(last, kinds[dav->access->kind].one));
    enum { NAME_BYTES = 200 };
    return text_clean(arena, name, strlen(name), NAME_BYTES);
}

static bool is_of_kind(const Dav *dav, const DavThing *thing)
{
    if (!thing->href)
        return false;
    return dav->access->kind == DAV_CONTACTS
               ? thing->addressbook
               : thing->calendar && (!thing->says_components || thing->events);
}

/* Where a server says nothing of what it holds or of rights, it holds and lets. */
static bool keep_collections(const Dav *dav, Arena *arena, const Multistatus *found,
                             DavCollections *collections, Err *err)
{
    DavCollections made = {.at = arena_array(arena, found->count, sizeof *made.at)};
    for (size_t i = 0; i < found->count; i++) {
        const DavThing *thing = &found->at[i];
        DavCollection *collection = &made.at[made.count];
        if (!is_of_kind(dav, thing))
            continue;
        *collection = (DavCollection){.name = name_of(dav, arena, thing),
                                      .todos = !thing->says_components || thing->todos,
                                      .may_write = !thing->says_rights || thing->may_write};
        if (!place_of(dav, arena, thing->href, &collection->url, err))
            return false;
        made.count++;
    }
    *collections = made;
    return true;
}

/* The user the URL leads to: themselves, or by the server's well-known address. */
static bool find_principal(Dav *dav, Arena *arena, const char **url, const char **home, Err *err)
{
    const char *properties =
        arena_printf(arena, "<d:current-user-principal/>%s", kinds[dav->access->kind].home);
    const char *places[] = {
        dav->access->url,
        arena_printf(arena, "%s%s", dav->origin, kinds[dav->access->kind].well_known), dav->origin};
    Err first = {0};
    *url = *home = NULL;
    for (size_t i = 0; i < sizeof places / sizeof *places && !*url && !*home; i++) {
        Multistatus found;
        Err why;
        if (!find_properties(dav, arena, places[i], "0", properties, &found, &why)) {
            first = first.kind ? first : why;
            if (why.kind != ERR_INPUT && why.kind != ERR_MISSING)
                break;
            continue;
        }
        for (size_t k = 0; k < found.count; k++) {
            *url = text_or(*url, found.at[k].principal);
            *home = text_or(*home, found.at[k].home);
        }
    }
    if (*url || *home)
        return true;
    if (first.kind)
        *err = first;
    else if (dav->by_digest && !dav->is_asked)
        err_field(err, ERR_INPUT, "auth",
                  "%s shows no %s of yours unless it is given the password unasked, " IN_THE_CLEAR,
                  dav->origin, kinds[dav->access->kind].one);
    else
        err_field(err, ERR_INPUT, "url", "%s is no server of %s", dav->access->url,
                  kinds[dav->access->kind].server);
    return false;
}

static bool find_home(Dav *dav, Arena *arena, const char **home, Err *err)
{
    const char *principal, *url;
    Multistatus found;
    if (!find_principal(dav, arena, &principal, home, err))
        return false;
    if (!*home) {
        if (!place_of(dav, arena, principal, &url, err) ||
            !find_properties(dav, arena, url, "0", kinds[dav->access->kind].home, &found, err))
            return false;
        for (size_t i = 0; i < found.count; i++)
            *home = text_or(*home, found.at[i].home);
    }
    if (!*home)
        return err_field(err, ERR_INPUT, "url", "%s has no %s for this user", dav->origin,
                         kinds[dav->access->kind].many);
    url = *home;
    return place_of(dav, arena, url, home, err);
}

bool dav_collections(Dav *dav, Arena *arena, DavCollections *collections, Err *err)
{
    Multistatus found;
    Err ignored;
    const char *home;
    DavCollections made = {0};
    if (find_collections(dav, arena, dav->access->url, "0", &found, &ignored) &&
        !keep_collections(dav, arena, &found, &made, err))
        return false;
    if (!made.count && (!find_home(dav, arena, &home, err) ||
                        !find_collections(dav, arena, home, "1", &found, err) ||
                        !keep_collections(dav, arena, &found, &made, err)))
        return false;
    if (!made.count)
        return err_field(err, ERR_MISSING, "url", "%s has no %s for this user: make one there",
                         dav->origin, kinds[dav->access->kind].one);
    *collections = made;
    return true;
}

/* --- reading ---------------------------------------------------------------------------------- */

bool dav_state(Dav *dav, Arena *arena, const char *collection, DavState *state, Err *err)
{
    Multistatus found;
    DavState made = {0};
    if (!find_properties(dav, arena, collection, "0", "<s:getctag/><d:sync-token/>", &found, err))
        return false;
    for (size_t i = 0; i < found.count; i++) {
        made.ctag = text_or(made.ctag, found.at[i].ctag);
        made.sync_token = text_or(made.sync_token, found.at[i].sync_token);
    }
    *state = made;
    return true;
}

/* As the text of an element. */
static void add_escaped(Buf *out, const char *text)
{
    for (; *text; text++)
        if (*text == '&')
            buf_adds(out, "&amp;");
        else if (*text == '<')
            buf_adds(out, "&lt;");
        else if (*text == '>')
            buf_adds(out, "&gt;");
        else
            buf_addc(out, *text);
}

bool dav_changes(Dav *dav, Arena *arena, const char *collection, const char *token, bool *valid,
                 Multistatus *changes, Err *err)
{
    auto_buf Buf body = buf_new(BODY_MOST);
    NetAnswer answer;
    const char *url;
    buf_adds(&body, XML "<d:sync-collection " SPACES "><d:sync-token>");
    add_escaped(&body, token);
    buf_adds(&body, "</d:sync-token><d:sync-level>1</d:sync-level><d:prop><d:getetag/></d:prop>"
                    "</d:sync-collection>");
    const Ask ask = {
        .method = "REPORT", .url = collection, .depth = "0", .type = XML_TYPE, .body = body.at};
    if (!send_ask(dav, arena, &ask, &url, &answer, err))
        return false;
    bool forgotten = answer.status == 400 || answer.status == 403 || answer.status == 405 ||
                     answer.status == 409 || answer.status == 410 || answer.status == 412 ||
                     answer.status == 415 || answer.status == 501 || answer.status == 507;
    *valid = answer.status == MULTI_STATUS && !answer.cut;
    if (*valid)
        return multistatus_read(arena, answer.body, answer.length, changes, err) ||
               err_at(err, "%s", url);
    return forgotten || answer.cut || fail(dav, url, &answer, err);
}

/* "20261123T090000Z" */
static const char *in_utc(Arena *arena, Time time)
{
    Civil civil = zone_civil(zone_utc(), time);
    return arena_printf(arena, "%04d%02d%02dT%02d%02d%02dZ", civil.year, civil.month, civil.day,
                        civil.hour, civil.minute, civil.second);
}

static bool query(Dav *dav, Arena *arena, const char *collection, const char *filter,
                  Multistatus *found, Err *err)
{
    const char *body = arena_printf(
        arena,
        XML "<c:calendar-query " SPACES "><d:prop><d:getetag/></d:prop><c:filter><c:comp-filter "
            "name=\"VCALENDAR\">%s</c:comp-filter></c:filter></c:calendar-query>",
        filter);
    return ask_multistatus(
        dav, arena,
        &(Ask){.method = "REPORT", .url = collection, .depth = "1", .type = XML_TYPE, .body = body},
        found, err);
}

bool dav_query(Dav *dav, Arena *arena, const char *collection, Time from, Time until, bool todos,
               Multistatus *found, Err *err)
{
    Multistatus events, tasks = {0};
    const char *filter = arena_printf(
        arena,
        "<c:comp-filter name=\"VEVENT\"><c:time-range start=\"%s\" end=\"%s\"/></c:comp-filter>",
        in_utc(arena, from), in_utc(arena, until));
    if (!query(dav, arena, collection, filter, &events, err) ||
        (todos && !query(dav, arena, collection, "<c:comp-filter name=\"VTODO\"/>", &tasks, err)))
        return false;
    Multistatus both = {.at = arena_array(arena, events.count + tasks.count, sizeof *both.at),
                        .count = events.count + tasks.count};
    for (size_t i = 0; i < both.count; i++)
        both.at[i] = i < events.count ? events.at[i] : tasks.at[i - events.count];
    *found = both;
    return true;
}

bool dav_list(Dav *dav, Arena *arena, const char *collection, Multistatus *found, Err *err)
{
    return find_properties(dav, arena, collection, "1", "<d:getetag/>", found, err);
}

bool dav_fetch(Dav *dav, Arena *arena, const char *collection, const char *const *hrefs,
               size_t count, Multistatus *found, Err *err)
{
    auto_buf Buf body = buf_new(BODY_MOST);
    buf_addf(&body, XML "<%s " SPACES "><d:prop><d:getetag/>%s</d:prop>",
             kinds[dav->access->kind].multiget, kinds[dav->access->kind].data);
    for (size_t i = 0; i < count; i++) {
        buf_adds(&body, "<d:href>");
        add_escaped(&body, hrefs[i]);
        buf_adds(&body, "</d:href>");
    }
    buf_addf(&body, "</%s>", kinds[dav->access->kind].multiget);
    if (body.over)
        return err_set(err, ERR_BUSY, "%s: the names of its entries are too long", collection);
    return ask_multistatus(
        dav, arena,
        &(Ask){
            .method = "REPORT", .url = collection, .depth = "1", .type = XML_TYPE, .body = body.at},
        found, err);
}

/* --- writing ---------------------------------------------------------------------------------- */

/* The preconditions of RFC 6352 §6.3.2.1 and RFC 4791 §5.3.2.1 come as a 403, too: then not the
 * collection is closed, but this object is not wanted. */
static bool is_of_this_one(const NetAnswer *answer)
{
    static const char *const preconditions[] = {"uid-conflict",           "valid-address-data",
                                                "supported-address-data", "valid-calendar-",
                                                "supported-calendar-",    "max-resource-size"};
    static const int statuses[] = {400, 409, 413, 415, 422};
    for (size_t i = 0; i < sizeof statuses / sizeof *statuses; i++)
        if (answer->status == statuses[i])
            return true;
    for (size_t i = 0; i < sizeof preconditions / sizeof *preconditions; i++)
        if (answer->status == 403 && strstr(answer->body, preconditions[i]))
            return true;
    return false;
}

static bool put_of(const Dav *dav, const char *url, const NetAnswer *answer, DavPut *put, Err *err)
{
    if (answer->status / 100 == 2)
        *put = DAV_DONE;
    else if (answer->status == 412)
        *put = DAV_CHANGED;
    else if (answer->status == 404 || answer->status == 410)
        *put = DAV_GONE;
    else if (is_of_this_one(answer))
        *put = DAV_REFUSED;
    else
        return answer->status == 403
                   ? err_field(err, ERR_DENIED, "login",
                               "%s may not be written: choose one of your own, or ask who "
                               "shares it",
                               url)
                   : fail(dav, url, answer, err);
    return true;
}

bool dav_put(Dav *dav, Arena *arena, const char *href, const char *etag, const char *text,
             DavPut *put, const char **new_etag, Err *err)
{
    NetAnswer answer;
    const char *url;
    const Ask ask = {.method = "PUT",
                     .url = href,
                     .type = kinds[dav->access->kind].type,
                     .body = text,
                     .match = etag,
                     .none_match = etag ? NULL : "*"};
    if (!send_ask(dav, arena, &ask, &url, &answer, err) || !put_of(dav, url, &answer, put, err))
        return false;
    *new_etag = answer.etag;
    return true;
}

bool dav_delete(Dav *dav, Arena *arena, const char *href, const char *etag, DavPut *put, Err *err)
{
    NetAnswer answer;
    const char *url;
    return send_ask(dav, arena, &(Ask){.method = "DELETE", .url = href, .match = etag}, &url,
                    &answer, err) &&
           put_of(dav, url, &answer, put, err);
}
