#include "web/driver_settings.h"

#include "base/text.h"

#include <string.h>

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

static const DriverField *field_of(const DriverField *fields, const char *name)
{
    for (; fields && fields->name; fields++)
        if (text_equal(fields->name, name))
            return fields;
    return NULL;
}

/* A secret as it is. */
static const char *clean(Arena *arena, const DriverField *field, const char *text)
{
    size_t length = strlen(text);
    if (field && field->secret)
        return text;
    return field && field->lines ? text_clean_lines(arena, text, length, length)
                                 : text_clean(arena, text, length, length);
}

bool driver_settings_add(Request *request, const DriverField *fields, Doc *settings, Err *err)
{
    const RequestValue *pairs = request_value(request, "set");
    for (size_t i = 0; i < pairs->count; i++) {
        const DriverField *field = field_of(fields, pairs->keys[i]);
        if (field && field->here)
            return err_field(err, ERR_INPUT, "set",
                             "%s is of the machine that Beck runs on: whoever is on it sets it",
                             field->name);
        if (!field || !field->secret || !text_empty(pairs->texts[i]))
            doc_set_text(request->arena, settings, pairs->keys[i],
                         clean(request->arena, field, pairs->texts[i]));
    }
    return true;
}
