#include "web/route.h"

#include "base/text.h"

#include <string.h>

static const Route *const tables[] = {
    routes_house,     routes_day,      routes_leads,       routes_promises, routes_cadences,
    routes_content,   routes_reports,  routes_duplicates,  routes_settings, routes_accounts,
    routes_sign_in,   routes_security, routes_capture,     routes_imports,  routes_outward,
    routes_send,      routes_login,    routes_lint,        routes_inbox,    routes_mailboxes,
    routes_calendars, routes_contacts, routes_unsubscribe, routes_trials,   routes_visits,
    routes_gifts,     routes_letters,  routes_mail_files,  routes_words,    routes_hooks,
    routes_phone,     routes_text_now};
enum { TABLES = sizeof tables / sizeof(const Route *) };

static const char *const method_names[METHODS] = {
    [METHOD_GET] = "GET",     [METHOD_POST] = "POST",     [METHOD_PUT] = "PUT",
    [METHOD_PATCH] = "PATCH", [METHOD_DELETE] = "DELETE",
};

const char *method_name(Method method)
{
    return method_names[method];
}

const Route *route_at(size_t place)
{
    for (size_t i = 0; i < TABLES; i++) {
        size_t count = 0;
        while (tables[i][count].path)
            count++;
        if (place < count)
            return &tables[i][place];
        place -= count;
    }
    return NULL;
}

static const RouteName names[] = {
    {.name = "absence", .about = "an absence's id", .id = true},
    {.name = "account", .about = "an account's id", .id = true},
    {.name = "address_book", .about = "an address book's id", .id = true},
    {.name = "cadence", .about = "a cadence's name"},
    {.name = "calendar"},
    {.name = "call", .about = "the id of a call that Beck dialled", .id = true},
    {.name = "calendar_account", .about = "a calendar's id", .id = true},
    {.name = "contact", .about = "a person's id", .id = true},
    {.name = "content", .about = "the id of something to give", .id = true},
    {.name = "day", .about = "a day: 2026-12-24"},
    {.name = "delivery", .about = "a delivery's id", .id = true},
    {.name = "file", .about = "a file's id", .id = true},
    {.name = "form", .about = "a form's token"},
    {.name = "gift", .about = "a gift's id", .id = true},
    {.name = "job", .about = "a job's id", .id = true},
    {.name = "lead", .about = "a lead's id", .id = true},
    {.name = "mark"},
    {.name = "mailbox", .about = "a mailbox's id", .id = true},
    {.name = "name", .about = "the export: leads.csv, people.vcf or everything.jsonl"},
    {.name = "passkey", .about = "a passkey's id", .id = true},
    {.name = "promise", .about = "a promise's id", .id = true},
    {.name = "provider", .about = "who signs users in", .words = "Provider"},
    {.name = "received", .about = "the id of a mail that came in", .id = true},
    {.name = "report", .about = "the report", .words = "ReportName"},
    {.name = "secret"},
    {.name = "sender", .about = "a sender's id", .id = true},
    {.name = "session", .about = "a session's id", .id = true},
    {.name = "token", .about = "a token's id", .id = true},
    {.name = "link", .about = "what a link of ours ends with"},
    {.name = "touch", .about = "a touch's id", .id = true},
    {.name = "trial", .about = "a trial, as the list of trials names it"},
    {.name = "user", .about = "a user's id", .id = true},
    {.name = "version"},
    {.name = "view", .about = "a saved view's id", .id = true},
    {.name = "webhook", .about = "a webhook's id", .id = true},
};

const RouteName *route_name(const char *name, size_t length)
{
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strlen(names[i].name) == length && !memcmp(names[i].name, name, length))
            return &names[i];
    return NULL;
}

/* "/leads/{lead}" against "/leads/7" and what may stand behind it. */
static bool path_fits(const char *pattern, const char *path, size_t length, RouteMatch *match)
{
    const char *end = path + length;
    match->parameter_count = 0;
    while (*pattern) {
        if (*pattern != '{') {
            if (path == end || *pattern != *path)
                return false;
            pattern++;
            path++;
            continue;
        }
        const char *close = strchr(pattern, '}'), *value = path;
        while (path < end && *path != '/')
            path++;
        if (path == value || match->parameter_count == ROUTE_PARAMETERS)
            return false;
        match->parameters[match->parameter_count++] =
            (RouteParameter){.name = pattern + 1,
                             .name_length = (size_t)(close - pattern - 1),
                             .value = value,
                             .value_length = (size_t)(path - value)};
        pattern = close + 1;
    }
    return path == end;
}

static bool try_route(const Route *route, unsigned faces, const char *method, const char *path,
                      size_t length, RouteMatch *match)
{
    RouteMatch tried = *match;
    if (!(route->faces & faces) || !path_fits(route->path, path, length, &tried))
        return false;
    /* HEAD is GET without its body; libmicrohttpd leaves the body away. */
    const char *asked = text_equal(method, "HEAD") ? "GET" : method;
    if (!text_equal(asked, method_names[route->method])) {
        match->methods |= 1U << route->method;
        return false;
    }
    tried.route = route;
    tried.face = faces & FACE_API ? FACE_API : route->faces & FACE_PAGE ? FACE_PAGE : FACE_RAW;
    *match = tried;
    return true;
}

RouteMatch route_match(const char *method, const char *target)
{
    RouteMatch match = {0};
    const char *path = target;
    size_t length = strcspn(target, "?#");
    unsigned faces = FACE_PAGE | FACE_RAW;
    size_t root = strlen(API_ROOT);
    if (length > root && !strncmp(target, API_ROOT, root) && target[root] == '/') {
        path += root;
        length -= root;
        faces = FACE_API;
    }
    match.face = faces & FACE_API ? FACE_API : FACE_PAGE;
    for (size_t i = 0; i < TABLES; i++)
        for (const Route *route = tables[i]; route->path; route++)
            if (try_route(route, faces, method, path, length, &match)) {
                match.methods = 0;
                return match;
            }
    return match;
}
