/* Of the module `beck-ical`: expat, and answers of WebDAV. */
#include "base/buf.h"
#include "base/text.h"
#include "base/vec.h"
#include "exchange/ical_driver.h"

#include <expat.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#define DAV     "DAV: "
#define CALDAV  "urn:ietf:params:xml:ns:caldav "
#define CARDDAV "urn:ietf:params:xml:ns:carddav "
#define SERVER  "http://calendarserver.org/ns/ "

enum { TEXT_MOST = 4 * 1024 * 1024 };

typedef enum Element {
    OTHER,
    MULTISTATUS,
    RESPONSE,
    PROPSTAT,
    HREF,
    STATUS,
    ETAG,
    NAME,
    DATA,
    CTAG,
    TOKEN,
    PRINCIPAL,
    HOME,
    CALENDAR,
    ADDRESSBOOK,
    COMPONENTS,
    COMPONENT,
    RIGHTS,
    RIGHT
} Element;

static const struct {
    const char *name;
    Element element;
} elements[] = {
    {DAV "multistatus", MULTISTATUS},
    {DAV "response", RESPONSE},
    {DAV "propstat", PROPSTAT},
    {DAV "href", HREF},
    {DAV "status", STATUS},
    {DAV "getetag", ETAG},
    {DAV "displayname", NAME},
    {CALDAV "calendar-data", DATA},
    {CARDDAV "address-data", DATA},
    {SERVER "getctag", CTAG},
    {DAV "sync-token", TOKEN},
    {DAV "current-user-principal", PRINCIPAL},
    {CALDAV "calendar-home-set", HOME},
    {CARDDAV "addressbook-home-set", HOME},
    {CALDAV "calendar", CALENDAR},
    {CARDDAV "addressbook", ADDRESSBOOK},
    {CALDAV "supported-calendar-component-set", COMPONENTS},
    {CALDAV "comp", COMPONENT},
    {DAV "current-user-privilege-set", RIGHTS},
    {DAV "all", RIGHT},
    {DAV "write", RIGHT},
    {DAV "write-content", RIGHT},
    {DAV "bind", RIGHT},
};

typedef struct Reading {
    Arena *arena;
    XML_Parser parser;
    Element open[MULTISTATUS_DEPTH];
    size_t depth;
    Buf text;           /* of the innermost element */
    DavThing found;     /* of the propstat that is open */
    int status;         /* its own */
    DavThing *response; /* the one that is open */
    VEC(DavThing) things;
    const char *sync_token;
    const char *refused;
} Reading;

static Element element_of(const char *name)
{
    for (size_t i = 0; i < sizeof elements / sizeof *elements; i++)
        if (strcmp(elements[i].name, name) == 0)
            return elements[i].element;
    return OTHER;
}

static void refuse(Reading *reading, const char *why)
{
    reading->refused = why;
    XML_StopParser(reading->parser, XML_FALSE);
}

static bool is_within(const Reading *reading, Element element)
{
    for (size_t i = 0; i < reading->depth; i++)
        if (reading->open[i] == element)
            return true;
    return false;
}

static void see_component(Reading *reading, const char **attributes)
{
    for (; *attributes; attributes += 2)
        if (strcmp(attributes[0], "name") == 0) {
            reading->found.events |= text_equal_nocase(attributes[1], "VEVENT");
            reading->found.todos |= text_equal_nocase(attributes[1], "VTODO");
        }
}

static void on_start(void *data, const XML_Char *name, const XML_Char **attributes)
{
    Reading *reading = data;
    Element element = element_of(name);
    if (reading->refused)
        return;
    if (reading->depth == MULTISTATUS_DEPTH || (!reading->depth && element != MULTISTATUS)) {
        refuse(reading, reading->depth ? "it is nested too deep" : "it is no answer of WebDAV");
        return;
    }
    reading->open[reading->depth++] = element;
    buf_clear(&reading->text);
    switch (element) {
    case RESPONSE:
        if (reading->response || reading->things.count == MULTISTATUS_MOST) {
            refuse(reading, "it has responses in responses, or too many");
            return;
        }
        reading->response = vec_push(reading->arena, &reading->things);
        *reading->response = (DavThing){0};
        break;
    case PROPSTAT:
        reading->found = (DavThing){0};
        reading->status = 0;
        break;
    case CALENDAR:
        reading->found.calendar = true;
        break;
    case ADDRESSBOOK:
        reading->found.addressbook = true;
        break;
    case COMPONENTS:
        reading->found.says_components = true;
        break;
    case COMPONENT:
        if (is_within(reading, COMPONENTS))
            see_component(reading, attributes);
        break;
    case RIGHTS:
        reading->found.says_rights = true;
        break;
    case RIGHT:
        reading->found.may_write |= is_within(reading, RIGHTS);
        break;
    default:
        break;
    }
}

