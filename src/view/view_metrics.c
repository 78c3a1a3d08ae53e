#include "view/view_metrics.h"

Doc *view_metrics(Arena *arena, const Metrics *metrics)
{
    Doc *doc = doc_object(arena), *list = doc_set_array(arena, doc, "metrics");
    for (size_t i = 0; i < metrics->count; i++) {
        Doc *entry = doc_add_object(arena, list);
        doc_set_text(arena, entry, "name", metrics->at[i].name);
        doc_set_text(arena, entry, "about", metrics->at[i].about);
        doc_set_text(arena, entry, "type", "gauge");
        doc_set_int(arena, entry, "value", metrics->at[i].value);
        if (metrics->at[i].most)
            doc_set_int(arena, entry, "most", metrics->at[i].most);
        else
            doc_set_null(arena, entry, "most");
    }
    return doc;
}

void view_metrics_text(const Doc *doc, Buf *out)
{
    for (const Doc *metric = doc_get(doc, "metrics")->first; metric; metric = metric->next) {
        const char *name = doc_text(metric, "name");
        int64_t most = doc_int(metric, "most");
        buf_addf(out, "# HELP %s %s", name, doc_text(metric, "about"));
        if (most)
            buf_addf(out, "; %lld means that many or more", (long long)most);
        buf_addf(out, "\n# TYPE %s %s\n%s %lld\n", name, doc_text(metric, "type"), name,
                 (long long)doc_int(metric, "value"));
    }
}
