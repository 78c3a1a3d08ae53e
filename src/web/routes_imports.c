/* Files in and out: the import with its wizard, jobs, contacts shared from a telephone, exports.
 *
 * What takes a file runs in the slow lane: its bytes are copied into the server's folder there, and
 * the import itself is a chore (web/chores.h). */
#include "action/capture_vcard.h"
#include "action/card_photo.h"
#include "action/export_data.h"
#include "action/import_preview.h"
#include "action/job.h"
#include "action/upload.h"
#include "base/text.h"
#include "view/view_import.h"
#include "view/view_job.h"
#include "web/guard.h"
#include "web/page_import.h"
#include "web/request.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
    IMPORT_BYTES = 256 * 1024 * 1024,
    SHARE_BYTES = VCARD_BYTES_MOST + 64 * 1024,
    HEAD_LOOK = 200 /* bytes in which a vCard begins */
};

/* --- jobs ------------------------------------------------------------------------------------- */

static bool route_jobs(Request *request, Reply *reply, Err *err)
{
    JobsShown jobs;
    if (!job_list(request->context, request->arena, &jobs, err))
        return false;
    reply->doc = view_jobs(request->arena, &jobs);
    return true;
}

static bool route_job(Request *request, Reply *reply, Err *err)
{
    JobShown job;
    if (!job_show(request->context, request->arena, request_id(request, "job"), &job, err))
        return false;
    reply->doc = view_job(request->arena, &job);
    return true;
}

static bool route_cancel(Request *request, Reply *reply, Err *err)
{
    JobShown job;
    if (!job_cancel(request->context, request->arena, request_id(request, "job"), &job, err))
        return false;
    reply->doc = view_job(request->arena, &job);
    return true;
}

/* --- the file comes in ------------------------------------------------------------------------ */

static bool keep_bytes(const Upload *upload, const FormFile *file, Err *err)
{
    for (size_t done = 0; done < file->size;) {
        ssize_t wrote = write(upload->file, file->bytes + done, file->size - done);
        if (wrote < 0 && errno != EINTR)
            return upload_refused(upload, err);
        done += wrote > 0 ? (size_t)wrote : 0;
    }
    return true;
}

static bool keep_file(Request *request, const FormFile *file, JobShown *job, Err *err)
{
    Upload upload;
    if (!file->size)
        return err_field(err, ERR_INPUT, "file", "the file is empty");
    if (!upload_new(request->context, request->arena, &upload, err))
        return false;
    bool kept = keep_bytes(&upload, file, err);
    close(upload.file);
    kept = kept &&
           job_hold_import(request->context, request->arena, upload.path, file->name, job, err);
    if (!kept)
        upload_remove(upload.path);
    return kept;
}

/* A select that was left as it was says nothing. */
static JobAsked read_asked(Request *request)
{
    const RequestValue *map = request_value(request, "map");
    return (JobAsked){.source = request_text(request, "source"),
                      .cadence = request_text(request, "cadence"),
                      .owner = request_text(request, "owner"),
                      .maps = map->texts,
                      .map_count = map->count,
                      .dry_run = request_flag(request, "dry_run")};
}

static void tell_job(Request *request, Reply *reply, const JobShown *job)
{
    reply->doc = view_job(request->arena, job);
    reply->location =
        arena_printf(request->arena, request->face == FACE_API ? "/jobs/%lld" : "/imports/%lld",
                     (long long)job->id);
    reply->then = reply->location;
}

static bool start(Request *request, int64_t id, JobShown *job, Err *err)
{
    JobAsked asked = read_asked(request);
    return job_start_import(request->context, request->arena, id, &asked, job, err);
}

/* Held, so that its columns can be looked at; else started at once, and not kept when it cannot be.
 */
static bool route_import(Request *request, Reply *reply, Err *err)
{
    JobShown job = {0};
    Err ignored;
    if (!keep_file(request, request_file(request, "file"), &job, err))
        return false;
    if (!request_flag(request, "hold") && !start(request, job.id, &job, err)) {
        job_cancel(request->context, request->arena, job.id, &job, &ignored);
        return false;
    }
    tell_job(request, reply, &job);
    return true;
}

