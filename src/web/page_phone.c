#include "web/page_phone.h"

#include "action/phone_call.h"
#include "action/phone_line.h"
#include "base/text.h"
#include "view/view_phone.h"
#include "web/page_choices.h"

void page_dialling(Request *request, Doc *doc)
{
    doc_set_bool(request->arena, doc_set_object(request->arena, doc, "section"), "dialling", true);
    page_choose_users(request, doc, "users", NULL);
}

bool page_find_line(Request *request, PhoneLine *line)
{
    Err err;
    return phone_line_of(request->context, request->arena, context_user(request->context), line,
                         &err);
}

void page_dial_link(Request *request, const PhoneLine *line, Doc *address)
{
    const char *value = doc_text(address, "value");
    const char *link =
        !value || (*value != '+' && !text_starts(value, "sip"))
            ? NULL
            : phone_line_link(request->arena, line, value, doc_text(address, "extension"));
    if (link)
        doc_set_text(request->arena, address, "tel", link);
}

void page_calls(Request *request, Doc *doc)
{
    PhoneLine line;
    if (!page_find_line(request, &line))
        return;
    for (Doc *call = doc_own(doc, "calls")->first; call; call = call->next) {
        Doc *address = doc_own(call, "address");
        if (address && address->kind == DOC_OBJECT)
            page_dial_link(request, &line, address);
    }
    page_add_dialling(request, &line, doc);
}

void page_add_dialling(Request *request, const PhoneLine *line, Doc *doc)
{
    PhoneCall call;
    bool found;
    Err err;
    if (line->dials)
        doc_set_bool(request->arena, doc, "dials", true);
    if (phone_call_now(request->context, request->arena, &call, &found, &err) && found)
        doc_set(doc, "on_call", view_phone_call(request->arena, &call));
}
