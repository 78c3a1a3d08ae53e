#include "web/page_outward.h"

#include "base/text.h"
#include "web/page_choices.h"
#include "web/server_inner.h"

void page_form_problem(Arena *arena, Doc *doc, const char *field)
{
    for (Doc *each = doc_get(doc, "fields")->first; each; each = each->next)
        doc_set_bool(arena, each, "wrong", text_equal(doc_text(each, "name"), field));
}

static void set_section(Request *request, Doc *doc, const char *name)
{
    doc_set_bool(request->arena, doc_set_object(request->arena, doc, "section"), name, true);
}

void page_forms(Request *request, Doc *doc)
{
    set_section(request, doc, "forms");
    page_choose_users(request, doc, "owners", NULL);
    page_choose_cadences(request, doc, "cadences", NULL);
}

void page_webhooks(Request *request, Doc *doc)
{
    set_section(request, doc, "webhooks");
}

static void put(Buf *out, const char *name, const char *type, const char *about, uint64_t value)
{
    buf_addf(out, "# HELP %s %s\n# TYPE %s %s\n%s %llu\n", name, about, name, type, name,
             (unsigned long long)value);
}

void page_server_metrics(const Request *request, Buf *out)
{
    enum { CLASSES = 6 };
    Server *server = request->server;
    buf_adds(out, "# HELP beck_http_requests_total Requests answered, by the status' first digit\n"
                  "# TYPE beck_http_requests_total counter\n");
    for (int i = 1; i < CLASSES; i++)
        buf_addf(out, "beck_http_requests_total{status=\"%dxx\"} %llu\n", i,
                 (unsigned long long)atomic_load(&server->counts.requests[i]));
    put(out, "beck_http_turned_away_total", "counter", "Requests that found a full lane",
        atomic_load(&server->counts.full));
    put(out, "beck_http_connections", "gauge", "Open connections",
        server->driver->connections(server->http));
    put(out, "beck_http_streams", "gauge", "Pages that listen for events",
        live_count(server->live));
    buf_adds(out, "# HELP beck_lane_waiting Requests that wait for a worker\n"
                  "# TYPE beck_lane_waiting gauge\n");
    const struct {
        const char *name;
        Lane *lane;
    } lanes[] = {{"read", server->reading}, {"write", server->writing}, {"slow", server->slow}};
    for (size_t i = 0; i < sizeof lanes / sizeof *lanes; i++)
        buf_addf(out, "beck_lane_waiting{lane=\"%s\"} %zu\n", lanes[i].name,
                 lane_waiting(lanes[i].lane));
}