static bool route_start(Request *request, Reply *reply, Err *err)
{
    JobShown job = {0};
    if (!start(request, request_id(request, "job"), &job, err))
        return false;
    tell_job(request, reply, &job);
    return true;
}

/* --- the wizard ------------------------------------------------------------------------------- */

static bool route_preview(Request *request, Reply *reply, Err *err)
{
    const RequestValue *map = request_value(request, "map");
    ImportPreview preview;
    if (!import_preview(request->context, request->arena, request_id(request, "job"), map->texts,
                        map->count, &preview, err))
        return false;
    reply->doc = view_import_preview(request->arena, &preview);
    return true;
}

/* The page of a job: its columns until it runs, how far it is, what came of it. A file that cannot
 * be read says so there. */
static bool route_import_page(Request *request, Reply *reply, Err *err)
{
    JobShown job;
    ImportPreview preview;
    Err why;
    int64_t id = request_id(request, "job");
    if (!job_show(request->context, request->arena, id, &job, err))
        return false;
    reply->doc = view_job(request->arena, &job);
    if (!job.has_file || job.state == JOB_WAITING || job.state == JOB_RUNNING)
        return true;
    if (import_preview(request->context, request->arena, id, job.asked.maps, job.asked.map_count,
                       &preview, &why))
        page_import_preview(request, reply->doc, &job, &preview);
    else
        doc_set_text(request->arena, reply->doc, "unreadable",
                     arena_strdup(request->arena, why.message));
    return true;
}

static bool route_rejects(Request *request, Reply *reply, Err *err)
{
    JobRejects rejects;
    if (!job_rejects(request->context, request->arena, request_id(request, "job"), &rejects, err))
        return false;
    reply->bytes = rejects.bytes;
    reply->size = rejects.length;
    reply->type = "text/csv; charset=utf-8";
    reply->file_name = rejects.name;
    if (rejects.cut)
        reply_header(reply, "X-Beck-Cut", "there were more");
    return true;
}

/* --- contacts --------------------------------------------------------------------------------- */

static bool take_vcards(Request *request, const FormFile *file, const char *note, Reply *reply,
                        Err *err)
{
    VcardsCaptured cards;
    const Card said = {
        .note = note, .source = request_text(request, "source"), .renews_at = TIME_NONE};
    const VcardInput input = {.card = &said};
    if (!capture_vcard(request->context, request->arena, file->bytes, file->size, &input, &cards,
                       err))
        return false;
    reply->doc = page_vcards(request->arena, &cards);
    return true;
}

static bool route_vcards(Request *request, Reply *reply, Err *err)
{
    return take_vcards(request, request_file(request, "file"), NULL, reply, err);
}

static bool is_vcard(const FormFile *file)
{
    static const char head[] = "BEGIN:VCARD";
    return memmem(file->bytes, file->size < HEAD_LOOK ? file->size : HEAD_LOOK, head,
                  sizeof head - 1);
}

/* A picture is a card to be typed. */
static bool take_photo(Request *request, const FormFile *file, const char *note, int64_t *lead_id,
                       Err *err)
{
    const Card card = {
        .note = note, .source = request_text(request, "source"), .renews_at = TIME_NONE};
    const FileInput photo = {.name = file->name, .bytes = file->bytes, .size = file->size};
    Captured captured;
    if (!capture_photo(request->context, request->arena, &card, &(CaptureOptions){0}, &photo,
                       &captured, err))
        return false;
    *lead_id = captured.lead_id;
    return true;
}

static bool take_shared(Request *request, const FormFile *file, const char *note, Reply *reply,
                        int64_t *lead_id, Err *err)
{
    if (!is_vcard(file))
        return take_photo(request, file, note, lead_id, err);
    if (!take_vcards(request, file, note, reply, err))
        return false;
    *lead_id = doc_int(doc_get(reply->doc, "cards")->first, "lead_id");
    return true;
}

/* Web Share: the telephone sends what another app shares, without a form of ours before it and so
 * without its token. A page of another site cannot: the session's cookie is not sent with its POST
 * (SameSite=Lax), and the browser says where it comes from. Where the service worker runs, it takes
 * this up itself. */
