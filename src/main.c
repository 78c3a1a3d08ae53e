/* Beck: no lead falls silent. All there is to see begins at cli/cli.h. */
#include "cli/cli.h"

int main(int count, char **words)
{
    return cli_main(count > 0 ? count - 1 : 0, words + (count > 0));
}
