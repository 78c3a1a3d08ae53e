#include "channel/dialler.h"

#include "base/text.h"

#include <string.h>

/* --- links ------------------------------------------------------------------------------------ */

static bool is_sip(const char *number)
{
    return text_starts(number, "sip:") || text_starts(number, "sips:");
}

const char *dialler_tel(Arena *arena, const char *number, const char *extension)
{
    if (is_sip(number))
        return NULL;
    return arena_printf(arena, "tel:%s%s%s", number, extension ? ";ext=" : "",
                        text_or(extension, ""));
}

/* What a telephone program cannot be told by tel: it is told as it is. */
static const char *link_tel(Arena *arena, const Doc *settings, const char *number,
                            const char *extension)
{
    (void)settings;
    return is_sip(number) ? number : dialler_tel(arena, number, extension);
}

/* RFC 3261 §19.1.6: a number as the user of a SIP address. */
static const char *link_sip(Arena *arena, const Doc *settings, const char *number,
                            const char *extension)
{
    if (is_sip(number))
        return number;
    return arena_printf(arena, "sip:%s%s%s@%s;user=phone", number, extension ? ";ext=" : "",
                        text_or(extension, ""), doc_text(settings, "domain"));
}

static bool check_sip(const Doc *settings, const Doc *secrets, Err *err)
{
    static const char letters[] =
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-:[]";
    const char *domain = doc_text(settings, "domain");
    (void)secrets;
    return (*domain && strspn(domain, letters) == strlen(domain)) ||
           err_field(err, ERR_INPUT, "domain",
                     "domain cannot be \"%.80s\": the telephone exchange's, pbx.example", domain);
}

static const DriverField no_fields[] = {{0}};
static const DriverField sip_fields[] = {
    {.name = "domain", .about = "of the telephone exchange: pbx.example"}, {0}};

static const Dialler dialler_tel_link = {.name = "tel",
                                         .about = "links that the telephone in hand dials",
                                         .fields = no_fields,
                                         .link = link_tel};
static const Dialler dialler_sip_link = {.name = "sip",
                                         .about = "links that a telephone program dials",
                                         .fields = sip_fields,
                                         .check = check_sip,
                                         .link = link_sip};

/* --- table ------------------------------------------------------------------------------------ */

enum { DIALLERS = 4 };
static const Dialler *const diallers[DIALLERS] = {&dialler_tel_link, &dialler_sip_link,
                                                  &dialler_baresip, &dialler_hook};

const Dialler *dialler_at(size_t place)
{
    return place < DIALLERS ? diallers[place] : NULL;
}

const Dialler *dialler_find(const char *name, Err *err)
{
    for (size_t i = 0; i < DIALLERS; i++)
        if (text_equal(diallers[i]->name, name))
            return diallers[i];
    err_field(err, ERR_INPUT, "way",
              "nothing dials by \"%.40s\"; there is tel, links for the telephone in hand, sip, "
              "links for a telephone program, baresip, by its control port, and hook, a request "
              "to any telephone system",
              name);
    return NULL;
}

bool dialler_check(Arena *arena, const Dialler *dialler, const Doc *given, Doc **settings,
                   Doc **secrets, Err *err)
{
    return driver_fields_read(arena, dialler->name, dialler->fields, given, settings, secrets,
                              err) &&
           (!dialler->check || dialler->check(*settings, *secrets, err));
}
