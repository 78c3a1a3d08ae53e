#include "web/page_security.h"

#include "auth/passkey.h"
#include "auth/qr.h"
#include "base/text.h"
#include "web/loopback.h"

#include <string.h>

/* Where a page stands in the tabs of settings, by the beginning of its path. */
static const struct {
    const char *path, *section;
} sections[] = {
    {"/settings/phone", "phone"}, {"/settings/tokens", "tokens"}, {"/settings/audit", "audit"},
    {"/users/", "users"},         {"/settings/", "security"},
};

/* "http://127.0.0.1:2325" */
static bool is_alone(const char *origin)
{
    const char *host = strstr(origin, "://");
    return loopback_host(host ? host + 3 : origin);
}

void page_security(Request *request, Doc *doc)
{
    PasskeySite site;
    Err why;
    if (doc_get(doc, "section"))
        return; /* shaped where it was refused */
    Doc *section = doc_set_object(request->arena, doc, "section");
    for (size_t i = 0; i < sizeof sections / sizeof *sections; i++)
        if (text_starts(request->path, sections[i].path)) {
            doc_set_bool(request->arena, section, sections[i].section, true);
            break;
        }
    doc_set_bool(request->arena, doc, "alone", is_alone(request->origin));
    doc_set_bool(request->arena, doc, "no_passkeys",
                 !passkey_site(request->arena, request->origin, "", &site, &why));
}

bool page_add_qr(Request *request, Doc *doc, const char *text, Err *err)
{
    Doc *qr = qr_document(request->arena, text, err);
    if (qr)
        doc_set(doc, "qr", qr);
    return qr;
}
