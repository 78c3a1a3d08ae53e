#include "web/driver_settings.h"

Doc *driver_settings(Request *request, const char *const *texts)
{
    Doc *settings = doc_object(request->arena);
    for (const char *const *text = texts; *text; text++)
        if (request_has(request, *text))
            doc_set_text(request->arena, settings, *text, request_text(request, *text));
    if (request_has(request, "port"))
        doc_set_text(request->arena, settings, "port",
                     arena_printf(request->arena, "%lld", (long long)request_int(request, "port")));
    return settings;
}
