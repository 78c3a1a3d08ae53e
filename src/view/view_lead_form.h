/* Lead forms as documents, for those who look after them:
 *
 *     {id, token, path, url, title, owner {id, name}, source, product, cadence, fields [{name,
 * label, type, autocomplete, longest, required, area}…], consent, redirect, origins [text…], on,
 * taken, trapped, snippet, made_at}
 *
 * `snippet` is the HTML to embed in a page elsewhere. For the world, at /f/TOKEN: {title, token,
 * path, fields, consent, stamp, trap}; each field with the `value` it was sent with, if any. */
#pragma once

#include "action/lead_form.h"
#include "base/doc.h"

/* `origin`: where this Beck is reached, "https://beck.example". */
Doc *view_lead_form(Arena *arena, const LeadFormShown *form, const char *origin);
/* {forms [...], fields [{name, label}…]}: those there are, and what can be asked for */
Doc *view_lead_forms(Arena *arena, const LeadFormsShown *forms, const char *origin);

/* `sent` NULL: nothing was sent yet. */
Doc *view_lead_form_open(Arena *arena, const LeadFormShown *form, const char *stamp,
                         const LeadFormSent *sent);
