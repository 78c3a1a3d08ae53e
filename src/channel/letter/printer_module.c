/* The module `beck-print`: libcups. */
#include "channel/letter/printer.h"

#include <cups/cups.h>
#include <string.h>

enum { HOST_BYTES = 256, WAIT_MILLISECONDS = 15000 };

/* "host:port", "[::1]:port", "host", or the path of a socket. */
static bool split_server(const char *server, char host[HOST_BYTES], int *port, Err *err)
{
    *port = ippPort();
    const char *from = server ? server : cupsServer();
    const char *colon = from[0] == '/' ? NULL : strrchr(from, ':');
    if (colon && colon != strchr(from, ':') && colon[-1] != ']')
        colon = NULL; /* an address of IPv6 without a port */
    size_t length = colon ? (size_t)(colon - from) : strlen(from);
    if (from[0] == '[' && length > 1 && from[length - 1] == ']') {
        from++;
        length -= 2;
    }
    if (!length || length >= HOST_BYTES)
        return err_field(err, ERR_INPUT, "print_server", "\"%s\" is no host:port", server);
    memcpy(host, from, length);
    host[length] = '\0';
    if (colon) {
        char *end;
        long number = strtol(colon + 1, &end, 10);
        if (end == colon + 1 || *end || number < 1 || number > 65535)
            return err_field(err, ERR_INPUT, "print_server", "\"%s\" is no host:port", server);
        *port = (int)number;
    }
    return true;
}

static bool refused(const PrintJob *job, bool answered, Err *err)
{
    if (!answered)
        return err_set(err, ERR_BUSY,
                       "CUPS did not say whether it took it: look at its queue (`lpstat -o %s`) "
                       "before you print again",
                       job->queue);
    switch (cupsLastError()) {
    case IPP_STATUS_ERROR_NOT_FOUND:
        return err_field(err, ERR_MISSING, "printer",
                         "CUPS has no queue \"%s\": `lpstat -e` lists those there are", job->queue);
    case IPP_STATUS_ERROR_NOT_AUTHENTICATED:
    case IPP_STATUS_ERROR_NOT_AUTHORIZED:
    case IPP_STATUS_ERROR_FORBIDDEN:
        return err_set(err, ERR_DENIED, "CUPS lets this user not print on \"%s\": %s", job->queue,
                       cupsLastErrorString());
    default:
        return err_set(err, ERR_BUSY, "the queue \"%s\" does not take it: %s", job->queue,
                       cupsLastErrorString());
    }
}

/* Print-Job (RFC 8011, 4.2.1) with the document behind it: there is a job with all of it, or none.
 */
static ipp_t *job_request(const PrintJob *job, const char *uri)
{
    ipp_t *request = ippNewRequest(IPP_OP_PRINT_JOB);
    ippAddString(request, IPP_TAG_OPERATION, IPP_TAG_URI, "printer-uri", NULL, uri);
    ippAddString(request, IPP_TAG_OPERATION, IPP_TAG_NAME, "requesting-user-name", NULL,
                 cupsUser());
    ippAddString(request, IPP_TAG_OPERATION, IPP_TAG_NAME, "job-name", NULL, job->title);
    ippAddString(request, IPP_TAG_OPERATION, IPP_TAG_MIMETYPE, "document-format", NULL,
                 CUPS_FORMAT_PDF);
    ippAddString(request, IPP_TAG_JOB, IPP_TAG_KEYWORD, "print-scaling", NULL, "none");
    if (job->paper)
        ippAddString(request, IPP_TAG_JOB, IPP_TAG_KEYWORD, "media", NULL, job->paper);
    return request;
}

/* The number of the job; 0: there is none, or, without an answer, perhaps there is. */
static int print_job(http_t *http, const PrintJob *job, bool *answered)
{
    enum { URI_BYTES = 1024 };
    static const char resource[] = "/printers/";
    char uri[URI_BYTES];
    httpAssembleURIf(HTTP_URI_CODING_ALL, uri, sizeof uri, "ipp", NULL, "localhost", ippPort(),
                     "%s%s", resource, job->queue);
    ipp_t *request = job_request(job, uri);
    size_t length = ippLength(request) + job->count;
    http_status_t status = cupsSendRequest(http, request, resource, length);
    if (status == HTTP_STATUS_CONTINUE)
        status = cupsWriteRequestData(http, job->bytes, job->count);
    ippDelete(request);
    ipp_t *response = cupsGetResponse(http, resource);
    ipp_attribute_t *number = ippFindAttribute(response, "job-id", IPP_TAG_INTEGER);
    bool taken = status == HTTP_STATUS_CONTINUE && number &&
                 ippGetStatusCode(response) <= IPP_STATUS_OK_EVENTS_COMPLETE;
    int made = taken ? ippGetInteger(number, 0) : 0;
    *answered =
        response || (status != HTTP_STATUS_CONTINUE && status != HTTP_STATUS_ERROR); /* refused */
    ippDelete(response);
    return made;
}

static bool send_job(const PrintJob *job, int *number, Err *err)
{
    char host[HOST_BYTES];
    int port;
    if (!split_server(job->server, host, &port, err))
        return false;
    http_t *http = httpConnect2(host, port, NULL, AF_UNSPEC, HTTP_ENCRYPTION_IF_REQUESTED, 1,
                                WAIT_MILLISECONDS, NULL);
    if (!http)
        return err_field(err, ERR_BUSY, "print_server",
                         "no CUPS answers at %s: is it running, and is the setting print_server "
                         "right?",
                         job->server ? job->server : host);
    bool answered;
    httpSetTimeout(http, WAIT_MILLISECONDS / 1000.0, NULL, NULL); /* else it waits for ever */
    int made = print_job(http, job, &answered);
    httpClose(http);
    if (!made)
        return refused(job, answered, err);
    *number = made;
    return true;
}

extern const PrintDriver beck_module_print;
__attribute__((visibility("default"))) const PrintDriver beck_module_print = {.send = send_job};
