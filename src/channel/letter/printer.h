/* Printer: PDFs to a queue of CUPS, by its own library in the module `beck-print`. */
#pragma once

#include "base/err.h"

#include <stddef.h>

typedef struct PrintJob {
    const char *server; /* host, or host:port; NULL: what this machine's CUPS clients use */
    const char *queue;
    const char *title;
    const char *paper; /* as PWG 5101.1 names it; NULL: as the PDF says */
    const void *bytes;
    size_t count;
} PrintJob;

/* What the module gives. */
typedef struct PrintDriver {
    bool (*send)(const PrintJob *job, int *number, Err *err);
} PrintDriver;

/* Hands it to the queue, which prints when it can; `number` is the job's there. BUSY: no CUPS
 * answers at `server`; MISSING (field: printer): it has no queue of that name; DENIED: it lets us
 * not; BROKEN: the module is missing. Nothing was printed then. */
bool printer_send(const PrintJob *job, int *number, Err *err);
