/* What the pages one looks at need beside their documents. */
#pragma once

#include "web/request.h"

/* days_is {"30" true}, one_owner, and for each day others, needed_said, available_said,
 * load_said, over. */
void page_forecast(Request *request, Doc *doc);
/* For each seller hands [{id, name}…]: the others, who could take over. */
/* The words of how far each is, and what can be done with it. */
void page_gifts(Request *request, Doc *doc);
void page_monday(Request *request, Doc *doc);

/* page_report.c: a report as what is drawn, whatever its members:
 *
 *     title, lead_in, reports [{name, said, about, chosen}…],
 *     tiles [{number, said, bad}…],
 *     tables [{key, said, chart, columns [{said, number, draw "bar" | "line" | "hours"}…],
 *              rows [{cells [{said, head, number, link}…]}…]}…]
 *
 * The first column of a table that is drawn is where its bars stand; hours have a scale of their
 * own. */
void page_report(Request *request, Doc *doc);
