#include "action/export_inner.h"

#include "action/access_inner.h"
#include "base/text.h"

#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <limits.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

typedef bool Export(Exporting *exporting, Err *err);

static const struct {
    const char *name;
    Export *run;
} forms[EXPORT_FORMS] = {
    [EXPORT_CSV] = {"csv", export_leads},
    [EXPORT_VCARD] = {"vcard", export_people},
    [EXPORT_JSON] = {"json", export_tables},
};

const char *export_form_name(ExportForm form)
{
    return forms[(unsigned)form < EXPORT_FORMS ? form : EXPORT_CSV].name;
}

bool export_form_find(const char *name, ExportForm *form)
{
    for (int i = 0; i < EXPORT_FORMS; i++)
        if (text_equal_nocase(forms[i].name, name)) {
            *form = (ExportForm)i;
            return true;
        }
    return false;
}

bool export_row(Exporting *exporting, Err *err)
{
    enum { TOLD_EACH = 1000 };
    const Buf *line = exporting->line;
    if (line->over)
        return err_set(err, ERR_BROKEN, "a row is larger than %d MB",
                       EXPORT_LINE_MOST / (1024 * 1024));
    if (fwrite(line->at, 1, line->length, exporting->file) != line->length)
        return err_set(err, ERR_BROKEN, "%s cannot be written: %s", exporting->exported->path,
                       strerror(errno));
    exporting->exported->bytes += line->length;
    exporting->exported->rows++;
    buf_clear(exporting->line);
    const ExportOptions *options = exporting->options;
    if (options->told && exporting->exported->rows % TOLD_EACH == 0)
        options->told(exporting->exported->rows, options->told_context);
    return true;
}

static bool write_all(Exporting *exporting, Err *err)
{
    Context *context = exporting->context;
    auto_txn Txn txn = {0};
    if (!db_begin(&txn, context->db, TXN_READ, err) ||
        !forms[exporting->options->form].run(exporting, err) || !db_commit(&txn, err))
        return false;
    if (fflush(exporting->file) != 0)
        return err_set(err, ERR_BROKEN, "%s cannot be written: %s", exporting->exported->path,
                       strerror(errno));
    return true;
}

/* The finished file gets its name, and what stood there stays unless it may be replaced. */
static bool publish(const char *partial, const char *path, bool replace, Err *err)
{
    if (replace ? rename(partial, path) : link(partial, path))
        return err_set(err, errno == EEXIST ? ERR_CONFLICT : ERR_BROKEN,
                       "the export cannot be called %s: %s", path, strerror(errno));
    char copy[PATH_MAX];
    snprintf(copy, sizeof copy, "%s", path);
    int folder = open(dirname(copy), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    bool synced = folder >= 0 && fsync(folder) == 0;
    if (!synced)
        err_set(err, ERR_BROKEN, "the folder of %s cannot be synced: %s", path, strerror(errno));
    if (folder >= 0)
        close(folder);
    return synced;
}

static bool write_file(Exporting *exporting, const char *partial, Err *err)
{
    int file = open(partial, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0600);
    if (file < 0)
        return err_set(err, ERR_INPUT, "%s cannot be written: %s", exporting->options->path,
                       strerror(errno));
    exporting->file = fdopen(file, "wb");
    if (!exporting->file) {
        close(file);
        return err_set(err, ERR_BROKEN, "%s: %s", exporting->options->path, strerror(errno));
    }
    bool written = write_all(exporting, err);
    if (written && fsync(file) != 0)
        written = err_set(err, ERR_BROKEN, "%s cannot be written for good: %s",
                          exporting->options->path, strerror(errno));
    if (fclose(exporting->file) != 0 && written)
        written = err_set(err, ERR_BROKEN, "%s: %s", exporting->options->path, strerror(errno));
    return written;
}

static bool export_to_path(Exporting *exporting, const char *path, Err *err)
{
    char partial[PATH_MAX];
    struct stat facts;
    if (!exporting->options->replace && lstat(path, &facts) == 0)
        return err_set(err, ERR_CONFLICT,
                       "%s is there already: name a new file, or say that it may be replaced",
                       path);
    if (snprintf(partial, sizeof partial, "%s.partial-%d", path, (int)getpid()) >=
        (int)sizeof partial)
        return err_set(err, ERR_INPUT, "the path of the export is too long");
    bool done = write_file(exporting, partial, err) &&
                publish(partial, path, exporting->options->replace, err);
    unlink(partial);
    return done;
}

bool export_data(Context *context, Arena *arena, const ExportOptions *options, Exported *exported,
                 Err *err)
{
    Exported made = {.path = arena_strdup(arena, options->path)};
    auto_buf Buf line = buf_new(EXPORT_LINE_MOST);
    Exporting exporting = {.context = context,
                           .options = options,
                           .owners = access_owners(context, arena),
                           .line = &line,
                           .exported = &made};
    if (text_empty(options->path))
        return err_field(err, ERR_INPUT, "path", "say where the export is to go, or - for here");
    if ((unsigned)options->form >= EXPORT_FORMS)
        return err_field(err, ERR_INPUT, "form", "an export is csv, vcard or json");
    if (options->owner && options->form == EXPORT_JSON)
        return err_field(err, ERR_INPUT, "owner",
                         "json is everything there is: it cannot be of one user only");
    if (options->form == EXPORT_JSON && !access_all(context))
        return err_field(err, ERR_DENIED, "form",
                         "json is everything there is: it is an admin's to take");
    if (options->owner && !access_owner_named(context, options->owner, &exporting.owner_id, err))
        return false;
    exporting.file = stdout;
    if (!(text_equal(options->path, "-") ? write_all(&exporting, err)
                                         : export_to_path(&exporting, options->path, err)))
        return false;
    *exported = made;
    return true;
}
