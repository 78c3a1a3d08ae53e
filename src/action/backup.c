#include "action/backup.h"

#include "action/context_inner.h"
#include "base/text.h"

#include <sys/stat.h>
#include <unistd.h>

/* What the copy itself says it holds. */
static bool look_into(Context *context, Arena *arena, const char *path, BackupResult *result,
                      Err *err)
{
    struct check_leads_row leads;
    struct backup_touches_row touches;
    int version, wanted;
    auto_db Db *copy = db_open(path, DB_LOOK, err);
    if (!copy || !db_schema_version(copy, &version, err) ||
        !db_schema_version(context->db, &wanted, err) ||
        !sql_check_leads(copy, arena, &(struct check_leads_in){.workspace = context->workspace},
                         &leads, NULL, err) ||
        !sql_backup_touches(copy, arena,
                            &(struct backup_touches_in){.workspace = context->workspace}, &touches,
                            NULL, err))
        return false;
    if (version != wanted)
        return err_set(err, ERR_BROKEN, "the copy has schema %d, the database %d", version, wanted);
    result->leads = leads.leads;
    result->open = leads.open;
    result->touches = touches.touches;
    return true;
}

bool backup_database(Context *context, Arena *arena, const BackupOptions *options,
                     BackupResult *result, Err *err)
{
    BackupResult made = {.path = arena_strdup(arena, options->path)};
    struct stat facts;
    if (text_empty(options->path))
        return err_field(err, ERR_INPUT, "path", "say where the copy is to go");
    if (!db_backup(context->db, options->path, options->told, options->told_context, err))
        return false;
    if (!look_into(context, arena, options->path, &made, err)) {
        unlink(options->path);
        return err_at(err, "the copy %s was no good and is removed", options->path);
    }
    if (stat(options->path, &facts) == 0)
        made.bytes = (uint64_t)facts.st_size;
    *result = made;
    return true;
}
