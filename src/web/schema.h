/* Schemas: what the documents of the API are made of, as components/schemas of its OpenAPI
 * document.
 *
 * The documents stand in src/web/schemas/, one file an area, member by member
 * (tool/embed_schemas.py has the notation and puts them into the program). The closed sets of words
 * their members take are schemas, too, made of the tables that the words come from, so that they
 * cannot differ.
 *
 * tests/unit/web/test_openapi.c holds that every schema named is there, and every one there is
 * named; the client of tests/web/serving.py, that every answer is as its schema says.
 */
#pragma once

#include "base/doc.h"

/* All of them by name. */
Doc *schema_all(Arena *arena);

/* The documents, as JSON: made at build. */
const char *schema_text(size_t *size);
