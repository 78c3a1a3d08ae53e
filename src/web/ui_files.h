/* What ui/ became at build (tool/embed_ui.py): templates and static files, in the program.
 *
 * Templates are named by their path below ui/templates without the suffix: "today",
 * "parts/touch". A page is rendered inside "layout", whose partial "page" is the page's template.
 *
 * Static files are served under /static/VERSION/NAME and never change there, so they are kept for
 * ever; the two whose addresses must not move, sw.js and manifest.webmanifest, are served at the
 * root and asked for anew each time. */
#pragma once

#include <stddef.h>

typedef struct UiFile {
    const char *name; /* "beck.css" */
    const char *type; /* of its content, with the charset */
    const unsigned char *bytes;
    size_t size;
    const unsigned char *gzip; /* the same compressed, NULL where that is no smaller */
    size_t gzip_size;
} UiFile;

const UiFile *ui_file(const char *name); /* NULL: there is none */
/* Not ended by a zero byte that counts; NULL: there is none. */
const char *ui_template(const char *name, size_t *size);
const char *ui_template_name(size_t place); /* NULL beyond the last */
const char *ui_version(void);               /* a hash over all of it, hexadecimal */
