#include "cli/table_part.h"

const Command commands_words[] = {
    {0},
};
