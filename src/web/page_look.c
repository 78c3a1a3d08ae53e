#include "web/page_look.h"

#include "action/gift.h"
#include "action/user_admin.h"
#include "base/text.h"
#include "view/view_gift.h"

/* --- forecast --------------------------------------------------------------------------------- */

static const char *hours(Arena *arena, int64_t minutes)
{
    return arena_printf(arena, "%lld:%02d", (long long)(minutes / 60), (int)(minutes % 60));
}

static void say_load(Arena *arena, Doc *day)
{
    static const char *const others[] = {"fax", "visit", "letter", "gift", "article"};
    const Doc *load = doc_get(day, "utilisation");
    int64_t sum = 0;
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        sum += doc_int(day, others[i]);
    doc_set_int(arena, day, "others", sum);
    doc_set_text(arena, day, "needed_said", hours(arena, doc_int(day, "minutes_needed")));
    doc_set_text(arena, day, "available_said", hours(arena, doc_int(day, "minutes_available")));
    double part = load->kind == DOC_REAL  ? load->real
                  : load->kind == DOC_INT ? (double)load->integer
                                          : 0;
    doc_set_bool(arena, day, "over", load->kind == DOC_NULL || part > 1);
    doc_set_text(arena, day, "load_said",
                 load->kind == DOC_NULL ? "nobody works"
                                        : arena_printf(arena, "%.0f %%", part * 100));
}

void page_forecast(Request *request, Doc *doc)
{
    Arena *arena = request->arena;
    int64_t days = doc_int(doc_get(doc, "filter"), "days");
    for (Doc *day = doc_get(doc, "days")->first; day; day = day->next)
        say_load(arena, day);
    doc_set_bool(arena, doc_set_object(arena, doc, "days_is"),
                 arena_printf(arena, "%lld", (long long)days), true);
    doc_set_bool(arena, doc, "one_owner", doc_int(doc, "owners") == 1);
}

/* --- gifts ------------------------------------------------------------------------------------ */

void page_gifts(Request *request, Doc *doc)
{
    static const struct {
        const char *stage, *said, *act;
    } stages[] = {{"asked", "Waits for a yes", NULL}, {"approved", "To be handed over", "ready"},
                  {"sent", "Sent", "gone"},           {"arrived", "Arrived", NULL},
                  {"returned", "Came back", NULL},    {"declined", "Declined", NULL},
                  {"cancelled", "Not given", NULL}};
    for (Doc *gift = doc_own(doc, "gifts")->first; gift; gift = gift->next)
        for (size_t i = 0; i < sizeof stages / sizeof *stages; i++) {
            if (!text_equal(doc_text(gift, "stage"), stages[i].stage))
                continue;
            bool unasked = i && doc_get(gift, "waits")->truth;
            doc_set_text(request->arena, gift, "stage_said",
                         unasked ? arena_printf(request->arena, "%s without a yes", stages[i].said)
                                 : stages[i].said);
            if (stages[i].act)
                doc_set_bool(request->arena, gift, stages[i].act, true);
        }
}

/* What waits for the manager's yes. */
static void add_gifts(Request *request, Doc *doc)
{
    Gifts gifts;
    Err err;
    if (!gift_list(request->context, request->arena, "asked", &gifts, &err))
        return;
    Doc *asked = view_gifts(request->arena, &gifts);
    page_gifts(request, asked);
    doc_set(doc, "asked", asked);
}

/* --- monday ----------------------------------------------------------------------------------- */

void page_monday(Request *request, Doc *doc)
{
    Arena *arena = request->arena;
    UsersShown users;
    Err err;
    add_gifts(request, doc);
    if (!list_users(request->context, arena, false, &users, &err))
        return;
    for (Doc *seller = doc_get(doc, "sellers")->first; seller; seller = seller->next) {
        Doc *hands = doc_set_array(arena, seller, "hands");
        for (size_t i = 0; i < users.count; i++) {
            if (users.at[i].id == doc_int(seller, "id"))
                continue;
            Doc *hand = doc_add_object(arena, hands);
            doc_set_id(arena, hand, "id", users.at[i].id);
            doc_set_text(arena, hand, "name", users.at[i].name);
        }
    }
}