static bool route_share(Request *request, Reply *reply, Err *err)
{
    const FormFile *file = request_file(request, "file");
    const char *words = text_or(request_text(request, "text"), request_text(request, "title"));
    int64_t lead_id = 0;
    if (!guard_site(request, err))
        return false;
    if (file && !take_shared(request, file, words, reply, &lead_id, err))
        return false;
    reply->then =
        lead_id ? arena_printf(request->arena, "/leads/%lld", (long long)lead_id) : "/capture";
    return true;
}

/* --- exports ---------------------------------------------------------------------------------- */

static const struct {
    const char *name;
    ExportForm form;
    const char *type;
} exports[] = {
    {"leads.csv", EXPORT_CSV, "text/csv; charset=utf-8"},
    {"people.vcf", EXPORT_VCARD, "text/vcard; charset=utf-8"},
    {"everything.jsonl", EXPORT_JSON, "application/x-ndjson"},
};

/* Into a file of the server's folder that has lost its name when it is sent, so that it goes with
 * the answer. */
static bool give_export(Request *request, Reply *reply, const char *path, size_t place, Err *err)
{
    Exported exported;
    struct stat facts;
    ExportOptions options = {.form = exports[place].form,
                             .path = path,
                             .owner = request_text(request, "owner"),
                             .replace = true};
    if (!export_data(request->context, request->arena, &options, &exported, err))
        return false;
    int file = open(path, O_RDONLY | O_CLOEXEC);
    if (file < 0 || fstat(file, &facts) != 0) {
        if (file >= 0)
            close(file);
        return err_set(err, ERR_BROKEN, "the export cannot be read: %s", strerror(errno));
    }
    reply->from_file = true;
    reply->file = file;
    reply->size = (size_t)facts.st_size;
    reply->type = exports[place].type;
    reply->file_name = exports[place].name;
    return true;
}

static bool route_export(Request *request, Reply *reply, Err *err)
{
    const char *name = request_parameter(request, "name");
    size_t place = 0, count = sizeof exports / sizeof *exports;
    while (place < count && !text_equal(exports[place].name, name))
        place++;
    if (place == count)
        return err_set(err, ERR_MISSING,
                       "there is no export %.60s: leads.csv, people.vcf and "
                       "everything.jsonl there are",
                       name);
    Upload upload;
    if (!upload_new(request->context, request->arena, &upload, err))
        return false;
    close(upload.file);
    bool given = give_export(request, reply, upload.path, place, err);
    upload_remove(upload.path);
    return given;
}

/* --- the table -------------------------------------------------------------------------------- */

#define MAP                                                                                        \
    {                                                                                              \
        .name = "map", .kind = FIELD_LIST,                                                         \
        .about = "what columns are: \"COLUMN=FIELD\", the column by its name or its number from 1" \
    }
#define ASKED                                                                                      \
    {.name = "source", .kind = FIELD_TEXT, .most = 200, .about = "where all of them come from"},   \
        {.name = "cadence",                                                                        \
         .kind = FIELD_TEXT,                                                                       \
         .about = "how they are followed up; else by their source"},                               \
        {.name = "owner", .kind = FIELD_TEXT, .about = "whose leads they will be, by name or id"}, \
        MAP,                                                                                       \
    {                                                                                              \
        .name = "dry_run", .kind = FIELD_FLAG,                                                     \
        .about = "reads and judges the first 5,000 rows and brings nothing in"                     \
    }

static const Field import_fields[] = {
    {.name = "file",
     .kind = FIELD_FILE,
     .required = true,
     .about = "a list of people: CSV, Excel (XLSX) or vCard"},
    ASKED,
    {.name = "hold",
     .kind = FIELD_FLAG,
     .about = "keeps the file and starts nothing, so that its columns can be looked at first"},
    {0}};
static const Field start_fields[] = {ASKED, {0}};
static const Field preview_query[] = {MAP, {0}};
static const Field vcard_fields[] = {
    {.name = "file",
     .kind = FIELD_FILE,
     .required = true,
     .about = "contacts as a telephone shares them: one vCard or several"},
    {.name = "source", .kind = FIELD_TEXT, .most = 200, .about = "where they come from"},
    {0}};
