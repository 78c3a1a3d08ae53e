#include "view/report_doc.h"

#include "base/text.h"
#include "view/view_report.h"

typedef Doc *Make(Context *context, Arena *arena, const ReportOptions *options, Err *err);

/* Each report has a type of its own; what is done with them is the same. */
#define REPORT(name, Type)                                                                         \
    static Doc *make_##name(Context *context, Arena *arena, const ReportOptions *options,          \
                            Err *err)                                                              \
    {                                                                                              \
        Type report;                                                                               \
        bool made = report_##name(context, arena, options, &report, err);                          \
        return made ? view_report_##name(arena, &report) : NULL;                                   \
    }
REPORT(silence, SilenceReport)
REPORT(monday, MondayReport)
REPORT(persistence, PersistenceReport)
REPORT(promises, PromiseReport)
REPORT(lines, LinesReport)
REPORT(excuses, ExcuseReport)
REPORT(channels, ChannelReport)
REPORT(speed, SpeedReport)
REPORT(activity, ActivityReport)
REPORT(doubt, DoubtReport)

static const char *const names[] = {"silence",  "monday",  "persistence", "promises",
                                    "lines",    "excuses", "channels",    "speed",
                                    "activity", "doubt",   NULL};
static Make *const makers[] = {make_silence,  make_monday,  make_persistence, make_promises,
                               make_lines,    make_excuses, make_channels,    make_speed,
                               make_activity, make_doubt};

const char *const *report_names(void)
{
    return names;
}

bool report_doc(Context *context, Arena *arena, const char *name, const ReportOptions *options,
                Doc **doc, Err *err)
{
    for (size_t i = 0; names[i]; i++)
        if (text_equal(names[i], name)) {
            *doc = makers[i](context, arena, options, err);
            return *doc != NULL;
        }
    return err_field(err, ERR_MISSING, "report", "there is no report \"%s\"", name);
}
