/* The bare HTTP library: libmicrohttpd as web/http_module.c sets it up, serving one fixed body.
 *
 * Usage: bare_http FILE     prints the port it listens on; ends with its standard input.
 */
#include <microhttpd.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static struct MHD_Response *response;

/* At the second call: an answer at the first one closes the connection (FIELD-NOTES). */
static enum MHD_Result serve(void *context, struct MHD_Connection *connection, const char *url,
                             const char *method, const char *version, const char *bytes,
                             size_t *count, void **slot)
{
    static int seen;
    if (*slot)
        return MHD_queue_response(connection, MHD_HTTP_OK, response);
    *slot = &seen;
    return MHD_YES;
}

int main(int count, char **words)
{
    enum { THREADS = 2, MOST = 1 << 22 };
    static char body[MOST];
    FILE *file = count == 2 ? fopen(words[1], "rb") : NULL;
    if (!file) {
        fprintf(stderr, "usage: bare_http FILE\n");
        return 2;
    }
    size_t size = fread(body, 1, sizeof body, file);
    fclose(file);
    response = MHD_create_response_from_buffer(size, body, MHD_RESPMEM_PERSISTENT);
    MHD_add_response_header(response, "Content-Type", "application/json");
    struct sockaddr_in at = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    struct MHD_Daemon *daemon = MHD_start_daemon(
        MHD_USE_EPOLL_INTERNAL_THREAD, 0, NULL, NULL, serve, NULL, MHD_OPTION_SOCK_ADDR, &at,
        MHD_OPTION_THREAD_POOL_SIZE, THREADS, MHD_OPTION_END);
    if (!daemon)
        return 1;
    printf("%d\n", MHD_get_daemon_info(daemon, MHD_DAEMON_INFO_BIND_PORT)->port);
    fflush(stdout);
    while (getchar() != EOF)
        ;
    MHD_stop_daemon(daemon);
    MHD_destroy_response(response);
    return 0;
}
