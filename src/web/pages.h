/* Pages: documents as HTML, by the templates of ui/templates. */
#pragma once

#include "base/buf.h"
#include "base/doc.h"
#include "base/err.h"

enum { PAGE_BYTES_MOST = 4 * 1024 * 1024 };

typedef struct Pages Pages;

/* All templates, parsed. BROKEN names the template, line and column. */
Pages *pages_new(Arena *arena, Err *err);
/* The page `name` inside the layout. False: there is no such template, or it became too large. */
bool pages_render(const Pages *pages, const char *name, const Doc *data, Buf *out, Err *err);
