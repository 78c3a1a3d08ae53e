/* What a person may choose from, for the selects of pages: lists [{value, said, chosen}…], put into
 * `choices` under a name. Users are chosen by their id, which every field that takes a user's name
 * takes as well. What cannot be read is left out. */
#pragma once

#include "web/request.h"

void page_choose_users(Request *request, Doc *choices, const char *name, const char *chosen);
void page_choose_cadences(Request *request, Doc *choices, const char *name, const char *chosen);
/* What of the library is still given, by its id. */
void page_choose_contents(Request *request, Doc *choices, const char *name);
/* Values of the program's vocabulary (page_word()); `values` ends with NULL. */
void page_choose_words(Request *request, Doc *choices, const char *name, const char *member,
                       const char *const *values, const char *chosen);
