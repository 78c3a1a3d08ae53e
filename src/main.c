/* Beck: no lead falls silent. All there is to see begins at cli/cli.h. */
#include "cli/cli.h"
#include "web/server.h"

int main(int count, char **words)
{
    bool named = count > 0; /* by POSIX it need not be */
    return cli_main(count - named, (const char *const *)words + named, serve);
}
