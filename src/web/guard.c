#include "web/guard.h"

#include "base/text.h"

bool guard_who(Request *request, Context *context, Err *err)
{
    (void)context;
    (void)err;
    request->who = (Who){0};
    return true;
}

bool guard_need(Request *request, Err *err)
{
    if (request->route->need == NEED_NOBODY || request->who.user_id)
        return true;
    request->refusal = 401;
    return err_set(err, ERR_DENIED, "this needs you to be signed in");
}

bool guard_origin(Request *request, Err *err)
{
    const char *site = request_header(request, "Sec-Fetch-Site");
    if (request->route->method == METHOD_GET || request->route->foreign || !request->who.cookie ||
        !site || text_equal(site, "same-origin") || text_equal(site, "none"))
        return true;
    request->refusal = 403;
    return err_set(err, ERR_DENIED, "this came from another site: %s", site);
}

const char *guard_csrf(Request *request)
{
    return text_or(request->who.csrf, "");
}
