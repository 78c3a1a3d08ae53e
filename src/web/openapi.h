/* The API as an OpenAPI 3.1 document, made of the table of routes and of the schemas (schema.h). */
#pragma once

#include "base/doc.h"

/* `origin` is where this Beck is reached. */
Doc *openapi_document(Arena *arena, const char *origin);