static const Field share_fields[] = {
    {.name = "title", .kind = FIELD_TEXT, .about = "what it is called"},
    {.name = "text", .kind = FIELD_LINES, .about = "words"},
    {.name = "url", .kind = FIELD_TEXT, .about = "an address"},
    {.name = "file", .kind = FIELD_FILE, .about = "contacts"},
    {.name = "source", .kind = FIELD_TEXT, .about = "where they come from"},
    {0}};
static const Field export_query[] = {
    {.name = "owner", .kind = FIELD_TEXT, .about = "only those of one user"}, {0}};

static const char *const csv_type[] = {"text/csv", NULL};
static const char *const export_types[] = {"text/csv", "text/vcard", "application/x-ndjson", NULL};

const Route routes_imports[] = {
    {.path = "/import",
     .faces = FACE_PAGE,
     .need = NEED_USER,
     .page = "import",
     .title = "Import",
     .run = route_jobs},
    {.path = "/jobs",
     .faces = FACE_API,
     .need = NEED_USER,
     .about = "imports, the newest first",
     .answers = "Jobs",
     .run = route_jobs},
    {.path = "/jobs/{job}",
     .faces = FACE_API,
     .need = NEED_USER,
     .about = "an import: how far it is, and what came of it",
     .answers = "Job",
     .run = route_job},
    {.method = METHOD_POST,
     .path = "/jobs/{job}/cancel",
     .faces = FACE_PAGE | FACE_API,
     .need = NEED_USER,
     .then = "/import",
     .about = "ends an import; what it brought in stays",
     .answers = "Job",
     .run = route_cancel},
    {.method = METHOD_POST,
     .path = "/imports",
     .faces = FACE_PAGE | FACE_API,
     .need = NEED_USER,
     .lane = LANE_SLOW,
     .about = "takes a file in; the same file with the same options goes on where it was",
     .answers = "Job",
     .status = 202,
     .body_most = IMPORT_BYTES,
     .fields = import_fields,
     .run = route_import},
    {.path = "/imports/{job}",
     .faces = FACE_PAGE,
     .need = NEED_USER,
     .lane = LANE_SLOW,
     .page = "import-job",
     .title = "Import",
     .run = route_import_page},
    {.path = "/imports/{job}/preview",
     .faces = FACE_API,
     .need = NEED_USER,
     .lane = LANE_SLOW,
     .about = "what would come in: the columns and what they were taken for, the first rows",
     .answers = "ImportPreview",
     .query = preview_query,
     .run = route_preview},
    {.method = METHOD_POST,
     .path = "/imports/{job}/start",
     .faces = FACE_PAGE | FACE_API,
     .need = NEED_USER,
     .lane = LANE_SLOW,
     .about = "starts an import that is held, was tried, or failed",
     .answers = "Job",
     .status = 202,
     .fields = start_fields,
     .run = route_start},
    {.path = "/imports/{job}/rejects",
     .faces = FACE_PAGE | FACE_API,
     .need = NEED_USER,
     .lane = LANE_SLOW,
     .about = "the rows that were rejected, as CSV with line and reason",
     .gives = csv_type,
     .run = route_rejects},
    {.method = METHOD_POST,
     .path = "/vcards",
     .faces = FACE_API,
     .need = NEED_USER,
     .lane = LANE_SLOW,
     .about = "takes contacts in",
     .answers = "Contacts",
     .body_most = SHARE_BYTES,
     .fields = vcard_fields,
     .run = route_vcards},
    {.method = METHOD_POST,
     .path = "/capture/share",
     .faces = FACE_PAGE,
     .need = NEED_USER,
     .lane = LANE_SLOW,
     .foreign = true,
     .body_most = SHARE_BYTES,
     .fields = share_fields,
     .run = route_share},
    {.path = "/exports/{name}",
     .faces = FACE_PAGE | FACE_API,
     .need = NEED_USER,
     .lane = LANE_SLOW,
     .about = "leads.csv, people.vcf, or everything.jsonl for those who see all",
     .gives = export_types,
     .query = export_query,
     .run = route_export},
    {0},
};