static void on_text(void *data, const XML_Char *bytes, int length)
{
    Reading *reading = data;
    buf_add(&reading->text, bytes, (size_t)length);
    if (reading->text.over)
        refuse(reading, "one of its texts is too long");
}

/* Of an element that has closed; without blanks around it. */
static const char *text_of(Reading *reading)
{
    const char *from = reading->text.at, *until = from + reading->text.length;
    while (from < until && strchr(" \t\r\n", *from))
        from++;
    while (until > from && strchr(" \t\r\n", until[-1]))
        until--;
    return until > from ? arena_strndup(reading->arena, from, (size_t)(until - from)) : NULL;
}

/* "HTTP/1.1 200 OK" */
static int status_of(const char *line)
{
    const char *blank = line ? strchr(line, ' ') : NULL;
    char *end;
    long status = blank ? strtol(blank, &end, 10) : 0;
    return status >= 100 && status <= 599 ? (int)status : 0;
}

/* What is said of properties counts where they are there. */
static void keep_found(Reading *reading)
{
    DavThing *thing = reading->response;
    const DavThing *found = &reading->found;
    if (!thing || reading->status / 100 != 2)
        return;
    thing->etag = found->etag ? found->etag : thing->etag;
    thing->name = found->name ? found->name : thing->name;
    thing->data = found->data ? found->data : thing->data;
    thing->ctag = found->ctag ? found->ctag : thing->ctag;
    thing->sync_token = found->sync_token ? found->sync_token : thing->sync_token;
    thing->principal = found->principal ? found->principal : thing->principal;
    thing->home = found->home ? found->home : thing->home;
    thing->calendar |= found->calendar;
    thing->addressbook |= found->addressbook;
    thing->says_components |= found->says_components;
    thing->events |= found->events;
    thing->todos |= found->todos;
    thing->says_rights |= found->says_rights;
    thing->may_write |= found->may_write;
}

static void take_href(Reading *reading, const char *text)
{
    if (is_within(reading, PRINCIPAL))
        reading->found.principal = text;
    else if (is_within(reading, HOME))
        reading->found.home = reading->found.home ? reading->found.home : text;
    else if (reading->response && !is_within(reading, PROPSTAT) && !reading->response->href)
        reading->response->href = text;
}

static void take_text(Reading *reading, Element element)
{
    const char *text = text_of(reading);
    switch (element) {
    case HREF:
        take_href(reading, text);
        break;
    case STATUS:
        if (is_within(reading, PROPSTAT))
            reading->status = status_of(text);
        else if (reading->response)
            reading->response->status = status_of(text);
        break;
    case ETAG:
        reading->found.etag = text;
        break;
    case NAME:
        reading->found.name = text;
        break;
    case DATA:
        reading->found.data = text;
        break;
    case CTAG:
        reading->found.ctag = text;
        break;
    case TOKEN:
        if (is_within(reading, PROPSTAT))
            reading->found.sync_token = text;
        else
            reading->sync_token = text;
        break;
    default:
        break;
    }
}

static void on_end(void *data, const XML_Char *name)
{
    Reading *reading = data;
    (void)name;
    if (reading->refused)
        return;
    Element element = reading->open[--reading->depth];
    take_text(reading, element);
    buf_clear(&reading->text);
    if (element == PROPSTAT)
        keep_found(reading);
    if (element == RESPONSE)
        reading->response = NULL;
}

static void on_dtd(void *data, const XML_Char *name, const XML_Char *system, const XML_Char *public,
                   int internal)
{
    (void)name, (void)system, (void)public, (void)internal;
    refuse(data, "it has a DTD");
}

static bool parse(Reading *reading, const char *bytes, size_t length, Err *err)
{
    XML_SetUserData(reading->parser, reading);
    XML_SetElementHandler(reading->parser, on_start, on_end);
    XML_SetCharacterDataHandler(reading->parser, on_text);
    XML_SetStartDoctypeDeclHandler(reading->parser, on_dtd);
    bool whole = length < INT_MAX &&
                 XML_Parse(reading->parser, bytes, (int)length, XML_TRUE) == XML_STATUS_OK;
    if (whole && !reading->refused)
        return true;
    return err_set(err, ERR_INPUT, "the server's answer cannot be read: %s (line %lu)",
                   reading->refused ? reading->refused
                                    : XML_ErrorString(XML_GetErrorCode(reading->parser)),
                   (unsigned long)XML_GetCurrentLineNumber(reading->parser));
}

bool ical_read_multistatus(Arena *arena, const char *bytes, size_t length, Multistatus *answer,
                           Err *err)
{
    Reading reading = {
        .arena = arena, .parser = XML_ParserCreateNS(NULL, ' '), .text = buf_new(TEXT_MOST)};
    if (!reading.parser)
        abort();
    bool right = parse(&reading, bytes, length, err);
    XML_ParserFree(reading.parser);
    buf_free(&reading.text);
    if (right)
        *answer = (Multistatus){reading.things.at, reading.things.count, reading.sync_token};
    return right;
}
