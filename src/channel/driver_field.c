#include "channel/driver_field.h"

#include "base/text.h"

#include <stdlib.h>

static bool is_choice(const DriverField *field, const char *value)
{
    for (const char *const *choice = field->choices; choice && *choice; choice++)
        if (text_equal(*choice, value))
            return true;
    return !field->choices;
}

static bool is_known(const DriverField *fields, const char *name)
{
    for (const DriverField *field = fields; field->name; field++)
        if (text_equal(field->name, name))
            return true;
    return false;
}

bool driver_fields_read(Arena *arena, const char *driver, const DriverField *fields,
                        const Doc *given, Doc **settings, Doc **secrets, Err *err)
{
    Doc *plain = doc_object(arena), *sealed = doc_object(arena);
    for (const Doc *member = given->first; member; member = member->next)
        if (!is_known(fields, member->name))
            return err_field(err, ERR_INPUT, member->name, "%s has no setting %s", driver,
                             member->name);
    for (const DriverField *field = fields; field->name; field++) {
        const char *value = doc_text(given, field->name);
        if (text_empty(value))
            value = field->standard;
        if (!value)
            return err_field(err, ERR_INPUT, field->name, "%s is missing: %s", field->name,
                             field->about);
        if (!is_choice(field, value))
            return err_field(err, ERR_INPUT, field->name, "%s cannot be \"%s\": %s", field->name,
                             value, field->about);
        if (!field->lines && !text_is_line(value))
            return err_field(err, ERR_INPUT, field->name, "%s is one line of printable characters",
                             field->name);
        doc_set_text(arena, field->secret ? sealed : plain, field->name, value);
    }
    *settings = plain;
    *secrets = sealed;
    return true;
}

bool driver_field_count(const Doc *settings, const char *name, long least, long most, long standard,
                        long *count, Err *err)
{
    const char *text = text_or(doc_text(settings, name), "");
    char *end;
    *count = *text ? strtol(text, &end, 10) : standard;
    if (*text && (*end || *count < least || *count > most))
        return err_field(err, ERR_INPUT, name, "%s cannot be \"%s\": %ld to %ld", name, text, least,
                         most);
    return true;
}
